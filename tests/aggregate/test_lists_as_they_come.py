"""Lists in the forms, and with the faults, in which offices have them."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest

from phuluc.aggregate import beside
from phuluc.aggregate.run import Request, aggregate_lists
from phuluc.aggregate.sources import staged
from tests.acceptance.command import ROOT, done, exported, phuluc
from tests.aggregate.conftest import Generated
from tests.aggregate.figures import fates_of, figures_of, received_of, rows_read, sheet_rows
from tests.aggregate.igate import CLERK, HEADER, PERSON, PHONE, dossier, write_csv, write_web_table, write_xlsx
from tests.trust.faults import FAULTS

PERIOD = ("--period", "tháng 01/2026")


@pytest.mark.parametrize("form", ["two_sheets", "web_table", "semicolons", "utf_16", "short_rows", "folder"])
def test_one_list_in_any_form(tmp_path: Path, form: str) -> None:
    """Sheets, HTML named .xls, separators, UTF-16, ragged totals and whole folders give the same figures."""
    source = tmp_path / "nguon"
    source.mkdir()
    rows = [dossier(number) for number in range(1, 5)]
    furniture = [HEADER, ("Tổng cộng:", "4")]
    if form == "two_sheets":
        given = write_xlsx(source / "a.xlsx", rows[:2], [*rows[2:], *furniture])
    elif form == "web_table":
        given = write_web_table(source / "a.xls", [*rows, *furniture])
    elif form == "semicolons":
        given = write_csv(source / "a.csv", [*rows, *furniture], ";")
    elif form == "utf_16":
        given = write_csv(source / "a.csv", [*rows, *furniture], "\t", "utf-16")
    elif form == "short_rows":
        given = write_csv(source / "a[1].csv", [*rows, *furniture])
    else:
        write_csv(source / "a.csv", [*rows[:2], *furniture])
        write_xlsx(source / "b.xlsx", rows[2:])
        (source / "~$b.xlsx").write_bytes(b"lock")
        given = source
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", given, "-o", output, *PERIOD)

    assert received_of(output) == {"UBND xã An Hòa": 4}
    assert fates_of(output) == {"COUNTED": 4, "REPEATED_HEADER": 1, "TOTAL_ROW": 1}
    assert rows_read(output) == 6


def test_what_a_list_does_not_carry_is_blank(tmp_path: Path) -> None:
    """iGate's export has no channel, fee or digitising: these figures stay blank in the book, the total goes in."""
    output, book = tmp_path / "so_lieu.xlsx", tmp_path / "so.xlsx"

    outcome = done("aggregate", write_xlsx(tmp_path / "a.xlsx", [dossier(1), dossier(2)]), "-o", output, *PERIOD)

    assert figures_of(output)["UBND xã An Hòa", "so_hoa"] == (2, None)
    assert figures_of(output)["UBND xã An Hòa", "thanh_toan_truc_tuyen"] == (None, None)
    assert "Số hóa thành phần hồ sơ, kết quả giải quyết TTHC: thiếu cột hồ sơ có thành phần số hóa" in outcome.out
    done("new", "bay-chi-tieu", "-o", book)
    done("import", output, book)
    (values,) = (row["values"] for table in exported(book)["tables"] for row in table["rows"])
    assert (values["so_hoa"]["denominator"], values["so_hoa"]["numerator"]) == (2, None)
    assert values["thanh_toan_truc_tuyen"]["denominator"] is None


