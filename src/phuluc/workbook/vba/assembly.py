"""The two projects: that of a workbook with its functions inside, and that of the add-in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final

from phuluc.functions import WorksheetFunction
from phuluc.workbook.vba.function_modules import help_module, macro_module, wrapper_module
from phuluc.workbook.vba.project import VbaProject
from phuluc.workbook.vba.ribbon import GROUPS
from phuluc.workbook.vba.sources import Module, standard_module, workbook_module, worksheet_module
from phuluc.workbook.vba.xlwings_text import xlwings_modules

#: The code name of every workbook; its sheets are Sheet1, Sheet2, …
WORKBOOK_CODE_NAME: Final = "ThisWorkbook"
_COMMON: Final = ("PhuLuc_Python", "PhuLuc_Settings", "PhuLuc_Actions", "PhuLuc_Text")


def book_modules(catalogue: Sequence[WorksheetFunction]) -> tuple[Module, ...]:
    """Give the modules of a workbook of edition "macro", those behind its sheets left out.

    It has no ribbon: beside the add-in the tab would show twice.
    """
    return (
        workbook_module(WORKBOOK_CODE_NAME, _text("ThisWorkbook_book.cls")),
        *_shared_modules(catalogue),
        macro_module(GROUPS),
        *xlwings_modules(),
    )


def addin_modules(catalogue: Sequence[WorksheetFunction]) -> tuple[Module, ...]:
    """Give the modules of the add-in, that behind its sheet left out."""
    return (
        workbook_module(WORKBOOK_CODE_NAME, _text("ThisWorkbook_addin.cls")),
        *_shared_modules(catalogue),
        _static_module("PhuLuc_Ribbon"),
        *xlwings_modules(),
    )


def vba_project(modules: Iterable[Module], sheets: int) -> bytes:
    """Give xl/vbaProject.bin of a workbook with so many worksheets.

    Raises:
        VbaError: one subclass per cause.
    """
    behind_workbook, *others = modules
    behind_sheets = [worksheet_module(f"Sheet{number}") for number in range(1, sheets + 1)]
    return VbaProject("PhuLuc", [behind_workbook, *behind_sheets, *others]).to_bytes()


def _shared_modules(catalogue: Sequence[WorksheetFunction]) -> list[Module]:
    return [wrapper_module(catalogue), help_module(catalogue), *map(_static_module, _COMMON)]


def _static_module(name: str) -> Module:
    return standard_module(name, _text(f"{name}.bas"))


def _text(file: str) -> str:
    return (files("phuluc.workbook.vba") / "modules" / file).read_text(encoding="utf-8")
