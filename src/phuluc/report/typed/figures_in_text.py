"""Understands the figures typed in a report: of which indicator and whom each is, and what it says.

Only what the words around a number make plain is understood; everything else is handed on as not understood, never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from phuluc.domain.indicators import Tier
from phuluc.report.typed.paragraphs import Paragraph
from phuluc.report.typed.vocabulary import Mention, Vocabulary

FigureKind = Literal[
    "rate",
    "target",
    "gap",
    "change",
    "previous_rate",
    "counts",
    "shortfall",
    "attained_units",
    "missed_units",
    "idle_units",
    "unknown",
]
#: Whose floor or whose own target a typed target is, as far as its words tell.
TargetOwner = Literal["central", "floor", "any"]

_WHOLE: Final = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+"
_COUNTED: Final = r"hồ sơ|hs\b|dịch vụ công|dvc|thủ tục|tthc"
_UNITS: Final = r"cơ quan|đơn vị|địa phương|địa bàn|sở, ban|sở\b|huyện\b|xã\b"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,/])(?:(?P<over>{_WHOLE})/)?(?P<whole>{_WHOLE})(?:,(?P<decimals>[0-9]+))?"
    rf"\s*(?:(?P<percent>%)|(?P<points>điểm(?: phần trăm| %)?)(?!\w)|(?P<counted>{_COUNTED})|(?P<units>{_UNITS}))",
    re.IGNORECASE,
)
_REACHED: Final = re.compile(r"đạt", re.IGNORECASE)
_SET: Final = re.compile(r"chỉ tiêu|giao|mức|thấp nhất|tối thiểu", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"so với (?:cùng kỳ|kỳ trước|quý|tháng|năm|tuần|0?[69] tháng)[^%;]*$|kỳ trước", re.IGNORECASE
)
_FLOOR: Final = re.compile(r"thấp nhất|ubnd (?:tỉnh|thành phố)|tỉnh giao", re.IGNORECASE)
_CENTRAL: Final = re.compile(r"nghị quyết|chính phủ|trung ương|766/qđ|thủ tướng", re.IGNORECASE)
_LESS: Final = re.compile(r"thấp hơn|giảm", re.IGNORECASE)
_MORE: Final = re.compile(r"cao hơn|tăng|vượt", re.IGNORECASE)
_ONLY: Final = re.compile(r"chỉ đạt", re.IGNORECASE)
_OTHER_SOURCE: Final = re.compile(r"theo [^.;]{0,120}cổng (?:dvc|dịch vụ công) ?(?:quốc gia|qg)", re.IGNORECASE)
_SECTION: Final = re.compile(r"(?:[0-9]+|[IVX]+)[.)]\s")
#: Words between a name and its figure: "Cấp tỉnh: 98%", "UBND huyện An Lão 46,9%", "… cùng 97,2%".
_MOST_BETWEEN: Final = 12


@dataclass(frozen=True)
class TypedFigure:
    """One figure of a text.

    Attributes:
        kind: what it says.
        indicator: code, None where the text does not make it plain.
        tier: the group, None for the whole province or where units are named.
        units: names of the units, () for a group.
        is_scoped: whether the text names a group or units at all.
        value: the number; the numerator of "59/72".
        over: the denominator of "59/72", None otherwise.
        falls: whether the words say less ("thấp hơn", "giảm").
        only: whether the words say "chỉ đạt".
        owner: for targets.
        printed: as it stands in the text.
        sentence: the words around it.
        where: its paragraph.
    """

    kind: FigureKind
    indicator: str | None
    tier: Tier | None
    units: tuple[str, ...]
    is_scoped: bool
    value: Decimal
    over: int | None
    falls: bool
    only: bool
    owner: TargetOwner
    printed: str
    sentence: str
    where: str


@dataclass
class _Context:
    """What is being talked about while reading on."""

    indicator: str | None = None
    in_missed_list: bool = False
    tier: Tier | None = None
    units: list[str] = field(default_factory=list)
    is_scoped: bool = False
    units_are_closed: bool = False

    def name(self, scope: str, tier_of_unit: dict[str, set[Tier]]) -> None:
        if scope in ("ca_tinh", "cap_tinh", "cap_huyen", "cap_xa"):
            self.tier = None if scope == "ca_tinh" else scope  # type: ignore[assignment]
            self.units, self.is_scoped, self.units_are_closed = [], True, False
            return
        if self.units_are_closed:
            self.units, self.units_are_closed = [], False
        self.units.append(scope)
        tiers = tier_of_unit[scope]
        self.is_scoped = self.tier in tiers or len(tiers) == 1
        if self.tier not in tiers:
            self.tier = next(iter(tiers)) if len(tiers) == 1 else None

    def leave_paragraph(self, mentions: Iterable[Mention]) -> None:
        if len({mention.what for mention in mentions}) > 1:
            self.indicator = None
        self.tier, self.units, self.is_scoped, self.units_are_closed = None, [], False, False


def typed_figures(paragraphs: Iterable[Paragraph], vocabulary: Vocabulary) -> Iterator[TypedFigure]:
    """Give every percentage of a report, and the counts and differences whose words tell what they are."""
    context = _Context()
    for paragraph in paragraphs:
        yield from _figures_of(paragraph, vocabulary, context)


def _figures_of(paragraph: Paragraph, vocabulary: Vocabulary, context: _Context) -> Iterator[TypedFigure]:
    text = paragraph.text
    indicators = vocabulary.indicators(text)
    if indicators:
        context.in_missed_list = "chưa đạt" in text
    elif _SECTION.match(text):
        context.indicator, context.in_missed_list = None, False
    scopes = vocabulary.scopes(text)
    mentions = [(mention.start, 0, mention) for mention in indicators]
    mentions += [(mention.start, 1, mention) for mention in scopes]
    pending = sorted(mentions, key=lambda item: item[:2])
    reader = _Reader(paragraph, context, scopes)
    lead_from = 0
    for number in _NUMBER.finditer(text):
        while pending and pending[0][0] < number.start():
            _, is_scope, mention = pending.pop(0)
            if is_scope:
                context.name(mention.what, vocabulary.tiers_of_units)
                reader.last_scope_end = mention.end
            else:
                context.indicator = mention.what
        figure = reader.figure(number, lead_from)
        if figure is not None:
            yield figure
            lead_from, context.units_are_closed = number.end(), True
    for _, is_scope, mention in pending:
        if not is_scope:
            context.indicator = mention.what
    context.leave_paragraph(indicators)


class _Reader:
    """Tells what one number of a paragraph says, from the words between the number before it and itself."""

    def __init__(self, paragraph: Paragraph, context: _Context, scopes: Iterable[Mention]) -> None:
        self._paragraph = paragraph
        self._context = context
        self.last_scope_end = -1
        #: Names may hold words that tell what a number is ("Sở Giao thông vận tải").
        self._nameless = paragraph.text
        for name in scopes:
            blank = "·" * (name.end - name.start)
            self._nameless = self._nameless[: name.start] + blank + self._nameless[name.end :]

    def figure(self, number: re.Match[str], lead_from: int) -> TypedFigure | None:
        text, context = self._paragraph.text, self._context
        whole_lead = self._nameless[lead_from : number.start()]
        lead = re.split(r"[;(]|\.(?=\s)", whole_lead)[-1]
        after = re.split(r"[;.:(]", text[number.end() :], maxsplit=1)[0]
        kind = self._kind(number, lead, after, whole_lead.rstrip())
        if kind is None:
            return None
        whole, over = number["whole"].replace(".", ""), number["over"]
        value = Decimal(over.replace(".", "")) if over else Decimal(f"{whole}.{number['decimals'] or 0}")
        return TypedFigure(
            kind=kind,
            indicator=context.indicator,
            tier=context.tier,
            units=tuple(context.units),
            is_scoped=context.is_scoped,
            value=_plain(value),
            over=int(whole) if over else None,
            falls=_last(_LESS, lead) > _last(_MORE, lead),
            only=_ONLY.search(lead) is not None,
            owner="floor" if _FLOOR.search(lead) else "central" if _CENTRAL.search(lead) else "any",
            printed=" ".join(number[0].split()),
            sentence=_sentence(text, number.start(), number.end()),
            where=self._paragraph.where,
        )

    def _kind(self, number: re.Match[str], lead: str, after: str, whole_lead: str) -> FigureKind | None:
        opens = whole_lead.endswith("(")
        if number["percent"]:
            in_brackets = opens and _BEFORE.search(whole_lead) is not None
            return "previous_rate" if in_brackets else self._percentage(lead, number.start())
        if number["points"]:
            return _ending(lead, (("change", r"tăng|giảm"), ("gap", r"thấp hơn|cao hơn|vượt")))
        if number["decimals"]:
            return None
        if number["counted"]:
            return "counts" if number["over"] else _ending(lead, (("shortfall", "thiếu"),))
        return self._unit_count(lead, after, opens=opens)

    def _unit_count(self, lead: str, after: str, *, opens: bool) -> FigureKind | None:
        if re.search(r"chưa đạt|không đạt", after, re.IGNORECASE):
            return "missed_units"
        if re.search(r"không phát sinh:?\s*$", lead, re.IGNORECASE) or "không phát sinh" in after:
            return "idle_units"
        if re.search(r"(?:^|\s)đạt (?:và vượt )?chỉ tiêu", after, re.IGNORECASE):
            return "attained_units"
        return "missed_units" if self._context.in_missed_list and opens else None

    def _percentage(self, lead: str, start: int) -> FigureKind:
        if _OTHER_SOURCE.search(self._paragraph.text):
            return "unknown"
        reached, target, before = _last(_REACHED, lead), _last(_SET, lead), _last(_BEFORE, lead)
        if before > max(reached, target):
            return "previous_rate"
        if max(reached, target) >= 0:
            return "target" if target > reached else "rate"
        between = start - self.last_scope_end
        return "rate" if self.last_scope_end >= 0 and between <= _MOST_BETWEEN else "unknown"


def _ending(lead: str, words: Iterable[tuple[FigureKind, str]]) -> FigureKind | None:
    """The kind whose words stand right before the number."""
    return next((kind for kind, pattern in words if re.search(rf"(?:{pattern})\s*$", lead, re.IGNORECASE)), None)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, -1 where there is none."""
    found = [match.start() for match in pattern.finditer(text)]
    return found[-1] if found else -1


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _sentence(text: str, start: int, end: int) -> str:
    """The words around a figure, from one semicolon or full stop to the next."""
    first = max((match.end() for match in re.finditer(r"[;.](?=\s)", text[:start])), default=0)
    last = re.search(r"[;.](?=\s|$)", text[end:])
    return text[first : end + last.start() if last else len(text)].strip(" +-")
