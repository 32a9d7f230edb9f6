"""Rows of scores read into units: of a sheet, of a page's table, of an array of JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from phuluc.domain.score_figures import PARENT_TIER, ScoreTier, SnapshotUnit, UnitScore
from phuluc.domain.unit_join import plain_code
from phuluc.domain.units import canonical_name, infer_tier
from phuluc.importers.scores.columns import AXIS_COLUMNS, ScoreColumn
from phuluc.importers.scores.points import NotPointsError, Raw, read_points
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in
from phuluc.results import UnmatchedItem

_GROUPS: Final[dict[str, ScoreTier]] = {
    "1": "toan_tinh",
    "2": "cap_tinh",
    "3": "cap_xa",
    "province": "toan_tinh",
    "agency": "cap_tinh",
    "district": "cap_huyen",
    "commune": "cap_xa",
    "tinh": "toan_tinh",
    "so": "cap_tinh",
    "huyen": "cap_huyen",
    "xa": "cap_xa",
}
#: One for all units: thousands of empty mappings are work for the collector of garbage.
_NOTHING: Final[Mapping[str, Decimal]] = MappingProxyType({})
_PROVINCES: Final = ("UBND tỉnh ", "UBND thành phố ")


@dataclass(frozen=True)
class ScoreRows:
    """A table of scores, wherever it is from.

    Attributes:
        title: of the table.
        columns: place of each column in a row, from 0.
        rows: the rows below the captions.
        address: gives where a cell stands, from its place in `rows` and its column.
        default_tier: of rows without a group; None to tell it from the name.
        others: places of further columns by code, each with its reader.
    """

    title: str
    columns: dict[ScoreColumn, int]
    rows: Sequence[Sequence[Raw]]
    address: Callable[[int, int], str]
    default_tier: ScoreTier | None = None
    others: dict[str, int] = field(default_factory=dict)
    read_other: Callable[[Raw], Decimal | None] = read_points


@dataclass
class PointsColumn:
    """One column of points as it is read.

    Attributes:
        column: what it is.
        at: its place in a row.
        known: the points of each text met so far; the same few come again and again.
        highest: the highest value, with the row it stands in.
    """

    column: ScoreColumn
    at: int
    known: dict[Raw, Decimal] = field(default_factory=dict)
    highest: tuple[Decimal, int] | None = None


class ScoreRowReader:
    """Reads the rows of one table; what it could not take is in `unmatched`."""

    def __init__(self, table: ScoreRows) -> None:
        self.table = table
        self.unmatched: list[UnmatchedItem] = []
        columns = table.columns
        self.axes = {str(axis): PointsColumn(axis, columns[axis]) for axis in AXIS_COLUMNS if axis in columns}
        total = columns.get(ScoreColumn.TOTAL)
        self.total = None if total is None else PointsColumn(ScoreColumn.TOTAL, total)
        self._name = columns.get(ScoreColumn.NAME)
        self._code = columns.get(ScoreColumn.CODE)
        self._group = columns.get(ScoreColumn.GROUP)
        self._rank = columns.get(ScoreColumn.RANK)
        self._where = columns.get(ScoreColumn.TOTAL, self._name if self._name is not None else 0)
        self._tiers: dict[Raw, ScoreTier | None] = {}

    def read(self) -> tuple[SnapshotUnit, ...]:
        """Read all rows, in their order."""
        units = (self._unit(place, row) for place, row in enumerate(self.table.rows) if any(row))
        return tuple(unit for unit in units if unit is not None)

    def _unit(self, place: int, row: Sequence[Raw]) -> SnapshotUnit | None:
        name, code = self._text(row, self._name), plain_code(self._text(row, self._code))
        if not name and not code:
            self._leave_out(place, self._where, "dòng không có tên và mã đơn vị")
            return None
        canonical = canonical_name(name) if name else code
        tier = self._tier(row, canonical)
        if tier is None:
            at = self._name if self._name is not None else self._where
            self._leave_out(place, at, "không rõ là sở, ban, ngành hay xã, phường")
            return None
        return SnapshotUnit(name or code, canonical, code, tier, self._score(place, row), self._rank_of(row))

    def _score(self, place: int, row: Sequence[Raw]) -> UnitScore:
        total = None if self.total is None else self._points(place, row, self.total)
        axes: dict[str, Decimal] = {}
        width = len(row)
        for code, column in self.axes.items():
            raw = row[column.at] if column.at < width else None
            if raw is not None:
                value = column.known.get(raw) or self._points(place, row, column)
                if value is not None:
                    axes[code] = value
        others = self._others(place, row) if self.table.others else _NOTHING
        has_data = total is not None or bool(axes) or bool(others)
        return UnitScore(total, axes, "ok" if has_data else "no_data", others, self.table.address(place, self._where))

    def _others(self, place: int, row: Sequence[Raw]) -> dict[str, Decimal]:
        read = ((code, self._other(place, row, at)) for code, at in self.table.others.items())
        return {code: value for code, value in read if value is not None}

    def _points(self, place: int, row: Sequence[Raw], column: PointsColumn) -> Decimal | None:
        raw = row[column.at] if column.at < len(row) else None
        if raw is None:
            return None
        try:
            value = read_points(raw)
        except NotPointsError:
            self._leave_out(place, column.at, "không phải điểm")
            return None
        if value is not None:
            if raw.__class__ is str:  # 1, 1.0 and True are one key
                column.known[raw] = value
            if column.highest is None or value > column.highest[0]:
                column.highest = value, place
        return value

    def _other(self, place: int, row: Sequence[Raw], at: int) -> Decimal | None:
        try:
            return self.table.read_other(row[at] if at < len(row) else None)
        except NotPointsError:
            self._leave_out(place, at, "không phải số")
            return None

    def _tier(self, row: Sequence[Raw], canonical: str) -> ScoreTier | None:
        group = row[self._group] if self._group is not None and self._group < len(row) else None
        if group is not None:
            if group not in self._tiers:
                key = caption_key(str(group))
                self._tiers[group] = _GROUPS.get(key) or cast("ScoreTier | None", tier_in(str(group)))
            if self._tiers[group] is not None:
                return self._tiers[group]
        if self.table.default_tier is not None:
            return self.table.default_tier
        inferred = infer_tier(canonical, legacy=True)
        return PARENT_TIER if inferred is None and canonical.startswith(_PROVINCES) else inferred

    def _rank_of(self, row: Sequence[Raw]) -> int | None:
        text = self._text(row, self._rank)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None

    @staticmethod
    def _text(row: Sequence[Raw], at: int | None) -> str:
        raw = row[at] if at is not None and at < len(row) else None
        return raw.strip() if isinstance(raw, str) else "" if raw is None else str(raw)

    def _leave_out(self, place: int, at: int, reason: str) -> None:
        row = self.table.rows[place]
        found = row[at] if at < len(row) and row[at] is not None else next((cell for cell in row if cell), "")
        self.unmatched.append(UnmatchedItem(self.table.address(place, at), str(found)[:80], reason))
