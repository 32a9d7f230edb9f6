"""What staff must still do: dossiers an indicator lacks, dossiers that are overdue."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import load_workbook

from benchmarks.dossier_lists import PERIOD
from phuluc.domain.indicators import INDICATORS_BY_CODE
from tests.acceptance.command import done, phuluc
from tests.aggregate.conftest import Generated
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


def test_procedures_are_written_as_the_list_writes_them(tmp_path: Path) -> None:
    """Where lists have names of procedures alone, those without an online dossier are told by name."""
    source = tmp_path / "ho_so.csv"
    head = "Số hồ sơ,Cơ quan/đơn vị,Tên thủ tục hành chính,Ngày tiếp nhận,Trạng thái,Kênh thực hiện"
    names = ("Đăng ký Khai sinh", "Cấp Giấy phép xây dựng")
    rows = [f"H{number},Sở Y tế,{names[number % 2]},05/01/2026,4,{1 + number % 2}" for number in range(4)]
    source.write_text("\n".join([head, *rows]), encoding="utf-8")
    output = tmp_path / "so_lieu.xlsx"

    done("aggregate", source, "-o", output, "--missing", "dvc_phat_sinh")

    rows = sheet_rows(tmp_path / "so_lieu-thieu-dvc_phat_sinh.xlsx", "Còn thiếu")
    assert rows == [("cơ quan giải quyết", "thủ tục", "số hồ sơ"), ("Sở Y tế", "Đăng ký Khai sinh", 2)]


def test_spellings_of_one_unit_stand_together(tmp_path: Path) -> None:
    """The list of a unit is one piece, however the lists spell its name; the table of units has it once."""
    units = (
        "UBND xã An Hòa",
        "Sở Y tế",
        "UBND Xã An Hoà - tỉnh Gia Lai",
        "UBND xã An Hòa",
        "UBND xã An Tân",
        "xã An Hòa",
    )
    rows = [f"H{number},{unit},05/01/2026,4,0" for number, unit in enumerate(units)]
    source, output = tmp_path / "a.csv", tmp_path / "so_lieu.xlsx"
    source.write_text("\n".join(["MaHoSo,Đơn vị,Ngày tiếp nhận,Trạng thái,Số hóa", *rows]), encoding="utf-8")

    told = done("aggregate", source, "-o", output, "--missing", "so_hoa").out

    book = tmp_path / "so_lieu-thieu-so_hoa.xlsx"
    assert [row[0] for row in sheet_rows(book, "Còn thiếu")[1:]] == [
        "Sở Y tế", *["UBND xã An Hòa"] * 4, "UBND xã An Tân",
    ]  # fmt: skip
    assert [row[1] for row in sheet_rows(book, "Còn thiếu")[2:6]] == ["H0", "H2", "H3", "H5"]
    assert sheet_rows(book, "Theo đơn vị")[1] == ("UBND xã An Hòa", 4)
    assert "Còn thiếu, Số hóa thành phần hồ sơ, kết quả giải quyết TTHC: 6 dòng" in told


def test_one_unit_needs_a_list_to_act_on(source: Path, tmp_path: Path) -> None:
    """Figures are those of all units: --unit without a list to act on would look as if they were of one."""
    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", "--unit", "Sở Y tế")

    assert outcome.status == 2
    assert "--missing hoặc --overdue" in outcome.err


def test_a_unit_that_is_not_there_is_refused(source: Path, tmp_path: Path) -> None:
    """Of a unit with a slip in its name an empty list would say that nothing is missing."""
    output = tmp_path / "so_lieu.xlsx"
    wanted = ("--period", "quý I năm 2026", "--missing", "so_hoa", "--unit")

    outcome = phuluc("aggregate", source, "-o", output, *wanted, "UBND xã An Hoả")

    assert outcome.status == 2
    assert "Danh sách hồ sơ không có đơn vị này. Thấy: “UBND xã An Hoả”" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["ho_so.csv"]


def test_what_was_written_is_not_read_as_a_list(source: Path, tmp_path: Path) -> None:
    """Lists to act on have codes, units and days: lying in the folder of the lists they are no lists of dossiers."""
    period = ("--period", "quý I năm 2026")
    first, second = tmp_path / "so_lieu.xlsx", tmp_path / "lan_hai.xlsx"
    done("aggregate", tmp_path, "-o", first, *period, "--missing", "so_hoa")

    done("aggregate", tmp_path, "-o", second, *period)
    given = phuluc("aggregate", source, tmp_path / "so_lieu-thieu-so_hoa.xlsx", "-o", second, *period)

    assert figures_of(second) == figures_of(first)
    assert given.status == 1
    assert "so_lieu-thieu-so_hoa.xlsx: Tệp này do lệnh tổng hợp hồ sơ ghi ra" in given.out


def test_missing_is_the_difference_of_the_figures(generated: Generated, tmp_path: Path) -> None:
    """For each of the seven, in each unit, as many lines as the denominator is greater than the numerator."""
    output = tmp_path / "so_lieu.xlsx"
    wanted = [part for code in INDICATORS_BY_CODE for part in ("--missing", code)]

    outcome = phuluc("aggregate", generated.lists.parquet(), "-o", output, "--period", PERIOD, *wanted)

    assert outcome.status == 1, outcome.err
    figures = {key: (below or 0, above or 0) for key, (below, above) in figures_of(output).items()}
    for code in INDICATORS_BY_CODE:
        # Lists are long: another reader is quicker.
        book = load_workbook(tmp_path / f"so_lieu-thieu-{code}.xlsx")
        by_unit, listed = (book.get_sheet_by_name(name).to_python()[1:] for name in ("Theo đơn vị", "Còn thiếu"))
        pairs = {unit: pair for (unit, indicator), pair in figures.items() if indicator == code}
        assert dict(by_unit) == {unit: below - above for unit, (below, above) in pairs.items() if below > above}
        assert Counter(row[0] for row in listed) == dict(by_unit)


def test_overdue_is_what_plain_counting_finds(tmp_path: Path) -> None:
    """Overdue by group and unit equals a count row by row; with --unit only that unit is listed."""
    draw = random.Random(21)  # noqa: S311 - test data
    units = {"UBND xã An Hòa": "UBND cấp xã", "UBND phường Quy Nhơn": "UBND cấp xã", "Sở Y tế": "Sở, ban, ngành"}
    rows, expected = [], Counter[tuple[str, str, bool]]()
    for number in range(400):
        unit, finish = draw.choice(list(units)), draw.choice([None, draw.randint(5, 40)])
        status = "Đang xử lý" if finish is None else draw.choice(["Đã trả kết quả", "Đã xử lý xong"])
        status = draw.choice([status] * 5 + ["Dừng xử lý", "Mới đăng ký"])
        due = draw.randint(5, 45)
        days = [dt.date(2026, 1, 1) + dt.timedelta(days) for days in (due, finish or 0)]
        finished = f"{days[1]:%d/%m/%Y %H:%M}" if finish else ""
        rows.append(
            dossier(number, unit, "02/01/2026", due=f"{days[0]:%d/%m/%Y} 17:00", finished=finished, status=status)
        )
        is_done = finish is not None and finish <= 30 and status.startswith("Đã")
        is_left_out = status in ("Dừng xử lý", "Mới đăng ký")
        if not is_left_out and due < (finish if is_done and finish else 30):
            expected[units[unit], unit, is_done] += 1
    source, output = write_csv(tmp_path / "a.csv", rows), tmp_path / "so_lieu.xlsx"
    book = tmp_path / "so_lieu-qua-han.xlsx"

    done("aggregate", source, "-o", output, "--period", "tháng 01/2026", "--overdue")
    everyone = sheet_rows(book, "Theo đơn vị")[1:]
    done("aggregate", source, "-o", output, "--period", "tháng 01/2026", "--overdue", "--unit", "xã An Hòa")

    assert {row[:2]: row[2:] for row in everyone} == {
        (group, unit): (expected[group, unit, False], expected[group, unit, True]) for unit, group in units.items()
    }
    assert sheet_rows(book, "Theo đơn vị")[1:] == [row for row in everyone if row[1] == "UBND xã An Hòa"]
    assert {row[1] for row in sheet_rows(book, "Hồ sơ quá hạn")[1:]} == {"UBND xã An Hòa"}


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
    assert (
        "UBND cấp xã",
        "UBND xã An Hòa",
        "H26.10-260105-0002",
        "15/01/2026",
        "16/01/2026",
        "Đã trả kết quả",
        1,
    ) in sheet_rows(book, "Hồ sơ quá hạn")
    assert ("UBND cấp xã", "UBND xã An Hòa", "H26.10-260105-0003", "15/01/2026", None, "Đang xử lý", 16) in sheet_rows(
        book, "Hồ sơ quá hạn"
    )
