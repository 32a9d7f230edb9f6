"""Evaluation of a whole package: every formula, with our functions registered, by the engine formualizer.

What the engine cannot evaluate keeps its stored value, is named in the result, and whatever depends on it is computed
from that stored value. Limits of the engine, measured: it compares letters beyond ASCII with regard to case
("ĐẠT"="đạt" is FALSE, Excel says TRUE); an error in an argument of FIND, SEARCH, VALUE or VLOOKUP goes through the
ISERROR or ISNUMBER around it (not through IFERROR); see also `phuluc.workbook.array_arguments`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

import formualizer

from phuluc.book_port import Area, UnevaluatedFormula
from phuluc.domain.figures import CellValue
from phuluc.workbook.array_arguments import array_argument
from phuluc.workbook.engine_functions import CatalogueFunction, register_functions
from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.formula_shapes import Place, formula_shapes
from phuluc.workbook.function_calls import without_links
from phuluc.workbook.package import Package
from phuluc.workbook.references import cell_address, references, words
from phuluc.workbook.sheet_part import SheetPart, cells_of

_ERROR_TEXTS: Final[Mapping[str, str]] = {
    "Div": "#DIV/0!",
    "Value": "#VALUE!",
    "Name": "#NAME?",
    "Ref": "#REF!",
    "Na": "#N/A",
    "Num": "#NUM!",
    "Null": "#NULL!",
}
_KINDS: Final[Mapping[str, str]] = {text: kind for kind, text in _ERROR_TEXTS.items()}
_REASONS: Final[Mapping[str, str]] = {
    "Name": "có hàm hoặc tên mà bộ tính không biết",
    "Circ": "công thức tham chiếu vòng",
    "Spill": "kết quả là một vùng nhưng các ô bên cạnh không trống",
    "Error": "công thức viết sai hoặc bộ tính không hiểu",
}
_OTHER_REASON: Final = "bộ tính chưa hỗ trợ công thức này"
_ARRAY_REASON: Final = "bộ tính chưa tính được hàm này trên cả vùng"
_EXTERNAL_REASON: Final = "công thức lấy số liệu từ tệp khác"
#: A reference into another book, [1]Sheet1!A1; [2024] inside a table's brackets is none.
_EXTERNAL: Final = re.compile(r"(?<![\w\]\[])\[[0-9]+\][^\[\]:,]*!")
_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
#: A function's name where it is called; each word is looked at once, from its start to its end.
_FUNCTION: Final = re.compile(r"\b[A-Za-z_][\w.]*+(?=\()")
#: Rounds of "keep the roots, compute the rest again" before all that is left is kept.
_MOST_ROUNDS: Final = 8
#: Beyond this many cells for each formula cell, values are fetched one by one.
_SPARSE: Final = 200


@dataclass
class Evaluation:
    """Values of the formula cells, and of the cells array formulas fill; and what was kept.

    Integral numbers are floats; errors are texts like "#DIV/0!".
    """

    values: dict[str, dict[tuple[int, int], CellValue]] = field(default_factory=dict)
    unevaluated: list[UnevaluatedFormula] = field(default_factory=list)


def evaluate(package: Package, sheets: Sequence[SheetPart], catalogue: Iterable[CatalogueFunction]) -> Evaluation:
    """Evaluate all formulas of a book.

    Args:
        package: the book.
        sheets: all its worksheets.
        catalogue: the functions to register.

    Returns:
        Values of all formula cells that could be evaluated, and the formulas that could not.
    """
    return _Run(package, sheets, catalogue).result()


def _engine_image(package: Package, sheets: Iterable[SheetPart]) -> bytes:
    """The book without the values array formulas filled in: there, they would stop the formulas from filling."""
    instead = {sheet.part: sheet.content(blank=sheet.filled_cells()) for sheet in sheets if sheet.arrays}
    return package.to_bytes(compress=False, instead=instead)


def _unknown_reason(formula: str, unknown: Collection[str]) -> str:
    """Why a formula is kept that calls functions unknown to the engine: IFERROR would turn them into a value."""
    found = words(formula).intersection(unknown) if unknown else ()
    return f"{_REASONS['Name']}: {', '.join(sorted(found))}" if found and "LAMBDA(" not in formula else ""


def _external_reason(formula: str) -> str:
    return _EXTERNAL_REASON if "[" in formula and _EXTERNAL.search(_TEXT.sub('""', formula)) else ""


def _array_reason(formula: str, is_array: Callable[[str], bool]) -> str:
    """Why a formula is kept that the engine would compute from the first cell of an array instead of from all of it."""
    function = array_argument(formula, is_array)
    return f"{_ARRAY_REASON}: {function}" if function else ""


@cache
def _scratch_book() -> formualizer.Workbook:
    """A book to ask the engine in."""
    return formualizer.Workbook()


@lru_cache(maxsize=1024)
def _is_of_the_engine(function: str) -> bool:
    """Whether the engine knows a function by itself."""
    book = _scratch_book()
    book.set_formula("Sheet1", 1, 1, f"={function}()")
    value = book.evaluate_cell("Sheet1", 1, 1)
    return not (type(value) is dict and value["kind"] == "Name")


class _Run:
    """One evaluation: the engine's book, the formulas given up so far."""

    def __init__(
        self,
        package: Package,
        sheets: Sequence[SheetPart],
        catalogue: Iterable[CatalogueFunction],
    ) -> None:
        settings = formualizer.EvaluationConfig()
        settings.enable_parallel = False  # callbacks into Python: four times slower in parallel
        try:
            self._book = formualizer.Workbook.from_bytes(
                _engine_image(package, sheets), config=formualizer.WorkbookConfig(eval_config=settings)
            )
        except (OSError, ValueError) as error:  # a part that only the engine reads is spoiled
            raise DamagedWorkbookError(package.where, str(error)) from error
        self._book.set_temporal_egress("serial")
        self._catalogue = tuple(catalogue)
        register_functions(self._book, self._catalogue)
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._has_links = any(part.startswith("xl/externalLinks/") for part in package.part_names)
        self._names = {name.casefold(): area for name, area in package.named_areas().items()}
        self._kept: dict[Place, str] = {}
        self._unknown_functions: set[str] = set()
        self._plain: dict[Place, str] = {}

    def result(self) -> Evaluation:
        self._call_own_functions()
        self._keep_hopeless()
        self._evaluate_all()
        raw = self._fetch()
        for _ in range(_MOST_ROUNDS):
            failed = self._failed(raw)
            roots = self._roots(failed, raw)
            if not roots:
                break
            raw = self._keep_and_evaluate(roots)
        beyond_excel = {place: kind for place, kind in self._failed(raw).items() if kind not in _ERROR_TEXTS}
        if beyond_excel:
            raw = self._keep_and_evaluate(beyond_excel)
        return self._outcome(raw)

    def _keep_and_evaluate(self, failed: Mapping[Place, str]) -> dict[Place, Any]:
        for place, kind in failed.items():
            self._keep(place, _REASONS.get(kind, _OTHER_REASON))
        self._evaluate_all()
        return self._fetch()

    def _call_own_functions(self) -> None:
        """Call our functions by their names where Excel stored the call as a link to the add-in's file."""
        if not self._has_links:
            return
        functions = {function.name for function in self._catalogue}
        for sheet in self._sheets.values():
            for row, column in sheet.formula_cells():
                text = sheet.formula(row, column) or ""
                if "]" in text and (plain := without_links(text, functions)) != text:
                    self._plain[sheet.name, row, column] = plain
                    self._book.set_formula(sheet.name, row, column, plain)

    def _keep_hopeless(self) -> None:
        """Keep the formulas whose text says that the engine cannot do them, or would do them wrong."""
        formulas = (
            ((name, row, column), text)
            for name, sheet in self._sheets.items()
            for row, column, text in sheet.formulas()
        )
        shapes = formula_shapes((place, self._plain.get(place, text)) for place, text in formulas)
        unknown = self._unknown({name for shape in shapes for name in _FUNCTION.findall(shape.text)})
        self._unknown_functions = unknown
        many = {name for name, area in self._names.items() if area.height > 1 or area.width > 1}
        for shape in shapes:
            reason = (
                _unknown_reason(shape.text, unknown)
                or _external_reason(shape.text)
                or _array_reason(shape.text, lambda name: name.casefold() in many)
            )
            for place in shape.places if reason else ():
                self._keep(place, reason)

    def _unknown(self, functions: set[str]) -> set[str]:
        """Which functions the engine does not know."""
        ours = {function.name for function in self._catalogue}
        return {name for name in functions if name.upper() not in ours and not _is_of_the_engine(name)}

    def _evaluate_all(self) -> None:
        while True:
            try:
                self._book.evaluate_all()
            except formualizer.ExcelEvaluationError as error:
                self._keep_culprits(str(error))
            else:
                return

    def _keep_culprits(self, message: str) -> None:
        """The engine stopped at a formula it does not name: keep those with the text it complains about, else all."""
        needle = message.rpartition(": ")[2].strip()
        places = [
            (sheet.name, row, column)
            for sheet in self._sheets.values()
            for row, column in sheet.formula_cells()
            if (sheet.name, row, column) not in self._kept
        ]
        if not places:
            raise ValueError(message)
        guilty = [place for place in places if needle and needle in self._formula(place)]
        for place in guilty or places:
            self._keep(place, _OTHER_REASON)

    def _fetch(self) -> dict[Place, Any]:
        """The engine's values of all formula cells not given up."""
        raw: dict[Place, Any] = {}
        for name, sheet in self._sheets.items():
            area = sheet.formula_area()
            if area is None:
                continue
            cells = list(sheet.formula_cells())
            if area.height * area.width > _SPARSE * len(cells):
                raw |= {(name, row, column): self._book.get_value(name, row, column) for row, column in cells}
                continue
            top, left = area.top, area.left
            grid = self._book.sheet(name).get_values(formualizer.RangeAddress(name, top, left, area.bottom, area.right))
            for row, column in cells:
                raw[name, row, column] = grid[row - top][column - left]
        for place in self._kept:
            raw.pop(place, None)
        return raw

    @staticmethod
    def _failed(raw: Mapping[Place, Any]) -> dict[Place, str]:
        """Cells whose result may mean that the engine could not do it, with the kind of error."""
        kinds = {place: value["kind"] for place, value in raw.items() if type(value) is dict}
        failed = {place: kind for place, kind in kinds.items() if kind == "Name" or kind not in _ERROR_TEXTS}
        failed |= {place: "" for place, value in raw.items() if value is None}
        return failed

    def _roots(self, failed: Mapping[Place, str], raw: Mapping[Place, Any]) -> dict[Place, str]:
        """The failed cells whose failure comes from no other cell."""
        if not failed:
            return {}
        sources = _Index(failed)
        stored_errors = _Index(
            (name, row, column)
            for name, sheet in self._sheets.items()
            for row, columns in sheet.values.items()
            for column, value in columns.items()
            if value == "#NAME?" and (name, row, column) not in raw
        )
        roots = {}
        for place, kind in failed.items():
            areas = self._areas(place)
            repeats = kind == "Name" and any(stored_errors.meets(area, place) for area in areas)
            if not repeats and not any(sources.meets(area, place) for area in areas):
                roots[place] = kind
        return roots

    def _areas(self, place: Place) -> list[Area]:
        """What a formula reads, defined names included."""
        formula = self._formula(place)
        named = [self._names[word.casefold()] for word in words(formula) if word.casefold() in self._names]
        return [*references(formula, place[0]), *named]

    def _formula(self, place: Place) -> str:
        sheet, row, column = place
        return self._plain.get(place) or self._sheets[sheet].formula(row, column) or ""

    def _keep(self, place: Place, reason: str) -> None:
        """Put the stored value in the formula's place, in the engine's book only."""
        sheet, row, column = place
        filled = self._sheets[sheet].arrays.get((row, column))
        self._store_value(place)
        for other_row, other_column in cells_of(filled) if filled else ():
            self._store_value((sheet, other_row, other_column))
        self._kept[place] = reason

    def _store_value(self, place: Place) -> None:
        sheet, row, column = place
        stored: Any = self._sheets[sheet].values.get(row, {}).get(column)
        if isinstance(stored, str) and stored in _KINDS:
            stored = formualizer.LiteralValue.error(_KINDS[stored], None)
        self._book.set_value(sheet, row, column, stored)

    def _outcome(self, raw: Mapping[Place, Any]) -> Evaluation:
        evaluation = Evaluation({name: {} for name in self._sheets})
        for (sheet, row, column), value in raw.items():
            evaluation.values[sheet][row, column] = _cell_value(value)
        for name, sheet_part in self._sheets.items():
            evaluation.values[name] |= self._array_values(sheet_part)
        for (sheet, row, column), reason in self._kept.items():
            where = f"{sheet}!{cell_address(row, column)}"
            formula = self._formula((sheet, row, column))
            unknown = tuple(sorted(words(formula) & self._unknown_functions))
            evaluation.unevaluated.append(UnevaluatedFormula(where, formula, reason, unknown))
        return evaluation

    def _array_values(self, sheet: SheetPart) -> dict[tuple[int, int], CellValue]:
        """What array formulas filled in beside the cells they stand in."""
        values: dict[tuple[int, int], CellValue] = {}
        for anchor, (top, left, bottom, right) in sheet.arrays.items():
            if (sheet.name, *anchor) in self._kept:
                continue
            area = formualizer.RangeAddress(sheet.name, top, left, bottom, right)
            for row, cells in enumerate(self._book.sheet(sheet.name).get_values(area), top):
                values |= {(row, column): _cell_value(value) for column, value in enumerate(cells, left)}
        return values


class _Index:
    """Cells by sheet and row, to ask whether an area meets any of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._rows: dict[str, dict[int, set[int]]] = {}
        for sheet, row, column in places:
            self._rows.setdefault(sheet.casefold(), {}).setdefault(row, set()).add(column)

    def meets(self, area: Area, reader: Place) -> bool:
        """Whether a cell other than `reader` itself lies in the area."""
        rows = self._rows.get(area.sheet.casefold(), {})
        wanted: Iterable[int] = range(area.top, area.bottom + 1) if area.height <= len(rows) else rows
        return any(
            area.left <= column <= area.right and (row, column) != reader[1:]
            for row in wanted
            if area.top <= row <= area.bottom
            for column in rows.get(row, ())
        )


def _cell_value(value: Any) -> CellValue:
    if type(value) is dict:
        return _ERROR_TEXTS.get(value["kind"], "#VALUE!")
    return value  # type: ignore[no-any-return]
