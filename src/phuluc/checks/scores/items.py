"""The items of a commune's comparison against each other: parts, counts, the details of Phụ lục II."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import SLOT_NAMES, decimals_in, row_name, where_of
from phuluc.domain.score_cells import ScoreFigures, ScoreRow
from phuluc.domain.vietnamese_numbers import clean_text, format_number, round_half_up
from phuluc.results import Finding

_ITEMS: Final = "noi_dung"
_DETAILS: Final = "chi_tiet"
_AXES: Final = "truc"
#: Items that part one whole.
_PARTS: Final = (("1.2a", "1.2b"), ("3.1", "3.2", "3.3"), ("4.1a", "4.1b"), ("4.2a", "4.2b"), ("4.3a", "4.3b"))
#: Rates that part one whole without counts: together 100.
_WHOLES: Final = (("2.1", "2.2"), ("3.4a", "3.4b"), ("3.5a", "3.5b"))
#: Items and the columns of Phụ lục II that say the same.
_SAME: Final = (("3.4a", "nop_truc_tuyen"), ("6.1", "so_hoa"))
#: Rates whose points an axis is made of, by the number of the axis in "Tổng hợp".
_COMPONENTS: Final = {
    "ckmb": ("1.1", "1.2a"),
    "tdgq": ("2.1",),
    "dvctt": ("3.4a", "3.6"),
    "tttt": ("4.1a", "4.2a", "4.3a"),
    "mdsh": ("6.1", "6.2", "6.4"),
    "mdhl": ("5.1", "5.2"),
}
_AXIS_ORDER: Final = ("ckmb", "tdgq", "dvctt", "tttt", "mdsh", "mdhl")
_DOTTED: Final = re.compile(r"\d{1,3}(\.\d{3})+")
_BARE: Final = re.compile(r"\d{4,}")
_COMMAS: Final = re.compile(r"\d{1,3}(,\d{3})+")
_SCALE: Final = 10


def check_items(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare the items of Phụ lục I with each other, with Phụ lục II and with the axes."""
    table = figures.table(_ITEMS)
    if table is None:
        return
    rows = {row.item: row for row in table.rows if row.item}
    for role in ("truoc", "nay"):
        for parts in _PARTS:
            yield from _shares(rows, parts, role)
        for parts in _WHOLES:
            yield from _together(rows, parts, role)
        yield from _procedures(rows, role)
        yield from _services(rows, role)
        yield from _overdue(figures, rows, role)
        yield from _same(figures, rows, role)
    for parts in _PARTS:
        yield from _scale(rows, parts)
    yield from _marks(list(rows.values()))
    yield from _unchanged_axes(figures, rows)


def count_in(row: ScoreRow | None, role: str) -> int | None:
    """The count in column "Số liệu", None where there is none or it can be read two ways."""
    text = _text(row, role)
    if re.fullmatch(r"\d+", text) or _DOTTED.fullmatch(text):
        return int(text.replace(".", ""))
    return None


def _text(row: ScoreRow | None, role: str) -> str:
    entry = row.inputs.get((role, "so_lieu")) if row else None
    raw = entry.raw if entry else None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return "" if raw is None else clean_text(str(raw))


def _rate(row: ScoreRow | None, role: str) -> Decimal | None:
    return row.number(role, "ty_le") if row else None


def _shares(rows: dict[str, ScoreRow], parts: tuple[str, ...], role: str) -> Iterator[Finding]:
    counts = [count_in(rows.get(item), role) for item in parts]
    known = [count for count in counts if count is not None]
    total = sum(known)
    if len(known) < len(parts) or not total:
        return
    for item, count in zip(parts, known, strict=True):
        rate = _rate(rows[item], role)
        if rate is None:
            continue
        expected = Fraction(100 * count, total)
        if abs(Fraction(rate) - expected) > Fraction(1, 2 * 10 ** decimals_in(rate)):
            yield catalogue.PART_DIFFERS.finding(
                where_of(rows[item], (role, "ty_le")),
                f"{row_name(rows[item])}, {SLOT_NAMES[role]}: {format_number(count)}/{format_number(total)} là "
                f"{format_number(round_half_up(expected, 2))}%",
                f"{format_number(rate)}%",
            )


def _together(rows: dict[str, ScoreRow], parts: tuple[str, ...], role: str) -> Iterator[Finding]:
    rates = [_rate(rows.get(item), role) for item in parts]
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(parts):
        return
    allowed = sum((Decimal("0.5").scaleb(-decimals_in(rate)) for rate in known), Decimal(0))
    total = sum(known, Decimal(0))
    if abs(total - 100) > allowed and total != 0:
        last = rows[parts[-1]]
        yield catalogue.PART_DIFFERS.finding(
            where_of(last, (role, "ty_le")),
            f"Mục {', '.join(parts)}, {SLOT_NAMES[role]}: cộng lại là {format_number(total)}%, không phải 100%",
            " + ".join(format_number(rate) for rate in known),
        )


def _procedures(rows: dict[str, ScoreRow], role: str) -> Iterator[Finding]:
    sums = []
    for pair in (("4.1a", "4.1b"), ("4.3a", "4.3b")):
        counts = [count_in(rows.get(item), role) for item in pair]
        if None in counts:
            return
        sums.append(sum(count for count in counts if count is not None))
    if sums[1] > sums[0]:
        yield catalogue.MORE_PROCEDURES.finding(
            where_of(rows["4.3a"], (role, "so_lieu")),
            f"Mục 4.3, {SLOT_NAMES[role]}: {format_number(sums[1])} thủ tục, mục 4.1 có {format_number(sums[0])}",
            format_number(sums[1]),
        )


