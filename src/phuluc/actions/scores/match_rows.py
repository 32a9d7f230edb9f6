"""Units of a source matched to the rows of a table: by code where both have one, then by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from phuluc.domain.unit_join import JoinObstacle, LeftOut, join_units, plain_code
from phuluc.domain.units import canonical_name, unit_key
from phuluc.importers.matching import MOST_SUGGESTIONS, suggestion
from phuluc.importers.score_records import ScoreRecord

_REASONS: Final[dict[JoinObstacle, str]] = {
    "no_partner": "sổ không có đơn vị này trong bảng",
    "code_and_name_disagree": "mã và tên chỉ đến hai đơn vị khác nhau của sổ",
    "same_name_other_code": "sổ có đơn vị cùng tên nhưng khác mã",
    "name_not_unique": "tên đơn vị trùng nhau, không rõ là đơn vị nào",
}


class NamedSource(Protocol):
    """A unit of a source: `SourceUnit`, or one of a snapshot."""

    @property
    def unit(self) -> str: ...

    @property
    def code(self) -> str: ...


@dataclass(frozen=True)
class SourceUnit:
    """A unit of a source: its name as printed, its canonical name, its code or ""."""

    name: str
    unit: str
    code: str

    @classmethod
    def of(cls, record: ScoreRecord) -> SourceUnit:
        return cls(record.name, canonical_name(record.name), plain_code(record.code))


@dataclass(frozen=True)
class BookRow:
    """A row of a table that names a unit: its number, the name as it stands, its canonical name, its code or ""."""

    row: int
    name: str
    unit: str
    code: str


@dataclass(frozen=True)
class RowMatch:
    """The outcome.

    Attributes:
        rows: row by the source's key of the unit.
        reasons: why a unit has no row, Vietnamese, by its key.
        renamed: units that match by code under another name, Vietnamese sentences.
    """

    rows: dict[str, int]
    reasons: dict[str, str]
    renamed: list[str]


def identity(record: ScoreRecord) -> str:
    """Give the key of the unit a record is of: its code where there is one, else its name."""
    return plain_code(record.code) or unit_key(record.name)


def match_rows(units: Mapping[str, NamedSource], rows: Sequence[BookRow]) -> RowMatch:
    """Match the units of one tier to the rows of a table.

    Args:
        units: of the source, by `identity`.
        rows: those of the table that name a unit.
    """
    keys, listed = list(units), list(units.values())
    joined = join_units(listed, rows)
    free = {rows[left.place].unit.casefold(): rows[left.place].name for left in joined.left_of_second}
    reasons = {
        keys[left.place]: _reason(listed[left.place], left, free if number < MOST_SUGGESTIONS else {})
        for number, left in enumerate(joined.left_of_first)
    }
    renamed = [
        f"Mã {listed[pair.first].code}: nguồn ghi “{listed[pair.first].unit}”, sổ ghi “{rows[pair.second].name}”; "
        "ghép theo mã, hãy sửa tên trong sổ nếu đơn vị đã đổi tên"
        for pair in joined.pairs
        if pair.renamed
    ]
    return RowMatch({keys[pair.first]: rows[pair.second].row for pair in joined.pairs}, reasons, renamed)


def _reason(unit: NamedSource, left: LeftOut, free: dict[str, str]) -> str:
    like = suggestion(unit.unit.casefold(), free) if free and left.obstacle == "no_partner" else ""
    return _REASONS[left.obstacle] + (f"; có phải là “{like}”?" if like else "")
