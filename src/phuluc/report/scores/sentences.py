"""Sentences the reports of all score families share: changes, ranks, lists of what rose and fell, groups of units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from phuluc.annexes.score_tables import SCORE
from phuluc.domain.score_cells import ScoreFigures, ScoreTableFigures
from phuluc.domain.score_changes import DIRECTIONS, ComparedFigure
from phuluc.domain.scores import rank_change
from phuluc.domain.vietnamese_numbers import format_number, round_half_up
from phuluc.report.model import Line
from phuluc.report.phrases import listed, padded, points, together
from phuluc.report.scores.changes import changes_in, in_direction
from phuluc.report.wording_file import Wording

_NO_DAY: Final = "…/…/……"
#: Of the best and the last of a group, no more names than these are told.
_MOST_NAMES: Final = 5

#: What may be filled into the wordings of this module.
SHARED_PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    **{f"thay_doi.{kind}": frozenset({"so_diem", "ky_truoc"}) for kind in ("tang", "giam", "giu_nguyen")},
    "hang": frozenset({"hang", "tong", "doi_tuong"}),
    **{
        f"doi_hang.{kind}": frozenset({"so_bac", "ky_truoc", "hang_truoc", "tong_truoc"})
        for kind in ("tang", "giam", "giu_nguyen")
    },
    "khong_so_sanh": frozenset({"ky_truoc"}),
    "nhom.tong": frozenset({"so", "so_tang", "so_giam", "so_giu_nguyen"}),
    "nhom.khong_so_sanh": frozenset({"so"}),
    "nhom.khong_du_lieu": frozenset({"so", "danh_sach"}),
    **{f"nhom.{end}": frozenset({"ten", "diem", "thay_doi"}) for end in ("cao_nhat", "thap_nhat")},
    **{f"nhom.{end}.nhieu": frozenset({"so", "ten", "diem"}) for end in ("cao_nhat", "thap_nhat")},
    "nhom.giam_nhieu_nhat": frozenset({"ten", "so_diem"}),
    "nhom.xep_loai": frozenset({"danh_sach"}),
    "nhom.xep_loai.muc": frozenset({"xep_loai", "so"}),
    "nhom.chua_co": frozenset(),
}


def list_placeholders(name: str) -> dict[str, frozenset[str]]:
    """What may be filled into the wordings of a list of changes."""
    found = {f"{name}.{direction}": frozenset({"so", "danh_sach"}) for direction in DIRECTIONS}
    found |= {f"{name}.{direction}.khong_co": frozenset() for direction in ("giam", "tang")}
    return found | {
        f"{name}.{direction}.muc": frozenset({"ten", "so_diem", "gia_tri", "gia_tri_truoc"}) for direction in DIRECTIONS
    }


def day_text(day: date | None) -> str:
    """Write a day: "08/4/2025", with a leading zero below 10 and in months 1 and 2."""
    if day is None:
        return _NO_DAY
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


@dataclass(frozen=True)
class ScoreSentences:
    """Writes from one book in the office's wordings."""

    wording: Wording
    figures: ScoreFigures

    @property
    def previous_label(self) -> str:
        """How the previous slot is called: its period, else its day."""
        slot = self.figures.previous
        return slot.period or (f"ngày {day_text(slot.as_of)}" if slot.as_of else "kỳ trước")

    def setting(self, key: str) -> str:
        return self.figures.settings.get(key, "").strip()

    def number(self, value: Decimal | None) -> str:
        """Write a score or a rate at the book's digits, trailing zeros dropped; "" for none."""
        return "" if value is None else format_number(round_half_up(value, self.figures.digits))

    def change(self, item: ComparedFigure) -> str:
        """Write ", tăng 3,8 điểm so với …"; "" where there is nothing to compare."""
        if item.change is None:
            return ""
        size = points(item.change, self.figures.digits)
        return self.wording.fill(f"thay_doi.{item.direction}", so_diem=size, ky_truoc=self.previous_label)

    def rank(self) -> str:
        """Write "20/63 tỉnh, thành phố"; "" where no rank is entered."""
        rank, of = _whole(self.setting("hang_nay")), _whole(self.setting("tong_xep_hang_nay"))
        if rank is None or of is None:
            return ""
        return self.axis_rank(rank, of)

    def axis_rank(self, rank: int, of: int) -> str:
        """Write a rank among a number of the ranked."""
        return self.wording.fill(
            "hang", hang=padded(rank), tong=padded(of), doi_tuong=self.setting("doi_tuong_xep_hang")
        )

    def ranked(self) -> int | None:
        """Among how many the one who is scored is ranked."""
        return _whole(self.setting("tong_xep_hang_nay"))

    def rank_change(self) -> str:
        """Write ", giảm 12 bậc so với …"; "" where the populations or the bases of the two slots differ."""
        rank, before = _whole(self.setting("hang_nay")), _whole(self.setting("hang_truoc"))
        of, of_before = self.ranked(), _whole(self.setting("tong_xep_hang_truoc"))
        change = rank_change(rank, before)
        if not isinstance(change, int) or before is None or of is None or of != of_before or self.figures.apart:
            return ""
        kind = "giu_nguyen" if change == 0 else "tang" if change > 0 else "giam"
        return self.wording.fill(
            f"doi_hang.{kind}",
            so_bac=padded(abs(change)) if abs(change) < 10 else str(abs(change)),
            ky_truoc=self.previous_label,
            hang_truoc=padded(before),
            tong_truoc=padded(of),
        )

    def listing(
        self, name: str, changes: Sequence[ComparedFigure], number: Callable[[Decimal | None], str]
    ) -> Iterator[Line]:
        """Write what fell, rose, stayed and could not be compared, each counted, the greatest first.

        Args:
            name: of the wordings.
            changes: of all items.
            number: writes a value of an item.
        """
        if self.figures.apart:
            yield from self.apart()
            return
        for direction in DIRECTIONS:
            kept = in_direction(changes, direction)
            if kept:
                items = listed(self._item(f"{name}.{direction}.muc", item, number) for item in kept)
                yield from self._said(f"{name}.{direction}", so=padded(len(kept)), danh_sach=items)
            elif direction in ("giam", "tang") and any(item.change is not None for item in changes):
                yield from self._said(f"{name}.{direction}.khong_co")

    def apart(self) -> Iterator[Line]:
        """Say that the slots stand on different bases."""
        return self._said("khong_so_sanh", ky_truoc=self.previous_label)

    def group(self, table: ScoreTableFigures) -> Iterator[Line]:
        """Write how ranked units stand: how many rose and fell, the best, the last, their grades, who has no score."""
        ranked = [row for row in table.rows if row.is_ranked and row.name]
        changes = changes_in(ranked, SCORE, self.figures)
        scored = [item for item in changes if item.now is not None]
        if not scored:
            yield from self._said("nhom.chua_co")
            return
        compared = [item for item in scored if item.change is not None]
        if compared:
            counts = {key: _counted(len(in_direction(compared, key))) for key in DIRECTIONS[:3]}
            yield from self._said(
                "nhom.tong",
                so=padded(len(scored)),
                so_tang=counts["tang"],
                so_giam=counts["giam"],
                so_giu_nguyen=counts["giu_nguyen"],
            )
        if 0 < len(compared) < len(scored):
            yield from self._said("nhom.khong_so_sanh", so=padded(len(scored) - len(compared)))
        yield from self._ends(scored)
        falls = in_direction(compared, "giam")
        if falls:
            most = [item.name for item in falls if item.change == falls[0].change]
            size = points(falls[0].change or 0, self.figures.digits)
            yield from self._said("nhom.giam_nhieu_nhat", ten=together(most), so_diem=size)
        yield from self._grades(scored)
        missing = [row.unit for row in ranked if row.number("nay", SCORE) is None]
        if missing:
            yield from self._said("nhom.khong_du_lieu", so=padded(len(missing)), danh_sach=listed(missing))

    def _ends(self, scored: Sequence[ComparedFigure]) -> Iterator[Line]:
        values = [item.now for item in scored if item.now is not None]
        ends = (("cao_nhat", max(values)), ("thap_nhat", min(values)))
        for end, value in ends[: 1 if max(values) == min(values) else 2]:
            there = [item for item in scored if item.now == value]
            if len(there) == 1:
                change = self.change(there[0])
                yield from self._said(f"nhom.{end}", ten=there[0].name, diem=self.number(value), thay_doi=change)
                continue
            names = together([item.name for item in there]) if len(there) <= _MOST_NAMES else ""
            yield from self._said(f"nhom.{end}.nhieu", so=padded(len(there)), ten=names, diem=self.number(value))

    def _grades(self, scored: Sequence[ComparedFigure]) -> Iterator[Line]:
        rules = self.figures.current_rules
        grades = [rules.grade(item.now) for item in scored]
        told = [
            self.wording.fill("nhom.xep_loai.muc", xep_loai=name, so=padded(grades.count(name)))
            for _, name in rules.bands
            if name in grades
        ]
        if told:
            yield from self._said("nhom.xep_loai", danh_sach=listed(told))

    def _item(self, name: str, item: ComparedFigure, number: Callable[[Decimal | None], str]) -> str:
        size = "" if item.change is None else points(item.change, self.figures.digits)
        return self.wording.fill(
            name, ten=item.name, so_diem=size, gia_tri=number(item.now), gia_tri_truoc=number(item.before)
        )

    def _said(self, name: str, **values: str) -> Iterator[Line]:
        return (Line(text) for text in self.wording.lines(name, **values))


def _counted(count: int) -> str:
    return padded(count) if count else "không có"


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
