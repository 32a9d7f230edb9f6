"""Annexes as a pandas DataFrame, for people who go on from there."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from phuluc.domain.figures import EntryValue, IndicatorEntries
from phuluc.domain.rates import exact_rate, is_attained
from phuluc.importers.sniff import read_source

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final = {
    "annex": "str",
    "tier": "str",
    "unit": "str",
    "indicator": "str",
    "target": "float64",
    "denominator": "Int64",
    "numerator": "Int64",
    "rate": "float64",
    "printed_rate": "float64",
    "attained": "boolean",
}


def read_annex(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read the figures of a hand-made annex workbook, or of a table in long form, into a DataFrame.

    Args:
        path: an .xlsx or .csv file.

    Returns:
        One row per annex, unit and indicator, in the source's order, with the columns annex, tier, unit (canonical
        name), indicator (code), target, denominator, numerator, rate (computed, unrounded), printed_rate, attained.
        Percentages are percent points as float. "-" and blanks are missing values.

    Raises:
        SourceError: the file is no such source.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only this function costs

    figures = read_source(Path(path))
    rows = [
        (annex.annex, annex.tier, row.unit, code, *_values(entries))
        for annex in figures.annexes
        for table in annex.tables
        for row in table.rows
        for code, entries in row.indicators.items()
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _values(
    entries: IndicatorEntries,
) -> tuple[float | None, int | None, int | None, float | None, float | None, bool | None]:
    target, denominator, numerator = entries.target.value, entries.denominator.value, entries.numerator.value
    if isinstance(numerator, Decimal) or isinstance(denominator, Decimal):
        raise TypeError("counts are integers")
    rate = exact_rate(numerator, denominator)
    attained = is_attained(numerator, denominator, target)
    return (
        _points(target),
        denominator if isinstance(denominator, int) else None,
        numerator if isinstance(numerator, int) else None,
        float(rate) if isinstance(rate, Fraction) else None,
        _points(entries.rate.value),
        attained if isinstance(attained, bool) else None,
    )


def _points(value: EntryValue) -> float | None:
    return float(value) if isinstance(value, Decimal) else None
