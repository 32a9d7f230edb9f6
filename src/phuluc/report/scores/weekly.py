"""The weekly notice on scores, in the words of Bình Phước's of 2025."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.annexes.diem_tuan import INDICATORS_KEY
from phuluc.annexes.score_tables import RATE
from phuluc.domain.score_cells import ScoreFigures
from phuluc.report.letterhead import letterhead
from phuluc.report.model import Line, ReportText
from phuluc.report.phrases import ended, listed, padded
from phuluc.report.scores.changes import changes_in, total_of
from phuluc.report.scores.document import NO_PERIOD, bases, head_notices, is_three_tiers, of_model
from phuluc.report.scores.sentences import SHARED_PLACEHOLDERS, ScoreSentences, day_text, list_placeholders
from phuluc.report.wording_file import Wording

_ITEMS: Final = "chi_so"
PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "trich_yeu": frozenset({"ky"}),
    "can_cu": frozenset({"can_cu"}),
    "mo_dau": frozenset({"nguon", "co_quan"}),
    "muc_1": frozenset(),
    "tinh": frozenset({"dia_danh"}),
    "tinh.hang": frozenset({"ngay", "dia_danh", "hang", "doi_hang"}),
    "tinh.diem": frozenset({"dia_danh", "diem", "toi_da", "thay_doi"}),
    "tinh.so_sanh": frozenset({"ky_truoc"}),
    **list_placeholders(_ITEMS),
    "qua_han": frozenset({"he_thong", "thoi_diem"}),
    "qua_han.thoi_diem": frozenset({"thoi_diem"}),
    "qua_han.nhom": frozenset({"nhom", "danh_sach"}),
    "qua_han.muc": frozenset({"ten", "so"}),
    "qua_han.de_nghi": frozenset({"co_quan"}),
    "nhom_2": frozenset(),
    "nhom_3": frozenset(),
    "nhom_3.3_cap": frozenset(),
    "phu_luc_kem": frozenset({"phu_luc"}),
    **SHARED_PLACEHOLDERS,
    "ton_tai": frozenset(),
    "kien_nghi": frozenset(),
    "ket": frozenset({"co_quan", "ky"}),
    "noi_nhan": frozenset(),
    "noi_nhan.3_cap": frozenset(),
}


def compose(figures: ScoreFigures, wording: Wording) -> ReportText:
    """Write the notice; scores and rates are taken as the portal gives them, changes are exact."""
    said = ScoreSentences(wording, figures)
    period = figures.current.period or NO_PERIOD
    office = said.setting("co_quan")
    return ReportText(
        head=letterhead(figures.settings),
        subject=wording.fill("trich_yeu", ky=period),
        lines=(
            *bases(said),
            *_text(wording.lines("mo_dau", nguon=said.setting("nguon_so_lieu"), co_quan=office)),
            *_heading(wording.lines("muc_1")),
            *_province(said),
            *_overdue(said),
            *_groups(said),
            *_text(wording.lines("ton_tai")),
            *_text(wording.lines("kien_nghi")),
            *_text(wording.lines("ket", co_quan=office, ky=period)),
        ),
        recipients=tuple(wording.lines(of_model(figures, "noi_nhan"))),
        notices=tuple(head_notices(figures)),
    )


def _province(said: ScoreSentences) -> Iterator[Line]:
    wording, figures, place = said.wording, said.figures, said.setting("dia_danh")
    yield from _heading(wording.lines("tinh", dia_danh=place))
    rank, total = said.rank(), total_of(figures)
    if rank:
        yield from _text(
            wording.lines(
                "tinh.hang",
                ngay=day_text(figures.current.as_of),
                dia_danh=place,
                hang=rank,
                doi_hang=said.rank_change(),
            )
        )
    if total.now is not None:
        yield from _text(
            wording.lines(
                "tinh.diem",
                dia_danh=place,
                diem=said.number(total.now),
                toi_da=said.number(said.figures.current_rules.whole),
                thay_doi=said.change(total),
            )
        )
    table = figures.table(INDICATORS_KEY)
    changes = changes_in(table.rows if table else (), RATE, figures)
    if changes:
        if not figures.apart:
            yield from _text(wording.lines("tinh.so_sanh", ky_truoc=said.previous_label))
        yield from said.listing(_ITEMS, changes, said.number)
        yield from _attached(wording, table.label if table else "")


def _overdue(said: ScoreSentences) -> Iterator[Line]:
    groups: dict[str, list[str]] = {}
    for row in said.figures.overdue:
        if row.unit and isinstance(row.count.value, int):
            told = said.wording.fill("qua_han.muc", ten=row.unit, so=padded(row.count.value))
            groups.setdefault(row.group, []).append(told)
    if not groups:
        return
    moment = said.setting("thoi_diem_qua_han")
    since = said.wording.fill("qua_han.thoi_diem", thoi_diem=moment) if moment else ""
    yield from _text(said.wording.lines("qua_han", he_thong=said.setting("he_thong_qua_han"), thoi_diem=since))
    told_groups = [
        said.wording.fill("qua_han.nhom", nhom=group, danh_sach=listed(units)) for group, units in groups.items()
    ]
    yield from _text(ended(told_groups))
    yield from _text(said.wording.lines("qua_han.de_nghi", co_quan=said.setting("co_quan")))


def _groups(said: ScoreSentences) -> Iterator[Line]:
    third = "cap_huyen" if is_three_tiers(said.figures) else "cap_xa"
    for key, title in (("cap_tinh", "nhom_2"), (third, of_model(said.figures, "nhom_3"))):
        table = said.figures.table(key)
        if table is not None and any(row.name for row in table.rows):
            yield from _heading(said.wording.lines(title))
            yield from said.group(table)
            yield from _attached(said.wording, table.label)


def _attached(wording: Wording, label: str) -> Iterator[Line]:
    return (Line(text, "note") for text in wording.lines("phu_luc_kem", phu_luc=label))


def _text(texts: list[str]) -> Iterator[Line]:
    return (Line(text) for text in texts)


def _heading(texts: list[str]) -> Iterator[Line]:
    return (Line(text, "heading") for text in texts)
