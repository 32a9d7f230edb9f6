"""Which families have a report in words: their file of wordings, and who writes their sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from phuluc.domain.figures import BookFigures
from phuluc.report.model import ReportText
from phuluc.report.seven_targets import composing as seven_targets
from phuluc.report.wording_file import Wording


@dataclass(frozen=True)
class ReportFamily:
    """A family with a report.

    Attributes:
        kind: of the book.
        placeholders: what may be filled into each wording, by its name.
        numbers: names of wordings that are whole numbers.
        compose: writes the report.
    """

    kind: str
    placeholders: Mapping[str, Collection[str]]
    numbers: Collection[str]
    compose: Callable[[BookFigures, Wording], ReportText]

    @property
    def file_name(self) -> str:
        """Name of the office's own file of wordings."""
        return f"mau_cau_{self.kind}.txt"


FAMILIES: Final[dict[str, ReportFamily]] = {
    family.kind: family
    for family in (
        ReportFamily("bay-chi-tieu", seven_targets.PLACEHOLDERS, seven_targets.NUMBERS, seven_targets.compose),
    )
}
