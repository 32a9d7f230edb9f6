"""Writes the rules of scoring that hold for the two slots into the sheet "Quy tắc" of a book."""

from __future__ import annotations

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.clock import now
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import slots_of
from phuluc.annexes import rules_in_book
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.slot_rules import SlotRules, rules_of_slots


def write_slot_rules(working: ScoreWorkingBook) -> list[str]:
    """Bring the rules up to date with day and basis of the slots; return a sentence where points changed.

    A book older than the sheet keeps the rules it was built with.
    """
    if not working.has_rules:
        return []
    previous, current = rules_of_slots(*slots_of(working), now().date())
    before = _points(working)
    for name, rows in (
        (rules_in_book.AXES_AREA_NAME, rules_in_book.axis_rows(previous, current)),
        (rules_in_book.BANDS_AREA_NAME, rules_in_book.band_rows(previous, current)),
    ):
        area = working.area(name)
        blank: list[CellValue] = [None] * area.width
        working.book.set_values(area, [*rows, *[blank] * (area.height - len(rows))])
    place = working.area(rules_in_book.STAND_NAME)
    write_cells(working.book, place.sheet, {(place.top, place.left): rules_in_book.stand(previous, current)})
    return _notices(current) if _points(working) != before else []


def _points(working: ScoreWorkingBook) -> list[list[CellValue]]:
    """What captions, limits and grades of the present slot are taken from."""
    axes, bands = (working.area(name) for name in (rules_in_book.AXES_AREA_NAME, rules_in_book.BANDS_AREA_NAME))
    return [
        *working.book.values(Area(axes.sheet, axes.top, axes.left, axes.bottom, axes.left + 2)),
        *working.book.values(Area(bands.sheet, bands.top, bands.left, bands.bottom, bands.left + 1)),
    ]


def _notices(current: SlotRules) -> list[str]:
    basis = current.basis.name if current.basis else "quy tắc trong bảng"
    return [f"Quy tắc tính điểm của kỳ này đã đổi theo bảng quy tắc ({basis}): điểm tối đa, xếp loại ở trang “Quy tắc”"]
