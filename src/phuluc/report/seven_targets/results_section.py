"""Section 1: what was reached, indicator by indicator, tier by tier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from phuluc.domain.indicators import Tier
from phuluc.report.model import Line
from phuluc.report.phrases import ended, listed, padded, percent, points, set_percent
from phuluc.report.seven_targets.comparison import PreviousPeriod
from phuluc.report.seven_targets.gathered import GroupResult, IndicatorResult, UnitResult
from phuluc.report.wording_file import Wording

#: More names than these are not told in a sentence.
_MOST_NAMES: Final = 10


@dataclass(frozen=True)
class ResultsSection:
    """Writes section 1.

    Attributes:
        wording: the office's.
        digits: decimals of rates.
        previous: what may be compared.
        scope: "cả tỉnh".
        committee: "UBND tỉnh".
    """

    wording: Wording
    digits: int
    previous: PreviousPeriod
    scope: str
    committee: str

    def lines(self, results: tuple[IndicatorResult, ...]) -> Iterator[Line]:
        yield from (Line(text, "heading") for text in self.wording.lines("muc_1"))
        for result in results:
            yield from self._item(result)

    def _item(self, result: IndicatorResult) -> Iterator[Line]:
        yield Line(self._title(result), "item")
        group = result.all
        shown = [(tier, tier_group) for tier, tier_group in result.tiers.items() if tier_group.results]
        with_tiers = len(shown) > 1 and group.rate is not None
        yield from self._said(self._total(result, group, with_tiers=with_tiers))
        if with_tiers:
            texts = [text for tier, tier_group in shown if (text := self._tier(result, tier, tier_group))]
            yield from (Line(text) for text in ended(texts))
        yield from self._said(*self._units(result))

    def _said(self, *texts: str) -> Iterator[Line]:
        return (Line(text) for text in texts if text)

    def _title(self, result: IndicatorResult) -> str:
        code = result.indicator.code
        by_floor = {
            (True, True): "ca_hai_cap_giao",
            (True, False): "trung_uong_giao",
            (False, True): "tinh_giao",
            (False, False): "khong_giao",
        }
        kind = by_floor[result.central is not None, result.floor is not None]
        return self.wording.fill(
            f"muc_1.chi_tieu.{kind}",
            chu=result.indicator.letter,
            ten=self.wording.fill(f"ten.{code}"),
            can_cu_giao=self.wording.fill(f"can_cu_giao.{code}"),
            trung_uong="" if result.central is None else set_percent(result.central),
            thap_nhat="" if result.floor is None else set_percent(result.floor),
            ubnd=self.committee,
        )

    def _total(self, result: IndicatorResult, group: GroupResult, *, with_tiers: bool) -> str:
        unit_of_count = self.wording.fill(f"don_vi_tinh.{result.indicator.code}")
        if group.rate is None:
            kind = "khong_phat_sinh" if group.is_entered else "chua_co"
            return self.wording.fill(f"ca_tinh.{kind}", pham_vi=self.scope, don_vi_tinh=unit_of_count, **_NO_FIGURES)
        return self.wording.fill(
            f"ca_tinh.{self._verdict(result, group.rate)}",
            pham_vi=self.scope,
            ty_le=percent(group.rate, self.digits, result.target),
            so_luong=self._counts(result, group),
            chenh_lech=self._gap(result, group.rate),
            so_sanh=self._change(result, group),
            trong_do=self.wording.fill("trong_do") if with_tiers else "",
            don_vi_tinh=unit_of_count,
        )

    def _tier(self, result: IndicatorResult, tier: Tier, group: GroupResult) -> str:
        name = self.wording.fill(f"cap.{tier}")
        if group.rate is None:
            kind = "khong_phat_sinh" if group.is_entered else "chua_co"
            return self.wording.fill(f"muc_1.cap.{kind}", cap=name, **_NO_TIER_FIGURES)
        target = result.target
        return self.wording.fill(
            f"muc_1.cap.{self._verdict(result, group.rate)}",
            cap=name,
            ty_le=percent(group.rate, self.digits, target),
            so_luong=self._counts(result, group),
            so_diem="" if target is None else points(group.rate - Fraction(target), self.digits),
            chi_tieu="" if target is None else set_percent(target),
            so_sanh=self._change(result, group),
        )

    def _verdict(self, result: IndicatorResult, rate: Fraction) -> str:
        return "chi_dat" if result.target is not None and rate < result.target else "dat"

    def _counts(self, result: IndicatorResult, group: GroupResult) -> str:
        if group.has_estimates:
            return ""
        return self.wording.fill(
            "so_luong",
            tu_so=padded(group.total.numerator),
            mau_so=padded(group.total.denominator),
            don_vi_tinh=self.wording.fill(f"don_vi_tinh.{result.indicator.code}"),
        )

    def _gap(self, result: IndicatorResult, rate: Fraction) -> str:
        if result.target is None:
            return ""
        gap = rate - Fraction(result.target)
        kind = "bang" if gap == 0 else "cao_hon" if gap > 0 else "thap_hon"
        return self.wording.fill(
            f"chenh_lech.{kind}", so_diem=points(gap, self.digits), chi_tieu=set_percent(result.target)
        )

    def _change(self, result: IndicatorResult, group: GroupResult) -> str:
        before = self.previous.rate(result, group)
        if before is None or group.rate is None:
            return ""
        change = group.rate - before
        kind = "khong_doi" if change == 0 else "tang" if change > 0 else "giam"
        return self.wording.fill(
            f"so_sanh.{kind}",
            so_diem=points(change, self.digits),
            ky_truoc=self.previous.label,
            ty_le_truoc=percent(before, self.digits),
        )

    def _units(self, result: IndicatorResult) -> Iterator[str]:
        judged, missed = result.judged, result.missed
        if judged:
            yield self.wording.fill(
                f"don_vi.{_attainment(len(judged), len(missed))}",
                so=padded(len(judged)),
                so_dat=padded(len(judged) - len(missed)),
                so_chua_dat=padded(len(missed)),
                ten=judged[0].unit,
            )
        if result.all.rate is not None:
            yield from self._named("don_vi.khong_phat_sinh", result.idle)
        if result.all.is_entered:
            yield from self._named("don_vi.chua_nhap", result.blank)
        estimated = sum(item.is_estimated for item in result.all.results)
        if estimated:
            yield self.wording.fill("uoc_tinh", so=padded(estimated))

    def _named(self, name: str, units: tuple[UnitResult, ...]) -> Iterator[str]:
        if units:
            many = len(units) > _MOST_NAMES
            names = "" if many else listed(item.unit for item in units)
            yield self.wording.fill(f"{name}.nhieu" if many else name, so=padded(len(units)), ten=names)


_NO_FIGURES: Final = {"ty_le": "", "so_luong": "", "chenh_lech": "", "so_sanh": "", "trong_do": ""}
_NO_TIER_FIGURES: Final = {"ty_le": "", "so_luong": "", "so_diem": "", "chi_tieu": "", "so_sanh": ""}


def _attainment(judged: int, missed: int) -> str:
    if judged == 1:
        return "mot_don_vi_chua_dat" if missed else "mot_don_vi_dat"
    if not missed:
        return "tat_ca_dat"
    return "khong_dat" if missed == judged else "mot_phan_dat"
