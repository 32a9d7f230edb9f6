"""Rankings of the units of a tier, by one of three criteria. Tiers are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, cast

from phuluc.annexes.settings import indicator_label
from phuluc.domain.aliases import Ties
from phuluc.domain.criteria import CRITERION_LABELS, TIES_LABELS, Criterion
from phuluc.domain.figures import BookFigures
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.measurement import MeasuredUnit, measured_units
from phuluc.domain.ranking import ranks
from phuluc.domain.values import NotApplicable
from phuluc.domain.vietnamese_numbers import format_number, round_half_up
from phuluc.errors import PhuLucError
from phuluc.results import RankedUnit, Ranking

#: Entries of "Thông tin" that choose a ranking, and what holds where they are blank.
CRITERION_SETTING: Final = "tieu_chi_xep_hang"
INDICATOR_SETTING: Final = "chi_tieu_xep_hang"
TIES_SETTING: Final = "kieu_dong_hang"
DEFAULT_CRITERION: Final = "so_chi_tieu_dat"
DEFAULT_INDICATOR: Final = "ho_so_truc_tuyen"
DEFAULT_TIES: Final = "chung"

NO_FIGURES: Final = "Chưa có số liệu"
NOT_OFFERED: Final = "Không thuộc diện (“-”)"


class UnknownCriterionError(PhuLucError):
    """The criterion, indicator or way with ties asked for does not exist."""


@dataclass(frozen=True)
class _Tiebreak:
    """What decides between units of equal score where ranks are consecutive: the value, and why the lower one lost."""

    value: Fraction
    reason: str


@dataclass(frozen=True)
class _Standing:
    """A unit with what it is ranked by; `score` None is not ranked and says why in `explanation`."""

    unit: str
    score: Fraction | None
    explanation: str
    shared: str = ""
    tiebreaks: tuple[_Tiebreak, ...] = ()


def rank_units(figures: BookFigures, criterion: str, *, indicator: str | None, ties: str) -> list[Ranking]:
    """Rank the units of each tier, best first; units without a score follow unranked in list order.

    Args:
        figures: of the book.
        criterion: "so_chi_tieu_dat" (attained targets), "ty_le_chi_tieu" (rate of `indicator`) or
            "khoang_cach_chi_tieu" (mean of rate − target over the indicators that have both).
        indicator: code, for "ty_le_chi_tieu" only.
        ties: "chung" (1, 2, 2, 4) or "lien-tiep" (1, 2, 3, 4). Consecutive ranks of equal numbers of attained
            targets go by the share attained, then by the mean distance to the target, then by list order; of other
            equal scores by list order.

    Returns:
        One ranking a tier in the order of the annexes. Scores are compared exactly and given rounded half-up to the
        book's digits (counts of attained targets as they are).

    Raises:
        UnknownCriterionError: criterion, indicator or ties are unknown.
    """
    key = criterion_key(criterion)
    way = ties_key(ties)
    code = indicator_code(indicator) if key == "ty_le_chi_tieu" else None
    stand = _standing_of(key, code, figures.digits, way)
    label = CRITERION_LABELS[key] if code is None else f"Tỷ lệ {INDICATORS_BY_CODE[code].short_name}"
    return [
        Ranking(
            annex.tier, key, label, tuple(_ranked([stand(unit) for unit in measured_units(annex)], way, figures.digits))
        )
        for annex in figures.annexes
    ]


def chosen_rankings(figures: BookFigures) -> list[Ranking]:
    """The rankings by the criterion chosen in "Thông tin".

    Raises:
        UnknownCriterionError: what is chosen there does not exist.
    """
    return rank_units(
        figures,
        figures.settings.get(CRITERION_SETTING) or DEFAULT_CRITERION,
        indicator=figures.settings.get(INDICATOR_SETTING) or DEFAULT_INDICATOR,
        ties=figures.settings.get(TIES_SETTING) or DEFAULT_TIES,
    )


def chosen_indicator(figures: BookFigures) -> str:
    """The code of the indicator chosen in "Thông tin" to rank by.

    Raises:
        UnknownCriterionError: what is chosen there does not exist.
    """
    return indicator_code(figures.settings.get(INDICATOR_SETTING) or DEFAULT_INDICATOR)


def criterion_key(text: str) -> Criterion:
    """The criterion named by its key or its Vietnamese label."""
    return cast("Criterion", _key_in(CRITERION_LABELS, text, "tiêu chí xếp hạng"))


def ties_key(text: str) -> Ties:
    """The way with ties named by its key or its Vietnamese label."""
    return cast("Ties", _key_in(TIES_LABELS, text, "cách xếp đồng hạng"))


def indicator_code(text: str | None) -> str:
    """Indicator named by its code, short name, heading or as "Thông tin" lists it ("a) Hồ sơ trực tuyến")."""
    names = {code: (item.short_name, item.heading, indicator_label(item)) for code, item in INDICATORS_BY_CODE.items()}
    for code, labels in names.items():
        if text is not None and _folded(text) in {code, *map(_folded, labels)}:
            return code
    raise UnknownCriterionError(
        "Chưa chọn chỉ tiêu để xếp hạng" if not text else "Không có chỉ tiêu này",
        found=f"“{text}”" if text else "",
        remedy="Chọn một trong: " + "; ".join(f"{code} ({labels[0]})" for code, labels in names.items()),
    )


def _key_in(choices: dict[Criterion, str] | dict[Ties, str], text: str, what: str) -> str:
    for key, label in choices.items():
        if _folded(text) in {key, _folded(label)}:
            return key
    raise UnknownCriterionError(
        f"Không có {what} này",
        found=f"“{text}”",
        remedy="Chọn một trong: " + "; ".join(f"{key} ({label})" for key, label in choices.items()),
    )


def _folded(text: str) -> str:
    return text.strip().casefold()


def _standing_of(key: Criterion, code: str | None, digits: int, ties: Ties) -> Callable[[MeasuredUnit], _Standing]:
    if code is not None:
        return lambda unit: _by_rate(unit, code, digits)
    if key == "so_chi_tieu_dat":
        return lambda unit: _by_attained(unit, ties)
    return lambda unit: _by_distance(unit, digits)


def _by_attained(unit: MeasuredUnit, ties: Ties) -> _Standing:
    judged = [attained for m in unit.measurements.values() if (attained := m.attained) is not None]
    if not judged:
        return _Standing(unit.unit, None, NO_FIGURES)
    reached = sum(judged)
    return _Standing(
        unit.unit,
        Fraction(reached),
        f"Đạt {reached}/{len(judged)} chỉ tiêu",
        f"cùng {reached} chỉ tiêu đạt",
        _tiebreaks(unit, Fraction(reached, len(judged))) if ties == "lien-tiep" else (),
    )


def _tiebreaks(unit: MeasuredUnit, share: Fraction) -> tuple[_Tiebreak, ...]:
    return (
        _Tiebreak(share, "phần chỉ tiêu đạt nhỏ hơn"),
        _Tiebreak(_mean_distance(unit) or Fraction(0), "khoảng cách bình quân đến chỉ tiêu kém hơn"),
    )


def _by_rate(unit: MeasuredUnit, code: str, digits: int) -> _Standing:
    measurement = unit.measurements.get(code)
    rate = None if measurement is None else measurement.rate
    if measurement is None or not isinstance(rate, Fraction):
        return _Standing(unit.unit, None, NOT_OFFERED if isinstance(rate, NotApplicable) else NO_FIGURES)
    shown = f"{format_number(round_half_up(rate, digits))}%"
    counts = "/".join(format_number(count) for count in measurement.counts or ())
    return _Standing(unit.unit, rate, f"{shown} ({counts})", f"cùng {shown}")


def _by_distance(unit: MeasuredUnit, digits: int) -> _Standing:
    distance = _mean_distance(unit)
    if distance is None:
        return _Standing(unit.unit, None, NO_FIGURES)
    shown = f"{'+' if distance > 0 else ''}{format_number(round_half_up(distance, digits))} điểm phần trăm"
    judged = sum(m.gap is not None for m in unit.measurements.values())
    return _Standing(unit.unit, distance, f"Bình quân {shown} so với chỉ tiêu ({judged} chỉ tiêu)", f"cùng {shown}")


def _mean_distance(unit: MeasuredUnit) -> Fraction | None:
    gaps = [m.gap for m in unit.measurements.values() if m.gap is not None]
    return sum(gaps, Fraction(0)) / len(gaps) if gaps else None


def _ranked(standings: Sequence[_Standing], ties: Ties, digits: int) -> list[RankedUnit]:
    scored = [standing for standing in standings if standing.score is not None]
    order = _score if ties == "chung" else _score_and_tiebreaks
    scored.sort(key=order, reverse=True)  # a stable sort: equal units stay in list order
    places = ranks([standing.score for standing in scored], ties)
    rows = [
        RankedUnit(place, standing.unit, _shown(standing.score, digits), _explained(scored, index, ties))
        for index, (place, standing) in enumerate(zip(places, scored, strict=True))
    ]
    unscored = [standing for standing in standings if standing.score is None]
    return rows + [RankedUnit(None, standing.unit, None, standing.explanation) for standing in unscored]


def _explained(scored: Sequence[_Standing], index: int, ties: Ties) -> str:
    """The explanation of one rank, with what it shares with its neighbours in the ranking."""
    standing = scored[index]
    ahead = scored[index - 1] if index else None
    equal_ahead = ahead is not None and ahead.score == standing.score
    equal_behind = index + 1 < len(scored) and scored[index + 1].score == standing.score
    if ties == "chung" and (equal_ahead or equal_behind):
        return f"{standing.explanation}; đồng hạng, {standing.shared}"
    if ties == "lien-tiep" and ahead is not None and equal_ahead:
        return f"{standing.explanation}; {_why_behind(ahead, standing)}"
    if ahead is not None and not equal_ahead and ahead.shared == standing.shared:
        return f"{standing.explanation}; thấp hơn {ahead.unit} khi chưa làm tròn"
    return standing.explanation


def _score(standing: _Standing) -> Fraction:
    return standing.score or Fraction(0)


def _score_and_tiebreaks(standing: _Standing) -> tuple[Fraction, ...]:
    return (_score(standing), *(tiebreak.value for tiebreak in standing.tiebreaks))


def _why_behind(ahead: _Standing, behind: _Standing) -> str:
    for better, worse in zip(ahead.tiebreaks, behind.tiebreaks, strict=True):
        if worse.value < better.value:
            return f"{behind.shared}, xếp sau {ahead.unit} vì {worse.reason}"
    return f"{behind.shared}, xếp sau {ahead.unit} theo thứ tự danh sách"


def _shown(score: Fraction | None, digits: int) -> float | None:
    return None if score is None else float(round_half_up(score, digits))
