"""Openings of cells and rows in the markup of a sheet, told by comparing bytes at many places at once.

A sheet of a long list has millions of cells: looked for by text searches it costs twice as much as inflating it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_ADDRESS: Final = b' r="'
#: What may stand behind the name of an element.
_ENDS: Final = b" >/\t\r\n"


@dataclass(frozen=True)
class Openings:
    """What stands in a piece of markup.

    Attributes:
        unplaced: cells that do not begin with their address.
        are_far: whether any cell may have another address than one of A1 to AZ999999, spelled as usual.
        are_far_rows: whether any row may have another number than one of 1 to 999999, spelled as usual.
        has_prefixes: whether there may be names of elements with a prefix.
        has_declarations: whether there may be a declaration.
    """

    unplaced: int
    are_far: bool
    are_far_rows: bool
    has_prefixes: bool
    has_declarations: bool


def openings(markup: bytes) -> Openings:
    """Look at a piece of markup, in which elements stand whole."""
    found = np.frombuffer(markup, np.uint8)
    opens, second = found[:-1] == ord("<"), found[1:]
    cells = _Places(found, np.flatnonzero(opens & (second == ord("c"))), len(b"<c"))
    rows = _Places(found, np.flatnonzero(opens & (second == ord("r"))), len(b"<row"))
    # Colons are few: they stand in times and addresses of files.
    after_colon = _Places(found, np.flatnonzero(found[:-1] == ord(":")), len(b":")).sign(0)
    rows = rows.only((rows.sign(-2) == ord("o")) & (rows.sign(-1) == ord("w")))
    placed = cells.begin_with(_ADDRESS)
    ends = np.frombuffer(_ENDS, np.uint8)
    return Openings(
        0 if placed.all() else int(np.isin(cells.only(~placed).sign(0), ends).sum()),
        cells.only(placed).any_far_cell(),
        not rows.begin_with(_ADDRESS).all() or rows.any_far_row(),
        bool(((after_colon == ord("c")) | (after_colon == ord("r"))).any()),
        # One byte is missed many times as fast as two; most sheets have none of it.
        b"!" in markup and b"<!" in markup,
    )


@dataclass(frozen=True)
class _Places:
    """Where elements begin, and how long their names are: signs are counted from behind the name."""

    found: npt.NDArray[np.uint8]
    at: npt.NDArray[np.intp]
    name: int

    def only(self, wanted: npt.NDArray[np.bool_]) -> _Places:
        return self if wanted.all() else _Places(self.found, self.at[wanted], self.name)

    def sign(self, place: int) -> npt.NDArray[np.uint8]:
        # What would stand behind the end is told as the last sign, which is part of no address.
        return self.found.take(self.at + (self.name + place), mode="clip")

    def begin_with(self, text: bytes) -> npt.NDArray[np.bool_]:
        result: npt.NDArray[np.bool_] = self.sign(0) == text[0]
        for place, sign in enumerate(text[1:], start=1):
            result &= self.sign(place) == sign
        return result

    def any_far_cell(self) -> bool:
        """Tell whether an address may be far: at the seventh digit a shorter one has its end or markup behind it."""
        first, second = self.sign(4), self.sign(5)
        one = _within(first, "A", "Z") & _within(second, "0", "9")
        if one.all():
            return self.any_digits(9, 10, 11)
        two = self.only(~one)
        near = (two.sign(4) == ord("A")) & _within(two.sign(5), "A", "Z") & _within(two.sign(6), "0", "9")
        return not near.all() or self.only(one).any_digits(9, 10, 11) or two.any_digits(10, 11, 12)

    def any_far_row(self) -> bool:
        return not _within(self.sign(4), "0", "9").all() or self.any_digits(8, 9, 10)

    def any_digits(self, *places: int) -> bool:
        """Tell whether digits stand at all of some places anywhere; most have none at the first that is looked at."""
        left = self
        for place in places:
            left = left.only(_within(left.sign(place), "0", "9"))
        return len(left.at) > 0


def _within(signs: npt.NDArray[np.uint8], first: str, last: str) -> npt.NDArray[np.bool_]:
    # What is less wraps around and is far above.
    result: npt.NDArray[np.bool_] = signs - np.uint8(ord(first)) <= ord(last) - ord(first)
    return result
