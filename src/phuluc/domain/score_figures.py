"""Scores of the index of Quyết định 766/QĐ-TTg as importers hand them over and as a book of scores holds them.

A snapshot is what one source says at one date: every unit with its total and its six axes. A book holds two of them,
the previous and the current one, side by side. Points are exact decimals as the portal shows them: taken, compared,
never recomputed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from phuluc.domain.figures import Entry
from phuluc.domain.indicators import Tier

SlotName = Literal["previous", "current"]
#: Value of the period, or of the year up to a day: the two are not compared with each other.
Semantics = Literal["trong kỳ", "lũy kế"]
#: "no_data": the portal says "Hệ thống không thông báo dữ liệu"; such a unit is listed last and not ranked.
ScoreStatus = Literal["ok", "no_data"]
#: The tiers whose units are ranked among themselves, and the parent ("UBND tỉnh"), which never is.
ScoreTier = Literal["toan_tinh", "cap_tinh", "cap_huyen", "cap_xa"]

PARENT_TIER: Final[ScoreTier] = "toan_tinh"
RANKED_TIERS: Final[tuple[Tier, ...]] = ("cap_tinh", "cap_huyen", "cap_xa")
SLOTS: Final[tuple[SlotName, ...]] = ("previous", "current")
SEMANTICS: Final[tuple[Semantics, ...]] = ("lũy kế", "trong kỳ")
#: Codes of the six axes, of which columns are made, in the order of reports; what they are called and how many points
#: each has follows from the table of rules and the day (`phuluc.domain.slot_rules`).
AXIS_CODES: Final[tuple[str, ...]] = ("ckmb", "tdgq", "dvctt", "tttt", "mdsh", "mdhl")
_NOTHING: Final[Mapping[str, Decimal]] = MappingProxyType({})
NO_DATA_TEXT: Final = "Hệ thống không thông báo dữ liệu"


@dataclass(frozen=True)
class SlotInfo:
    """What the figures of one slot are.

    Attributes:
        period: label, "tuần thứ 15, tháng 4/2025"; "" where the source does not say.
        as_of: the day up to which they were counted.
        semantics: value of the period or of the year to date; None where the source does not say.
        basis: identifier of the scoring basis in force ("2024", "2026"); "" where it is not known.
    """

    period: str = ""
    as_of: date | None = None
    semantics: Semantics | None = None
    basis: str = ""


class UnitScore(NamedTuple):
    """The score of one unit at one date.

    Attributes:
        total: points of 100; None where there is none.
        axes: points by axis code; axes the source does not give are absent.
        status: "no_data" where the portal gave none.
        others: further figures of the unit by column code ("so_hoa", "ban_sao"): percent points or counts.
        where: cell it was read from, "Sở Ban!N7"; "" where there is none.
    """

    total: Decimal | None = None
    axes: Mapping[str, Decimal] = _NOTHING
    status: ScoreStatus = "ok"
    others: Mapping[str, Decimal] = _NOTHING
    where: str = ""


class SnapshotUnit(NamedTuple):
    """One unit of a snapshot.

    Attributes:
        name: as the source prints it.
        unit: canonical name (`phuluc.domain.units.canonical_name`).
        code: code of the agency, "H01.187"; "" where the source has none.
        tier: its group; the parent is "toan_tinh".
        score: what the source says of it.
        rank: as the source numbers it (the portal: consecutively, over a list of its own); None where it does not.
    """

    name: str
    unit: str
    code: str
    tier: ScoreTier
    score: UnitScore
    rank: int | None = None


@dataclass(frozen=True)
class ScoreSnapshot:
    """What one source says at one date: the neutral frame every importer of scores hands over.

    Attributes:
        info: period, date, semantics and basis, as far as the source tells.
        units: in the order of the source.
        notices: what was understood in a particular way, Vietnamese sentences.
    """

    info: SlotInfo
    units: tuple[SnapshotUnit, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScoreUnit:
    """One unit of a book of scores, both slots.

    Attributes:
        order: the number in column "STT", None where blank.
        name: as it stands in the cell.
        unit: canonical name.
        code: code of the agency, "" where none was given.
        tier: its group.
        previous: score in the previous slot.
        current: score in the current slot.
        where: address of the name's cell.
        entries: the cells by (slot, "tong" or axis code or column code), for checks that name the cell.
    """

    order: int | None
    name: str
    unit: str
    code: str
    tier: ScoreTier
    previous: UnitScore
    current: UnitScore
    where: str = ""
    entries: Mapping[tuple[SlotName, str], Entry] = field(default_factory=dict)

    def score(self, slot: SlotName) -> UnitScore:
        """Return the score in a slot."""
        return self.current if slot == "current" else self.previous


@dataclass(frozen=True)
class ScoreBook:
    """All scores of a working book of a score family.

    Attributes:
        kind: "diem-tuan", "diem-thang" or "diem-xa".
        settings: the entries of "Thông tin" by key, as text ("" where blank).
        previous: what the previous slot is.
        current: what the current slot is.
        units: tier by tier, in the order of the rows; the parent first where there is one.
    """

    kind: str
    settings: Mapping[str, str]
    previous: SlotInfo
    current: SlotInfo
    units: tuple[ScoreUnit, ...]
