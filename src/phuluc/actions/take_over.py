"""An empty working book takes over the tiers and units of a source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.opening import book_from_bytes
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES, TIER_MODELS, BookSpec, UnitSpec
from phuluc.annexes.settings import SETTING_ENTRIES
from phuluc.annexes.titles import setting_name
from phuluc.domain.figures import AnnexFigures, CellValue
from phuluc.domain.indicators import Tier
from phuluc.domain.periods import UnknownPeriodError, parse_period
from phuluc.domain.units import footnote_marks, unit_key
from phuluc.errors import PhuLucError
from phuluc.importers.source import SourceFigures
from phuluc.workbook.build.book import build_book
from phuluc.workbook.build.settings_sheet import SHEET as SETTINGS_SHEET
from phuluc.workbook.file_book import FileBook

Setting = str | int | float | None
_COUNTED_PARTS: Final = ("xl/comments", "xl/media/", "xl/ctrlProps/", "xl/embeddings/", "xl/tables/", "xl/pivot")


class OtherTiersError(PhuLucError):
    """The book has other tiers than the source, and content of its own that must not be lost."""


@dataclass(frozen=True)
class TakenOver:
    """The book with the source's units in it."""

    book: FileBook
    working: WorkingBook


def take_over(book: FileBook, working: WorkingBook, source: SourceFigures, file_name: str) -> TakenOver:
    """Give an empty book the tiers, units and period of a source.

    A book as `phuluc new` made it is built anew for the source, with the entries of its "Thông tin". One that anybody
    worked in keeps what they did, down to the width of a column: its tables grow by inserted rows. Only where it lacks
    a tier of the source and holds nothing of anybody's beside those entries is it built anew, too.

    Raises:
        OtherTiersError: the book lacks a tier of the source, and holds something.
    """
    units = _units_by_tier(source)
    if _is_as_built(book, working) or (_lacks_tiers(working, units) and _is_untouched(book, working, file_name)):
        origin = book.package.origin
        book, working = _build_anew(working, units, source, file_name)
        book.package.origin = origin
        _write_all_notes(working, source)
    else:
        take_over_in_place(working, source, file_name)
    return TakenOver(book, working)


def take_over_in_place(working: WorkingBook, source: SourceFigures, file_name: str) -> None:
    """Give an empty book the units and period of a source by inserting rows into its tables; it keeps its tiers.

    Raises:
        OtherTiersError: the book lacks a tier of the source; nothing was changed.
    """
    units = _units_by_tier(source)
    _require_tiers(working, units, file_name)
    for tier, specs in units.items():
        _write_units(working, tier, specs)
    _write_period(working, source.period)
    _write_all_notes(working, source)


def _write_all_notes(working: WorkingBook, source: SourceFigures) -> None:
    for annex in source.annexes:
        _write_notes(working, annex)


def _units_by_tier(source: SourceFigures) -> dict[Tier, tuple[UnitSpec, ...]]:
    return {annex.tier: _units(annex) for annex in source.annexes}


def _units(annex: AnnexFigures) -> tuple[UnitSpec, ...]:
    """List the units of both tables in the order of the first, by canonical name with the printed footnote marks."""
    names: dict[str, str] = {}
    specs: list[UnitSpec] = []
    for table in annex.tables:
        for row in table.rows:
            key = unit_key(row.name)
            if table.number > 1 and key in names:
                continue
            names[key] = row.name
            specs.append(UnitSpec(" ".join((row.unit, *footnote_marks(row.name)))))
    return tuple(specs)


def _build_anew(
    working: WorkingBook, units: dict[Tier, tuple[UnitSpec, ...]], source: SourceFigures, file_name: str
) -> tuple[FileBook, WorkingBook]:
    kept = _settings(working)
    kept |= {key: value for key, value in _period_settings(source.period).items() if kept[key] is None}
    model = working.model
    if not set(units) <= {tier for tier, _ in TIER_MODELS[model]}:
        model = next(name for name, tiers in TIER_MODELS.items() if set(units) <= {tier for tier, _ in tiers})
    return book_from_bytes(build_book(BookSpec(working.edition, model, units, kept)), file_name)


def _settings(working: WorkingBook) -> dict[str, Setting]:
    """Return the entries of "Thông tin" as a new book takes them."""
    values = {entry.key: working.setting(entry.key) for entry in SETTING_ENTRIES if entry.kind != "fixed"}
    return {key: None if value == "" or isinstance(value, bool) else value for key, value in values.items()}


def _period_settings(period: str) -> dict[str, Setting]:
    if not period:
        return {}
    try:
        year = parse_period(period).year
    except UnknownPeriodError:
        return {"ky_bao_cao": period}
    return {"ky_bao_cao": period, "nam": year}


