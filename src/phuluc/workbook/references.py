"""References inside formulas: following inserted rows, and moving a shared formula to another cell.

One scanner serves both. It knows strings, quoted sheet names, external books, structured references, names and
functions well enough never to take them for cells. A range follows an insertion end by end, which is what makes
ranges spanning the insertion expand. References over several sheets (Đầu:Cuối!A1) and into other books stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.book_port import Area

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_ROWS: Final = r"\$?[0-9]{1,7}:\$?[0-9]{1,7}"
_COLUMNS: Final = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
_NAME_CHARACTER: Final = r"\w.\\?"
_TOKEN: Final = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
    | (?:(?P<sheet>'(?:[^']|'')*'|\[[0-9]+\][^'\[\]!:,;(){{}}+\-*/^&=<>\s]*|[\w.][\w.:]*)!)?
      (?:(?P<cell>{_CELL})(?::(?P<cell2>{_CELL}))?|(?P<rows>{_ROWS})|(?P<columns>{_COLUMNS}))
      (?![{_NAME_CHARACTER}(!\[])
    | '(?:[^']|'')*'!?
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
    | [{_NAME_CHARACTER}]+!?
    | \#[A-Z][A-Z0-9/_]*[!?]?
    """,
    re.VERBOSE,
)
_CELL_PARTS: Final = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_ROW_PART: Final = re.compile(r"(\$?)([0-9]{1,7})")
_COLUMN_PART: Final = re.compile(r"(\$?)([A-Za-z]{1,3})")


@cache
def column_number(letters: str) -> int:
    """Turn "A" into 1, "AB" -> 28; upper or lower case, ASCII letters only."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(row: int, column: int) -> str:
    """(9, 2) -> "B9"."""
    return f"{column_letters(column)}{row}"


def parse_cell(address: str) -> tuple[int, int]:
    """Turn "B9" or "$B$9" into (9, 2).

    Raises:
        ValueError: not the address of one cell of a sheet.
    """
    match = _CELL_PARTS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    row, column = int(match[4]), column_number(match[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(address)
    return row, column


def parse_range(address: str) -> tuple[int, int, int, int]:
    """Turn "B9:D12" or "B9" into (top, left, bottom, right).

    Raises:
        ValueError: not one rectangle of cells.
    """
    first, _, second = address.partition(":")
    top, left = parse_cell(first)
    bottom, right = parse_cell(second) if second else (top, left)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def range_address(top: int, left: int, bottom: int, right: int) -> str:
    """The inverse of `parse_range`; one cell has no colon."""
    first = cell_address(top, left)
    return first if (top, left) == (bottom, right) else f"{first}:{cell_address(bottom, right)}"


def unquote_sheet(name: str) -> str:
    """Turn "'Phụ lục 1'" into "Phụ lục 1"."""
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


@lru_cache(maxsize=1024)
def parse_area(text: str) -> Area | None:
    """The rectangle a defined name's text denotes ("'Phụ lục 1'!$A$9:$R$26"), None where it denotes anything else."""
    match = _TOKEN.fullmatch(text.strip())
    if match is None or match["sheet"] is None or match["cell"] is None:
        return None
    sheet = unquote_sheet(match["sheet"])
    if "[" in sheet:
        return None
    try:
        top, left, bottom, right = parse_range(match["cell"] + (f":{match['cell2']}" if match["cell2"] else ""))
    except ValueError:
        return None
    return Area(sheet, top, left, bottom, right)


