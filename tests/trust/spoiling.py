"""Ways to spoil a hand-made annex, one thing at a time, as people and programs do."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.styles import Font

from tests.importers.hand_made import inserted, rearranged

#: The columns of numerators, denominators and totals in table 1 and table 2.
COUNTS = ((3, 5, 6, 9, 12, 13, 16, 17), (3, 5, 8, 11, 12))
NAME = 2


def unit_rows(sheet: Any) -> tuple[list[int], list[int]]:
    """The rows of the units of a sheet's two tables."""
    rows = [cell.row for cell in sheet["A"] if isinstance(cell.value, int)]
    second = next(at for at in range(1, len(rows)) if rows[at] != rows[at - 1] + 1)
    return rows[:second], rows[second:]


@dataclass(frozen=True)
class Place:
    """A row of a unit in one table of one sheet."""

    sheet: Any
    table: int
    row: int

    def count(self, chance: random.Random) -> Any:
        """One of its cells with a count in it."""
        filled = [
            cell for column in COUNTS[self.table] if isinstance((cell := self.sheet.cell(self.row, column)).value, int)
        ]
        return chance.choice(filled) if filled else self.sheet.cell(self.row, 3)

    @property
    def name(self) -> Any:
        return self.sheet.cell(self.row, NAME)

    @property
    def neighbour(self) -> Place:
        rows = unit_rows(self.sheet)[self.table]
        return Place(self.sheet, self.table, self.row + 1 if self.row + 1 in rows else self.row - 1)


Spoiling = Callable[[Place, random.Random], None]
TCVN3 = dict(zip("ởôếảưđộụốáàạệữưã", "ë«Õ¶­®éôè¸µ¹Ö÷­·", strict=True))


def typed(value: Any) -> Spoiling:
    """A count is overwritten."""

    def spoil(place: Place, chance: random.Random) -> None:
        place.count(chance).value = value

    return spoil


def times(factor: int) -> Spoiling:
    def spoil(place: Place, chance: random.Random) -> None:
        cell = place.count(chance)
        cell.value = cell.value * factor + 7 if isinstance(cell.value, int) else 7

    return spoil


def digits_swapped(place: Place, chance: random.Random) -> None:
    cell = place.count(chance)
    text = str(cell.value)
    if isinstance(cell.value, int) and len(text) > 1 and text[0] != text[-1]:
        cell.value = int(text[-1] + text[1:-1] + text[0])
    else:
        cell.value = 8


def same_column_swapped(place: Place, chance: random.Random) -> None:
    cell = place.count(chance)
    other = place.sheet.cell(place.neighbour.row, cell.column)
    cell.value, other.value = other.value, cell.value


def names_swapped(place: Place, _: random.Random) -> None:
    other = place.neighbour.name
    place.name.value, other.value = other.value, place.name.value


def named(change: Callable[[str], Any]) -> Spoiling:
    def spoil(place: Place, _: random.Random) -> None:
        place.name.value = change(str(place.name.value))

    return spoil


def in_old_font(place: Place, _: random.Random) -> None:
    place.name.value = "".join(TCVN3.get(letter, letter) for letter in str(place.name.value))
    place.name.font = Font(name=".VnTime")


def merged_down(place: Place, chance: random.Random) -> None:
    column = place.count(chance).column
    first, last = sorted((place.row, place.neighbour.row))
    place.sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def column_shifted(place: Place, chance: random.Random) -> None:
    """Figures pasted one row too low."""
    column, rows = place.count(chance).column, unit_rows(place.sheet)[place.table]
    values = [place.sheet.cell(row, column).value for row in rows]
    for row, value in zip(rows, [values[-1], *values[:-1]], strict=True):
        place.sheet.cell(row, column).value = value


def row_emptied(place: Place, _: random.Random) -> None:
    for column in range(1, 19):
        place.sheet.cell(place.row, column).value = None


def row_again(place: Place, _: random.Random) -> None:
    for column in range(1, 19):
        place.sheet.cell(place.neighbour.row, column).value = place.sheet.cell(place.row, column).value


def row_hidden(place: Place, _: random.Random) -> None:
    place.sheet.row_dimensions[place.row].hidden = True


def column_hidden(place: Place, chance: random.Random) -> None:
    place.sheet.column_dimensions[place.count(chance).column_letter].hidden = True


def blank_row_between(place: Place, _: random.Random) -> None:
    rearranged(place.sheet, rows=inserted(place.row))


def rows_exchanged(place: Place, _: random.Random) -> None:
    for column in range(NAME, 19):
        one, two = place.sheet.cell(place.row, column), place.sheet.cell(place.neighbour.row, column)
        one.value, two.value = two.value, one.value


def sheet_renamed(place: Place, _: random.Random) -> None:
    place.sheet.title = "Số liệu của phòng"


#: All but the form of the annex stays: the figures must be those of the report.
FORM: dict[str, Spoiling] = {
    "name decomposed": named(lambda name: unicodedata.normalize("NFD", name)),
    "zero-width characters in a name": named(lambda name: f"\u200b{name[:3]}\u200d{name[3:]}\ufeff"),
    "no-break and double spaces in a name": named(lambda name: f" {name.replace(' ', chr(0xA0) + ' ')} "),
    "capitals in a name": named(str.upper),
    "row hidden": row_hidden,
    "column hidden": column_hidden,
    "blank row between": blank_row_between,
    "rows exchanged": rows_exchanged,
    "sheet renamed": sheet_renamed,
}
#: A figure or a name is another one: whatever comes out otherwise must be told.
FIGURES: dict[str, Spoiling] = {
    "count dropped": typed(None),
    "count turned into a dash": typed("-"),
    "word for a count": typed("mười"),
    "letter O for a zero": typed("1O5"),
    "decimal point": typed("1.5"),
    "negative": typed(-5),
    "half": typed(12.5),
    "number as text": typed("59"),
    "date": typed(date(2024, 3, 1)),
    "yes": typed(True),
    "error value": typed("#REF!"),
    "formula never computed": typed("=1+1"),
    "digit too many": times(10),
    "typing error": times(3),
    "digits swapped": digits_swapped,
    "figures of two units swapped": same_column_swapped,
    "column one row too low": column_shifted,
    "names of two units swapped": names_swapped,
    "name dropped": named(lambda _: None),
    "name misspelt": named(lambda name: name[:-1] + "q"),
    "name in TCVN3": in_old_font,
    "count merged over two units": merged_down,
    "row emptied": row_emptied,
    "row twice": row_again,
}
