"""The two slots: whether they may be compared, their days, the ranks; parents against their units; overdue dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import SLOT_NAMES, row_name, where_of
from phuluc.domain.score_cells import ScoreFigures, ScoreRow
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.results import Finding

_SETTINGS = "Thông tin"
_RATES = ("tien_do", "hai_long", "so_hoa")
_COPIES = "ban_sao"
_OUTLYING_SHARE = Decimal("0.9")
_FEWEST_OVERDUE = 50
_MOST_NAMED = 5


def check_slots(figures: ScoreFigures) -> Iterator[Finding]:
    """Say where the slots are apart, forced together or reversed, and where ranks cannot be."""
    before, now = figures.previous, figures.current
    kinds = ((before.basis, now.basis), (before.semantics or "", now.semantics or ""))
    differing = [f"{one} – {two}" for one, two in kinds if one and two and one != two]
    if differing:
        check = catalogue.SLOTS_APART if figures.apart else catalogue.SLOTS_FORCED
        yield check.finding(_SETTINGS, f"Kỳ trước và kỳ này khác nhau: {'; '.join(differing)}", "; ".join(differing))
    yield from _changed_units(figures)
    if before.as_of and now.as_of and before.as_of >= now.as_of:
        yield catalogue.DAYS_REVERSED.finding(
            _SETTINGS,
            "Ngày số liệu kỳ trước không trước ngày kỳ này",
            f"{before.as_of:%d/%m/%Y} – {now.as_of:%d/%m/%Y}",
        )
    yield from _ranks(figures)


def _changed_units(figures: ScoreFigures) -> Iterator[Finding]:
    """Name the one the book is about and the units of each table that changed between the slots."""
    owner = figures.settings.get("doi_don_vi", "")
    if owner:
        check = catalogue.UNITS_CHANGED if figures.apart else catalogue.SLOTS_FORCED
        yield check.finding(_SETTINGS, f"{figures.settings.get('dia_danh', '')} thay đổi giữa hai kỳ", owner)
    for table in figures.tables:
        changed = [row for row in table.rows if row.changed and row.name]
        for check, rows in (
            (catalogue.UNITS_CHANGED, [row for row in changed if row.apart]),
            (catalogue.SLOTS_FORCED, [row for row in changed if not row.apart]),
        ):
            if rows:
                names = ", ".join(row_name(row) for row in rows[:_MOST_NAMED])
                more = f" và {len(rows) - _MOST_NAMED} đơn vị nữa" if len(rows) > _MOST_NAMED else ""
                yield check.finding(rows[0].where, f"Đơn vị thay đổi giữa hai kỳ: {names}{more}", rows[0].changed)


def _ranks(figures: ScoreFigures) -> Iterator[Finding]:
    populations = []
    for role, slot in SLOT_NAMES.items():
        rank, population = (_whole(figures.settings.get(f"{key}_{role}", "")) for key in ("hang", "tong_xep_hang"))
        populations.append(population)
        if rank and population and rank > population:
            yield catalogue.RANK_BEYOND.finding(
                _SETTINGS, f"Thứ hạng {slot} lớn hơn tổng số được xếp hạng", f"{rank}/{population}"
            )
    yield from _listed_populations(figures)
    if all(populations) and populations[0] != populations[1]:
        yield catalogue.POPULATION_CHANGED.finding(
            _SETTINGS, "Tổng số được xếp hạng của hai kỳ khác nhau", " – ".join(map(str, populations))
        )


def _listed_populations(figures: ScoreFigures) -> Iterator[Finding]:
    """Places gained mean nothing between rankings of another length."""
    for table in figures.tables:
        ranked = [row for row in table.rows if row.is_ranked]
        before, now = (sum(row.number(role, "diem") is not None for row in ranked) for role in ("truoc", "nay"))
        if before and now and before != now:
            yield catalogue.POPULATION_CHANGED.finding(
                ranked[0].where, f"{table.label}: số đơn vị được xếp hạng của hai kỳ khác nhau", f"{before} – {now}"
            )


def check_parents(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare the parent's rates and counts with those of the units under it."""
    for table in figures.tables:
        parent = next((row for row in table.rows if str(row.order).strip() == "I" and not row.item), None)
        units = [row for row in table.rows if row is not parent and row.name]
        if parent is not None and units:
            for code in _RATES:
                yield from _within(parent, units, code)
            yield from _copies(parent, units)


def _within(parent: ScoreRow, units: list[ScoreRow], code: str) -> Iterator[Finding]:
    own = parent.number("nay", code)
    known = [(value, row) for row in units if (value := row.number("nay", code)) is not None]
    if own is None or not known:
        return
    least, most = min(known, key=lambda item: item[0]), max(known, key=lambda item: item[0])
    where = where_of(parent, ("nay", code))
    if own == 100 and least[0] < 100:
        yield catalogue.PARENT_FULL.finding(
            where, f"{parent.name}: {row_name(least[1])} chỉ đạt {format_number(least[0])}", format_number(own)
        )
    elif not least[0] <= own <= most[0]:
        yield catalogue.PARENT_OUTSIDE.finding(
            where,
            f"{parent.name}: các đơn vị từ {format_number(least[0])} đến {format_number(most[0])}",
            format_number(own),
        )


def _copies(parent: ScoreRow, units: list[ScoreRow]) -> Iterator[Finding]:
    own = parent.number("nay", _COPIES)
    counts = [row.number("nay", _COPIES) for row in units]
    known = [count for count in counts if count is not None]
    if own is not None and len(known) == len(units) and sum(known) != own:
        yield catalogue.PARENT_SUM.finding(
            where_of(parent, ("nay", _COPIES)),
            f"{parent.name}: các đơn vị cộng lại là {format_number(sum(known, Decimal(0)))}",
            format_number(own),
        )


def check_overdue(figures: ScoreFigures) -> Iterator[Finding]:
    """Name a unit that has nearly all of many overdue dossiers."""
    counts = [(row, row.count.value) for row in figures.overdue if isinstance(row.count.value, int)]
    total = sum(count for _, count in counts)
    for row, count in counts:
        if len(counts) > 2 and total >= _FEWEST_OVERDUE and Decimal(count) > _OUTLYING_SHARE * total:
            yield catalogue.OVERDUE_OUTLIER.finding(
                row.where, f"{row.unit}: {format_number(count)} trong {format_number(total)} hồ sơ quá hạn", str(count)
            )


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None
