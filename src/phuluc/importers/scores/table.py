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


Points = Decimal | NotPointsError | None


class PointsColumn:
    """One column of points, each different text read once: the same few come again and again.

    Attributes:
        column: what it is.
        at: its place in a row.
        values: the points in each row, None for none, the error where there is something else.
        highest: the highest value, with the row it stands in; of the rows that are units.
    """

    def __init__(self, column: ScoreColumn, at: int, rows: Sequence[Sequence[Raw]]) -> None:
        self.column, self.at = column, at
        cells = [row[at] if at < len(row) else None for row in rows]
        kinds = {cell.__class__ for cell in cells}
        if kinds <= {str, None.__class__}:
            known = {raw: _points(raw) for raw in set(cells)}
            self.values = [known[raw] for raw in cells]
        else:  # 1, 1.0 and True would be one key
            self.values = [_points(raw) for raw in cells]
        self.highest: tuple[Decimal, int] | None = None

    def find_highest(self, places: Sequence[int]) -> None:
        """Note the highest value in these rows."""
        values = self.values if len(places) == len(self.values) else [self.values[place] for place in places]
        points = [value for value in set(values) if isinstance(value, Decimal)]
        if points:
            highest = max(points)
            self.highest = highest, places[values.index(highest)]


def _points(raw: Raw) -> Points:
    try:
        return read_points(raw)
    except NotPointsError as error:
        return error


class ScoreRowReader:
    """Reads the rows of one table; what it could not take is in `unmatched`."""

    def __init__(self, table: ScoreRows) -> None:
        self.table = table
        self.unmatched: list[UnmatchedItem] = []
        columns, rows = table.columns, table.rows
        self.axes = {str(axis): PointsColumn(axis, columns[axis], rows) for axis in AXIS_COLUMNS if axis in columns}
        total = columns.get(ScoreColumn.TOTAL)
        self.total = None if total is None else PointsColumn(ScoreColumn.TOTAL, total, rows)
        self._name = columns.get(ScoreColumn.NAME)
        self._group = columns.get(ScoreColumn.GROUP)
        self._where = columns.get(ScoreColumn.TOTAL, self._name if self._name is not None else 0)
        self._tiers: dict[Raw, ScoreTier | None] = {}

    def read(self) -> tuple[SnapshotUnit, ...]:
        """Read all rows, in their order."""
        columns = self.table.columns
        names, codes, ranks = (
            self._texts(columns.get(column)) for column in (ScoreColumn.NAME, ScoreColumn.CODE, ScoreColumn.RANK)
        )
        codes = [plain_code(code) for code in codes]
        taken: dict[int, SnapshotUnit] = {}
        for place, (row, name, code, rank) in enumerate(zip(self.table.rows, names, codes, ranks, strict=True)):
            canonical = canonical_name(name) if name else code
            tier = self._tier(place, row, canonical) if any(row) else None
            if tier is not None:
                score = self._score(place, row)
                taken[place] = SnapshotUnit(name or code, canonical, code, tier, score, _rank(rank))
        places = list(taken)
        for points in (*self.axes.values(), *((self.total,) if self.total else ())):
            points.find_highest(places)
        return tuple(taken.values())

    def _texts(self, at: int | None) -> list[str]:
        """The texts of a column, "" for blanks."""
        rows = self.table.rows
        if at is None:
            return [""] * len(rows)
        cells = [row[at] if at < len(row) else None for row in rows]
        return [raw.strip() if isinstance(raw, str) else "" if raw is None else str(raw) for raw in cells]

    def _score(self, place: int, row: Sequence[Raw]) -> UnitScore:
        total = None if self.total is None else self.total.values[place]
        if isinstance(total, NotPointsError):
            self._leave_out(place, self._where, "không phải điểm")
            total = None
        axes: dict[str, Decimal] = {}
        for code, column in self.axes.items():
            value = column.values[place]
            if isinstance(value, Decimal):
                axes[code] = value
            elif value is not None:
                self._leave_out(place, column.at, "không phải điểm")
        others = self._others(place, row) if self.table.others else _NOTHING
        has_data = total is not None or bool(axes) or bool(others)
        return UnitScore(total, axes, "ok" if has_data else "no_data", others, self.table.address(place, self._where))

    def _others(self, place: int, row: Sequence[Raw]) -> dict[str, Decimal]:
        read = ((code, self._other(place, row, at)) for code, at in self.table.others.items())
        return {code: value for code, value in read if value is not None}

    def _other(self, place: int, row: Sequence[Raw], at: int) -> Decimal | None:
        try:
            return self.table.read_other(row[at] if at < len(row) else None)
        except NotPointsError:
            self._leave_out(place, at, "không phải số")
            return None

    def _tier(self, place: int, row: Sequence[Raw], canonical: str) -> ScoreTier | None:
        """The tier of a row's unit; None, and listed, where it is none or that is not clear."""
        if not canonical:
            self._leave_out(place, self._where, "dòng không có tên và mã đơn vị")
            return None
        tier = self._known_tier(row) or self._tier_by_name(canonical)
        if tier is None:
            at = self._name if self._name is not None else self._where
            self._leave_out(place, at, "không rõ là sở, ban, ngành hay xã, phường")
        return tier

    def _known_tier(self, row: Sequence[Raw]) -> ScoreTier | None:
        group = row[self._group] if self._group is not None and self._group < len(row) else None
        if group is not None:
            if group not in self._tiers:
                key = caption_key(str(group))
                self._tiers[group] = _GROUPS.get(key) or cast("ScoreTier | None", tier_in(str(group)))
            if self._tiers[group] is not None:
                return self._tiers[group]
        return self.table.default_tier

    @staticmethod
    def _tier_by_name(canonical: str) -> ScoreTier | None:
        inferred = infer_tier(canonical, legacy=True)
        return PARENT_TIER if inferred is None and canonical.startswith(_PROVINCES) else inferred

    def _leave_out(self, place: int, at: int, reason: str) -> None:
        row = self.table.rows[place]
        found = row[at] if at < len(row) and row[at] is not None else next((cell for cell in row if cell), "")
        self.unmatched.append(UnmatchedItem(self.table.address(place, at), str(found)[:80], reason))


def _rank(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None
