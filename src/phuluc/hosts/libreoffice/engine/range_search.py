"""Finding, replacing, sorting, kinds of cells, hyperlinks, notes, rules of a range."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Self

from phuluc.hosts.libreoffice.engine.autofilter import AutoFilter
from phuluc.hosts.libreoffice.engine.boxes import Box, box_of
from phuluc.hosts.libreoffice.engine.conditional_formats import ConditionalFormats
from phuluc.hosts.libreoffice.engine.data_validation import DataValidation
from phuluc.hosts.libreoffice.engine.notes import Note
from phuluc.hosts.libreoffice.engine.range_structure import StructurePart
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, struct, typed

#: com.sun.star.sheet.CellFlags
_NUMBERS: Final = 1 | 2
_TEXTS: Final = 4
_FORMULAS: Final = 16
#: com.sun.star.sheet.FormulaResult
_RESULTS: Final = {"numbers": 1, "text": 2, "errors": 4, None: 7, "logical": 1}
#: What a search looks at: formulas as typed, or what cells show.
_IN_FORMULAS, _IN_VALUES = 0, 1


class SearchPart(StructurePart):
    """Finding and ordering what is in the range, and the rules attached to it."""

    def find(self, text: str, whole: bool, direction: str, order: str, match_case: bool) -> Self | None:
        """Give the first cell in the order asked that shows `text`."""
        descriptor = self._search(text, whole, match_case, _IN_VALUES)
        found = self.uno.findAll(descriptor)
        boxes = [box_of(address) for address in found.getRangeAddresses()] if found is not None else []
        cells = [
            (row, column)
            for box in boxes
            for row in range(box.top, box.bottom + 1)
            for column in range(box.left, box.right + 1)
            if self.box.holds(row, column)
        ]
        if not cells:
            return None
        cells.sort(key=lambda cell: cell if order == "rows" else cell[::-1])
        row, column = cells[-1 if direction == "backward" else 0]
        return self.same_sheet(Box(row, column, row, column))

    def replace_all(self, old: str, new: str, whole: bool, match_case: bool) -> None:
        descriptor = self._search(old, whole, match_case, _IN_FORMULAS)
        descriptor.setReplaceString(new)
        self.uno.replaceAll(descriptor)

    def _search(self, text: str, whole: bool, match_case: bool, look_in: int) -> UnoObject:
        descriptor = self.uno.createReplaceDescriptor()
        descriptor.setSearchString(text)
        descriptor.SearchWords = whole
        descriptor.SearchCaseSensitive = match_case
        descriptor.SearchType = look_in
        return descriptor

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Self]:
        if cell_type == "blanks":
            return self._parts(self.uno.queryEmptyCells())
        if cell_type == "visible":
            return self._parts(self.uno.queryVisibleCells())
        if cell_type == "formulas":
            if value_type is None:
                return self._parts(self.uno.queryContentCells(_FORMULAS))
            found = self._parts(self.uno.queryFormulaCells(_RESULTS[value_type]))
        else:
            flags = {None: _NUMBERS | _TEXTS, "text": _TEXTS, "errors": 0}.get(value_type, _NUMBERS)
            found = self._parts(self.uno.queryContentCells(flags)) if flags else []
        if value_type in ("numbers", "logical"):
            return [cell for cell in _cells(found) if isinstance(cell.raw_value, bool) == (value_type == "logical")]
        return found

    def _parts(self, ranges: UnoObject) -> list[Self]:
        # Of a single empty cell LibreOffice tells about its neighbours too.
        boxes = [box_of(address) for address in ranges.getRangeAddresses()]
        return [self.same_sheet(box) for box in boxes if box.meets(self.box)]

    def sort(self, keys: list[int], ascending: list[bool], has_headers: bool) -> None:
        """Sort rows; formats go with their cells, as in Excel."""
        fields = tuple(
            struct("com.sun.star.table.TableSortField", Field=key - 1, IsAscending=up)
            for key, up in zip(keys, ascending, strict=True)
        )
        given = {
            "SortFields": typed("[]com.sun.star.table.TableSortField", fields),
            "ContainsHeader": has_headers,
            "IsSortColumns": False,
            "BindFormatsToContent": True,
        }
        descriptor = self.uno.createSortDescriptor()
        for entry in descriptor:
            if entry.Name in given:
                entry.Value = given[entry.Name]
        self.uno.sort(descriptor)

    # Links and rules ---------------------------------------------------------------------------------------------

    @property
    def hyperlink(self) -> str:
        fields = self.first_cell.getTextFields()
        for number in range(fields.Count):
            url = getattr(fields.getByIndex(number), "URL", "")
            if url:
                return str(url)
        raise ValueError("The cell doesn't seem to contain a hyperlink!")

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:  # noqa: ARG002 - LibreOffice shows the address itself
        field = self.sheet.book.uno.createInstance("com.sun.star.text.TextField.URL")
        field.URL = address
        field.Representation = text_to_display or address
        cell = self.first_cell
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)

    @property
    def note(self) -> Note | None:
        return self.sheet.note_at(self.box.top, self.box.left)

    def add_note(self, text: str) -> Note:
        self.sheet.uno.getAnnotations().insertNew(self.first_cell.CellAddress, text)
        return Note(self)

    @property
    def data_validation(self) -> DataValidation:
        return DataValidation(self)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        return ConditionalFormats(self)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)


def _cells(parts: Iterable[Any]) -> list[Any]:
    return [part(number) for part in parts for number in range(1, len(part) + 1)]
