"""Our VBA run by LibreOffice, with a stand-in for xlwings, whose own text LibreOffice cannot compile."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.functions import CATALOGUE
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.vba import addin, assembly
from phuluc.workbook.vba.sources import class_module, standard_module

SOURCE = Path(__file__).parents[2] / "data" / "so_tay_binh_dinh_2024_q1.xlsx"
DRIVER = Path(__file__).parents[2] / "tools" / "macro_office.py"
#: As much of xlwings as our modules call. What is run goes where the test can read it.
XLWINGS = r"""
Option Explicit
Public Const XLWINGS_VERSION As String = "0.37.8"
Private command As String
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = "C:\PhuLuc\python.exe"
End Function
Public Function FileExistsOnWindows(ByVal name As String) As Boolean
    FileExistsOnWindows = True
End Function
Public Function ParentFolder(ByVal name As String) As String
    ParentFolder = Left$(name, InStrRev(name, "\") - 1)
End Function
Public Function XLPy() As Object
    Set XLPy = New StandIn
End Function
Public Function RunPython(PythonCommand As String)
    command = PythonCommand
End Function
Public Function LastCommand() As String
    LastCommand = command
End Function
"""
PYTHON = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "StandIn"
Public Function CallUDF(ByVal module, ByVal name, ByVal arguments) As Variant
    If name <> "INDICATOR_RATE" Then
        CallUDF = module & "." & name
    ElseIf arguments(0) = "-" Or arguments(1) = "" Or arguments(1) = "-" Or arguments(1) = 0 Then
        CallUDF = "-"
    Else
        CallUDF = Int(1000 * arguments(0) / arguments(1) + 0.5) / 10
    End If
End Function
"""


@pytest.fixture(autouse=True)
def stand_in(monkeypatch):
    """Projects are built with the stand-in where xlwings would be."""
    modules = (standard_module("xlwings", XLWINGS), class_module("StandIn", PYTHON))
    monkeypatch.setattr(assembly, "xlwings_modules", lambda: modules)


@pytest.fixture
def shown(soffice, office_python, tmp_path):
    """A function that opens a file with its macros and gives what areas and macros show."""

    def run(file, *wanted):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_"))}
        result = subprocess.run(
            [office_python, DRIVER, soffice, tmp_path / "profile", file],
            input=json.dumps(wanted), capture_output=True, text=True, check=True, timeout=120, env=environment,
        )  # fmt: skip
        return json.loads(result.stdout)

    return run


def test_book_calculates_through_its_functions(shown, tmp_path):
    """The province's rates, calculated by the book's own functions in LibreOffice, are those of the headless engine."""
    file = tmp_path / "so.xlsm"
    create_book("bay-chi-tieu", file, edition="macro", settings={})
    import_figures(SOURCE, file, None)
    book = FileBook.open(file)
    rates = book.names()["cap_tinh_ho_so_truc_tuyen_ty_le"]
    attained = book.names()["cap_tinh_ho_so_truc_tuyen_ket_luan"]
    wanted = [f"{area.sheet}!{_a1(area)}" for area in (rates, attained)]

    found = shown(file, *wanted)

    expected = [[value if value is not None else ""] for [value] in book.values(rates)]
    assert found[wanted[0]] == expected
    assert sum(isinstance(value, float | int) for [value] in expected) > 10
    assert {value for [value] in found[wanted[1]]} <= {"", "phuluc.hosts.excel.udfs.INDICATOR_ATTAINED"}


def test_buttons_and_text_of_the_add_in(shown, tmp_path):
    """The add-in's actions hand their ids to Python, and its Vietnamese is decoded letter for letter."""
    file = tmp_path / "PhuLuc.xlam"
    file.write_bytes(addin.build_addin(CATALOGUE))

    found = shown(
        file, "PhuLuc_Python.WhyNoPython", "PhuLuc_Actions.RunAction btnCheck", "xlwings.LastCommand",
        "PhuLuc_Text.Vn Ph{1EE5}{0020}l{1EE5}c",
    )  # fmt: skip

    assert found["PhuLuc_Python.WhyNoPython"] == ""
    assert found["xlwings.LastCommand"] == "from phuluc.hosts.excel import ribbon; ribbon.dispatch('btnCheck')"
    assert found["PhuLuc_Text.Vn Ph{1EE5}{0020}l{1EE5}c"] == "Phụ lục"


def _a1(area):
    from phuluc.annexes.addresses import column_letters  # noqa: PLC0415

    left, right = column_letters(area.left), column_letters(area.right)
    return f"{left}{area.top}:{right}{area.bottom}"
