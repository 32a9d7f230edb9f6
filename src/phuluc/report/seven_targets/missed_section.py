"""Section 2: which units missed which targets, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from phuluc.domain.indicators import Tier
from phuluc.domain.rates import shortfall
from phuluc.report.model import Line
from phuluc.report.phrases import listed, padded, percent, points, set_percent, together
from phuluc.report.seven_targets.gathered import IndicatorResult, UnitResult
from phuluc.report.wording_file import Wording


@dataclass(frozen=True)
class MissedSection:
    """Writes section 2.

    Attributes:
        wording: the office's.
        digits: decimals of rates.
        period: "quý I năm 2024".
        annexes: label of each tier's annex, "Phụ lục 1".
        is_three_tiers: whether a row of the communes' annex stands for all communes of a district.
    """

    wording: Wording
    digits: int
    period: str
    annexes: dict[Tier, str]
    is_three_tiers: bool

    def lines(self, results: tuple[IndicatorResult, ...]) -> Iterator[Line]:
        yield from (Line(text, "heading") for text in self.wording.lines("muc_2"))
        judged = {(item.tier, item.unit) for result in results for item in result.judged}
        missed = {(item.tier, item.unit) for result in results for item in result.missed}
        yield Line(self._opening(len(judged), len(missed)))
        if missed:
            for result in results:
                yield from self._item(result)

    def _opening(self, judged: int, missed: int) -> str:
        kind = "khong_giao" if not judged else "khong_co" if not missed else "mot_don_vi" if judged == 1 else "tong"
        return self.wording.fill(f"muc_2.{kind}", ky=self.period, so=padded(judged), so_chua_dat=padded(missed))

    def _item(self, result: IndicatorResult) -> Iterator[Line]:
        kind = "" if result.missed else ".khong_co" if result.judged else ".khong_phat_sinh"
        if result.judged or (result.all.is_entered and result.all.rate is None):
            name = self.wording.fill(f"ten.{result.indicator.code}")
            values = {"chu": result.indicator.letter, "ten": name, "so": padded(len(result.missed))}
            title = self.wording.fill(f"muc_2.chi_tieu{kind}", **values)
            yield Line(title + (":" if result.missed else "."), "item")
        for tier, group in result.tiers.items():
            missed = [item for item in group.results if item.is_missed]
            if missed:
                yield Line(self._tier(result, tier, missed))

    def _tier(self, result: IndicatorResult, tier: Tier, missed: Sequence[UnitResult]) -> str:
        limit = self.wording.number("gioi_han")
        ordered = sorted(missed, key=_worst_first)
        shown = ordered if len(ordered) <= limit or not limit else ordered[:limit]
        kind = "muc_2.cap" if len(shown) == len(ordered) else "muc_2.cap.con_lai"
        special = self.is_three_tiers and tier == "cap_xa"
        targets = {item.measurement.target for item in missed}
        common = set_percent(_target(missed[0])) if len(missed) > 1 and len(targets) == 1 else ""
        alike = (list(units) for _, units in groupby(shown, key=_worst_first))
        return self.wording.fill(
            kind,
            cap=self.wording.fill(f"cap.{tier}"),
            so=padded(len(missed)),
            loai=self.wording.fill(f"loai.{tier}.3_cap" if special else f"loai.{tier}"),
            cung_chi_tieu=self.wording.fill("cung_chi_tieu", chi_tieu=common) if common else "",
            danh_sach=listed(self._alike(result, units, has_common_target=bool(common)) for units in alike),
            phu_luc=self.annexes[tier],
        )

    def _alike(self, result: IndicatorResult, units: Sequence[UnitResult], *, has_common_target: bool) -> str:
        """Tell of units with one rate and one target: one unit in full, several together."""
        first, together_ = units[0], ".bang_nhau" if len(units) > 1 else ""
        return self.wording.fill(
            f"muc_2.don_vi{together_}{'.chung' if has_common_target else ''}",
            ten=together([self._name(item) for item in units]),
            ty_le=percent(_rate(first), self.digits, _target(first)),
            chi_tieu=set_percent(_target(first)),
            so_diem=points(_gap(first), self.digits),
            con_thieu="" if together_ else self._shortfall(result, first),
        )

    def _shortfall(self, result: IndicatorResult, item: UnitResult) -> str:
        if item.is_estimated:
            return ""
        measurement = item.measurement
        missing = shortfall(measurement.numerator, measurement.denominator, measurement.target)
        if not isinstance(missing, int):
            return ""
        unit_of_count = self.wording.fill(f"don_vi_tinh.{result.indicator.code}")
        return self.wording.fill("con_thieu", so=padded(missing), don_vi_tinh=unit_of_count)

    def _name(self, item: UnitResult) -> str:
        if self.is_three_tiers and item.tier == "cap_xa":
            return item.unit.removeprefix("UBND ")
        return item.unit


def _rate(item: UnitResult) -> Fraction:
    rate = item.measurement.rate
    return rate if isinstance(rate, Fraction) else Fraction(0)


def _gap(item: UnitResult) -> Fraction:
    return item.measurement.gap or Fraction(0)


def _target(item: UnitResult) -> Decimal:
    target = item.measurement.target
    return target if isinstance(target, Decimal) else Decimal(0)


def _worst_first(item: UnitResult) -> tuple[Fraction, Fraction]:
    return _gap(item), _rate(item)
