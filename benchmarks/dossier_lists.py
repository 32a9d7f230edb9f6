"""Lists of dossiers of any length, with planted dirt and the figures that are true of them.

The truth is counted from clean, typed dossiers before any dirt is added: by plain queries that know nothing of the
program. Every dossier number decides by remainders what it is, so that equal sizes give equal lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import duckdb
import xlsxwriter

from phuluc.domain.units import canonical_name

PERIOD = "quý I năm 2026"
COMMUNES, DEPARTMENTS = 135, 18
#: Fates by the name of `phuluc.aggregate.fates.Fate`.
Fates = dict[str, int]
Figures = dict[tuple[str, str], tuple[int, int]]

_DEPARTMENT_NAMES = (
    "Sở Tư pháp", "Sở Y tế", "Sở Nội vụ", "Sở Xây dựng", "Sở Tài chính", "Sở Công Thương", "Sở Ngoại vụ",
    "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Dân tộc và Tôn giáo",
    "Sở Văn hóa, Thể thao và Du lịch", "Ban Quản lý Khu kinh tế tỉnh", "Thanh tra tỉnh", "Sở Giao thông vận tải",
    "Sở Kế hoạch và Đầu tư", "Sở Tài nguyên và Môi trường", "Sở Thông tin và Truyền thông",
)  # fmt: skip

_CLEAN = """
CREATE TABLE clean AS
WITH draws AS (
    SELECT i, hash(i) % 10000 a, hash(i + 1e9::BIGINT) % 10000 b, hash(i + 2e9::BIGINT) % 10000 c,
        hash(i + 3e9::BIGINT) % 10000 d, hash(i + 4e9::BIGINT) % 10000 e, hash(i + 5e9::BIGINT) % 10000 g
    FROM range({size}) numbers(i)
), base AS (
    SELECT i, a, b, c, d, e, g,
        -- Few units have most of the dossiers.
        ((a / 10000.0) * (a / 10000.0) * {units})::INT % {units} unit_no,
        CASE WHEN i % 31 = 5 THEN TIMESTAMP '2025-11-01 08:00:00' + to_minutes((b * 8)::BIGINT)
             WHEN i % 53 = 7 THEN TIMESTAMP '2026-04-01 08:00:00' + to_minutes((b * 4)::BIGINT)
             ELSE TIMESTAMP '2026-01-01 07:00:00' + to_minutes((b * 12.9)::BIGINT) END received
    FROM draws
)
SELECT i,
    'H26.' || lpad(unit_no::VARCHAR, 2, '0') || strftime(received, '-%y%m%d-') || lpad(i::VARCHAR, 8, '0') code,
    unit_no, '1.' || lpad((unit_no % 7 * 1000 + c % 90)::VARCHAR, 6, '0') procedure_code,
    CASE WHEN i % 41 = 3 THEN 1 WHEN i % 43 = 3 THEN 3 WHEN d < 7000 THEN 9 + d % 2 ELSE 4 END status,
    CASE WHEN e % 10 < 6 THEN 2 WHEN e % 10 < 9 THEN 1 ELSE 3 END channel,
    received, received + to_days((3 + c % 12)::INT) due,
    CASE WHEN status >= 9 THEN received + to_days((c % 14)::INT) + to_minutes((c % 300)::BIGINT) END finished,
    CASE WHEN c % 90 < 40 THEN 50000 ELSE 0 END fee,
    CASE WHEN fee > 0 AND g % 100 < 55 THEN 1 + g % 2 ELSE 0 END paid,
    (g % 1000 < 870)::INT digitised, (g % 7 < 4)::INT reused, status >= 9 AND e % 8 < 6 has_result,
    CASE WHEN i % 1009 = 11 THEN 'NO_UNIT' WHEN i % 1013 = 12 THEN 'UNKNOWN_UNIT'
        WHEN i % 1019 = 13 AND status >= 4 THEN 'BAD_DATES' END dirt
