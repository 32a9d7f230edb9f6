"""Which families have a report in words: their file of wordings, and who writes their sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from phuluc.annexes.families import COMMUNE_SCORES, MONTHLY_SCORES, SEVEN_TARGETS, WEEKLY_SCORES
from phuluc.report.model import ReportText
from phuluc.report.scores import commune, monthly, weekly
from phuluc.report.seven_targets import composing as seven_targets
from phuluc.report.wording_file import Wording


@dataclass(frozen=True)
class ReportFamily:
    """A family with a report.

    Attributes:
        kind: of the book.
        placeholders: what may be filled into each wording, by its name.
        numbers: names of wordings that are whole numbers.
        compose: writes the report from the figures of a book of its kind.
    """

    kind: str
    placeholders: Mapping[str, Collection[str]]
    numbers: Collection[str]
    compose: Callable[[Any, Wording], ReportText]

    @property
    def file_name(self) -> str:
        """Name of the office's own file of wordings."""
        return f"mau_cau_{self.kind}.txt"


FAMILIES: Final[dict[str, ReportFamily]] = {
    family.kind: family
    for family in (
        ReportFamily(SEVEN_TARGETS, seven_targets.PLACEHOLDERS, seven_targets.NUMBERS, seven_targets.compose),
        ReportFamily(WEEKLY_SCORES, weekly.PLACEHOLDERS, (), weekly.compose),
        ReportFamily(MONTHLY_SCORES, monthly.PLACEHOLDERS, (), monthly.compose),
        ReportFamily(COMMUNE_SCORES, commune.PLACEHOLDERS, (), commune.compose),
    )
}
