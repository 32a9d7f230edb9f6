"""What sources printed against what the book computes: changes, rates, grades, orders, counts and claims, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import row_name, signed
from phuluc.domain import score_cells as cells
from phuluc.domain.ranking import ranks
from phuluc.domain.score_cells import PrintedText, ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.units import unit_key
from phuluc.domain.vietnamese_numbers import NumberTextError, clean_text, format_number, parse_number, round_half_up
from phuluc.results import Finding

_COUNTED: Final = re.compile(r"(?P<what>.+?)\s+(?P<way>giảm|tăng|giữ nguyên)", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

#: What is printed of a single row, and whose row must be there.
_OF_ROWS: Final = (
    cells.PRINTED_CHANGE,
    cells.PRINTED_RATE_NOW,
    cells.PRINTED_RATE_BEFORE,
    cells.PRINTED_GRADE,
    cells.PRINTED_ORDER,
    cells.PRINTED_RANK,
)


def check_printed(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare everything kept of sources with the book."""
    found = _Book(figures)
    for printed in figures.printed:
        if printed.what == cells.PRINTED_CHANGE:
            yield from _change(found, printed)
        elif printed.what in (cells.PRINTED_RATE_NOW, cells.PRINTED_RATE_BEFORE):
            yield from _rate(found, printed)
        elif printed.what == cells.PRINTED_GRADE:
            yield from _grade(found, printed)
        elif printed.what in (cells.PRINTED_ORDER, cells.PRINTED_RANK):
            yield from _place(found, printed)
        elif printed.what == cells.PRINTED_CLAIM:
            yield from _claim(found, printed)
        elif printed.what == cells.PRINTED_COUNT:
            yield from _count(found, printed)
        elif printed.what == cells.PRINTED_DAY:
            yield from _day(figures, printed)
    yield from _signs(found)
    yield from _alone(found)


class _Book:
    """The rows of a book by the names a source uses."""

    def __init__(self, figures: ScoreFigures) -> None:
        self.figures = figures
        self.labels = {table.label for table in figures.tables}
        self._rows: dict[tuple[str, str], tuple[ScoreTableFigures, ScoreRow]] = {}
        for table in figures.tables:
            for row in (*table.rows, *((table.total,) if table.total else ())):
                for name in {row.item, row.name, row.unit} - {""}:
                    self._rows.setdefault((table.label, _key(name)), (table, row))

    def row(self, printed: PrintedText) -> tuple[ScoreTableFigures, ScoreRow] | None:
        return self._rows.get((printed.table, _key(printed.name)))

    def compared(self, row: ScoreRow) -> tuple[Decimal, Decimal] | None:
        """The figures of both slots whose change a document prints."""
        for code in ("diem", "ty_le"):
            before, now = row.number("truoc", code), row.number("nay", code)
            if before is not None and now is not None:
                return before, now
        return None


def _key(name: str) -> str:
    return unit_key(name).rstrip(".").replace(" ", "")


def number_in(text: str) -> Decimal | None:
    """The number a document printed, percent points where a percent sign stands; None where it is none."""
    try:
        value = parse_number(text)
    except NumberTextError:
        return None
    return value if isinstance(value, Decimal) else None


def _decimals(text: str) -> int:
    match = re.search(r",(\d+)", text)
    return len(match[1]) if match else 0


