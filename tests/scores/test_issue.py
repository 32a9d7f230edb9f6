"""The annexes on scores as issued: values only, in the documents' columns and captions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phuluc.actions.save_annex import save_annex

BLACK_OF_THE_THEME = 1


@pytest.fixture(scope="module")
def issued(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The issued workbooks by kind; errors of the documents are overridden."""
    folder = tmp_path_factory.mktemp("issued")
    found = {}
    for kind, book in books.items():
        path = folder / f"{kind}.xlsx"
        save_annex(book, path, None, settings={"nam": "2024"}, force=True)
        found[kind] = openpyxl.load_workbook(path)
    return found


def texts(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_the_weekly_notice_has_four_annexes(issued: dict[str, Any]) -> None:
    """Indicators, agencies, districts, overdue dossiers; the sheets for work stay behind."""
    assert issued["diem-tuan"].sheetnames == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Hồ sơ quá hạn"]
    assert issued["diem-tuan"]["Hồ sơ quá hạn"]["A1"].value == "Phụ lục IV"


@pytest.mark.parametrize(
    ("kind", "sheet", "captions"),
    [
        (
            "diem-tuan",
            "Phụ lục I",
            "TT|Chỉ số|Năm 2024|Tại phiên họp ngày 27/3/2025|Ngày 08/4/2025|Đánh giá tăng, giảm",
        ),
        ("diem-tuan", "Phụ lục II", "STT|ĐƠN VỊ|ĐIỂM ĐÁNH GIÁ (27/3/2025)|ĐIỂM ĐÁNH GIÁ (08/4/2025)|TĂNG, GIẢM ĐIỂM"),
        (
            "diem-tuan",
            "Phụ lục III",
            "STT|ĐỊA PHƯƠNG|ĐIỂM ĐÁNH GIÁ (27/3/2025)|ĐIỂM ĐÁNH GIÁ (08/4/2025)|TĂNG, GIẢM ĐIỂM",
        ),
        (
            "diem-thang",
            "Phụ lục I",
            "STT|Tên cơ quan, đơn vị|Kết quả giải quyết TTHC (đúng hạn) (%)|Mức độ hài lòng (%)",
        ),
        (
            "diem-thang",
            "Phụ lục II",
            (
                "Stt|Tên cơ quan, đơn vị|Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC (%)|"
                "Kết quả cấp bản sao điện tử (bản)|Điểm đánh giá|Kết quả đánh giá"
            ),
        ),
        (
            "diem-xa",
            "Phụ lục I",
            (
                "Số TT|Nội dung|Thống kê trên Cổng DVCQG ngày 31/01/2024|Thống kê trên Cổng DVCQG ngày 29/02/2024|"
                "Tăng (+)/Giảm (-) so với ngày 31/01/2024"
            ),
        ),
    ],
)
def test_captions_are_those_of_the_document(issued: dict[str, Any], kind: str, sheet: str, captions: str) -> None:
    """Header texts, dates written as documents write them."""
    assert captions.split("|") in texts(issued[kind][sheet])


def test_changes_carry_their_sign(issued: dict[str, Any]) -> None:
    """A rise shows a plus, in as many decimals as it has; a change that is none is 0."""
    sheet = issued["diem-tuan"]["Phụ lục I"]
    shapes = {cell.value: cell.number_format for cell in sheet["F"] if isinstance(cell.value, (int, float))}
    assert shapes[2.6] == "+0.0;-0.0;0"
    assert shapes[-24.27] == "+0.00;-0.00;0"
    assert shapes[0] == "+0;-0;0"


def test_counts_of_overdue_dossiers_have_two_digits(issued: dict[str, Any]) -> None:
    """02 stays a number that shows two digits."""
    sheet = issued["diem-tuan"]["Hồ sơ quá hạn"]
    counts = [cell for cell in sheet["C"] if isinstance(cell.value, int)]
    assert [cell.value for cell in counts] == [204, 2, 2, 1, 1, 1, 1, 1, 1]
    assert {cell.number_format for cell in counts} == {"00"}


def test_missing_data_is_said_in_words(issued: dict[str, Any]) -> None:
    """The last agencies print the words of the portal in both columns."""
    last = texts(issued["diem-tuan"]["Phụ lục II"])[-1]
    assert last == [13, "Sở Dân tộc và Tôn giáo", *["Hệ thống không thông báo dữ liệu"] * 2, "-"]


def test_section_seven_runs_over_two_columns(issued: dict[str, Any]) -> None:
    """The sentences on score and rank are merged over the pair of a slot."""
    sheet = issued["diem-xa"]["Phụ lục I"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "VII")
    assert {str(area) for area in sheet.merged_cells.ranges} >= {f"C{row}:D{row}", f"E{row}:F{row}"}


def test_the_details_of_the_commune_are_four_tables(issued: dict[str, Any]) -> None:
    """The four small tables stand one below the other under their own lines."""
    leads = [
        row[0] for row in texts(issued["diem-xa"]["Phụ lục II"]) if row and str(row[0])[:2] in ("1.", "2.", "3.", "4.")
    ]
    assert [lead[:2] for lead in leads] == ["1.", "2.", "3.", "4."]


def test_nothing_is_computed_hidden_or_coloured(issued: dict[str, Any]) -> None:
    """Values only, all sheets visible, black on white."""
    for book in issued.values():
        for sheet in book:
            assert sheet.sheet_state == "visible"
            for row in sheet.iter_rows():
                for cell in row:
                    assert not str(cell.value).startswith("=")
                    assert cell.fill.fill_type is None
                    assert cell.font.color is None or cell.font.color.theme == BLACK_OF_THE_THEME


def test_an_annex_with_errors_is_refused(books: dict[str, Path], tmp_path: Path) -> None:
    """The commune's misprints stop the annex until somebody overrides them."""
    result = save_annex(books["diem-xa"], tmp_path / "pl.xlsx", None, settings={})
    assert result.refused
    assert not (tmp_path / "pl.xlsx").exists()
