"""What happens to a filled working book while people work in it: one change each, by programs, typing and pasting."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phuluc.actions.opening import working_book
from phuluc.annexes.addresses import column_letters
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from tests.acceptance.packages import parts, written
from tests.trust.spoiling import TCVN3


@dataclass(frozen=True)
class Table:
    """A table of units in a kind of book: its key, and the columns whose figures are typed."""

    kind: str
    key: str
    inputs: tuple[str, ...]


TABLES = (
    Table("bay-chi-tieu", "cap_tinh", ("so_hoa_tu_so", "dvc_phat_sinh_tu_so", "thanh_toan_truc_tuyen_tu_so")),
    Table("bay-chi-tieu", "cap_huyen", ("ho_so_truc_tuyen_tu_so", "so_hoa_tu_so", "tong_hs")),
    Table("diem-tuan", "cap_huyen", ("diem_nay", "diem_truoc")),
)


class Place:
    """A row of a unit in a table of a book file, the row below it, and one column of typed figures."""

    def __init__(self, path: Path, table: Table, chance: random.Random) -> None:
        self.path = path
        self.file = FileBook.open(path)
        self.chance = chance
        working = working_book(self.file, path.name)
        rows = working.rows(table.key)
        self.sheet = rows.sheet
        self.names_at = working.column(table.key, "don_vi")
        names = self.file.names()
        self.columns = [names[f"{table.key}_{role}"].left for role in table.inputs]
        self.column = chance.choice(self.columns)
        units = [row for row in range(rows.first, rows.last) if self._is_unit(row) and self._is_unit(row + 1)]
        self.row = chance.choice(units)
        self.first, self.last = rows.first, rows.last

    def _is_unit(self, row: int) -> bool:
        """A row with a name and a number in every typed column."""
        figures = (self.value(row, column) for column in self.columns)
        return isinstance(self.value(row, self.names_at), str) and all(isinstance(v, (int, float)) for v in figures)

    def value(self, row: int, column: int) -> Any:
        return self.file.values(self.cell(row, column))[0][0]

    def cell(self, row: int, column: int) -> Area:
        return Area(self.sheet, row, column, row, column)

    def put(self, row: int, column: int, value: CellValue) -> None:
        self.file.set_values(self.cell(row, column), [[value]])

    @property
    def figure(self) -> Any:
        return self.value(self.row, self.column)

    @property
    def names(self) -> set[str]:
        return {str(self.value(row, self.names_at)) for row in (self.row, self.row + 1)}

    def save(self) -> None:
        self.file.save(self.path)


Mutation = Callable[[Place], None]


def typed(change: Callable[[Any], CellValue]) -> Mutation:
    """The figure is typed over."""

    def mutate(place: Place) -> None:
        place.put(place.row, place.column, change(place.figure))
        place.save()

    return mutate


def named(change: Callable[[str], CellValue]) -> Mutation:
    def mutate(place: Place) -> None:
        place.put(place.row, place.names_at, change(place.value(place.row, place.names_at)))
        place.save()

    return mutate


def formula(text: str) -> Mutation:
    def mutate(place: Place) -> None:
        place.file.set_formulas(place.cell(place.row, place.column), [[text]])
        place.save()

    return mutate


def swapped(*, names: bool, figures: bool) -> Mutation:
    """What stands in two rows changes places: names, all typed figures, or both."""

    def mutate(place: Place) -> None:
        constants = _constant_columns(place)
        columns = [place.names_at] if names and not figures else constants if names else [place.column]
        for column in columns:
            one, two = place.value(place.row, column), place.value(place.row + 1, column)
            place.put(place.row, column, two)
            place.put(place.row + 1, column, one)
        place.save()

    return mutate


def _constant_columns(place: Place) -> list[int]:
    area = place.file.used_area(place.sheet)
    both = Area(place.sheet, place.row, 1, place.row + 1, area.right)
    order = place.names_at - 1
    return [
        column
        for column, formulas in enumerate(zip(*place.file.formulas(both), strict=True), 1)
        if formulas == (None, None) and column != order
    ]


def row_twice(place: Place) -> None:
    for column in _constant_columns(place):
        place.put(place.row + 1, column, place.value(place.row, column))
    place.save()


def row_emptied(place: Place) -> None:
    for column in _constant_columns(place):
        place.put(place.row, column, None)
    place.save()


def column_one_row_too_low(place: Place) -> None:
    rows = [
        row for row in range(place.first, place.last + 1) if isinstance(place.value(row, place.column), (int, float))
    ]
    values = [place.value(row, place.column) for row in rows]
    for row, value in zip(rows, [values[-1], *values[:-1]], strict=True):
        place.put(row, place.column, value)
    place.save()


def rate_typed_over(place: Place) -> None:
    """A computed figure of the row is replaced by a number."""
    area = place.file.used_area(place.sheet)
    line = Area(place.sheet, place.row, 1, place.row, area.right)
    computed = [
        column
        for column, (text, value) in enumerate(
            zip(place.file.formulas(line)[0], place.file.values(line)[0], strict=True), 1
        )
        if text is not None and isinstance(value, (int, float))
    ]
    column = place.chance.choice(computed)
    place.put(place.row, column, round(float(place.value(place.row, column)) + 7.7, 2))
    place.save()


def blank_row_between(place: Place) -> None:
    place.file.insert_rows(place.sheet, place.row + 1, 1, format_from=place.row)
    place.save()


def in_markup(change: Callable[[Place, dict[str, bytes]], None]) -> Mutation:
    """A change that only another program can make, in the parts of the file."""

    def mutate(place: Place) -> None:
        content = parts(place.path)
        change(place, content)
        written(place.path, content)

    return mutate


def _part(place: Place) -> str:
    return next(entry.part for entry in place.file.package.sheets if entry.name == place.sheet)


def row_hidden(place: Place, content: dict[str, bytes]) -> None:
    part = _part(place)
    mark = f'<row r="{place.row}" '.encode()
    assert mark in content[part]
    content[part] = content[part].replace(mark, mark + b'hidden="1" ')


def sheet_renamed(place: Place, content: dict[str, bytes]) -> None:
    old, new = place.sheet, "Số liệu phòng"
    for name, data in content.items():
        if name.endswith(".xml"):
            text = data.decode()
            text = text.replace(f"'{old}'!", f"'{new}'!").replace(f'name="{old}"', f'name="{new}"')
            content[name] = text.encode()


def merged_down(place: Place, content: dict[str, bytes]) -> None:
    """Two cells of figures are merged; the lower one is lost, as programs do."""
    place.put(place.row + 1, place.column, None)
    place.save()
    content.update(parts(place.path))
    part = _part(place)
    reference = _reference(place)
    text = content[part].decode()
    merge = f'<mergeCell ref="{reference}"/>'
    text = re.sub(r"<mergeCells[^>]*>", f"<mergeCells>{merge}", text, count=1)
    assert merge in text
    content[part] = text.encode()


def _reference(place: Place) -> str:
    letters = column_letters(place.column)
    return f"{letters}{place.row}:{letters}{place.row + 1}"


def _swapped_digits(value: Any) -> CellValue:
    text = str(value)
    return float(text[1:2] + text[:1] + text[2:]) if len(text) > 1 and text[0] != text[1] and "." not in text[:2] else 8


#: The figures stay what they are; only their form is another one.
FORM: dict[str, Mutation] = {
    "name decomposed": named(lambda name: unicodedata.normalize("NFD", name)),
    "zero-width characters in a name": named(lambda name: f"\u200b{name[:3]}\u200d{name[3:]}\ufeff"),
    "no-break and double spaces in a name": named(lambda name: f" {name.replace(' ', chr(0xA0) + ' ')} "),
    "capitals in a name": named(str.upper),
    "blank row between": blank_row_between,
    "rows exchanged whole": swapped(names=True, figures=True),
    "row hidden": in_markup(row_hidden),
    "sheet renamed": in_markup(sheet_renamed),
}
#: A figure or a name is another one: whatever the annex says otherwise must be told.
FIGURES: dict[str, Mutation] = {
    "figure dropped": typed(lambda _: None),
    "figure turned into a dash": typed(lambda _: "-"),
    "word for a figure": typed(lambda _: "mười"),
    "letter O for a zero": typed(lambda _: "1O5"),
    "number as text": typed(str),
    "number as text with a separator": typed(lambda value: f"{value}.000"),
    "zero-width characters in a figure": typed(lambda value: f"\u200b{value}"),
    "negative": typed(lambda value: -value),
    "true": typed(lambda _: True),
    "error value": formula("=#REF!"),
    "formula of unknown function": formula("=NOSUCH(1)"),
    "sum for a figure": formula("=1+1"),
    "digit too many": typed(lambda value: int(value * 10 + 7)),
    "typing error": typed(lambda value: int(value * 3 + 1)),
    "digits swapped": typed(_swapped_digits),
    "figures of two units swapped": swapped(names=False, figures=True),
    "names of two units swapped": swapped(names=True, figures=False),
    "column one row too low": column_one_row_too_low,
    "name dropped": named(lambda _: None),
    "name misspelt": named(lambda name: name[:-1] + "q"),
    "name in TCVN3": named(lambda name: "".join(TCVN3.get(letter, letter) for letter in name)),
    "row emptied": row_emptied,
    "row twice": row_twice,
    "computed figure typed over": rate_typed_over,
    "figures merged": in_markup(merged_down),
}
