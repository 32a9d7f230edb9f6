"""`phuluc export`: the figures of a book as plain data, ready for JSON. The shape is a contract; see docs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, TypedDict

from phuluc.actions.ranking import chosen_indicator, chosen_rankings
from phuluc.domain.aliases import Count, ExactRate
from phuluc.domain.figures import AnnexFigures, BookFigures
from phuluc.domain.measurement import MeasuredUnit, Measurement, measured_units
from phuluc.domain.totals import GroupTotal, province_totals, totals_of
from phuluc.domain.vietnamese_numbers import round_half_up
from phuluc.results import Ranking

PERIOD_SETTING: Final = "ky_bao_cao"


class ExportedValue(TypedDict):
    """One indicator of one unit: counts, percent points; null where blank or "-"."""

    target: int | float | None
    numerator: int | None
    denominator: int | None
    rate: float | None
    attained: bool | None


class ExportedTotal(TypedDict):
    """Ratio of sums of a group; null where no row counts."""

    numerator: int | None
    denominator: int | None
    rate: float | None


class ExportedRow(TypedDict):
    order: int | None
    unit: str
    values: dict[str, ExportedValue]


class ExportedTable(TypedDict):
    annex: str
    tier: str
    rows: list[ExportedRow]
    total: dict[str, ExportedTotal]


class ExportedRank(TypedDict):
    rank: int | None
    unit: str
    score: float | None


class ExportedRanking(TypedDict):
    """`by` is the key of the criterion, with ":" and the indicator's code where it ranks one indicator's rate."""

    tier: str
    by: str
    rows: list[ExportedRank]


class ExportedFigures(TypedDict):
    kind: str
    period: str
    tables: list[ExportedTable]
    total: dict[str, ExportedTotal]
    rankings: list[ExportedRanking]


def export_figures(figures: BookFigures) -> ExportedFigures:
    """The figures of a book of family bay-chi-tieu in the shape of `phuluc export`.

    Rates are percent points rounded half-up to the book's digits; attainment is judged on the unrounded rate.

    Raises:
        UnknownCriterionError: the ranking criterion chosen in "Thông tin" does not exist.
    """
    return {
        "kind": figures.kind,
        "period": figures.settings.get(PERIOD_SETTING, ""),
        "tables": [_table(annex, figures.digits) for annex in figures.annexes],
        "total": _totals(province_totals(figures), figures.digits),
        "rankings": [_ranking(figures, ranking) for ranking in chosen_rankings(figures)],
    }


def _table(annex: AnnexFigures, digits: int) -> ExportedTable:
    units = measured_units(annex)
    return {
        "annex": annex.annex,
        "tier": annex.tier,
        "rows": [_row(unit, digits) for unit in units],
        "total": _totals(totals_of(units), digits),
    }


def _row(unit: MeasuredUnit, digits: int) -> ExportedRow:
    return {
        "order": unit.order,
        "unit": unit.unit,
        "values": {code: _value(measurement, digits) for code, measurement in unit.measurements.items()},
    }


def _value(measurement: Measurement, digits: int) -> ExportedValue:
    target = measurement.target
    return {
        "target": _plain(target) if isinstance(target, Decimal) else None,
        "numerator": _count(measurement.numerator),
        "denominator": _count(measurement.denominator),
        "rate": _rate(measurement.rate, digits),
        "attained": measurement.attained,
    }


def _totals(totals: dict[str, GroupTotal], digits: int) -> dict[str, ExportedTotal]:
    return {code: _total(total, digits) for code, total in totals.items()}


def _total(total: GroupTotal, digits: int) -> ExportedTotal:
    if not total.counted:
        return {"numerator": None, "denominator": None, "rate": None}
    return {"numerator": total.numerator, "denominator": total.denominator, "rate": _rate(total.rate, digits)}


def _ranking(figures: BookFigures, ranking: Ranking) -> ExportedRanking:
    by = ranking.criterion
    return {
        "tier": ranking.tier,
        "by": f"{by}:{chosen_indicator(figures)}" if by == "ty_le_chi_tieu" else by,
        "rows": [{"rank": row.rank, "unit": row.unit, "score": row.score} for row in ranking.rows],
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _count(value: Count) -> int | None:
    return value if isinstance(value, int) else None


def _rate(value: ExactRate, digits: int) -> float | None:
    return float(round_half_up(value, digits)) if isinstance(value, Fraction) else None
