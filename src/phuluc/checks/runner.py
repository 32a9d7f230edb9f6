"""All checks over the figures of a book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from phuluc.checks.cell_content import check_cell_content, check_stale_formulas
from phuluc.checks.context import CheckContext
from phuluc.checks.counts import check_counts
from phuluc.checks.periods import check_periods
from phuluc.checks.rates import check_rates
from phuluc.checks.targets import check_targets
from phuluc.checks.totals import check_totals
from phuluc.checks.units import check_units
from phuluc.domain.figures import BookFigures
from phuluc.results import Finding, Severity

_CHECKS: Final[tuple[Callable[[CheckContext], Iterator[Finding]], ...]] = (
    check_cell_content,
    check_units,
    check_counts,
    check_targets,
    check_rates,
    check_totals,
    check_periods,
    check_stale_formulas,
)
_SEVERITY_ORDER: Final[dict[Severity, int]] = {"error": 0, "warning": 1, "note": 2}
_ADDRESS: Final = re.compile(r"(?P<sheet>.*)!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(:.*)?")


def run_checks(figures: BookFigures) -> list[Finding]:
    """Find everything that is wrong with the figures of a book of family bay-chi-tieu.

    Returns:
        Findings in the order of the annexes, their tables and rows; on one row, errors before warnings before notes.
        Findings about other sheets follow, those about no cell come last.
    """
    context = CheckContext(figures)
    found = [finding for check in _CHECKS for finding in check(context)]
    return in_order(found, _sheets_of(figures))


def in_order(findings: Iterable[Finding], sheet_names: Iterable[str]) -> list[Finding]:
    """Order findings by sheet, row, severity and column; sheets that are not named follow, no cell comes last."""
    sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(sheet_names))}
    return sorted(findings, key=lambda finding: _position(finding, sheets))


def _sheets_of(figures: BookFigures) -> Iterable[str]:
    for annex in figures.annexes:
        for table in annex.tables:
            for row in table.rows:
                yield row.where.rpartition("!")[0]


def _position(finding: Finding, sheets: dict[str, int]) -> tuple[int, str, int, int, int, str]:
    severity = _SEVERITY_ORDER[finding.severity]
    match = _ADDRESS.fullmatch(finding.where)
    if match is None:
        return len(sheets) + 1, finding.where, 0, severity, 0, ""
    sheet, column = match["sheet"], match["column"]
    known = sheets.get(sheet, len(sheets))
    return known, "" if known < len(sheets) else sheet, int(match["row"]), severity, len(column), column
