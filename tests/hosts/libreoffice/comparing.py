"""What two books, or one document at two moments, hold: compared cell by cell."""

from __future__ import annotations

import re
from typing import Any

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook

#: What tells when an action was done.
MOMENT = re.compile(r"Cập nhật lúc|\d\d/\d\d/\d{4} \d\d:\d\d$")


def contents(document: Any) -> dict[str, Any]:
    """Formulas and constants of every sheet."""
    found = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.getRangeAddress()
        found[sheet.Name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getFormulaArray()
    return found


def rules_of(document: Any) -> dict[str, list[int]]:
    """How many conditions each conditional format of each sheet has."""
    return {
        sheet.Name: sorted(rule.getCount() for rule in sheet.ConditionalFormats.getConditionalFormats())
        for sheet in document.Sheets
    }


def differences(expected: FileBook, found: FileBook) -> list[str]:
    """Cells whose values differ; moments of the action aside."""
    different = []
    for sheet in expected.sheet_names():
        area, other = expected.used_area(sheet), found.used_area(sheet)
        area = Area(sheet, 1, 1, max(area.bottom, other.bottom), max(area.right, other.right))
        for row, (ours, theirs) in enumerate(zip(expected.values(area), found.values(area), strict=True), 1):
            for column, (one, two) in enumerate(zip(ours, theirs, strict=True), 1):
                if (one or None) != (two or None) and not close(one, two):
                    different.append(f"{sheet} {row},{column}: {one!r} {two!r}")
    return different


def close(one: Any, two: Any) -> bool:
    if all(isinstance(cell, str) and MOMENT.match(cell) for cell in (one, two)):
        return True
    return isinstance(one, int | float) and isinstance(two, int | float) and abs(one - two) < 1e-9
