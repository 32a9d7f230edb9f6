"""Modules written from the declarations: one wrapper a worksheet function, their help, one macro a button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from phuluc.functions import WorksheetFunction
from phuluc.workbook.vba.ribbon import Group
from phuluc.workbook.vba.sources import Module, standard_module, vietnamese

_CONTINUED: Final = ", _\n            "


def wrapper_module(catalogue: Iterable[WorksheetFunction]) -> Module:
    """Make PhuLuc_Functions, the functions as cells call them.

    An argument left out arrives in Python as None.
    """
    wrappers = "\n".join(map(_wrapper, catalogue))
    return standard_module(
        "PhuLuc_Functions",
        f"' The worksheet functions, written from the catalogue of phuluc.functions.\nOption Explicit\n\n{wrappers}",
    )


def _wrapper(function: WorksheetFunction) -> str:
    parameters = ", ".join(f"{'Optional ' * item.optional}{item.name}" for item in function.arguments)
    handed_over = ", ".join(item.name for item in function.arguments)
    return (
        f"Public Function {function.name}({parameters})\n"
        f'    {function.name} = CallPython("{function.name}", Array({handed_over}))\n'
        "End Function\n"
    )


def help_module(catalogue: Iterable[WorksheetFunction]) -> Module:
    """Make PhuLuc_Help, which tells Excel's function wizard what each function and argument is."""
    descriptions = "\n".join(map(_description, catalogue))
    return standard_module("PhuLuc_Help", _HELP.format(descriptions=descriptions))


def _description(function: WorksheetFunction) -> str:
    arguments = _CONTINUED.join(vietnamese(argument.help) for argument in function.arguments)
    return (
        f'    Application.MacroOptions Macro:=place & "{function.name}", _\n'
        f"        Description:={vietnamese(function.summary)}, _\n"
        f"        Category:={vietnamese(function.category)}, _\n"
        f"        ArgumentDescriptions:=Array({arguments})"
    )


_HELP: Final = """\
' What Excel's function wizard says of the functions, written from the catalogue of phuluc.functions.
Option Explicit
Option Private Module

Public Sub RegisterFunctionHelp()
    Dim wasSaved As Boolean
    wasSaved = ThisWorkbook.Saved
    If Not IsDescribed() And ThisWorkbook.IsAddin Then
        ' Excel may refuse to describe the functions of a hidden workbook, which an add-in is.
        Application.ScreenUpdating = False
        ThisWorkbook.IsAddin = False
        IsDescribed
        ThisWorkbook.IsAddin = True
        Application.ScreenUpdating = True
    End If
    ThisWorkbook.Saved = wasSaved
End Sub

Private Function IsDescribed() As Boolean
    Dim place As String
    On Error GoTo refused
    place = "'" & ThisWorkbook.Name & "'!"
{descriptions}
    IsDescribed = True
refused:
End Function
"""


def macro_module(groups: Iterable[Group]) -> Module:
    """Make PhuLuc_Macros: what the buttons do, for Alt+F8 where the add-in and its ribbon are not installed."""
    macros = "\n".join(
        f'Public Sub {button.macro}()\n    RunAction "{button.id}"\nEnd Sub\n'
        for group in groups
        for button in group.buttons
    )
    head = "' The actions of the tab, to be run by Alt+F8 where the add-in is not installed.\nOption Explicit\n\n"
    return standard_module("PhuLuc_Macros", head + macros)
