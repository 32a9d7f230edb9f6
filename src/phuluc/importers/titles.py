"""What the title lines of an annex tell: its label, its tier, its period, the report it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from phuluc.domain.indicators import Tier
from phuluc.domain.units import infer_tier
from phuluc.importers.grid import SourceSheet
from phuluc.importers.text_keys import caption_key

_LABEL: Final = re.compile(r"phụ lục(?: số)?\s*(?:\d{1,2}|[ivx]{1,5})(?=$|[\s:.(–—-])", re.IGNORECASE)
_PERIOD: Final = re.compile(
    r"(?:tuần\s+(?:thứ\s+)?\d{1,2}\s*,?\s*)?"
    r"(?:quý\s+(?:IV|I{1,3}|[1-4])|tháng\s+\d{1,2}|\d{1,2}\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?|năm)"
    r"(?:\s*/\s*|\s*,?\s*năm\s+|\s+)\d{4}",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo", re.IGNORECASE)
_ANNOUNCED_TIER: Final = re.compile(r"cap (tinh|huyen|xa)\b.*\bchi (tieu|so)\b")
_TIERS: Final[tuple[tuple[re.Pattern[str], Tier], ...]] = (
    (re.compile(r"\bcap ?tinh\b|\bso (va )?(ban )?nganh\b|\bcac so\b"), "cap_tinh"),
    (re.compile(r"\bcap ?huyen\b|\bhuyen thi xa\b"), "cap_huyen"),
    (re.compile(r"\bcap ?xa\b|\bxa phuong\b|\bphuong xa\b"), "cap_xa"),
)


@dataclass(frozen=True)
class AnnexTitle:
    """What stands above the first table. Texts are "" and the tier is None where nothing tells them."""

    label: str
    tier: Tier | None
    announces_tier: bool
    period: str
    caption: str

    @property
    def is_annex(self) -> bool:
        """Whether the lines announce an annex: by its label, or by its tier and the indicators it is about."""
        return bool(self.label or self.announces_tier)


def starts_annex(text: str) -> bool:
    """Tell whether a cell is the line "Phụ lục 1" that opens an annex."""
    return _LABEL.match(text) is not None and len(text) < 60


def opens_table(text: str) -> bool:
    """Tell whether a line announces a table: "2. Các chỉ tiêu: (i) …"."""
    return re.match(r"([0-9]+|[ivx]+|[a-d]) ?.*\bchi tieu\b|cac chi tieu", caption_key(text)) is not None


def read_title(sheet: SourceSheet, first: int, last: int) -> AnnexTitle:
    """Read the title lines in rows `first` to `last` (exclusive, from 0), with the sheet's name as the last resort."""
    cells = [sheet.cell(row, column) for row in range(first, last) for column in sheet.filled_cells(row)]
    lines = [value.strip() for value in cells if isinstance(value, str)]
    # The gaps of "số      /BC-VPUBND" are left for the number: the caption keeps its spaces.
    caption = next((line for line in lines if _CAPTION.match(line)), "")
    telling = [" ".join(line.split()) for line in lines if not _CAPTION.match(line)]
    label = next((line for line in [*telling, sheet.name] if starts_annex(line)), "")
    tier = next((found for line in [*telling, sheet.name] if (found := tier_in(line))), None)
    period = next((match[0] for line in telling if (match := _PERIOD.search(line))), "")
    announces_tier = any(_ANNOUNCED_TIER.match(caption_key(line)) for line in telling)
    found_label = _LABEL.match(label)
    return AnnexTitle(found_label[0] if found_label else "", tier, announces_tier, " ".join(period.split()), caption)


def tier_in(text: str) -> Tier | None:
    """Give the tier a text names: the one it names first ("CẤP XÃ …", "cap_xa", "Sở, ban, ngành")."""
    key = caption_key(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    found = [(match.start(), tier) for sign, tier in _TIERS if (match := sign.search(key))]
    return min(found)[1] if found else None


def tier_of_units(names: Iterable[str]) -> Tier | None:
    """Give the tier that all units with a telling name share, None where they disagree or tell nothing."""
    tiers = {tier for name in names if (tier := infer_tier(name, legacy=True))}
    return tiers.pop() if len(tiers) == 1 else None
