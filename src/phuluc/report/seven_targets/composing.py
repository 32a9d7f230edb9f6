"""The whole report of family bay-chi-tieu from the figures of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.domain.figures import BookFigures
from phuluc.domain.indicators import INDICATORS_BY_LETTER, TIER_TITLES
from phuluc.report.letterhead import is_city, letterhead
from phuluc.report.model import Line, ReportText
from phuluc.report.seven_targets.comparison import PreviousPeriod
from phuluc.report.seven_targets.gathered import gather
from phuluc.report.seven_targets.missed_section import MissedSection
from phuluc.report.seven_targets.results_section import ResultsSection
from phuluc.report.wording_file import Wording

_NO_PERIOD: Final = "………"
_BASES: Final = ("can_cu_1", "can_cu_2", "can_cu_3")
_TOTAL: Final = frozenset({"pham_vi", "ty_le", "so_luong", "chenh_lech", "so_sanh", "trong_do", "don_vi_tinh"})
_TIER: Final = frozenset({"cap", "ty_le", "so_luong", "so_diem", "chi_tieu", "so_sanh"})
_TITLE: Final = frozenset({"chu", "ten", "can_cu_giao", "trung_uong", "thap_nhat", "ubnd"})
_UNITS: Final = frozenset({"so", "so_dat", "so_chua_dat", "ten"})
_CHANGE: Final = frozenset({"so_diem", "ky_truoc", "ty_le_truoc"})
_MISSED_TIER: Final = frozenset({"cap", "so", "loai", "cung_chi_tieu", "danh_sach", "phu_luc"})
_MISSED_UNIT: Final = frozenset({"ten", "ty_le", "chi_tieu", "so_diem", "con_thieu"})
_NOTHING: Final[frozenset[str]] = frozenset()

#: What may be filled into each wording.
PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "trich_yeu": frozenset({"ky", "dia_ban"}),
    "dia_ban": frozenset({"dia_danh"}),
    "can_cu": frozenset({"can_cu"}),
    "mo_dau": frozenset({"nguon", "co_quan", "ky"}),
    "mo_dau.khong_nguon": frozenset({"co_quan", "ky"}),
    **{
        f"{name}.{indicator.code}": _NOTHING
        for name in ("ten", "can_cu_giao", "don_vi_tinh")
        for indicator in INDICATORS_BY_LETTER
    },
    **{f"{name}.{tier}": _NOTHING for name in ("cap", "loai") for tier in TIER_TITLES},
    "loai.cap_xa.3_cap": _NOTHING,
    "pham_vi.tinh": _NOTHING,
    "pham_vi.thanh_pho": _NOTHING,
    "muc_1": _NOTHING,
    **{f"muc_1.chi_tieu.{kind}": _TITLE for kind in ("ca_hai_cap_giao", "trung_uong_giao", "tinh_giao", "khong_giao")},
    **{
        f"{scope}.{kind}": names
        for scope, names in (("ca_tinh", _TOTAL), ("muc_1.cap", _TIER))
        for kind in ("dat", "chi_dat", "khong_phat_sinh", "chua_co")
    },
    "trong_do": _NOTHING,
    "so_luong": frozenset({"tu_so", "mau_so", "don_vi_tinh"}),
    **{f"chenh_lech.{kind}": frozenset({"so_diem", "chi_tieu"}) for kind in ("cao_hon", "bang", "thap_hon")},
    **{f"so_sanh.{kind}": _CHANGE for kind in ("tang", "giam", "khong_doi")},
    **{
        f"don_vi.{kind}": _UNITS
        for kind in ("tat_ca_dat", "mot_phan_dat", "khong_dat", "mot_don_vi_dat", "mot_don_vi_chua_dat")
    },
    **{
        f"don_vi.{kind}{many}": frozenset({"so", "ten"})
        for kind in ("khong_phat_sinh", "chua_nhap")
        for many in ("", ".nhieu")
    },
    "uoc_tinh": frozenset({"so"}),
    "phu_luc_kem": frozenset({"phu_luc"}),
    "muc_2": _NOTHING,
    **{
        f"muc_2.{kind}": frozenset({"ky", "so", "so_chua_dat"})
        for kind in ("tong", "mot_don_vi", "khong_co", "khong_giao")
    },
    **{f"muc_2.chi_tieu{kind}": frozenset({"chu", "ten", "so"}) for kind in ("", ".khong_co", ".khong_phat_sinh")},
    "muc_2.cap": _MISSED_TIER,
    "muc_2.cap.con_lai": _MISSED_TIER,
    "cung_chi_tieu": frozenset({"chi_tieu"}),
    **{f"muc_2.don_vi{kind}": _MISSED_UNIT for kind in ("", ".chung", ".bang_nhau", ".bang_nhau.chung")},
    "con_thieu": frozenset({"so", "don_vi_tinh"}),
    "gioi_han": _NOTHING,
    "ket": frozenset({"co_quan", "nam"}),
    "noi_nhan": _NOTHING,
    "noi_nhan.3_cap": _NOTHING,
}
NUMBERS: Final = frozenset({"gioi_han"})


def compose(figures: BookFigures, wording: Wording) -> ReportText:
    """Write the report: every figure is taken exactly from the book and rounded half-up once."""
    settings = figures.settings
    place, office = settings.get("dia_danh", "").strip(), settings.get("co_quan", "").strip()
    period = settings.get("ky_bao_cao", "").strip() or _NO_PERIOD
    is_three_tiers = settings.get("mo_hinh", "").startswith("3")
    city = is_city(place)
    results, previous = gather(figures), PreviousPeriod(figures)
    first = ResultsSection(
        wording,
        figures.digits,
        previous,
        wording.fill("pham_vi.thanh_pho" if city else "pham_vi.tinh"),
        "UBND thành phố" if city else "UBND tỉnh",
    )
    annexes = {annex.tier: annex.annex for annex in figures.annexes}
    second = MissedSection(wording, figures.digits, period, annexes, is_three_tiers)
    closing = wording.lines("ket", co_quan=office, nam=settings.get("nam", ""))
    recipients = "noi_nhan.3_cap" if is_three_tiers else "noi_nhan"
    return ReportText(
        head=letterhead(settings),
        subject=wording.fill("trich_yeu", ky=period, dia_ban=wording.fill("dia_ban", dia_danh=place) if place else ""),
        lines=(
            *_opening(settings, wording, office, period),
            *first.lines(results),
            *(Line(text, "note") for text in wording.lines("phu_luc_kem", phu_luc=", ".join(annexes.values()))),
            *second.lines(results),
            *(Line(text) for text in closing),
        ),
        recipients=tuple(wording.lines(recipients)),
        notices=tuple(_notices(settings, previous)),
    )


def _opening(settings: Mapping[str, str], wording: Wording, office: str, period: str) -> Iterator[Line]:
    for key in _BASES:
        if settings.get(key, "").strip():
            yield from (Line(text) for text in wording.lines("can_cu", can_cu=settings[key].strip().rstrip(";.")))
    source = settings.get("nguon_so_lieu", "").strip()
    if source:
        texts = wording.lines("mo_dau", nguon=source, co_quan=office, ky=period)
    else:
        texts = wording.lines("mo_dau.khong_nguon", co_quan=office, ky=period)
    yield from (Line(text) for text in texts)


def _notices(settings: Mapping[str, str], previous: PreviousPeriod) -> Iterator[str]:
    if previous.notice:
        yield previous.notice
    labels = {"ky_bao_cao": "Kỳ báo cáo", "dia_danh": "Tỉnh, thành phố", "nguoi_ky": "Họ tên người ký"}
    missing = [label for key, label in labels.items() if not settings.get(key, "").strip()]
    if missing:
        yield f"Trang “Thông tin” còn trống: {', '.join(missing)}"
