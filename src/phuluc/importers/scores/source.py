"""What the readers of scores hand over, and how the lists of one file become one snapshot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from phuluc.domain.printed_numbers import format_number
from phuluc.domain.ranking import ranks_within
from phuluc.domain.score_figures import (
    PARENT_TIER,
    ScoreSnapshot,
    ScoreTier,
    Semantics,
    SlotInfo,
    SnapshotUnit,
)
from phuluc.importers.scores.doubts import told_doubts
from phuluc.importers.scores.errors import NoScoresError, SeveralScoreListsError
from phuluc.results import UnmatchedItem

_TIER_NAMES: Final[dict[ScoreTier, str]] = {
    "toan_tinh": "UBND cấp tỉnh",
    "cap_tinh": "sở, ban, ngành",
    "cap_huyen": "cấp huyện",
    "cap_xa": "cấp xã",
}


@dataclass(frozen=True)
class ScoreList:
    """One list of a file: a sheet, a table, an array.

    Attributes:
        title: name of the sheet or array.
        semantics: as its title tells, None where it does not.
        units: as they stand, every tier among them.
    """

    title: str
    semantics: Semantics | None
    units: tuple[SnapshotUnit, ...]

    @property
    def tiers(self) -> frozenset[ScoreTier]:
        return frozenset(unit.tier for unit in self.units)


@dataclass(frozen=True)
class TakenSnapshot:
    """One snapshot out of a file.

    Attributes:
        snapshot: the units.
        unmatched: what of the file is not in it.
        province_rank: rank of the province among the provinces of the file, and how many are ranked.
    """

    snapshot: ScoreSnapshot
    unmatched: tuple[UnmatchedItem, ...]
    province_rank: tuple[int, int] | None = None


@dataclass(frozen=True)
class ScoreSource:
    """The scores of one file, in its own order.

    Attributes:
        source_name: name of the file, without its folder.
        info: what the file tells of period, date and basis.
        lists: its lists; one portal dump has provinces by year, provinces by month, agencies, communes.
        unmatched: rows and cells that were not taken over, each with its reason.
        notices: what was understood in a particular way, Vietnamese sentences.
    """

    source_name: str
    info: SlotInfo
    lists: tuple[ScoreList, ...]
    unmatched: tuple[UnmatchedItem, ...] = ()
    notices: tuple[str, ...] = ()

    def snapshot(self, semantics: Semantics | None = None) -> TakenSnapshot:
        """Put the lists together: the units of one province, under it the province itself where the file has it.

        Args:
            semantics: which list to take where the file has one of the year to date and one of the period.

        Raises:
            SeveralScoreListsError: two lists of one tier, and nothing tells which is meant.
            NoScoresError: no list has units below a province.
        """
        tiers = [tier for tier in _TIER_NAMES if any(tier in part.tiers for part in self.lists)]
        below = [tier for tier in tiers if tier != PARENT_TIER]
        if not below:
            raise NoScoresError(
                "Tệp không có điểm của sở, ban, ngành hay xã, phường",
                where=self.source_name,
                remedy="Chọn tệp xuất điểm của các đơn vị từ Cổng Dịch vụ công quốc gia",
            )
        wanted = self.info.semantics or semantics
        chosen = {tier: self._list_of(tier, wanted) for tier in below}
        told = self._told_semantics(chosen)
        notices = list(self.notices)
        units = [unit for tier, part in chosen.items() for unit in part.units if unit.tier == tier]
        units, doubled = _once_each(units, notices)
        parents = self._provinces(units, told or wanted) if PARENT_TIER in tiers else []
        parent = [unit for unit, _ in parents] if len(parents) == 1 else []
        if len(parents) > 1:
            notices.append(_several_parents([unit for unit, _ in parents]))
        if semantics and told and told != semantics:
            notices.append(f"Số liệu của nguồn là số {told}, sổ đang ghi {semantics}: lấy theo nguồn")
        snapshot = ScoreSnapshot(replace(self.info, semantics=told), (*parent, *units))
        return TakenSnapshot(
            replace(snapshot, notices=(*notices, *told_doubts(snapshot))),
            (*self.unmatched, *doubled),
            _place_of(*parents[0]) if parent else None,
        )

    def _told_semantics(self, chosen: dict[ScoreTier, ScoreList]) -> Semantics | None:
        """Give the kind of value the lists say they are of, None where they say nothing or not the same."""
        told = {part.semantics for part in chosen.values()}
        return self.info.semantics or (told.pop() if len(told) == 1 else None)

    def _list_of(self, tier: ScoreTier, wanted: Semantics | None) -> ScoreList:
        fitting = self._lists_of(tier, wanted)
        if len(fitting) > 1:
            raise SeveralScoreListsError(
                f"Tệp có nhiều bảng điểm của {_TIER_NAMES[tier]}",
                where=self.source_name,
                found=", ".join(f"“{part.title}”" for part in fitting),
                remedy="Ghi rõ số liệu là “lũy kế” hay “trong kỳ”, hoặc bỏ bớt một bảng trong tệp",
            )
        return fitting[0]

    def _lists_of(self, tier: ScoreTier, wanted: Semantics | None) -> list[ScoreList]:
        """Give the lists with units of a tier: those of the wanted kind of value where there are such."""
        holding = [part for part in self.lists if tier in part.tiers]
        return [part for part in holding if part.semantics == wanted] or holding

    def _provinces(
        self, units: list[SnapshotUnit], semantics: Semantics | None
    ) -> list[tuple[SnapshotUnit, list[SnapshotUnit]]]:
        """Find the province the units belong to, by the code before the dot of theirs, each with its list.

        Lists of the other kind of value are not looked into.
        """
        codes = {unit.code.partition(".")[0] for unit in units if "." in unit.code}
        lists = [part for part in self.lists if semantics is None or part.semantics in (None, semantics)]
        found = []
        for part in lists:
            provinces = [unit for unit in part.units if unit.tier == PARENT_TIER]
            found += [
                (unit, provinces)
                for unit in provinces
                if unit.code in codes or (len(provinces) == 1 and not (unit.code and codes))
            ]
        return found


def _place_of(parent: SnapshotUnit, provinces: list[SnapshotUnit]) -> tuple[int, int] | None:
    """Give the rank of a province in its list and how many are ranked there; None where it stands alone."""
    totals = [unit.score.total for unit in provinces]
    ranked = sum(total is not None for total in totals)
    rank = ranks_within([parent.score.total], totals)[0]
    return None if rank is None or ranked < 2 else (rank, ranked)


def _several_parents(units: list[SnapshotUnit]) -> str:
    scores = ", ".join(f"{unit.score.where}: {_shown(unit)}" for unit in units)
    return (
        f"Không lấy điểm của {units[0].unit} vì tệp có nhiều số ({scores}); "
        "ghi rõ “lũy kế” hay “trong kỳ” ở trang “Thông tin” rồi nhập lại"
    )


def _shown(unit: SnapshotUnit) -> str:
    return "không có điểm" if unit.score.total is None else format_number(unit.score.total)


def _once_each(units: list[SnapshotUnit], notices: list[str]) -> tuple[list[SnapshotUnit], list[UnmatchedItem]]:
    """Keep each unit once; what stands again is listed, and a code of two units tells nothing and is dropped."""
    if len({unit.code for unit in units if unit.code}) == len(units):
        return units, []
    holders: dict[str, set[str]] = {}
    for unit in units:
        if unit.code:
            holders.setdefault(unit.code, set()).add(unit.unit.casefold())
    shared = {code for code, names in holders.items() if len(names) > 1}
    if shared:
        notices.extend(_told_shared(code, units) for code in sorted(shared))
        units = [unit._replace(code="") if unit.code in shared else unit for unit in units]
    kept: dict[tuple[str, str, str], SnapshotUnit] = {}
    doubled: list[UnmatchedItem] = []
    for unit in units:
        first = kept.setdefault((unit.tier, unit.code, unit.unit.casefold()), unit)
        if first is not unit:
            same = first.score.total == unit.score.total and first.score.axes == unit.score.axes
            told = "số liệu giống nhau" if same else "số liệu KHÁC nhau"
            mark = f"mã {unit.code}" if unit.code else "đơn vị này"
            doubled.append(
                UnmatchedItem(unit.score.where, unit.name, f"{mark} đã có ở {first.score.where} ({told}); lấy dòng đầu")
            )
    return list(kept.values()), doubled


def _told_shared(code: str, units: list[SnapshotUnit]) -> str:
    names = "; ".join(f"{unit.unit} ({unit.score.where})" for unit in units if unit.code == code)
    return f"Mã {code} ghi cho nhiều đơn vị khác nhau nên không dùng để ghép, ghép theo tên: {names}"