def references(formula: str, home: str) -> list[Area]:
    """The areas a formula reads in its own book; whole rows and columns reach to the sheet's end.

    Args:
        formula: with or without the leading "=".
        home: the sheet the formula stands in, for references without one.
    """
    areas: list[Area] = []
    for match in _TOKEN.finditer(formula):
        sheet = unquote_sheet(match["sheet"]) if match["sheet"] else home
        if match["cell"]:
            top, left = _loose_cell(match["cell"])
            bottom, right = _loose_cell(match["cell2"] or match["cell"])
            areas.append(Area(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
        elif match["rows"]:
            first, last = sorted(int(part.lstrip("$")) for part in match["rows"].split(":"))
            areas.append(Area(sheet, first, 1, last, LAST_COLUMN))
        elif match["columns"]:
            left, right = sorted(column_number(part.lstrip("$")) for part in match["columns"].split(":"))
            areas.append(Area(sheet, 1, left, LAST_ROW, right))
    return areas


def _loose_cell(address: str) -> tuple[int, int]:
    match = _CELL_PARTS.fullmatch(address)
    assert match is not None  # noqa: S101 - the scanner matched the same pattern
    return int(match[4]), column_number(match[2])


def words(formula: str) -> set[str]:
    """Names and function names in a formula, as they stand: everything that is neither text nor a cell."""
    return {
        match.group()
        for match in _TOKEN.finditer(formula)
        if not any(match[group] for group in ("text", "cell", "rows", "columns"))
    }


@dataclass(frozen=True)
class RowInsertion:
    """`count` empty rows come in above row `before` of `sheet` (1-based)."""

    sheet: str
    before: int
    count: int

    def row(self, row: int) -> int:
        """Where a row is afterwards; rows at the sheet's end stay there."""
        return min(row + self.count, LAST_ROW) if row >= self.before else row

    def range(self, address: str) -> str:
        """Where a range without sheet ("B9:D12", "9:12", "$A$1") is afterwards; other text stays as it is."""
        match = _TOKEN.fullmatch(address)
        return address if match is None or match["sheet"] else self._moved(match)

    def ranges(self, addresses: str) -> str:
        """The same for a list parted by blanks (sqref)."""
        return " ".join(self.range(address) for address in addresses.split())

    def formula(self, formula: str, home: str | None) -> str:
        """The formula after the insertion.

        Args:
            formula: with or without the leading "=".
            home: the sheet the formula stands in; None where only references with a sheet can be meant.
        """
        wanted = self.sheet.casefold()
        at_home = home is not None and home.casefold() == wanted
        if not at_home and ("!" not in formula or wanted not in formula.casefold().replace("''", "'")):
            return formula

        def follow(match: re.Match[str]) -> str:
            sheet = match["sheet"]
            here = at_home if sheet is None else unquote_sheet(sheet).casefold() == wanted
            if not here or not (match["cell"] or match["rows"]):
                return match.group()
            return (f"{sheet}!" if sheet else "") + self._moved(match)

        return _TOKEN.sub(follow, formula)

    def _moved(self, match: re.Match[str]) -> str:
        if match["rows"]:
            return ":".join(_ROW_PART.sub(self._move_row, part) for part in match["rows"].split(":"))
        if not match["cell"]:
            return match.group()
        first = _CELL_PARTS.sub(self._move_cell, match["cell"])
        return f"{first}:{_CELL_PARTS.sub(self._move_cell, match['cell2'])}" if match["cell2"] else first

    def _move_row(self, match: re.Match[str]) -> str:
        return f"{match[1]}{self.row(int(match[2]))}"

    def _move_cell(self, match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{match[3]}{self.row(int(match[4]))}"


#: One relative or absolute coordinate: given the offset, its text.
_Piece = str | Callable[[int, int], str]


class MovableFormula:
    """A formula whose relative references can be moved, as Excel fills it down or right; scanned once.

    References that would leave the sheet wrap around, as those of shared formulas do.
    """

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self._pieces = _pieces(formula)

    def moved(self, rows: int, columns: int) -> str:
        """The formula `rows` below and `columns` right of where it stands."""
        return "".join(piece if isinstance(piece, str) else piece(rows, columns) for piece in self._pieces)


def _pieces(formula: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    done = 0
    for match in _TOKEN.finditer(formula):
        group = next((name for name in ("cell", "rows", "columns") if match[name]), None)
        if group is None:
            continue
        pieces.append(formula[done : match.start(group)])
        for index, part in enumerate(formula[match.start(group) : match.end()].split(":")):
            if index:
                pieces.append(":")
            pieces.append(_mover(part))
        done = match.end()
    pieces.append(formula[done:])
    return pieces


def _mover(part: str) -> _Piece:
    match = _CELL_PARTS.fullmatch(part)
    if match is not None:
        return _cell_mover(match[1], match[2], match[3], int(match[4]))
    row = _ROW_PART.fullmatch(part)
    if row is not None:
        return part if row[1] else lambda rows, _: str(_wrap(int(row[2]) + rows, LAST_ROW))
    column = _COLUMN_PART.fullmatch(part)
    if column is None or column[1]:
        return part
    return lambda _, columns: column_letters(_wrap(column_number(column[2]) + columns, LAST_COLUMN))


def _cell_mover(fixed_column: str, letters: str, fixed_row: str, row: int) -> _Piece:
    if fixed_column and fixed_row:
        return f"${letters}${row}"
    column = column_number(letters)

    def move(rows: int, columns: int) -> str:
        place = f"${letters}" if fixed_column else column_letters(_wrap(column + columns, LAST_COLUMN))
        return f"{place}${row}" if fixed_row else f"{place}{_wrap(row + rows, LAST_ROW)}"

    return move


def _wrap(number: int, last: int) -> int:
    return (number - 1) % last + 1