def _services(rows: dict[str, ScoreRow], role: str) -> Iterator[Finding]:
    counts = [count_in(rows.get(item), role) for item in ("3.1", "3.2")]
    rate = _rate(rows.get("3.6"), role)
    if None in counts or rate is None:
        return
    services = sum(count for count in counts if count is not None)
    half = Fraction(1, 2 * 10 ** decimals_in(rate))
    fits = (
        any(abs(Fraction(100 * used, services) - Fraction(rate)) <= half for used in range(services + 1))
        if services
        else True
    )
    if not fits:
        yield catalogue.IMPOSSIBLE_RATE.finding(
            where_of(rows["3.6"], (role, "ty_le")),
            f"Mục 3.6, {SLOT_NAMES[role]}: mục 3.1 và 3.2 chỉ có {services} dịch vụ",
            f"{format_number(rate)}%",
        )


def _overdue(figures: ScoreFigures, rows: dict[str, ScoreRow], role: str) -> Iterator[Finding]:
    rate, detail = _rate(rows.get("2.2"), role), _detail(figures)
    entry = detail.inputs.get((role, "qua_han_cong")) if detail else None
    none_listed = entry is not None and (entry.raw == "-" or entry.value == 0)
    if rate and entry is not None and none_listed:
        yield catalogue.OVERDUE_DIFFERS.finding(
            entry.where, f"Mục 2.2 của Phụ lục I, {SLOT_NAMES[role]}: {format_number(rate)}% quá hạn", f"“{entry.raw}”"
        )


def _same(figures: ScoreFigures, rows: dict[str, ScoreRow], role: str) -> Iterator[Finding]:
    detail = _detail(figures)
    for item, code in _SAME:
        one, two = _rate(rows.get(item), role), detail.number(role, code) if detail else None
        if detail is not None and one is not None and two is not None and one != two:
            yield catalogue.TWO_VALUES.finding(
                where_of(detail, (role, code)),
                f"{row_name(rows[item])}, {SLOT_NAMES[role]}: Phụ lục I ghi {format_number(one)}%",
                f"{format_number(two)}%",
            )


def _detail(figures: ScoreFigures) -> ScoreRow | None:
    table = figures.table(_DETAILS)
    return table.rows[0] if table and table.rows else None


def _scale(rows: dict[str, ScoreRow], parts: tuple[str, ...]) -> Iterator[Finding]:
    sums = []
    for role in ("truoc", "nay"):
        counts = [count_in(rows.get(item), role) for item in parts]
        if None in counts:
            return
        sums.append(sum(count for count in counts if count is not None))
    before, now = sums
    if min(sums) > 0 and (before > _SCALE * now or now > _SCALE * before):
        yield catalogue.SCALE_CHANGED.finding(
            where_of(rows[parts[0]], ("nay", "so_lieu")),
            f"Mục {', '.join(parts)}: kỳ trước cộng lại {format_number(before)}, kỳ này {format_number(now)}",
            format_number(now),
        )


def _marks(rows: list[ScoreRow]) -> Iterator[Finding]:
    """One finding for the column: the first cell that is written otherwise than the first with a dot."""
    cells = [(row, role, _text(row, role)) for row in rows for role in ("truoc", "nay")]
    dotted = [text for _, _, text in cells if _DOTTED.fullmatch(text)]
    odd = [
        (row, role, text) for row, role, text in cells if _COMMAS.fullmatch(text) or (dotted and _BARE.fullmatch(text))
    ]
    for row, role, text in odd:
        shown = f"có số viết “{dotted[0]}”" if dotted else "dấu phẩy ở đây phân cách hàng nghìn hay phần thập phân"
        yield catalogue.MIXED_MARKS.finding(where_of(row, (role, "so_lieu")), f"{row_name(row)}: {shown}", f"“{text}”")


def _unchanged_axes(figures: ScoreFigures, rows: dict[str, ScoreRow]) -> Iterator[Finding]:
    table = figures.table(_AXES)
    for code, axis in zip(_AXIS_ORDER, table.rows if table else (), strict=False):
        before, now, most = axis.number("truoc", "diem"), axis.number("nay", "diem"), axis.number("toi_da", "diem")
        if before is None or before != now or now == most:
            continue
        changes = {item: change for item in _COMPONENTS[code] if (change := _change(rows.get(item))) is not None}
        moved = {item: change for item, change in changes.items() if change}
        if moved and (all(change > 0 for change in moved.values()) or all(change < 0 for change in moved.values())):
            rises = all(change > 0 for change in moved.values())
            yield catalogue.AXIS_UNCHANGED.finding(
                where_of(axis, ("nay", "diem")),
                f"{axis.name}: điểm giữ nguyên, mục {', '.join(moved)} {'tăng' if rises else 'giảm'}",
                format_number(now),
            )


def _change(row: ScoreRow | None) -> Decimal | None:
    before, now = _rate(row, "truoc"), _rate(row, "nay")
    return None if before is None or now is None else now - before