FROM base
"""


@dataclass(frozen=True)
class Truth:
    """What is true of a list: figures by unit and indicator (denominator, numerator), total received by unit, fates."""

    figures: Figures
    received: dict[str, int]
    fates: Fates


class DossierLists:
    """Dossiers in a database of their own beside the lists, which are written on demand."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self._con = duckdb.connect(
            str(folder / f"dossiers_{size}.duckdb"), config={"threads": 2, "memory_limit": "2GB"}
        )
        self._con.execute("SET preserve_insertion_order = false")
        self._con.execute("CREATE TABLE units (unit_no INT, name VARCHAR, decomposed VARCHAR)")
        self._con.executemany(
            "INSERT INTO units VALUES (?, ?, ?)",
            [(number, name, normalize("NFD", name)) for number, name in enumerate(unit_names())],
        )
        self._con.execute(_CLEAN.format(size=size, units=COMMUNES + DEPARTMENTS))
        self.duplicates = self._con.sql("SELECT count(*) FROM clean WHERE i % 97 = 1").fetchall()[0][0]

    def close(self) -> None:
        self._con.close()

    def truth(self) -> Truth:
        within = "received >= '2026-01-01' AND received < '2026-04-01' AND status NOT IN (1, 3) AND dirt IS NULL"
        resolved = "status IN (9, 10) AND finished < '2026-04-01' AND received < '2026-04-01' AND dirt IS NULL"
        rows = self._con.sql(f"""
            SELECT name, count(*) FILTER (r) received, count(DISTINCT procedure_code) FILTER (r),
                count(DISTINCT procedure_code) FILTER (r AND channel = 2), count(*) FILTER (r AND channel = 2),
                count(DISTINCT procedure_code) FILTER (r AND fee > 0),
                count(DISTINCT procedure_code) FILTER (r AND fee > 0 AND paid IN (1, 2)),
                count(*) FILTER (r AND fee > 0), count(*) FILTER (r AND fee > 0 AND paid IN (1, 2)),
                count(*) FILTER (r AND digitised = 1), count(*) FILTER (r AND reused = 1),
                count(*) FILTER (s), count(*) FILTER (s AND has_result)
            FROM (SELECT *, {within} r, {resolved} s FROM clean) JOIN units USING (unit_no)
            GROUP BY name HAVING count(*) FILTER (r OR s) > 0""").fetchall()
        figures: Figures = {}
        for name, total, *counts in rows:
            services, served, online, paying, paid_for, fees, paid, digital, reused, resolved_all, electronic = counts
            figures |= {
                (canonical_name(name), "dvc_phat_sinh"): (services, served),
                (canonical_name(name), "ho_so_truc_tuyen"): (total, online),
                (canonical_name(name), "tttt_phat_sinh"): (paying, paid_for),
                (canonical_name(name), "thanh_toan_truc_tuyen"): (fees, paid),
                (canonical_name(name), "so_hoa"): (total, digital),
                (canonical_name(name), "khai_thac_su_dung_lai"): (total, reused),
                (canonical_name(name), "cap_ket_qua_dien_tu"): (resolved_all, electronic),
            }
        received = {canonical_name(name): total for name, total, *_ in rows}
        return Truth(figures, received, self._fates(within, resolved))

    def _fates(self, within: str, resolved: str) -> Fates:
        in_time = f"{within} OR {resolved}".replace("AND dirt IS NULL", "")
        rows = self._con.sql(f"""
            SELECT CASE WHEN status IN (1, 3) THEN 'NOT_RECEIVED' WHEN dirt = 'BAD_DATES' THEN dirt
                WHEN NOT ({in_time}) THEN 'OUTSIDE_PERIOD'
                WHEN dirt IS NOT NULL THEN dirt WHEN {within} THEN 'COUNTED' ELSE 'CUMULATIVE_ONLY' END fate, count(*)
            FROM clean GROUP BY fate""").fetchall()
        return dict(rows) | {"DUPLICATE": self.duplicates}

    def parquet(self) -> Path:
        """Typed columns, as a warehouse keeps them; dirt in codes, units, days, and rows that stand twice."""
        path = self.folder / f"ho_so_{self.size}.parquet"
        self._con.execute(f"COPY ({self._typed()}) TO '{path}' (FORMAT parquet)")
        return path

    def csv(self, files: int = 1) -> list[Path]:
        """Text as systems export it, headers repeated and totals below; `files` of about equal length."""
        folder = self.folder / f"ho_so_{self.size}"
        shares = f"SELECT *, hash(MaHoSo) % {files} phan FROM ({self._text()})"
        self._con.execute(
            f"COPY ({shares}) TO '{folder}' (FORMAT csv, HEADER, PARTITION_BY (phan), OVERWRITE_OR_IGNORE)"
        )
        paths = sorted(folder.rglob("*.csv"))
        for path in paths:
            with path.open("r+b") as stream:
                header = stream.readline()
                stream.seek(0, 2)
                # What a system writes at the foot of a page and of the list.
                stream.write(header + "Tổng cộng:".encode() + b"," * header.count(b",") + b"\n")
        return paths

    def xlsx(self) -> Path:
        """The text of `csv` on one sheet."""
        path = self.folder / f"ho_so_{self.size}.xlsx"
        found = self._con.sql(self._text())
        book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["DANH SÁCH HỒ SƠ"])
        sheet.write_row(2, 0, found.columns)
        for number, row in enumerate(found.fetchall(), start=3):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write_string(number, column, value)
        book.close()
        return path

    def _typed(self) -> str:
        """Dossiers and their copies; of a copy the first exemplar is the one that is further on."""
        return """
            WITH copies AS (
                SELECT *, FALSE stale FROM clean
                UNION ALL SELECT * REPLACE (CASE WHEN status >= 9 THEN 4 ELSE status END AS status,
                    NULL::TIMESTAMP AS finished, 0 AS digitised), TRUE FROM clean WHERE i % 97 = 1)
            SELECT
                CASE WHEN i % 211 = 1 AND stale THEN chr(8203) || code
                    WHEN i % 223 = 1 THEN '000.00.01.' || code ELSE code END MaHoSo,
                procedure_code MaTTHC, 'Thủ tục hành chính số ' || procedure_code TenTTHC, channel KenhThucHien,
                'Nguyễn Văn ' || i ChuHoSo, lpad((i * 7919)::VARCHAR, 12, '0') SoDinhDanh,
                received NgayTiepNhan, due NgayHenTra,
                CASE WHEN dirt = 'BAD_DATES' THEN received - INTERVAL 3 DAY ELSE finished END NgayKetThucXuLy,
                status TrangThaiHoSo,
                CASE WHEN dirt = 'NO_UNIT' THEN NULL WHEN dirt = 'UNKNOWN_UNIT' THEN 'Bộ phận số ' || unit_no
                     WHEN i % 307 = 2 THEN decomposed WHEN i % 311 = 2 THEN name || '  ' || chr(8203)
                     WHEN i % 313 = 2 THEN upper(left(name, 4)) || substr(name, 5) ELSE name END DonViXuLy,
                fee Gia, paid DuocThanhToanTrucTuyen, digitised HoSoCoThanhPhanSoHoa, reused DuocLayTuKhoDMQG,
                CASE WHEN has_result THEN 'https://motcua.example.vn/tep/' || hash(i) || '.pdf' END DuongDanTepTinKetQua
            FROM copies JOIN units USING (unit_no)"""

    def _text(self) -> str:
        day = "CASE WHEN hash({0}) % 3 = 0 THEN strftime({0}, '%d/%m/%Y') ELSE strftime({0}, '%d/%m/%Y %H:%M:%S') END"
        days = ", ".join(f"{day.format(name)} AS {name}" for name in ("NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy"))
        return f"""SELECT * REPLACE ({days},
            KenhThucHien::VARCHAR || CASE WHEN hash(MaHoSo) % 5 = 0 THEN '.0' ELSE '' END AS KenhThucHien,
            CASE WHEN TrangThaiHoSo = 10 AND hash(MaHoSo) % 2 = 0 THEN 'Đã trả kết quả'
                ELSE TrangThaiHoSo::VARCHAR END AS TrangThaiHoSo,
            Gia::VARCHAR AS Gia, DuocThanhToanTrucTuyen::VARCHAR AS DuocThanhToanTrucTuyen,
            HoSoCoThanhPhanSoHoa::VARCHAR AS HoSoCoThanhPhanSoHoa, DuocLayTuKhoDMQG::VARCHAR AS DuocLayTuKhoDMQG)
            FROM ({self._typed()})"""


def unit_names() -> list[str]:
    return [*_DEPARTMENT_NAMES, *(f"UBND xã Bình Minh {number}" for number in range(1, COMMUNES + 1))]
