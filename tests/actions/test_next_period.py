"""Kỳ mới, on the figures of quý I/2024."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.actions.next_period import PUBLISHED_TITLE, NothingToCloseError, next_period, start_next_period
from phuluc.actions.opening import open_working_book
from phuluc.actions.read_figures import read_figures
from phuluc.actions.refresh import refresh
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area
from phuluc.domain.figures import BookFigures, CellValue
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import quarter_book

REUSE = "khai_thac_su_dung_lai"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarter_book(tmp_path_factory.mktemp("so") / "so.xlsx")


@pytest.fixture
def opened(filled: Path) -> tuple[FileBook, WorkingBook]:
    return open_working_book(filled)


def cell(working: WorkingBook, name: str, row: int = 0) -> Area:
    area = working.area(name)
    return Area(area.sheet, area.top + row, area.left, area.top + row, area.left)


def put(working: WorkingBook, name: str, value: CellValue, row: int = 0) -> None:
    working.book.set_values(cell(working, name, row), [[value]])


def counts(figures: BookFigures) -> dict[tuple[str, str, str], tuple[object, object, object]]:
    """Target, denominator and numerator by tier, unit and indicator."""
    return {
        (annex.tier, row.unit, code): (entries.target.value, entries.denominator.value, entries.numerator.value)
        for annex in figures.annexes
        for table in annex.tables
        for row in table.rows
        for code, entries in row.indicators.items()
    }


def test_figures_become_the_previous_period(opened: tuple[FileBook, WorkingBook]) -> None:
    """Every target, denominator (own ones too) and numerator stands in "Kỳ trước" under its unit, with the period."""
    _, working = opened
    before = counts(read_figures(working))
    result = next_period(working)
    after = read_figures(working)

    kept = {(figure.tier, figure.unit, figure.indicator): figure for figure in after.previous}
    assert {key: (kept[key].target, kept[key].denominator, kept[key].numerator) for key in kept} == {
        key: value for key, value in before.items() if value != (None, None, None)
    }
    assert (result.units, after.previous_period, result.previous_period) == (40, "quý I năm 2024", "quý I năm 2024")


def test_inputs_are_empty_and_targets_stay(opened: tuple[FileBook, WorkingBook]) -> None:
    """Totals, numerators and denominators are blank, targets, units and their order are those from before."""
    _, working = opened
    before = read_figures(working)
    next_period(working)
    after = read_figures(working)

    assert {key[:2] for key in counts(after)} == {key[:2] for key in counts(before)}
    for (target, *figures), (old_target, *_) in zip(counts(after).values(), counts(before).values(), strict=True):
        assert (target, figures) == (old_target, [None, None])
    for annex in after.annexes:
        for row in annex.tables[0].rows:
            assert row.total_received.is_blank
    assert after.printed == ()
    rates = working.area(f"cap_tinh_{REUSE}_ty_le")
    assert {value for (value,) in working.book.values(rates)} <= {None, ""}


def test_the_period_goes_on(opened: tuple[FileBook, WorkingBook]) -> None:
    """Quarter I becomes quarter II; number and date of the report wait for the new one; titles follow."""
    _, working = opened
    put(working, setting_name("so_bao_cao"), 79)
    put(working, setting_name("ngay_bao_cao"), 45387)
    assert next_period(working).period == "quý II năm 2024"
    for key, value in (("ky_bao_cao", "quý II năm 2024"), ("nam", 2024), ("so_bao_cao", None), ("ngay_bao_cao", None)):
        assert working.setting(key) == value
    assert str(working.cell("cap_tinh_tieu_de")).endswith("quý II năm 2024")


@pytest.mark.parametrize("label", ["tuần thứ 15, tháng 4/2025", "6 tháng đầu năm 2024", "đợt cao điểm", None])
def test_a_period_without_a_known_successor(opened: tuple[FileBook, WorkingBook], label: str | None) -> None:
    """Where the name does not tell what follows, it is emptied and the person is asked to type it."""
    _, working = opened
    put(working, setting_name("ky_bao_cao"), label)
    result = next_period(working)
    assert result.period == ""
    assert "Gõ tên kỳ mới ở trang “Thông tin”" in result.notices
    assert working.setting("ky_bao_cao") is None
    assert read_figures(working).previous_period == (label or "")


def test_published_totals_move_too(opened: tuple[FileBook, WorkingBook]) -> None:
    """Published totals stand below the units of "Kỳ trước", are no units there, and wait for new ones."""
    _, working = opened
    put(working, "cong_bo_toan_tinh_so_hoa", 86.2)
    put(working, "cong_bo_cap_tinh_so_hoa", 71.2)
    next_period(working)
    rows = [row for row in working.book.values(working.area("ky_truoc_bang")) if row[0] == PUBLISHED_TITLE]
    assert [(row[1], [value for value in row[2:] if value is not None]) for row in rows] == [
        ("Toàn tỉnh: tỷ lệ chung đã công bố (%)", [86.2]),
        ("Cấp tỉnh: tỷ lệ chung đã công bố (%)", [71.2]),
    ]
    assert read_figures(working).published == ()
    assert len(read_figures(working).previous) == 280


def test_what_staff_built_stays(opened: tuple[FileBook, WorkingBook]) -> None:
    """Formulas in input cells, notes and cells beside the tables stay; the formulas are named."""
    file, working = opened
    file.set_formulas(cell(working, "cap_tinh_tong_hs", 1), [["=70+2"]])
    note = cell(working, "cap_tinh_ghi_chu_1")
    file.set_values(note, [["Ghi chú: số liệu chốt ngày 31/3"]])
    beside = Area(note.sheet, 12, 60, 12, 60)
    file.set_values(beside, [["của phòng"]])
    result = next_period(working)
    assert file.formulas(cell(working, "cap_tinh_tong_hs", 1)) == [["=70+2"]]
    assert "Phụ lục 1!C9" in result.notices[0]
    assert file.values(note) == [["Ghi chú: số liệu chốt ngày 31/3"]]
    assert file.values(beside) == [["của phòng"]]


def test_typed_over_formulas_come_back(opened: tuple[FileBook, WorkingBook]) -> None:
    """A rate or a total of table 2 that was typed over belongs to the old period: the formula is there again."""
    file, working = opened
    for name in ("cap_tinh_ho_so_truc_tuyen_ty_le", "cap_tinh_tong_hs_bang_2"):
        put(working, name, 12, row=2)
    next_period(working)
    for name in ("cap_tinh_ho_so_truc_tuyen_ty_le", "cap_tinh_tong_hs_bang_2"):
        ((formula,),) = file.formulas(cell(working, name, 2))
        assert formula is not None


def test_text_that_is_no_figure_is_not_lost(opened: tuple[FileBook, WorkingBook]) -> None:
    """What stands in an input cell without being a number is kept in "Kỳ trước" as it stands."""
    _, working = opened
    put(working, "cap_tinh_ho_so_truc_tuyen_tu_so", "chờ xác minh", row=1)
    next_period(working)
    first = working.book.values(working.area("ky_truoc_bang"))[1]
    assert "chờ xác minh" in first


def test_an_empty_book_keeps_its_previous_period(opened: tuple[FileBook, WorkingBook]) -> None:
    """A second press does not wipe out what the first one kept."""
    _, working = opened
    next_period(working)
    kept = working.book.values(working.area("ky_truoc_bang"))
    with pytest.raises(NothingToCloseError):
        next_period(working)
    assert working.book.values(working.area("ky_truoc_bang")) == kept


def test_the_file_changes_only_where_asked(filled: Path, tmp_path: Path) -> None:
    """With an output the book itself stays byte for byte; what is written is refreshed already."""
    before = filled.read_bytes()
    start_next_period(filled, tmp_path / "moi.xlsx")
    assert filled.read_bytes() == before
    file, working = open_working_book(tmp_path / "moi.xlsx")
    stamped = ("Xếp hạng", "Nhật ký")
    everything = [file.values(file.used_area(sheet)) for sheet in file.sheet_names() if sheet not in stamped]
    refresh(working)
    assert [file.values(file.used_area(sheet)) for sheet in file.sheet_names() if sheet not in stamped] == everything
