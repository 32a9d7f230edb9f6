"""Units: twice, in one table only, under two names, gone since the previous slot; order numbers."""

from __future__ import annotations

from collections.abc import Iterator

from phuluc.checks import catalogue
from phuluc.checks.context import CheckContext
from phuluc.domain.figures import AnnexFigures, FigureTable, UnitRow
from phuluc.domain.legacy_encodings import is_legacy_text
from phuluc.domain.units import without_marks
from phuluc.results import Finding


def check_units(context: CheckContext) -> Iterator[Finding]:
    """Compare the names of each annex' two tables, of the source, and of the previous slot."""
    for annex in context.figures.annexes:
        for table in annex.tables:
            yield from _twice(table)
            yield from _order_numbers(table)
            yield from _nameless(table)
            yield from _legacy_names(table)
        if len(annex.tables) == 2:
            yield from _between_tables(annex, *annex.tables)
    yield from _source_names(context)
    yield from _gone(context)
    yield from _gone_from_source(context)


def _twice(table: FigureTable) -> Iterator[Finding]:
    first: dict[str, UnitRow] = {}
    for row in (row for row in table.rows if row.unit):
        earlier = first.setdefault(row.unit, row)
        if earlier is not row:
            yield catalogue.UNIT_TWICE.finding(
                row.where, f"{row.unit}: đã có ở ô {earlier.where} của cùng bảng", f"“{row.name}”"
            )


def _nameless(table: FigureTable) -> Iterator[Finding]:
    for row in table.rows:
        counts = [row.total_received, *(entries.numerator for entries in row.indicators.values())]
        if not row.unit and any(not entry.is_blank for entry in counts):
            yield catalogue.UNIT_NAMELESS.finding(row.where, "Dòng có số liệu nhưng không có tên đơn vị", "ô trống")


def _legacy_names(table: FigureTable) -> Iterator[Finding]:
    for row in table.rows:
        if is_legacy_text(row.name):
            yield catalogue.LEGACY_NAME.finding(row.where, "Tên đơn vị không phải chữ Unicode", f"“{row.name}”")


def _order_numbers(table: FigureTable) -> Iterator[Finding]:
    named = [row for row in table.rows if row.unit]
    for expected, row in enumerate(named, start=1):
        if row.order != expected:
            yield catalogue.ORDER_NUMBERS.finding(
                row.where,
                f"{row.unit}: số thứ tự đúng ra là {expected}",
                "ô trống" if row.order is None else str(row.order),
            )
            return


def _between_tables(annex: AnnexFigures, one: FigureTable, two: FigureTable) -> Iterator[Finding]:
    for table, other in ((one, two), (two, one)):
        others = {row.unit for row in other.rows}
        for row in table.rows:
            if row.unit and row.unit not in others:
                yield catalogue.UNIT_IN_ONE_TABLE.finding(
                    row.where, f"{row.unit}: không có ở bảng {other.number} của {annex.annex}", f"“{row.name}”"
                )
    names = {row.unit: row for row in reversed(one.rows)}
    for row in two.rows:
        partner = names.get(row.unit)
        if partner is None or row.name == partner.name:
            continue
        if without_marks(row.name) != without_marks(partner.name):
            yield catalogue.UNIT_TWO_NAMES.finding(
                row.where,
                f"{row.unit}: bảng {one.number} viết “{without_marks(partner.name)}” (ô {partner.where})",
                f"“{without_marks(row.name)}”",
            )


def _source_names(context: CheckContext) -> Iterator[Finding]:
    if not context.figures.printed:
        return
    names: dict[tuple[str, str], set[str]] = {}
    for annex, _, row in context.rows():
        names.setdefault((annex.tier, row.unit), set()).add(without_marks(row.name))
    told = set()
    for printed in context.figures.printed:
        source_name = without_marks(printed.printed_name)
        key = (printed.tier, printed.unit, source_name)
        known = names.get((printed.tier, printed.unit))
        if known and source_name and source_name not in known and key not in told:
            told.add(key)
            yield catalogue.SOURCE_NAME_DIFFERS.finding(
                printed.where, f"{printed.unit}: tệp nguồn viết khác ({printed.source})", f"“{source_name}”"
            )


def _gone(context: CheckContext) -> Iterator[Finding]:
    present = {(annex.tier, row.unit) for annex, _, row in context.rows()}
    told = set()
    for figure in context.figures.previous:
        key = (figure.tier, figure.unit)
        if key not in present and key not in told:
            told.add(key)
            yield catalogue.UNIT_GONE.finding(
                figure.where, f"{figure.unit}: có ở kỳ trước, không có trong kỳ này", f"“{figure.unit}”"
            )


def _gone_from_source(context: CheckContext) -> Iterator[Finding]:
    """A printed rate that no row is held against any more: its unit was renamed or deleted in the tables."""
    tiers = {annex.tier for annex in context.figures.annexes}
    known = {(annex.tier, row.unit) for annex, _, row in context.rows()}
    for printed in context.figures.printed:
        key = (printed.tier, printed.unit)
        if printed.tier in tiers and key not in known:
            known.add(key)
            yield catalogue.UNIT_OF_SOURCE_GONE.finding(
                printed.where,
                f"{printed.unit}: có trong nguồn, không có trong bảng ({printed.source})",
                f"“{printed.unit}”",
            )
