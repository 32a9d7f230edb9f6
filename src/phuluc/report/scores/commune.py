"""A commune's message on its scores at two dates, in the words of xã Bình Thành's of 02/2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.annexes.diem_xa import ITEMS_KEY
from phuluc.annexes.score_tables import RATE
from phuluc.domain.score_cells import ScoreFigures
from phuluc.domain.score_changes import ComparedFigure
from phuluc.report.letterhead import letterhead
from phuluc.report.model import Line, ReportText
from phuluc.report.scores.changes import axes_of, total_of
from phuluc.report.scores.document import NO_PERIOD, bases, head_notices
from phuluc.report.scores.sentences import SHARED_PLACEHOLDERS, ScoreSentences, list_placeholders
from phuluc.report.wording_file import Wording

_ITEMS: Final = "noi_dung"
_ASIDE: Final = re.compile(r"\([^)]*\)")
PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "trich_yeu": frozenset({"ky", "dia_danh"}),
    "kinh_gui": frozenset(),
    "can_cu": frozenset({"can_cu"}),
    "mo_dau": frozenset({"nguon", "co_quan", "ky", "dia_danh"}),
    "muc_1": frozenset(),
    "truc": frozenset({"so", "truc", "diem", "toi_da", "thay_doi"}),
    "tong_diem": frozenset({"so", "diem", "toi_da", "thay_doi", "xep_hang"}),
    "xep_hang": frozenset({"hang", "doi_hang"}),
    "chua_co": frozenset(),
    "muc_2": frozenset({"dia_danh"}),
    **list_placeholders(_ITEMS),
    "phu_luc_kem": frozenset({"phu_luc"}),
    **{name: names for name, names in SHARED_PLACEHOLDERS.items() if not name.startswith("nhom.")},
    "ket": frozenset({"co_quan", "ky_truoc"}),
    "noi_nhan": frozenset(),
}


def compose(figures: ScoreFigures, wording: Wording) -> ReportText:
    """Write the message; scores are taken as the portal gives them, changes are exact."""
    said = ScoreSentences(wording, figures)
    period, place, office = figures.current.period or NO_PERIOD, said.setting("dia_danh"), said.setting("co_quan")
    opening = wording.lines("mo_dau", nguon=said.setting("nguon_so_lieu"), co_quan=office, ky=period, dia_danh=place)
    closing = wording.lines("ket", co_quan=office, ky_truoc=said.previous_label)
    return ReportText(
        head=letterhead(figures.settings, titled=False),
        subject=wording.fill("trich_yeu", ky=period, dia_danh=place),
        lines=(
            *bases(said),
            *(Line(text) for text in opening),
            *_scores(said),
            *_items(said),
            *(Line(text) for text in closing),
        ),
        recipients=tuple(wording.lines("noi_nhan")),
        addressees=tuple(wording.lines("kinh_gui")),
        notices=tuple(head_notices(figures)),
    )


def _scores(said: ScoreSentences) -> Iterator[Line]:
    wording = said.wording
    yield from (Line(text, "heading") for text in wording.lines("muc_1"))
    if said.figures.apart:
        yield from said.apart()
    axes, total = axes_of(said.figures), total_of(said.figures)
    for number, axis in enumerate(axes, start=1):
        values = {"diem": said.number(axis.score.now), "toi_da": said.number(axis.maximum)}
        change = said.change(axis.score)
        yield Line(wording.fill("truc", so=str(number), truc=axis.name, thay_doi=change, **values))
    if total.now is not None:
        rank = said.rank()
        placed = wording.fill("xep_hang", hang=rank, doi_hang=said.rank_change()) if rank else ""
        score, change = said.number(total.now), said.change(total)
        place = str(len(axes) + 1)
        told = {"diem": score, "toi_da": said.number(said.figures.current_rules.whole)}
        yield Line(wording.fill("tong_diem", so=place, thay_doi=change, xep_hang=placed, **told))
    elif not axes:
        yield from (Line(text) for text in wording.lines("chua_co"))


def _items(said: ScoreSentences) -> Iterator[Line]:
    wording, table = said.wording, said.figures.table(ITEMS_KEY)
    yield from (Line(text, "heading") for text in wording.lines("muc_2", dia_danh=said.setting("dia_danh")))
    changes = []
    for row in table.rows if table else ():
        before, now = row.number("truoc", RATE), row.number("nay", RATE)
        if before is not None or now is not None:
            name = " ".join(_ASIDE.sub("", row.name).split())
            changes.append(ComparedFigure(f"{name}, mục {row.item}", before, now, said.figures.apart))
    if changes and not said.figures.apart:
        yield from said.listing(_ITEMS, changes, said.number)
    labels = ", ".join(listed.label for listed in said.figures.tables if listed.label.startswith("Phụ lục"))
    yield from (Line(text, "note") for text in wording.lines("phu_luc_kem", phu_luc=labels))
