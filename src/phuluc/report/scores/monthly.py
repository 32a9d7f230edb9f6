"""The monthly letter on scores, in the words of Hưng Yên's of 2024."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from phuluc.annexes.diem_thang import COPIES, DIGITISED, RESULTS_KEY
from phuluc.domain.score_cells import ScoreFigures
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.report.letterhead import letterhead
from phuluc.report.model import Line, ReportText
from phuluc.report.phrases import points
from phuluc.report.scores.changes import AxisScore, axes_of, parent_figure, total_of
from phuluc.report.scores.document import NO_PERIOD, bases, head_notices, of_model
from phuluc.report.scores.sentences import SHARED_PLACEHOLDERS, ScoreSentences
from phuluc.report.wording_file import Wording

_MEAN: Final = frozenset({"trung_binh", "toi_da", "so_diem"})
PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "trich_yeu": frozenset({"ky"}),
    "kinh_gui": frozenset(),
    "kinh_gui.3_cap": frozenset(),
    "can_cu": frozenset({"can_cu"}),
    "mo_dau": frozenset({"nguon", "co_quan", "ky", "dia_danh"}),
    "muc_1": frozenset({"dia_danh", "diem", "xep_loai", "thay_doi", "xep_hang"}),
    "muc_1.chua_co": frozenset({"dia_danh"}),
    "xep_hang": frozenset({"hang", "doi_hang"}),
    "truc": frozenset({"truc", "diem", "toi_da", "thay_doi", "trung_binh", "ty_le", "hang"}),
    **{f"trung_binh.{kind}": _MEAN for kind in ("cao_hon", "bang", "thap_hon")},
    "truc.ty_le": frozenset({"ty_le"}),
    "truc.hang": frozenset({"hang"}),
    "so_hoa": frozenset({"ty_le"}),
    "ban_sao": frozenset({"so"}),
    "muc_2": frozenset(),
    "muc_2.3_cap": frozenset(),
    "phu_luc_kem": frozenset({"phu_luc"}),
    **SHARED_PLACEHOLDERS,
    "ket": frozenset({"co_quan", "ky"}),
    "noi_nhan": frozenset(),
    "noi_nhan.3_cap": frozenset(),
}


def compose(figures: ScoreFigures, wording: Wording) -> ReportText:
    """Write the letter; scores are taken as the portal gives them, differences are exact."""
    said = ScoreSentences(wording, figures)
    period, office = figures.current.period or NO_PERIOD, said.setting("co_quan")
    opening = wording.lines(
        "mo_dau", nguon=said.setting("nguon_so_lieu"), co_quan=office, ky=period, dia_danh=said.setting("dia_danh")
    )
    closing = wording.lines("ket", co_quan=office, ky=period)
    return ReportText(
        head=letterhead(figures.settings, titled=False),
        subject=wording.fill("trich_yeu", ky=period),
        lines=(
            *bases(said),
            *(Line(text) for text in opening),
            *_province(said),
            *_units(said),
            *(Line(text) for text in closing),
        ),
        recipients=tuple(wording.lines(of_model(figures, "noi_nhan"))),
        addressees=tuple(wording.lines(of_model(figures, "kinh_gui"))),
        notices=tuple(head_notices(figures)),
    )


def _province(said: ScoreSentences) -> Iterator[Line]:
    wording, place, total = said.wording, said.setting("dia_danh"), total_of(said.figures)
    if total.now is None:
        texts = wording.lines("muc_1.chua_co", dia_danh=place)
    else:
        rank = said.rank()
        texts = wording.lines(
            "muc_1",
            dia_danh=place,
            diem=said.number(total.now),
            xep_loai=said.figures.current_rules.grade(total.now),
            thay_doi=said.change(total),
            xep_hang=wording.fill("xep_hang", hang=rank, doi_hang=said.rank_change()) if rank else "",
        )
    yield from (Line(text, "heading") for text in texts)
    if said.figures.apart:
        yield from said.apart()
    for axis in axes_of(said.figures):
        yield Line(_axis(said, axis))
        if axis.code == "mdsh":
            yield from _digitising(said)


def _digitising(said: ScoreSentences) -> Iterator[Line]:
    digitised, copies = (parent_figure(said.figures, code) for code in (DIGITISED, COPIES))
    if digitised is not None:
        yield from (Line(text) for text in said.wording.lines("so_hoa", ty_le=said.number(digitised)))
    if copies is not None:
        yield from (Line(text) for text in said.wording.lines("ban_sao", so=format_number(copies)))


def _axis(said: ScoreSentences, axis: AxisScore) -> str:
    wording, ranked = said.wording, said.ranked()
    rank = said.axis_rank(axis.rank, ranked) if axis.rank is not None and ranked is not None else ""
    return wording.fill(
        "truc",
        truc=axis.name,
        diem=said.number(axis.score.now),
        toi_da=said.number(axis.maximum),
        thay_doi=said.change(axis.score),
        trung_binh=_against_mean(said, axis),
        ty_le="" if axis.rate is None else wording.fill("truc.ty_le", ty_le=said.number(axis.rate)),
        hang=wording.fill("truc.hang", hang=rank) if rank else "",
    )


def _against_mean(said: ScoreSentences, axis: AxisScore) -> str:
    if axis.mean is None or axis.score.now is None:
        return ""
    difference: Decimal = axis.score.now - axis.mean
    kind = "bang" if difference == 0 else "cao_hon" if difference > 0 else "thap_hon"
    return said.wording.fill(
        f"trung_binh.{kind}",
        trung_binh=said.number(axis.mean),
        toi_da=said.number(axis.maximum),
        so_diem=points(difference, said.figures.digits),
    )


def _units(said: ScoreSentences) -> Iterator[Line]:
    yield from (Line(text, "heading") for text in said.wording.lines(of_model(said.figures, "muc_2")))
    results = said.figures.table(RESULTS_KEY)
    if results is not None and any(row.is_ranked and row.name for row in results.rows):
        yield from said.group(results)
    labels = ", ".join(table.label for table in said.figures.tables if table.label.startswith("Phụ lục"))
    yield from (Line(text, "note") for text in said.wording.lines("phu_luc_kem", phu_luc=labels))
