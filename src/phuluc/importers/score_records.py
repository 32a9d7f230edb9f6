"""Figures of scores as sources give them: one record a figure, addressed by table or tier, row and column."""

from __future__ import annotations

from dataclasses import dataclass

from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import AXIS_CODES, NO_DATA_TEXT, ScoreSnapshot, SlotInfo
from phuluc.results import UnmatchedItem


@dataclass(frozen=True)
class ScoreRecord:
    """One figure.

    Attributes:
        scope: tier ("cap_huyen"), or key of a table ("chi_so"), or "thong_tin", "loi_van", "qua_han".
        name: unit, indicator or item, as the source prints it; group and unit parted by "|" for overdue dossiers.
        column: what the figure is, "diem", "ckmb", "ty_le", "tang_giam", in the words of the source.
        value: as the source holds it.
        where: file's cell.
        code: of the agency, "" where the source has none.
        is_exact: the value is a number by itself, not text to be read in Vietnamese notation.
    """

    scope: str
    name: str
    column: str
    value: CellValue
    where: str
    code: str = ""
    is_exact: bool = False


@dataclass(frozen=True)
class ScoreRecords:
    """What one source says at one date."""

    info: SlotInfo
    records: tuple[ScoreRecord, ...]
    source_name: str
    unmatched: tuple[UnmatchedItem, ...] = ()
    notices: tuple[str, ...] = ()


def records_of(snapshot: ScoreSnapshot, source_name: str) -> ScoreRecords:
    """Spread a snapshot of the portal's scores into records; scores are kept as they are."""
    records = []
    for unit in snapshot.units:
        score = unit.score
        figures: list[tuple[str, CellValue]] = [(code, float(value)) for code, value in score.axes.items()]
        figures += [(code, float(value)) for code, value in score.others.items()]
        if score.status == "no_data":
            figures.append(("diem", NO_DATA_TEXT))
        elif score.total is not None:
            figures.append(("diem", float(score.total)))
        figures.sort(key=lambda figure: (figure[0] != "diem", figure[0] not in AXIS_CODES))
        records += [
            ScoreRecord(unit.tier, unit.name, column, value, score.where, unit.code, is_exact=True)
            for column, value in figures
        ]
    return ScoreRecords(snapshot.info, tuple(records), source_name, notices=snapshot.notices)
