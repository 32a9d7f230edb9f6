"""What an import keeps aside: rates printed in the source, and figures of the previous period."""

from __future__ import annotations

from phuluc.actions.cell_writing import cell_value, write_cells, write_list
from phuluc.actions.read_figures import TIER_OF_TITLE
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES
from phuluc.annexes.lists import PREVIOUS_AREA_NAME, PREVIOUS_PERIOD_NAME, PRINTED_AREA_NAME
from phuluc.annexes.settings import fold
from phuluc.annexes.summary_names import published_name
from phuluc.book_port import Area
from phuluc.domain.figures import AnnexFigures, CellValue, UnitRow
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.units import unit_key
from phuluc.importers.source import SourceFigures


def keep_printed_rates(working: WorkingBook, source: SourceFigures) -> int:
    """Replace the printed rates of the source's tiers; return how many were kept."""
    tiers = {annex.tier for annex in source.annexes}
    area = working.area(PRINTED_AREA_NAME)
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    kept = [
        row
        for row in working.book.values(inner)
        if any(cell not in (None, "") for cell in row) and TIER_OF_TITLE.get(fold(str(row[0]))) not in tiers
    ]
    fresh = [row for annex in source.annexes for row in _printed_rows(annex, source.source_name)]
    area = working.fit(PRINTED_AREA_NAME, len(kept) + len(fresh))
    write_list(working.book, area, kept + fresh)
    return sum(rate is not None for row in fresh for rate in row[4 : 4 + len(SEVEN_INDICATORS)])


def keep_previous_period(working: WorkingBook, source: SourceFigures) -> tuple[int, int]:
    """Replace the slot "Kỳ trước" by the figures of a source; return how many units and cells it holds."""
    rows = [row for annex in source.annexes for row in _period_rows(annex)]
    area = working.fit(PREVIOUS_AREA_NAME, len(rows))
    write_list(working.book, area, rows)
    period = working.area(PREVIOUS_PERIOD_NAME)
    write_cells(working.book, period.sheet, {(period.top, period.left): source.period or None})
    return len(rows), sum(cell is not None for row in rows for cell in row[2:])


def keep_printed_totals(working: WorkingBook, source: SourceFigures) -> list[str]:
    """Put rates of printed total rows beside "Tổng hợp" for comparison; say which."""
    notices = []
    for annex in source.annexes:
        for total in (total for table in annex.tables for total in table.totals):
            for code, entries in total.entries.items():
                if entries.rate.value is None:
                    continue
                cell = working.area(published_name(annex.tier, code))
                write_cells(working.book, cell.sheet, {(cell.top, cell.left): cell_value(entries.rate.value)})
                notices.append(f"{total.where}: “{total.name}” giữ ở trang “Tổng hợp” để đối chiếu")
    return sorted(set(notices))


def _by_unit(annex: AnnexFigures) -> list[tuple[str, dict[int, UnitRow]]]:
    units: dict[str, dict[int, UnitRow]] = {}
    for table in annex.tables:
        for row in table.rows:
            units.setdefault(unit_key(row.name), {}).setdefault(table.number, row)
    return [(next(iter(rows.values())).unit, rows) for rows in units.values()]


def _printed_rows(annex: AnnexFigures, source_name: str) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for unit, tables in _by_unit(annex):
        rates: list[CellValue] = []
        for indicator in SEVEN_INDICATORS:
            row = tables.get(indicator.table)
            entries = row.indicators.get(indicator.code) if row else None
            rates.append(cell_value(entries.rate.value) if entries else None)
        if all(rate is None for rate in rates):
            continue
        names = [tables[number].name if number in tables else None for number in (1, 2)]
        cells = ", ".join(row.where for row in tables.values())
        rows.append([SCOPE_TITLES[annex.tier], unit, *names, *rates, f"{source_name}, {cells}"])
    return rows


def _period_rows(annex: AnnexFigures) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for unit, tables in _by_unit(annex):
        cells: list[CellValue] = []
        for indicator in SEVEN_INDICATORS:
            row = tables.get(indicator.table)
            entries = row.indicators.get(indicator.code) if row else None
            if entries is None:
                cells += [None, None, None]
                continue
            cells += [cell_value(entry.value) for entry in (entries.target, entries.denominator, entries.numerator)]
        rows.append([SCOPE_TITLES[annex.tier], unit, *cells])
    return rows
