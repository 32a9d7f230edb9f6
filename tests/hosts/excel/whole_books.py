"""All that a workbook holds, to compare two of them or one before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.markup import attribute
from phuluc.workbook.references import cell_address
from phuluc.workbook.sheet_part import SheetPart


@dataclass(frozen=True)
class WholeBook:
    """Cells as (value, formula, format) by address, rows by their height, names, and all else of each sheet as XML."""

    cells: dict[str, dict[str, tuple[Any, Any, Any]]]
    rows: dict[str, dict[int, Any]]
    names: dict[str, Area]
    rest: dict[str, str]


def whole_book(book: FileBook) -> WholeBook:
    """Take down everything; blank and empty text are the same, because a program in Excel cannot tell them apart."""
    sheets = {name: book._sheet(name) for name in book.sheet_names()}
    return WholeBook(
        {name: _cells(sheet) for name, sheet in sheets.items()},
        {
            name: {row: attribute(element.attributes, "ht") for row, element in sheet.rows._rows.items()}
            for name, sheet in sheets.items()
        },
        book.names(),
        {name: _rest(sheet) for name, sheet in sheets.items()},
    )


def _cells(sheet: SheetPart) -> dict[str, tuple[Any, Any, Any]]:
    return {
        cell_address(row, column): (
            _shown(sheet.values.get(row, {}).get(column)),
            sheet.formula(row, column),
            sheet.rows.style(row, column),
        )
        for row, element in sheet.rows._rows.items()
        for column in element.cells
    }


def _shown(value: Any) -> Any:
    return None if value == "" else value


def _rest(sheet: SheetPart) -> str:
    kept = [child for child in sheet.root if etree.QName(child).localname not in ("sheetData", "dimension")]
    return "".join(etree.tostring(child, method="c14n").decode() for child in kept)


def differences(one: WholeBook, other: WholeBook) -> list[str]:
    """Say where two books differ, cell by cell; an empty list means they are the same."""
    found = [f"name {name}" for name in one.names.keys() | other.names.keys() if _differ(one.names, other.names, name)]
    found += [
        f"rest of {sheet}" for sheet in one.rest.keys() | other.rest.keys() if _differ(one.rest, other.rest, sheet)
    ]
    for sheet in one.cells.keys() | other.cells.keys():
        here, there = one.cells.get(sheet, {}), other.cells.get(sheet, {})
        found += [
            f"{sheet}!{address}: {here.get(address)} – {there.get(address)}"
            for address in here.keys() | there.keys()
            if _differ(here, there, address)
        ]
        rows, others = one.rows.get(sheet, {}), other.rows.get(sheet, {})
        found += [f"{sheet}, row {row}" for row in rows.keys() | others.keys() if _differ(rows, others, row)]
    return sorted(found)


def _differ(one: dict[Any, Any], other: dict[Any, Any], key: Any) -> bool:
    """0 and False are values, not blanks."""
    return one.get(key) != other.get(key) and not _both_blank(one.get(key), other.get(key))


def _both_blank(one: Any, other: Any) -> bool:
    return one in (None, (None, None, None)) and other in (None, (None, None, None))
