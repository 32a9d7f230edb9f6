"""What every importer hands over."""

from __future__ import annotations

from dataclasses import dataclass

from phuluc.domain.figures import AnnexFigures
from phuluc.results import UnmatchedItem


@dataclass(frozen=True)
class SourceFigures:
    """The figures of one source, in its own order.

    Attributes:
        annexes: one per tier.
        period: label as the source gives it, "quý I năm 2024"; "" where it gives none.
        unmatched: cells that were not taken over, each with its reason.
        notices: what was understood in a particular way, Vietnamese sentences.
        source_name: name of the file, without its folder.
        caption: the line "(Kèm theo Báo cáo số …)" as it stands; "" where there is none.
    """

    annexes: tuple[AnnexFigures, ...]
    period: str
    unmatched: tuple[UnmatchedItem, ...]
    notices: tuple[str, ...]
    source_name: str
    caption: str = ""
