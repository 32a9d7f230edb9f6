"""The one door for sources of scores: what a file is, is told by its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from phuluc.domain.ranking import ranks_within
from phuluc.domain.score_figures import PARENT_TIER, SlotInfo
from phuluc.domain.units import unit_key
from phuluc.importers.score_long_form import score_long_form
from phuluc.importers.score_records import ScoreRecord, ScoreRecords, records_of
from phuluc.importers.scores.errors import UnitNotInSourceError
from phuluc.importers.scores.reading import NOTHING_TOLD, open_source, scores_in
from phuluc.importers.scores.source import TakenSnapshot


def read_scores(path: Path, *, slot: SlotInfo = NOTHING_TOLD, only: str = "") -> ScoreRecords:
    """Read scores from a table in long form (.csv, .xlsx) or from any form of the portal's scores.

    Args:
        path: of any file.
        slot: what the book tells of the slot the figures are for: which list of a portal's dump to take where it has
            one of the year to date and one of the period, and whose rules hold where the source does not tell its day.
        only: the one unit a portal's list is read for, "" for all.

    Raises:
        WorkbookFileError: the file is no readable workbook, text or page; one subclass per cause.
        UnknownSourceError: there is no table of scores in it.
        UnitNotInSourceError: `only` is not in the list, or not alone of its name.
        SourceError: the table cannot be understood.
    """
    source = open_source(path)
    listed = score_long_form(source.book) if source.book is not None else None
    if listed is not None:
        return listed
    taken = scores_in(source, slot).snapshot(slot.semantics)
    taken, rank = _one_unit(taken, only, path.name) if only else (taken, taken.province_rank)
    records = records_of(taken.snapshot, path.name)
    ranks = _rank_records(rank, path.name) if rank else ()
    return replace(records, records=(*records.records, *ranks), unmatched=taken.unmatched)


def _one_unit(taken: TakenSnapshot, only: str, file_name: str) -> tuple[TakenSnapshot, tuple[int, int] | None]:
    """Keep one unit, with its rank among those of its tier."""
    found = [unit for unit in taken.snapshot.units if unit_key(unit.name) == unit_key(only)]
    if len(found) != 1 or found[0].tier == PARENT_TIER:
        raise UnitNotInSourceError(
            "Nguồn có nhiều đơn vị trùng tên với sổ" if found else "Nguồn không có điểm của đơn vị lập sổ",
            where=file_name,
            found=f"“{only}”",
            remedy="Ghi đúng tên xã, phường ở trang “Thông tin”, ví dụ UBND xã Bình Thành, rồi nhập lại",
        )
    unit = found[0]
    totals = [other.score.total for other in taken.snapshot.units if other.tier == unit.tier]
    rank = ranks_within([unit.score.total], totals)[0]
    ranked = sum(total is not None for total in totals)
    alone = replace(taken, snapshot=replace(taken.snapshot, units=(unit,)))
    return alone, None if rank is None or ranked < 2 else (rank, ranked)


def _rank_records(rank: tuple[int, int], where: str) -> tuple[ScoreRecord, ...]:
    place, ranked = rank
    return (
        ScoreRecord("thong_tin", "", "hang", place, where, is_exact=True),
        ScoreRecord("thong_tin", "", "tong_xep_hang", ranked, where, is_exact=True),
    )
