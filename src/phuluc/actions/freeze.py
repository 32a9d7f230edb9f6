"""Cố định công thức: the worksheet functions of a file become ordinary formulas or values, in any workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from phuluc.actions.cell_writing import write_cells, write_formulas
from phuluc.annexes.addresses import cell_address
from phuluc.book_port import Area, Book, UnevaluatedFormula
from phuluc.domain.figures import CellValue
from phuluc.errors import PhuLucError
from phuluc.functions import CATALOGUE
from phuluc.results import FreezeResult, Progress, no_progress
from phuluc.workbook.add_in_links import drop_add_in_links
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.function_calls import outermost_calls, without_links
from phuluc.workbook.judging.active_content import notice_of
from phuluc.workbook.macro_removal import drop_macros
from phuluc.workbook.native_formula import native_formula
from phuluc.workbook.patch import ERROR_TEXTS

FUNCTIONS: Final = frozenset(function.name for function in CATALOGUE)
_STEPS: Final = 4

#: (sheet, row, column)
Place = tuple[str, int, int]
_Content = TypeVar("_Content")


class OverwritesFrozenSourceError(PhuLucError):
    """The frozen copy would replace the file it is made from."""


def freeze_file(book: Path, output: Path, *, values: bool = False, progress: Progress = no_progress) -> FreezeResult:
    """Write a copy of a workbook that needs no functions of ours; the workbook itself is not changed.

    Args:
        book: any workbook, ours or not.
        output: the copy; an .xlsx of a book with macros leaves them out.
        values: turn every call into its value; else into ordinary formulas where there are any.
        progress: told of each stage.

    Raises:
        OverwritesFrozenSourceError: both are the same file.
        PhuLucError: the file cannot be read or the copy not written.
    """
    if output.resolve() == book.resolve():
        raise OverwritesFrozenSourceError(
            "Bản cố định công thức không được ghi đè lên tệp gốc", where=str(output), remedy="Chọn tên tệp khác sau -o"
        )
    file = FileBook.open(book)
    result = freeze(file, values=values, progress=progress)
    drop_add_in_links(file.package)
    if file.package.has_macros and output.suffix.lower() == ".xlsx":
        drop_macros(file.package)
        result = _without_macros(file, result)
    progress("Ghi tệp", _STEPS, _STEPS)
    file.save(output)
    return replace(result, notices=tuple(notice_of(file.package.active_content(), left_alone=True)))


def freeze(book: Book, *, values: bool = False, progress: Progress = no_progress) -> FreezeResult:
    """Replace every formula that calls our functions, in place; other formulas stay as they are.

    A formula becomes an ordinary one where each of its calls has a native form and the figure stays the same, tried
    by calculating; else the cell keeps its present value.
    """
    progress("Tính lại", 0, _STEPS)
    calls = _calling_formulas(book)
    _write(book, calls, write_formulas)
    unevaluated = book.recalculate()
    before = _values(book, calls)
    if not calls:
        return FreezeResult(0, (), tuple(unevaluated))
    progress("Viết lại công thức", 1, _STEPS)
    names = {name.lower(): area for name, area in book.names().items()}
    rewritten = {} if values else _rewritten(calls, names)
    _write(book, rewritten, write_formulas)
    _keep_values(book, before, [place for place in calls if place not in rewritten])
    progress("So lại số liệu", 2, _STEPS)
    unevaluated = book.recalculate()
    changed = _changed(before, _values(book, rewritten), unevaluated)
    _keep_values(book, before, changed)
    if changed:
        progress("Tính lại", 3, _STEPS)
        unevaluated = book.recalculate()
    kept = [place for place in calls if place not in rewritten or place in changed]
    return FreezeResult(len(calls) - len(kept), tuple(cell_address(*place) for place in kept), tuple(unevaluated))


def _without_macros(book: Book, result: FreezeResult) -> FreezeResult:
    """Keep the values of formulas that call functions nobody knows: the macros that gave them stay behind."""
    calling = {item.where for item in result.unevaluated if any(_may_be_a_macro(name) for name in item.unknown)}
    places = {place: "" for place in _formula_places(book) if cell_address(*place) in calling}
    _keep_values(book, _values(book, places), places)
    unevaluated = tuple(item for item in result.unevaluated if item.where not in calling)
    return replace(result, unevaluated=unevaluated, macros_left_out=True, macro_calls=tuple(sorted(calling)))


def _may_be_a_macro(function: str) -> bool:
    """Excel marks functions of its own that are newer than 2007, which the engine may not know, in files."""
    return not function.startswith("_xl")


def _rewritten(calls: Mapping[Place, str], names: Mapping[str, Area]) -> dict[Place, str]:
    found = {place: native_formula(formula, FUNCTIONS, names) for place, formula in calls.items()}
    return {place: formula for place, formula in found.items() if formula is not None}


def _calling_formulas(book: Book) -> dict[Place, str]:
    return {
        place: without_links(formula, FUNCTIONS)
        for place, formula in _formula_places(book).items()
        if any(True for _ in outermost_calls(formula, FUNCTIONS))
    }


def _formula_places(book: Book) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for sheet in book.sheet_names():
        area = book.used_area(sheet)
        for row, formulas in enumerate(book.formulas(area), area.top):
            for column, formula in enumerate(formulas, area.left):
                if formula is not None:
                    found[sheet, row, column] = formula
    return found


def _keep_values(book: Book, values: Mapping[Place, CellValue], places: Collection[Place]) -> None:
    """Write values as constants; an error stays one, so that whatever reads it still sees it."""
    errors = {place: f"={text}" for place in places if (text := values[place]) in ERROR_TEXTS}
    _write(book, errors, write_formulas)
    _write(book, {place: values[place] for place in places if place not in errors}, write_cells)


def _write(
    book: Book,
    contents: Mapping[Place, _Content],
    write: Callable[[Book, str, Mapping[tuple[int, int], _Content]], None],
) -> None:
    sheets: defaultdict[str, dict[tuple[int, int], _Content]] = defaultdict(dict)
    for (sheet, row, column), content in contents.items():
        sheets[sheet][row, column] = content
    for sheet, cells in sheets.items():
        write(book, sheet, cells)


def _values(book: Book, places: Mapping[Place, str]) -> dict[Place, CellValue]:
    found: dict[Place, CellValue] = {}
    for sheet in {sheet for sheet, _, _ in places}:
        area = book.used_area(sheet)
        values = book.values(area)
        for _, row, column in (place for place in places if place[0] == sheet):
            found[sheet, row, column] = values[row - area.top][column - area.left]
    return found


def _changed(
    before: Mapping[Place, CellValue], after: Mapping[Place, CellValue], unevaluated: list[UnevaluatedFormula]
) -> set[Place]:
    """Cells whose figure is another one now, or could not be calculated."""
    unknown = {item.where for item in unevaluated}
    return {
        place
        for place, value in after.items()
        if cell_address(*place) in unknown or (value or "") != (before[place] or "")
    }
