"""The Book port on a workbook open in a spreadsheet program, through xlwings.

Only members of xlwings that every engine has; a hop into the program costs up to a millisecond, so whole ranges are
read and written at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

from phuluc.annexes.addresses import link_formula
from phuluc.book_port import Area, Link, UnevaluatedFormula
from phuluc.domain.figures import CellValue
from phuluc.hosts.excel.light_xlwings import xlwings as xw
from phuluc.hosts.excel.protection import NoProtection, Protection
from phuluc.hosts.excel.typed_text import typed_text
from phuluc.hosts.excel.undo import Journal
from phuluc.workbook.patch import ERROR_TEXTS
from phuluc.workbook.references import RowInsertion, parse_area

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
_SECONDS_A_DAY: Final = 86_400
#: Below this, a float that is whole is given as an int.
_EXACT: Final = 1e15

#: What a range is given: a formula, a text as typed, a number, a truth value, None for blank.
_Entered = str | float | bool | None


class XlwingsBook:
    """A workbook open in a program as actions see it (`phuluc.book_port.Book`).

    Args:
        book: the workbook.
        journal: told how to take back each change before it is made.
        protection: lifts the protection of the sheets that are written into.
    """

    def __init__(self, book: xw.Book, journal: Journal | None = None, protection: Protection | None = None) -> None:
        self._book = book
        self._journal = journal or Journal()
        self._protection = protection or NoProtection()
        self._names: dict[str, Area] | None = None
        self._writable: set[str] = set()

    def sheet_names(self) -> list[str]:
        """The worksheets in order, hidden ones too."""
        return list(self._book.sheet_names)

    def names(self) -> dict[str, Area]:
        """Names of the whole book that denote one rectangle; asked for once, since each name is a hop or two."""
        if self._names is None:
            found = ((name.name, parse_area((name.refers_to or "").removeprefix("="))) for name in self._book.names)
            self._names = {name: area for name, area in found if area is not None and "!" not in name}
        return dict(self._names)

    def used_area(self, sheet: str) -> Area:
        """The rectangle the program counts as used: at least values and formulas."""
        used = self._book.sheets[sheet].used_range
        height, width = used.shape
        return Area(sheet, used.row, used.column, used.row + height - 1, used.column + width - 1)

    def values(self, area: Area) -> list[list[CellValue]]:
        """Rows of values; dates as serial numbers, error values as their texts, an empty text as blank."""
        rows = self._range(area).options(ndim=2, err_to_str=True, dates=_serial).value
        return [[_plain(value) for value in row] for row in rows]

    def formulas(self, area: Area) -> list[list[str | None]]:
        """Rows of formulas with their "=", None where there is none."""
        texts = _rows(self._range(area).formula)  # desktop: the remote engine only writes formulas
        if not any(_looks_like_formula(text) for row in texts for text in row):
            return [[None] * area.width for _ in texts]
        # A text that was entered with an apostrophe reads like a formula here, but is also the value of its cell.
        return [
            [
                text if _looks_like_formula(text) and text != value else None
                for text, value in zip(row, values, strict=True)
            ]
            for row, values in zip(texts, self.values(area), strict=True)
        ]

    def set_values(self, area: Area, rows: list[list[CellValue]]) -> None:
        """Write constants in one assignment."""
        self._enter(area, [[_entered(value) for value in row] for row in rows])

    def set_formulas(self, area: Area, rows: list[list[str | None]]) -> None:
        """Write formulas, one assignment for each run of neighbouring cells of a column."""
        for part, formulas in _filled_parts(area, rows):
            self._enter(part, formulas)

    def set_links(self, area: Area, rows: list[list[Link | str | None]]) -> None:
        """Write links as formulas, in one assignment."""
        self._enter(
            area,
            [[link_formula(item) if isinstance(item, Link) else _entered(item) for item in row] for row in rows],
        )

    def insert_rows(self, sheet: str, before: int, count: int, *, format_from: int) -> None:
        """Insert empty rows above row `before`, formatted like row `format_from`; references follow."""
        if count <= 0:
            return
        origin = "format_from_right_or_below" if format_from == before else "format_from_left_or_above"
        self._make_writable(sheet)
        self._whole_rows(sheet, before, count).insert("down", origin)
        # Only now: taking back an insertion that failed would delete rows that were there before.
        self._journal.note(partial(self._delete_rows, sheet, before, count))
        insertion = RowInsertion(sheet, before, count)
        if format_from not in (before - 1, before):
            source = self._whole_rows(sheet, insertion.row(format_from), 1)
            new = self._whole_rows(sheet, before, count)
            source.copy(new)
            new.clear_contents()
        if self._names is not None:
            self._names = {name: _moved(area, insertion) for name, area in self._names.items()}

    def copy_formats(self, source: Area, target: Area) -> None:
        """Give the cells of `target` the formats of `source`'s rows, repeated downwards.

        Whole cells are copied, the one way all engines share, and the contents put back. Undoing restores contents.
        """
        contents = self._contents(target)
        width = min(source.width, target.width)
        self._make_writable(target.sheet)
        self._journal.note(partial(self._put, target, contents))
        for top in range(target.top, target.bottom + 1, source.height):
            height = min(source.height, target.bottom - top + 1)
            rows = Area(source.sheet, source.top, source.left, source.top + height - 1, source.left + width - 1)
            place = Area(target.sheet, top, target.left, top + height - 1, target.left + width - 1)
            self._range(rows).copy(self._range(place))
        self._put(target, contents)

    def recalculate(self) -> list[UnevaluatedFormula]:
        """Let the program calculate; what it cannot calculate shows as an error value in its cell."""
        self._book.app.calculate()
        return []

    def _enter(self, area: Area, rows: list[list[_Entered]]) -> None:
        if not rows or not rows[0]:
            return
        self._make_writable(area.sheet)
        contents = self._contents(area)
        try:
            self._put(area, rows)
        except Exception:
            # Part of the range may have been written; the program that refused may refuse again.
            with suppress(Exception):
                self._put(area, contents)
            raise
        self._journal.note(partial(self._put, area, contents))

    def _put(self, area: Area, rows: list[list[_Entered]]) -> None:
        if any(isinstance(item, str) and item.startswith("=") for row in rows for item in row):
            self._range(area).formula = rows
        else:
            self._range(area).value = rows

    def _contents(self, area: Area) -> list[list[_Entered]]:
        """What to enter to get the cells back as they are."""
        return [
            [_entered_again(formula, value) for formula, value in zip(formulas, values, strict=True)]
            for formulas, values in zip(self.formulas(area), self.values(area), strict=True)
        ]

    def _make_writable(self, sheet: str) -> None:
        if sheet not in self._writable:
            self._protection.lift(self._book.sheets[sheet])
            self._writable.add(sheet)

    def _delete_rows(self, sheet: str, first: int, count: int) -> None:
        self._names = None
        self._whole_rows(sheet, first, count).delete("up")

    def _whole_rows(self, sheet: str, first: int, count: int) -> xw.Range:
        return self._book.sheets[sheet].range(f"{first}:{first + count - 1}")

    def _range(self, area: Area) -> xw.Range:
        return self._book.sheets[area.sheet].range((area.top, area.left), (area.bottom, area.right))


def _serial(**parts: Any) -> float:
    """Give a date and time as the cell's number; `parts` are those of a datetime."""
    moment = datetime(**(parts | {"tzinfo": None})) - _EPOCH  # noqa: DTZ001 - cells know no time zone
    return moment.days + (moment.seconds + moment.microseconds / 1_000_000) / _SECONDS_A_DAY


