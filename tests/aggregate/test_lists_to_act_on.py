"""What staff must still do: dossiers an indicator lacks, dossiers that are overdue."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import figures_of, sheet_rows
from tests.aggregate.igate import dossier, write_csv

HEAD = "MaHoSo,DonViXuLy,MaTTHC,NgayTiepNhan,TrangThaiHoSo,KenhThucHien,HoSoCoThanhPhanSoHoa"
ROWS = (
    "H26-1,UBND xã An Hòa,1.000001,05/01/2026,4,2,1",
    "H26-2,UBND Xã An Hòa,1.000001,06/01/2026,4,1,0",
    "H26-2,UBND xã An Hòa,1.000001,06/01/2026,4,1,0",
    "H26-3,UBND xã An Hòa,1.000002,07/01/2026,10,1,",
    "H26-4,Sở Y tế,1.000002,08/01/2026,4,1,0",
    "H26-5,Sở Y tế,1.000002,08/01/2025,4,1,0",
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ho_so.csv"
    path.write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    return path


def test_missing_lists_codes_below_but_not_above_the_line(source: Path, tmp_path: Path) -> None:
    """--missing lists by unit the codes that count in the denominator and not in the numerator, each once."""
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", source, "-o", output, "--period", "quý I năm 2026", "--missing", "so_hoa")

    listed = tmp_path / "so_lieu-thieu-so_hoa.xlsx"
    rows = sheet_rows(listed, "Còn thiếu")
    assert sorted(rows[1:]) == [
        ("Sở Y tế", "H26-4", "08/01/2026"),
        ("UBND xã An Hòa", "H26-2", "06/01/2026"),
        ("UBND xã An Hòa", "H26-3", "07/01/2026"),
    ]
    lacking = dict(sheet_rows(listed, "Theo đơn vị")[1:])
    for unit in ("Sở Y tế", "UBND xã An Hòa"):
        denominator, numerator = figures_of(output)[unit, "so_hoa"]
        assert denominator - numerator == lacking[unit]


def test_missing_of_one_unit_by_the_name_of_the_indicator(source: Path, tmp_path: Path) -> None:
    """One unit alone, in any spelling; for services the procedures without an online dossier are listed."""
    output = tmp_path / "so_lieu.xlsx"

    done(
        "aggregate", source, "-o", output, "--period", "quý I năm 2026", "--unit", "xã An Hòa",
        "--missing", "Tỷ lệ DVC trực tuyến có phát sinh hồ sơ trực tuyến",
    )  # fmt: skip

    rows = sheet_rows(tmp_path / "so_lieu-thieu-dvc_phat_sinh.xlsx", "Còn thiếu")
    assert rows[1:] == [("UBND xã An Hòa", "1.000002", 1)]


def test_missing_of_what_cannot_be_told_is_refused(source: Path, tmp_path: Path) -> None:
    """Where the lists lack the column, or the name is no indicator's, nothing is written."""
    output = tmp_path / "so_lieu.xlsx"

    lacking = phuluc(
        "aggregate", source, "-o", output, "--period", "quý I năm 2026", "--missing", "cap_ket_qua_dien_tu"
    )
    unknown = phuluc("aggregate", source, "-o", output, "--period", "quý I năm 2026", "--missing", "mức độ vui")

    assert (lacking.status, unknown.status) == (2, 2)
    assert "tệp kết quả điện tử, ngày kết thúc xử lý" in lacking.err
    assert "07 chỉ tiêu" in unknown.err
    assert [path.name for path in tmp_path.iterdir()] == ["ho_so.csv"]


def test_overdue_by_group_and_unit(tmp_path: Path) -> None:
    """Overdue is what is not finished after its day, or was finished late within the period; by group and unit."""
    branch = "Chi nhánh Văn phòng đăng ký đất đai Hớn Quản"
    rows = [
        dossier(1),  # in time
        dossier(2, finished="16/01/2026 08:00"),  # a day late
        dossier(3, finished="", status="Đang xử lý"),  # waiting since 15/01
        dossier(4, "Sở Y tế", due="30/04/2026", finished="", status="Đang xử lý"),  # not yet due
        dossier(5, branch, finished="", status="Đang xử lý"),
        dossier(6, branch, finished="", status="Công dân yêu cầu rút hồ sơ"),
        dossier(7, branch, finished="", status="Đang xử lý"),
        dossier(7, branch, finished="", status="Đang xử lý"),
    ]
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", write_csv(tmp_path / "a.csv", rows), "-o", output, "--period", "tháng 01/2026", "--overdue")

    book = tmp_path / "so_lieu-qua-han.xlsx"
    assert sheet_rows(book, "Theo đơn vị")[1:] == [
        ("Chi nhánh Văn phòng đăng ký đất đai", branch, 2, 0),
        ("UBND cấp xã", "UBND xã An Hòa", 1, 1),
    ]
    assert ("UBND cấp xã", "UBND xã An Hòa", "H26.10-260105-0002", "15/01/2026", 1, "16/01/2026") in sheet_rows(
        book, "Hồ sơ quá hạn"
    )
    assert ("UBND cấp xã", "UBND xã An Hòa", "H26.10-260105-0003", "15/01/2026", 16, None) in sheet_rows(
        book, "Hồ sơ quá hạn"
    )
