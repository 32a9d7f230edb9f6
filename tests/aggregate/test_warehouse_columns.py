"""Parquet files as warehouses hold synchronised dossiers: typed columns, lists of structures, times of Greenwich."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import fates_of, figures_of, received_of, sheet_rows

UNIT = "UBND xã An Hòa"
PERIOD = ("--period", "tháng 01/2026")
SIX = range(6)
RECEIVED = dt.datetime(2026, 1, 5, 8)  # noqa: DTZ001 - warehouses hold such
GREENWICH = dt.datetime(2025, 12, 31, 17, tzinfo=dt.UTC)
PLAIN: dict[str, Any] = {
    "MaHoSo": [f"H26-260105-{number:04}" for number in SIX],
    "DonViXuLy": [UNIT] * 6,
    "MaTTHC": ["1.005129"] * 6,
    "NgayTiepNhan": [RECEIVED] * 6,
    "NgayKetThucXuLy": [RECEIVED + dt.timedelta(days=4)] * 6,
    "TrangThaiHoSo": [10] * 6,
    "KenhThucHien": [2.0, 2.0, 1.0, None, float("nan"), 3.0],
    "DuocThanhToanTrucTuyen": [1, 0, 1, 2, 0, 0],
    "HoSoCoThanhPhanSoHoa": [True, False, None, True, True, False],
}
#: One value of many is enough: a fee above 0, a document used again, a file of a result.
NESTED: dict[str, Any] = {
    "DanhSachLePhi": pa.array(
        [
            [{"Gia": 0.0, "HinhThucThu": 1}, {"Gia": 5.0, "HinhThucThu": 1}],
            [{"Gia": 5.0, "HinhThucThu": 1}],
            [{"Gia": 0.0, "HinhThucThu": 1}],
            [],
            None,
            [{"Gia": float("nan"), "HinhThucThu": None}],
        ]
    ),
    "TaiLieuNop": pa.array(
        [
            [{"DuocSoHoa": 1, "DuocLayTuKhoDMQG": 0}, {"DuocSoHoa": 1, "DuocLayTuKhoDMQG": 1}],
            [{"DuocSoHoa": 1, "DuocLayTuKhoDMQG": 0}],
            [],
            None,
            [{"DuocSoHoa": 1, "DuocLayTuKhoDMQG": None}],
            [{"DuocSoHoa": 1, "DuocLayTuKhoDMQG": 1}],
        ]
    ),
    "DanhSachGiayToKetQua": pa.array(
        [
            [{"DuongDanTepTinKetQua": "https://tep.example.vn/1.pdf", "MaGiayToKetQua": "x"}],
            [{"DuongDanTepTinKetQua": "", "MaGiayToKetQua": "x"}],
            [{"DuongDanTepTinKetQua": None, "MaGiayToKetQua": "x"}],
            [],
            None,
            [
                {"DuongDanTepTinKetQua": "", "MaGiayToKetQua": "x"},
                {"DuongDanTepTinKetQua": "a.pdf", "MaGiayToKetQua": "x"},
            ],
        ]
    ),
}
TRUTH = {
    "dvc_phat_sinh": (1, 1),
    "ho_so_truc_tuyen": (6, 2),
    "tttt_phat_sinh": (1, 1),
    "thanh_toan_truc_tuyen": (2, 1),
    "so_hoa": (6, 3),
    "khai_thac_su_dung_lai": (6, 2),
    "cap_ket_qua_dien_tu": (6, 2),
}


def write_parquet(path: Path, columns: dict[str, Any]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_lists_within_a_column_are_read_by_meaning(tmp_path: Path) -> None:
    """Documents, results and fees as lists of structures count as their parts say, and nothing of them is unknown."""
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", write_parquet(tmp_path / "a.parquet", PLAIN | NESTED), "-o", output, *PERIOD)

    assert {code: pair for (_, code), pair in figures_of(output).items()} == TRUTH
    assert fates_of(output) == {"COUNTED": 6}
    assert not [row for row in sheet_rows(output, "Chất lượng") if "không nhận ra" in str(row[0])]


def test_several_values_where_one_is_needed_are_refused(tmp_path: Path) -> None:
    """Of several states of one dossier none is chosen: the column is named."""
    source = write_parquet(tmp_path / "a.parquet", PLAIN | {"TrangThaiHoSo": [[4, 10]] * 6})

    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert outcome.status == 2
    assert "Cột “TrangThaiHoSo” có nhiều giá trị cho một hồ sơ" in outcome.err


def test_cells_of_any_type(tmp_path: Path) -> None:
    """Serial numbers, days, times of Greenwich (17 o'clock there is the next day here), floats and bytes are read."""
    units = [f"UBND xã An {letter}" for letter in "ABCDEFGH"]
    kinds: list[tuple[str, Any]] = [
        ("NgayTiepNhan", [46027.25] * 6),
        ("NgayTiepNhan", [46027] * 6),
        ("NgayTiepNhan", [dt.date(2026, 1, 5)] * 6),
        ("NgayTiepNhan", pa.array([GREENWICH] * 6, pa.timestamp("us", "UTC"))),
        ("NgayTiepNhan", ["20260105080000"] * 6),
        ("MaHoSo", [20260000001.0 + number for number in SIX]),
        ("DonViXuLy", pa.array([units[6].encode()] * 6, pa.binary())),
        ("DonViXuLy", pa.array([units[7]] * 6).dictionary_encode()),
    ]
    for place, (column, values) in enumerate(kinds):
        few = {name: PLAIN[name] for name in ("MaTTHC", "NgayTiepNhan", "TrangThaiHoSo", "KenhThucHien")}
        own = {"MaHoSo": [f"H26-{place}-{number}" for number in SIX], "DonViXuLy": [units[place]] * 6}
        write_parquet(tmp_path / f"{place}.parquet", few | own | {column: values})
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", tmp_path, "-o", output, *PERIOD)

    assert received_of(output) == dict.fromkeys(units, 6)
    assert fates_of(output) == {"COUNTED": 48}


def test_files_of_different_types_and_order_are_one_list(tmp_path: Path) -> None:
    """What one month has as a time, the next as a number and in other places, is counted together."""
    first = write_parquet(tmp_path / "a.parquet", PLAIN)
    second = PLAIN | {"MaHoSo": [1.0 + number for number in SIX], "NgayTiepNhan": [46027] * 6}
    third = {name: second[name] for name in reversed(second)} | {"MaHoSo": [f"Z{number}" for number in SIX]}
    output = tmp_path / "so_lieu.xlsx"

    done(
        "aggregate", first, write_parquet(tmp_path / "b.parquet", second), write_parquet(tmp_path / "c.parquet", third),
        "-o", output, *PERIOD,
    )  # fmt: skip

    assert figures_of(output)[UNIT, "ho_so_truc_tuyen"] == (18, 6)