def _plain(value: Any) -> CellValue:
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and abs(value) < _EXACT and value.is_integer():
        return int(value)
    return value  # type: ignore[no-any-return] # a str, bool, number or None, as the conversion gives them


def _entered(value: CellValue) -> _Entered:
    if isinstance(value, str):
        return typed_text(value)
    # Whole numbers beyond 32 bits are no type that COM knows.
    return value if isinstance(value, bool) or value is None else float(value)


def _entered_again(formula: str | None, value: CellValue) -> _Entered:
    if formula is not None:
        return formula
    return value if value in ERROR_TEXTS else _entered(value)


def _looks_like_formula(text: Any) -> bool:
    return isinstance(text, str) and len(text) > 1 and text.startswith("=")


def _rows(texts: Any) -> list[list[Any]]:
    """A range's texts as rows: engines give a single cell as a scalar."""
    rows: Any = texts if isinstance(texts, (list, tuple)) else [[texts]]
    return [list(row) for row in rows]


def _filled_parts(area: Area, rows: list[list[str | None]]) -> Iterator[tuple[Area, list[list[_Entered]]]]:
    """Rectangles without None: the whole area, or runs down its columns."""
    if all(text is not None for row in rows for text in row):
        yield area, [list(row) for row in rows]
        return
    for offset in range(area.width):
        column = area.left + offset
        run: list[list[_Entered]] = []
        for row, text in enumerate([*(texts[offset] for texts in rows), None], area.top):
            if text is not None:
                run.append([text])
            elif run:
                yield Area(area.sheet, row - len(run), column, row - 1, column), run
                run = []


def _moved(area: Area, insertion: RowInsertion) -> Area:
    if area.sheet != insertion.sheet:
        return area
    return Area(area.sheet, insertion.row(area.top), area.left, insertion.row(area.bottom), area.right)
