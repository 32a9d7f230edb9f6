"""Makes the functions of a workbook that LibreOffice has loaded from an .xlsx live.

LibreOffice before 25.2 does not recognise them and leaves such cells with the bare name and their old value. Adding a
defined name and removing it makes Calc compile every formula with an unknown name again, all of them in one pass:
10,000 cells take some hundredths of a second, where setting each formula again takes twenty seconds. Later versions
recognise them and show the value stored in the file, which is that of whoever wrote it: they are told to compute.

Runs inside LibreOffice.
"""

from __future__ import annotations

from phuluc.hosts.libreoffice.extension.formula_names import PREFIX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from phuluc.hosts.libreoffice.extension.formula_names import FormulaNames

_PASSING_NAME = "phu_luc_ten_tam"
_FORMULA_CELLS = 16
#: Of a long column: the first formulas mostly answer what is asked.
_ROWS_AT_ONCE = 100
_VALIDATION_FORMULAS = (("getFormula1", "setFormula1"), ("getFormula2", "setFormula2"))


def bind_names(document: Any, names: FormulaNames, *, arrays: bool) -> None:
    """Bring the functions in cells, array formulas, defined names and conditional formats to life.

    The document counts as changed afterwards only if it did before.

    Args:
        document: it names our functions somewhere.
        names: ours.
        arrays: whether there may be array formulas among those that name them.
    """
    modified, steps = document.isModified(), document.getUndoManager()
    document.lockControllers()
    # What the person did not do is nothing to be undone.
    steps.lock()
    try:
        # Asked before array formulas get the names that are recognised.
        recognised = any(_recognises(sheet, names) for sheet in document.Sheets)
        recognised |= _bind_defined_names(document.NamedRanges, names)
        for sheet in document.Sheets:
            recognised |= _bind_defined_names(sheet.NamedRanges, names)
            _bind_conditional_formats(sheet, names)
            if arrays:
                _bind_array_formulas(sheet, names)
        if recognised:
            document.calculateAll()
        else:
            _compile_unknown_names(document)
    finally:
        steps.unlock()
        document.unlockControllers()
    document.setModified(modified)


def _compile_unknown_names(document: Any) -> None:
    origin = document.Sheets.getByIndex(0).getCellByPosition(0, 0).getCellAddress()
    document.NamedRanges.addNewByName(_PASSING_NAME, "1", origin, 0)
    document.NamedRanges.removeByName(_PASSING_NAME)


def _bind_defined_names(defined: Any, names: FormulaNames) -> bool:
    """Tells whether LibreOffice had recognised a function by itself."""
    recognised = False
    for index in range(defined.getCount()):
        name = defined.getByIndex(index)
        content = name.getContent()
        recognised = recognised or PREFIX in content
        bound = names.for_calc(content)
        if bound != content:
            name.setContent(bound)
    return recognised


def _bind_conditional_formats(sheet: Any, names: FormulaNames) -> None:
    for format_ in sheet.ConditionalFormats.getConditionalFormats():
        for index in range(format_.getCount()):
            entry = format_.getByIndex(index)
            for property_ in ("Formula1", "Formula2"):
                formula = getattr(entry, property_, "")
                if formula and names.for_calc(formula) != formula:
                    setattr(entry, property_, names.for_calc(formula))


def _bind_array_formulas(sheet: Any, names: FormulaNames) -> None:
    """Array formulas call the companions that give arrays; they are few, so each is set again."""
    done = set()
    for area in _formula_areas(sheet):
        for row, formulas in enumerate(_formulas(sheet, area, area.StartRow, area.EndRow), area.StartRow):
            for column, formula in enumerate(formulas, area.StartColumn):
                if not formula.startswith("{=") or not names.mentioned(formula):
                    continue
                cursor = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
                cursor.collapseToCurrentArray()
                address = cursor.getRangeAddress()
                place = (address.StartColumn, address.StartRow)
                if place not in done:
                    done.add(place)
                    cursor.setArrayFormula(names.for_calc(formula[1:-1], array=True))


def _recognises(sheet: Any, names: FormulaNames) -> bool:
    """Whether LibreOffice has recognised a function by itself; the first one met tells of all."""
    for area in _formula_areas(sheet):
        for first in range(area.StartRow, area.EndRow + 1, _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE - 1, area.EndRow)
            rows = _formulas(sheet, area, first, last)
            found = next((text for row in rows for text in row if names.mentioned(text)), None)
            if found is not None:
                return PREFIX in found
    return False


def _formula_areas(sheet: Any) -> Any:
    return sheet.queryContentCells(_FORMULA_CELLS).getRangeAddresses()


def _formulas(sheet: Any, area: Any, first: int, last: int) -> Any:
    return sheet.getCellRangeByPosition(area.StartColumn, first, area.EndColumn, last).getFormulaArray()
