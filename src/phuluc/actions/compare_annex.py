"""What an issued annex says otherwise than the document its workbook would issue now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from phuluc.annexes.addresses import cell_address
from phuluc.annexes.issued import IssuedAnnex, IssuedCell, IssuedDocument, IssuedRow, IssuedTable
from phuluc.annexes.trace import cell_text, same_cell
from phuluc.domain.units import canonical_name
from phuluc.importers.issued_annex import Cells, FoundTable, IssuedFile, find_table
from phuluc.results import Difference

_TITLE_LINES: Final = ("dòng nhãn", "dòng tiêu đề", "dòng kèm theo")
_MISSING: Final = "không có"
_PRESENT: Final = "có"


def differences(document: IssuedDocument, issued: IssuedFile) -> list[Difference]:
    """Compare sheet by sheet, table by table, units by their names.

    Args:
        document: what the workbook would issue now.
        issued: the annex.
    """
    found: list[Difference] = []
    known = {annex.sheet_name for annex in document.annexes}
    for annex in document.annexes:
        if annex.sheet_name in issued.sheets:
            found += _SheetComparison(annex, issued.sheets[annex.sheet_name]).run()
        else:
            found.append(Difference(annex.sheet_name, "", "", "trang", _MISSING, _PRESENT))
    others = [name for name in issued.sheets if name not in known]
    return found + [Difference(name, "", "", "trang", _PRESENT, _MISSING) for name in others]


class _SheetComparison:
    def __init__(self, annex: IssuedAnnex, cells: Cells) -> None:
        self._annex = annex
        self._cells = cells
        self._left = dict(cells)
        self._taken: set[tuple[int, int]] = set()

    def run(self) -> list[Difference]:
        """Give all differences of the sheet in the order of reading."""
        texts = (self._annex.label, self._annex.title, self._annex.caption)
        found = [
            difference
            for row, (name, text) in enumerate(zip(_TITLE_LINES, texts, strict=True), start=1)
            for difference in self._cell((row, 1), text, table="", unit="", column=name)
        ]
        for number, table in enumerate(self._annex.tables, start=1):
            found += self._table(f"{self._annex.sheet_name}, bảng {number}", table)
        for row, column in sorted(self._left):
            where = cell_address(self._annex.sheet_name, row, column)
            # Only that it is there: whatever somebody wrote beside the tables is no figure.
            found.append(Difference(where, "", "", "ngoài bảng", _PRESENT, _MISSING))
        return found

    def _table(self, name: str, table: IssuedTable) -> Iterator[Difference]:
        place = find_table(self._cells, table, self._taken)
        if place is None:
            yield Difference(self._annex.sheet_name, name, "", "bảng", _MISSING, _PRESENT)
            return
        yield from self._cell((place.top - 1, place.left), table.lead, table=name, unit="", column="dòng trên bảng")
        for cell in table.header:
            at = place.top + cell.row, place.left + cell.column
            yield from self._cell(at, cell.text, table=name, unit="", column="tiêu đề cột")
        yield from self._rows(name, table, place)
        for row, note in enumerate(table.notes, start=place.last + 1):
            yield from self._cell((row, place.left), note, table=name, unit="", column="dòng dưới bảng")

    def _rows(self, name: str, table: IssuedTable, place: FoundTable) -> Iterator[Difference]:
        captions = _captions(table)
        key_column = table.column_kinds.index("name") if "name" in table.column_kinds else 0
        there: defaultdict[str, list[int]] = defaultdict(list)
        for row in range(place.first, place.last + 1):
            there[_key(self._cells.get((row, place.left + key_column)))].append(row)
        for content in table.rows:
            rows = there[_key(content.cells[key_column])]
            unit = cell_text(content.cells[key_column])
            if rows:
                yield from self._row(name, unit, content, captions, (rows.pop(0), place.left))
            else:
                yield Difference(self._annex.sheet_name, name, unit, "dòng", _MISSING, _PRESENT)
        for row in sorted(row for rows in there.values() for row in rows):
            where = cell_address(self._annex.sheet_name, row, place.left)
            unit = cell_text(self._cells.get((row, place.left + key_column)))
            for column in range(place.left, place.left + table.column_count):
                self._left.pop((row, column), None)
            yield Difference(where, name, unit, "dòng", _PRESENT, _MISSING)

    def _row(
        self, table: str, unit: str, content: IssuedRow, captions: list[str], place: tuple[int, int]
    ) -> Iterator[Difference]:
        row, left = place
        for offset, (caption, value) in enumerate(zip(captions, content.cells, strict=True)):
            yield from self._cell((row, left + offset), value, table=table, unit=unit, column=caption)

    def _cell(
        self, at: tuple[int, int], expected: IssuedCell, *, table: str, unit: str, column: str
    ) -> Iterator[Difference]:
        present = self._left.pop(at, None)
        if not same_cell(expected, present):
            where = cell_address(self._annex.sheet_name, *at)
            yield Difference(where, table, unit, column, cell_text(present), cell_text(expected))


def _captions(table: IssuedTable) -> list[str]:
    """The captions over each column, from above: "Hồ sơ trực tuyến – Tỷ lệ"."""
    over: list[list[str]] = [[] for _ in range(table.column_count)]
    for cell in sorted(table.header, key=lambda cell: cell.row):
        for column in range(cell.column, cell.right + 1):
            over[column].append(cell.text)
    return [" – ".join(filter(None, texts)) for texts in over]


def _key(name: object) -> str:
    return canonical_name(cell_text(name)).casefold()