def test_personal_data_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and phone numbers reach neither a temporary file nor any workbook; only the headers are told."""
    written: list[bytes] = []

    class Watched(tempfile.TemporaryDirectory[str]):
        def cleanup(self) -> None:
            written.extend(path.read_bytes() for path in Path(self.name).rglob("*") if path.is_file())
            super().cleanup()

        def __exit__(self, *error: object) -> None:
            self.cleanup()

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Watched)
    rows = [dossier(1), dossier(1), dossier(2, finished="", status="Đang xử lý")]
    sources = [write_csv(tmp_path / "a.csv", rows), write_web_table(tmp_path / "b.xls", rows)]
    output = tmp_path / "so_lieu.xlsx"

    outcome = done("aggregate", *sources, write_xlsx(tmp_path / "c.xlsx", rows), "-o", output, *PERIOD, "--overdue")

    books = [output, tmp_path / "so_lieu-qua-han.xlsx"]
    parts = [part for book in books for part in _parts(book)]
    # Of three lists, and the hashes of codes that are repeated.
    assert len(written) == 4
    for secret in (PERSON, PHONE, PHONE[:-2], CLERK):
        assert not [part for part in (*written, *parts, outcome.out.encode()) if secret.encode() in part]
    assert any("Chủ hồ sơ" in str(row) for row in sheet_rows(output, "Chất lượng"))


def _parts(book: Path) -> list[bytes]:
    with zipfile.ZipFile(book) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_broken_file_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    """A row that cannot be cut, a truncated workbook, another encoding: each is named, and the rest is counted."""
    good = write_csv(tmp_path / "tot.csv", [dossier(1)])
    wide = write_csv(tmp_path / "rong.csv", [dossier(2), (*dossier(3), "thừa")])
    old = write_csv(tmp_path / "cu.csv", [[cell.replace("Đ", "D") for cell in dossier(4)]], encoding="utf-8")
    old.write_bytes(old.read_bytes().replace("ị".encode(), b"\xe8"))
    cut = write_xlsx(tmp_path / "cut.xlsx", [dossier(5)])
    cut.write_bytes(cut.read_bytes()[:3000])
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", good, wide, old, cut, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert received_of(output) == {"UBND xã An Hòa": 1}
    assert "rong.csv, dòng 3: Dòng không tách được thành các cột" in outcome.out
    assert "cu.csv, sau dòng" in outcome.out
    assert "cut.xlsx: tệp bảng tính bị hỏng hoặc chép thiếu" in outcome.out
    told = [str(row) for row in sheet_rows(output, "Chất lượng")]
    assert all(any(name in row for row in told) for name in ("rong.csv", "cu.csv", "cut.xlsx"))


def test_strict_stops_at_a_broken_file(tmp_path: Path) -> None:
    """With --strict nothing is written where one file cannot be read."""
    good = write_csv(tmp_path / "tot.csv", [dossier(1)])
    wide = write_csv(tmp_path / "rong.csv", [(*dossier(3), "thừa")])
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", good, wide, "-o", output, *PERIOD, "--strict")

    assert outcome.status == 2
    assert "rong.csv, dòng 2" in outcome.err
    assert not output.exists()


def test_mapping_file_names_columns_units_tiers_and_values(tmp_path: Path) -> None:
    """What an office calls its own way is understood with a mapping file, and only named without one."""
    lines = (
        "Mã HS,Nơi làm,Nhận ngày,Trạng thái,Nộp qua",
        "1/A,Một cửa An Hòa,05/01/2026,Xong,Zalo",
        "2/A,Nhóm 7,6/1/2026,4,1",
    )
    source, mapping = tmp_path / "a.csv", tmp_path / "anh_xa.toml"
    source.write_text("\n".join(lines), encoding="utf-8")
    mapping.write_text(
        '[cot]\n"Mã HS" = "ma_ho_so"\n"Nơi làm" = "don_vi"\n"Nhận ngày" = "ngay_tiep_nhan"\n"Nộp qua" = "kenh"\n'
        '[don_vi]\n"Một cửa An Hòa" = "UBND xã An Hòa"\n[cap]\n"Nhóm 7" = "cấp tỉnh"\n'
        '[gia_tri.kenh]\n"Zalo" = 2\n[gia_tri.trang_thai]\n"Xong" = 9\n',
        encoding="utf-8",
    )
    output = tmp_path / "so_lieu.xlsx"

    refused = phuluc("aggregate", source, "-o", output, *PERIOD)
    done("aggregate", source, "-o", output, *PERIOD, "--mapping", mapping)

    assert refused.status == 2
    assert "--mapping" in refused.err
    assert figures_of(output)["UBND xã An Hòa", "ho_so_truc_tuyen"] == (1, 1)
    assert figures_of(output)["Nhóm 7", "ho_so_truc_tuyen"] == (1, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[cot]\n"Mã HS" = "ma"\n', "Không có trường này"),
        ('[cap]\n"Nhóm 7" = "cấp trời"\n', "Không có cấp này"),
        ("[gia_tri.kenh]\nZalo = 5\n", "không có mã này"),
        ("[cột]\n", "Tệp ánh xạ không đọc được"),
        ("[khac]\n", "Không có mục này"),
        ('cot = "x"\n', 'Mục [cot] viết sai. Thấy: cot = "x"'),
        ("[gia_tri]\nkenh = 2\n", "Mục [gia_tri.kenh] viết sai"),
        ("[gia_tri.kenh]\nZalo = true\n", "không có mã này. Thấy: “true”"),
        ("[don_vi]\n'Phòng lạ' = 5\n", "Mục [don_vi] có dòng không hiểu được. Thấy: Phòng lạ = 5"),
        ("[don_vi]\n'Phòng lạ' = ''\n", "chưa được chỉ sang tên nào. Thấy: “Phòng lạ”"),
        ("[cot]\n'Mã HS' = 'ma_ho_so'\n'MÃ  HS' = 'don_vi'\n", "hai nghĩa khác nhau. Thấy: “Mã HS” và “MÃ  HS”"),
        ("[cap]\n'xã A' = 'cấp xã'\n'UBND xã A' = 'cấp tỉnh'\n", "hai nghĩa khác nhau"),
    ],
)
def test_a_wrong_mapping_file_is_explained(tmp_path: Path, text: str, says: str) -> None:
    """A mapping file that says what does not exist is refused, with what there is."""
    mapping = tmp_path / "anh_xa.toml"
    mapping.write_text(text, encoding="utf-8")

    outcome = phuluc(
        "aggregate", write_csv(tmp_path / "a.csv", [dossier(1)]), "-o", tmp_path / "b.xlsx", "--mapping", mapping
    )

    assert outcome.status == 2
    assert says in outcome.err


def test_the_mapping_file_of_the_guide_is_one(tmp_path: Path) -> None:
    """What the guide shows as a mapping file is read as such."""
    mapping, output = tmp_path / "anh_xa.toml", tmp_path / "so_lieu.xlsx"
    guide = (ROOT / "docs" / "huong-dan" / "nhap-so-lieu.md").read_text(encoding="utf-8")
    mapping.write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    source = tmp_path / "a.csv"
    source.write_text(
        "Mã HS,Đơn vị,Ngày tiếp nhận,Trạng thái,Hình thức nộp\n1/A,Trung tâm Y tế An Lão,05/01/2026,4,Qua Zalo\n",
        encoding="utf-8",
    )

    done("aggregate", source, "-o", output, *PERIOD, "--mapping", mapping)

    assert figures_of(output)["Trung tâm Y tế An Lão", "ho_so_truc_tuyen"] == (1, 1)


def test_a_mapping_file_for_one_system_leaves_the_other_alone(tmp_path: Path) -> None:
    """What a mapping file calls a field goes first in lists that have it; a slip in it is told, not passed over."""
    write_csv(tmp_path / "igate.csv", [dossier(1)])
    (tmp_path / "khac.csv").write_text(
        "Mã HS,Số hồ sơ,Đơn vị,Ngày tiếp nhận,Trạng thái\nB-1,x,Sở Y tế,05/01/2026,4\n", encoding="utf-8"
    )
    mapping, output = tmp_path / "anh_xa.toml", tmp_path / "so_lieu.xlsx"
    mapping.write_text('[cot]\n"Mã HS" = "ma_ho_so"\n"Só hóa" = "so_hoa"\n', encoding="utf-8")

    outcome = phuluc("aggregate", tmp_path, "-o", output, *PERIOD, "--mapping", mapping)

    assert outcome.status == 1
    assert received_of(output) == {"Sở Y tế": 1, "UBND xã An Hòa": 1}
    assert "Cột khai trong tệp ánh xạ mà không danh sách nào có (1):\n  - Só hóa\n" in outcome.out


def test_listed_units_are_the_only_ones(tmp_path: Path) -> None:
    """With a list of units a unit outside it is counted apart and named; lying among the lists it is none of them."""
    units = tmp_path / "don_vi.csv"
    units.write_text("cấp,đơn vị\ncấp xã,UBND xã An Hòa\n", encoding="utf-8")
    write_csv(tmp_path / "a.csv", [dossier(1), dossier(2, "UBND xã An Lão")])
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", tmp_path, "-o", output, *PERIOD, "--units", units)

    assert outcome.status == 1
    assert units.name not in outcome.out
    assert "UBND xã An Lão: 1 dòng" in outcome.out
    assert received_of(output) == {"UBND xã An Hòa": 1}
    assert fates_of(output) == {"COUNTED": 1, "UNKNOWN_UNIT": 1}


def test_a_unit_listed_in_two_tiers_is_of_the_one_its_name_tells(tmp_path: Path) -> None:
    """Lists of three tiers name a district again for its communes; whose name tells neither tier is refused."""
    units, output = tmp_path / "don_vi.csv", tmp_path / "so_lieu.xlsx"
    listed = "cấp,đơn vị\ncấp huyện,UBND huyện An Lão\ncấp xã,UBND huyện An Lão\ncấp tỉnh,Sở Y tế\ncấp xã,Sở Y tế\n"
    units.write_text(listed, encoding="utf-8")
    rows = [dossier(1, "UBND huyện An Lão", "05/02/2024", due="", finished="", status="Đang xử lý")]
    command = ("aggregate", write_csv(tmp_path / "a.csv", rows), "-o", output, "--period", "quý I năm 2024")

    done(*command, "--units", units)

    assert {row[1] for row in sheet_rows(output, "Số liệu")[1:]} == {"cấp huyện"}
    units.write_text(f"{listed}cấp tỉnh,Tổ 7\ncấp xã,Tổ 7\n", encoding="utf-8")
    assert "một đơn vị ở hai cấp. Thấy: “Tổ 7”" in phuluc(*command, "--units", units).err


def test_a_field_only_some_lists_carry_is_not_counted(tmp_path: Path) -> None:
    """A list without a column that another has must not count as zeros: the indicator is not available, and told."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    head, row = "Số hồ sơ,Cơ quan/đơn vị,Ngày tiếp nhận,Trạng thái", ",UBND xã An Hòa,05/01/2026,4"
    first.write_text(f"{head},Kênh thực hiện\nH1{row},2\n", encoding="utf-8")
    second.write_text(f"{head}\nH2{row}\n", encoding="utf-8")
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", first, second, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert "kênh nộp hồ sơ: không có ở b.csv" in outcome.out
    assert figures_of(output)["UBND xã An Hòa", "ho_so_truc_tuyen"] == (2, None)