def _change(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    known = found.row(printed)
    pair = found.compared(known[1]) if known else None
    value = number_in(printed.text)
    if known is None or pair is None or value is None:
        return
    change = pair[1] - pair[0]
    if round_half_up(change, _decimals(printed.text)) == value:
        return
    yield catalogue.PRINTED_CHANGE.finding(
        printed.where,
        f"{row_name(known[1])}: {format_number(pair[1])} − {format_number(pair[0])} = {signed(change)}"
        f"{_how(value, change)} ({printed.source})",
        f"“{printed.text}”",
    )


def _how(value: Decimal, change: Decimal) -> str:
    if value == -change:
        return ", nguồn in ngược dấu"
    if value == change * 100:
        return ", nguồn in mất dấu phẩy"
    return ""


def _rate(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    known, value = found.row(printed), number_in(printed.text)
    role = "nay" if printed.what == cells.PRINTED_RATE_NOW else "truoc"
    rate = known[1].number(role, "ty_le") if known else None
    if known is None or rate is None or value is None or round_half_up(rate, _decimals(printed.text)) == value:
        return
    pair = known[1].inputs[role, "so_lieu"].raw
    yield catalogue.PRINTED_RATE.finding(
        printed.where,
        f"{row_name(known[1])}, {printed.what.lower()}: {pair} là {format_number(rate)}% ({printed.source})",
        f"“{printed.text}”",
    )


def _grade(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    known = found.row(printed)
    score = known[1].number("nay", "diem") if known else None
    computed = found.figures.current_rules.grade(score)
    if known is None or score is None or not computed:
        return
    if clean_text(printed.text).casefold() != computed.casefold():
        yield catalogue.PRINTED_GRADE.finding(
            printed.where,
            f"{row_name(known[1])}: {format_number(score)} điểm là {computed} ({printed.source})",
            f"“{printed.text}”",
        )


def _place(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    known = found.row(printed)
    if known is None or not printed.text.strip().isdigit():
        return
    table, row = known
    place = int(printed.text)
    if printed.what == cells.PRINTED_ORDER:
        order = row.order
        if isinstance(order, (int, float)) and order != place:
            yield catalogue.PRINTED_ORDER.finding(
                printed.where, f"{row_name(row)}: theo điểm đứng thứ {int(order)} ({printed.source})", str(place)
            )
        return
    ranked = [item for item in table.rows if item.is_ranked]
    places = dict(
        zip((item.row for item in ranked), ranks([item.number("nay", "diem") for item in ranked]), strict=True)
    )
    if places.get(row.row) not in (None, place):
        yield catalogue.PRINTED_RANK.finding(
            printed.where, f"{row_name(row)}: hạng theo điểm là {places[row.row]} ({printed.source})", str(place)
        )


def _claim(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    value = number_in(printed.text)
    if value is None:
        return
    known = found.row(printed)
    row = known[1] if known else _total_meant(found.figures, printed.name)
    figures = [row.number("nay", code) for code in ("diem", "ty_le")] if row else []
    pair = next((figure for figure in figures if figure is not None), None)
    if row is not None and pair is not None and pair != value:
        name = printed.name if known is None else row_name(row)
        yield catalogue.PRINTED_CLAIM.finding(
            printed.where, f"{name}: trong bảng là {format_number(pair)} ({printed.source})", f"“{printed.text}”"
        )


def _total_meant(figures: ScoreFigures, name: str) -> ScoreRow | None:
    """The row of the total score where a text speaks of it."""
    table = figures.table("truc")
    return table.total if table and "điểm tổng hợp" in name.casefold() else None


def _count(found: _Book, printed: PrintedText) -> Iterator[Finding]:
    match = _COUNTED.fullmatch(clean_text(printed.name))
    if match is None or not printed.text.strip().isdigit():
        return
    table = _table_of(found.figures, match["what"])
    if table is None:
        return
    changes = [pair[1] - pair[0] for row in table.rows if (pair := found.compared(row)) is not None]
    way = match["way"].casefold()
    counted = sum(
        (change < 0, change > 0, change == 0)[("giảm", "tăng", "giữ nguyên").index(way)] for change in changes
    )
    if counted != int(printed.text):
        yield catalogue.PRINTED_COUNT.finding(
            printed.where,
            f"{match['what'].capitalize()} {way}: bảng có {counted:02} ({printed.source})",
            f"“{printed.text}”",
        )


def _table_of(figures: ScoreFigures, what: str) -> ScoreTableFigures | None:
    words = what.casefold()
    if "chỉ số" in words:
        return figures.table("chi_so")
    keys = ("cap_tinh",) if "sở" in words else ("cap_huyen", "cap_xa", "ket_qua")
    return next((table for key in keys if (table := figures.table(key)) is not None), None)


def _day(figures: ScoreFigures, printed: PrintedText) -> Iterator[Finding]:
    match, day = _DAY.search(printed.text), figures.current.as_of
    if match is None or day is None:
        return
    read = tuple(int(part) for part in match.groups())
    if read == (day.day, day.month, day.year):
        return
    swapped = ", ngày và tháng bị đảo" if read == (day.month, day.day, day.year) else ""
    yield catalogue.PRINTED_DAY.finding(
        printed.where,
        f"{printed.name}: ngày số liệu kỳ này là {day:%d/%m/%Y}{swapped} ({printed.source})",
        f"“{printed.text}”",
    )


def _signs(found: _Book) -> Iterator[Finding]:
    """Rises printed without a plus where the document prints it elsewhere: one finding a table."""
    rises: dict[str, list[PrintedText]] = {}
    with_plus = False
    for printed in found.figures.printed:
        value = number_in(printed.text) if printed.what == cells.PRINTED_CHANGE else None
        if value is not None and value > 0:
            is_signed = printed.text.strip().startswith("+")
            with_plus |= is_signed
            if not is_signed:
                rises.setdefault(printed.table, []).append(printed)
    for table, bare in rises.items() if with_plus else ():
        shown = "; ".join(f"“{printed.text}”" for printed in bare[:5])
        yield catalogue.MISSING_SIGN.finding(bare[0].where, f"{table}: số tăng in không có dấu “+”", shown)


def _alone(found: _Book) -> Iterator[Finding]:
    """What a source printed of a row that is gone, or whose figures are: there is nothing left to compare."""
    told = set()
    for printed in found.figures.printed:
        known = found.row(printed)
        place = (printed.table, _key(printed.name))
        if printed.what not in _OF_ROWS or printed.table not in found.labels or place in told:
            continue
        if known is None:
            why = f"{printed.name}: bảng không có tên này ({printed.source})"
        elif _lacks_a_slot(found, printed, known[1]):
            why = f"{row_name(known[1])}: nguồn in tăng, giảm nhưng sổ thiếu số của một kỳ ({printed.source})"
        elif printed.what == cells.PRINTED_GRADE and known[1].number("nay", "diem") is None:
            why = f"{row_name(known[1])}: nguồn in xếp loại nhưng sổ thiếu điểm ({printed.source})"
        else:
            continue
        told.add(place)
        yield catalogue.PRINTED_ALONE.finding(printed.where, why, f"“{printed.text}”")


def _lacks_a_slot(found: _Book, printed: PrintedText, row: ScoreRow) -> bool:
    is_change = printed.what == cells.PRINTED_CHANGE and number_in(printed.text) is not None
    return is_change and found.compared(row) is None