def _write_period(working: WorkingBook, period: str) -> None:
    for key, value in _period_settings(period).items():
        area = working.area(setting_name(key))
        if working.setting(key) in (None, ""):
            write_cells(working.book, area.sheet, {(area.top, area.left): value})


def _lacks_tiers(working: WorkingBook, units: dict[Tier, tuple[UnitSpec, ...]]) -> list[Tier]:
    return [tier for tier in units if tier not in {layout.tier for layout in working.layouts}]


def _require_tiers(working: WorkingBook, units: dict[Tier, tuple[UnitSpec, ...]], file_name: str) -> None:
    if missing := _lacks_tiers(working, units):
        raise OtherTiersError(
            "Sổ không có phụ lục cho cấp này của nguồn",
            where=file_name,
            found=", ".join(SCOPE_TITLES[tier].lower() for tier in missing),
            remedy="Tạo sổ mới có đủ các cấp (2 cấp hoặc 3 cấp) rồi nhập nguồn vào sổ đó",
        )


def _write_units(working: WorkingBook, tier: Tier, units: tuple[UnitSpec, ...]) -> None:
    working.fit(f"{tier}_bang", len(units))
    rows = working.rows(tier)
    order, name = working.column(tier, "tt"), working.column(tier, "don_vi")
    cells: dict[tuple[int, int], CellValue] = {}
    for offset, unit in enumerate(units):
        cells[rows.first + offset, order] = offset + 1
        cells[rows.first + offset, name] = unit.name
    write_cells(working.book, rows.sheet, cells)


def _write_notes(working: WorkingBook, annex: AnnexFigures) -> None:
    """Write "Ghi chú" lines of the source under its tables; the first line of table 2 is our own formula."""
    for table in annex.tables:
        area = working.area(f"{annex.tier}_ghi_chu_{table.number}")
        first = area.top + (1 if table.number == 2 else 0)
        lines = [_note(note) if index == 0 else note for index, note in enumerate(table.notes)]
        room = area.bottom - first + 1
        lines = [*lines[: room - 1], "; ".join(lines[room - 1 :])] if len(lines) > room else lines
        write_cells(working.book, area.sheet, {(first + index, area.left): line for index, line in enumerate(lines)})


def _note(text: str) -> str:
    return text if text.casefold().startswith("ghi chú") else f"Ghi chú: {text}"


def _is_as_built(book: FileBook, working: WorkingBook) -> bool:
    """Tell whether a book is, part by part, the one built from its own settings."""
    built = build_book(BookSpec(working.edition, working.model, settings=_settings(working)))
    fresh, _ = book_from_bytes(built, "")
    names = book.package.part_names
    return names == fresh.package.part_names and all(
        book.package.content(part) == fresh.package.content(part) for part in names
    )


def _is_untouched(book: FileBook, working: WorkingBook, file_name: str) -> bool:
    """Tell whether a book holds what a new one holds: the same cells outside "Thông tin", and no objects beside."""
    fresh, _ = book_from_bytes(build_book(BookSpec(working.edition, working.model)), file_name)
    if book.sheet_names() != fresh.sheet_names() or _objects(book) != _objects(fresh):
        return False
    return all(_cells(book, sheet) == _cells(fresh, sheet) for sheet in fresh.sheet_names() if sheet != SETTINGS_SHEET)


def _objects(book: FileBook) -> Counter[str]:
    """Count what a sheet can carry beside cells."""
    counted: Counter[str] = Counter()
    for part in book.package.part_names:
        counted.update(kind for kind in _COUNTED_PARTS if part.startswith(kind))
        if part.startswith("xl/drawings/") and part.endswith(".xml"):
            counted["anchors"] += book.package.content(part).count(b"CellAnchor>")
        if part.startswith("xl/drawings/") and part.endswith(".vml"):
            counted["vml"] += 1
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            counted["sparklines"] += book.package.content(part).count(b"<x14:sparkline>")
    return counted


def _cells(book: FileBook, sheet: str) -> list[tuple[int, int, object]]:
    area = book.used_area(sheet)
    found: list[tuple[int, int, object]] = []
    for row, (values, formulas) in enumerate(zip(book.values(area), book.formulas(area), strict=True), start=area.top):
        for column, (value, formula) in enumerate(zip(values, formulas, strict=True), start=area.left):
            # Values of formulas follow the entries of "Thông tin", which a person may have filled in.
            content: object = formula if formula is not None else value
            if content not in (None, ""):
                found.append((row, column, content))
    return found