def test_period_is_told_from_the_days_or_asked_for(tmp_path: Path) -> None:
    """Without --period the shortest period that holds all days counts; days of two years, and weeks, are refused."""
    quarter = write_csv(tmp_path / "a.csv", [dossier(1), dossier(2, received="31/03/2026", finished="")])
    years = write_csv(tmp_path / "b.csv", [dossier(1, received="31/12/2025"), dossier(2)])
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", quarter, "-o", output)
    asked = phuluc("aggregate", years, "-o", output)
    week = phuluc("aggregate", years, "-o", output, "--period", "tuần thứ 15, tháng 4/2025")

    assert sheet_rows(output, "Số liệu")[1][0] == "quý I năm 2026"
    assert (asked.status, week.status) == (2, 2)
    assert "nhiều năm" in asked.err
    assert "từ ngày nào đến ngày nào" in week.err


def test_cancelling_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at any stage, a run leaves neither figures nor temporary files."""
    temporary = tmp_path / "tam"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    source, output = write_csv(tmp_path / "a.csv", [dossier(1)]), tmp_path / "so_lieu.xlsx"

    stages: list[tuple[str, int]] = []
    aggregate_lists(Request([source], output), progress=lambda stage, done, _total: stages.append((stage, done)))
    output.unlink()

    for wanted in stages[:-1]:

        def stop(stage: str, done: int, _total: int, wanted: tuple[str, int] = wanted) -> None:
            if (stage, done) == wanted:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            aggregate_lists(Request([source], output), progress=stop)
        assert not output.exists()
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("form", ["xlsx", "web_table", "utf_16", "csv", "counting"])
def test_stopping_within_one_file_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, generated: Generated, form: str
) -> None:
    """Progress moves within a file and within a count, and whoever stops the work there finds nothing of it."""
    temporary = tmp_path / "tam"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(staged, "CHUNK", 10)
    monkeypatch.setattr(beside, "_PATIENCE", 0.0005)
    rows = [dossier(number) for number in range(50)]
    if form == "xlsx":
        source = write_xlsx(tmp_path / "a.xlsx", rows)
    elif form == "web_table":
        source = write_web_table(tmp_path / "a.xls", rows * 40)
    elif form == "utf_16":
        source = write_csv(tmp_path / "a.csv", rows, "\t", "utf-16")
    else:
        source = generated.lists.csv()[0] if form == "csv" else generated.lists.parquet()
    output = tmp_path / "so_lieu.xlsx"

    stage = "Tổng hợp (%)" if form == "counting" else f"Đọc {source.name} (%)"
    # Counting begins with telling that nothing is done; what comes next before the first step is done is a share of it.
    told, first, least = 0, 20 if form == "counting" else 100, 2 if form == "counting" else 1

    def stop(name: str, done: int, _total: int) -> None:
        nonlocal told
        told += name == stage
        if name == stage and told >= least and done < first:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        aggregate_lists(Request([source], output, period="quý I năm 2026"), progress=stop)
    assert not output.exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("fault", ["disk full half-way", "open in Excel", "interrupted half-way (Ctrl+C)"])
def test_figures_are_written_whole_or_not_at_all(tmp_path: Path, fault: str) -> None:
    """A write that fails leaves the older figures as they were, no half file, and says why."""
    source, output = write_csv(tmp_path / "a.csv", [dossier(1)]), tmp_path / "so_lieu.xlsx"
    output.write_bytes(b"cu")
    strike, says = FAULTS[fault]

    with strike(output):
        outcome = phuluc("aggregate", source, "-o", output, *PERIOD)

    assert outcome.status in (2, 130)
    assert says in outcome.err
    assert output.read_bytes() == b"cu"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "so_lieu.xlsx"]
