"""Writing cells: formulas with the value they have in the new book, and the names that address them."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from phuluc.annexes.addresses import column_letters
from phuluc.domain.figures import CellValue


@dataclass(frozen=True)
class Formula:
    """A formula and its value while no figures are entered (cells always carry a cached value)."""

    text: str
    value: CellValue = ""


Content = CellValue | Formula


class PlainFormulaSheet(Worksheet):  # type: ignore[misc] # the library carries no types
    """A worksheet that writes formulas as they are given, and the empty text as the value it is.

    XlsxWriter looks for some fifty functions newer than Excel 2010 in each formula; our formulas have none, and the
    search is half of the time a long annex takes.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")

    def _xml_formula_element(self, formula: str, result: object, attributes: list[tuple[str, object]]) -> None:
        # The library takes "" for "not computed" and writes a number without digits; it is the value of most formulas.
        kinds = [("t", "str")] if result == "" else []
        super()._xml_formula_element(formula, result, [*attributes, *kinds])


def reference(row: int, column: int, *, absolute: bool = False) -> str:
    """Return the A1 reference of a 1-based cell."""
    letters = column_letters(column)
    return f"${letters}${row}" if absolute else f"{letters}{row}"


class Canvas:
    """One sheet of a new workbook, addressed from 1 as people do."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self.workbook = workbook
        self.sheet = workbook.add_worksheet(name, worksheet_class=PlainFormulaSheet)

    def put(self, row: int, column: int, content: Content, style: Format | None = None) -> None:
        """Write one cell; text is never taken for a formula."""
        at = (row - 1, column - 1)
        if isinstance(content, Formula):
            self.sheet.write_formula(*at, content.text, style, content.value)
        elif content is None or content == "":
            self.sheet.write_blank(*at, None, style)
        elif isinstance(content, bool):
            self.sheet.write_boolean(*at, content, style)
        elif isinstance(content, (int, float)):
            self.sheet.write_number(*at, content, style)
        else:
            self.sheet.write_string(*at, content, style)

    def merge(self, row: int, left: int, right: int, content: Content, style: Format, *, bottom: int = 0) -> None:
        """Write one cell merged over columns `left`..`right` and rows `row`..`bottom`."""
        last = bottom or row
        if last > row or right > left:
            self.sheet.merge_range(row - 1, left - 1, last - 1, right - 1, "", style)
        self.put(row, left, content, style)

    def define(self, name: str, top: int, left: int, bottom: int | None = None, right: int | None = None) -> None:
        """Give a cell or rectangle of this sheet a workbook-wide name."""
        first = reference(top, left, absolute=True)
        last = reference(bottom or top, right or left, absolute=True)
        area = first if last == first else f"{first}:{last}"
        self.workbook.define_name(name, f"='{self.sheet.get_name()}'!{area}")
