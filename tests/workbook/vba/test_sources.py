"""Sources as module streams hold them."""

import pytest

from phuluc.functions import CATALOGUE
from phuluc.workbook.vba.assembly import addin_modules, book_modules
from phuluc.workbook.vba.errors import (
    BadModuleNameError,
    LongLineError,
    MisplacedHelpTextError,
    NonAsciiSourceError,
    XlwingsTextError,
)
from phuluc.workbook.vba.project import VbaProject
from phuluc.workbook.vba.sources import class_module, standard_module, vietnamese
from phuluc.workbook.vba.xlwings_text import xlwings_modules

MODULES = {module.name: module for module in (*addin_modules(CATALOGUE), *book_modules(CATALOGUE))}


@pytest.mark.parametrize("name", MODULES)
def test_source_is_what_every_machine_reads_alike(name):
    """Every module is ASCII, in lines of the editor's length ended by CR LF, and says its name first."""
    source = MODULES[name].source

    assert source.isascii()
    assert source.startswith(f'Attribute VB_Name = "{name}"\r\n')
    assert source.count("\n") == source.count("\r\n")
    assert max(map(len, source.split("\r\n"))) <= 1023


def test_no_statement_has_too_many_continuations():
    """The editor takes 24 continued lines a statement."""
    runs = []
    for module in MODULES.values():
        run = 0
        for line in module.source.split("\r\n"):
            run = run + 1 if line.endswith(" _") else 0
            runs.append(run)

    assert max(runs) <= 24


def test_vietnamese_is_written_by_its_code_points():
    """Letters beyond ASCII stand as {hex} inside Vn("…"), composed, whatever form they came in."""
    assert vietnamese('Tỷ lệ “a"b”') == 'Vn("T{1EF7} l{1EC7} {201C}a""b{201D}")'
    assert vietnamese("u\u031b\u0309") == 'Vn("{1EED}")'
    assert standard_module("M", 'x = Vn("Lỗi") & "a"').source.endswith('x = Vn("L{1ED7}i") & "a"\r\n')


@pytest.mark.parametrize("line", ['MsgBox "lỗi"', "' chú thích", "Dim tổng"])
def test_other_letters_are_refused(line):
    """Outside Vn("…") a letter beyond ASCII would become another one on some machines."""
    with pytest.raises(NonAsciiSourceError, match="M, dòng 2"):
        standard_module("M", line)


def test_text_that_would_be_misread_is_refused():
    """A brace would be taken for the start of a code point."""
    with pytest.raises(MisplacedHelpTextError):
        vietnamese("tập {a}")


def test_long_line_is_refused():
    """The editor would cut the line."""
    with pytest.raises(LongLineError, match="M, dòng 2"):
        standard_module("M", "x = 1" + "+1" * 600)


@pytest.mark.parametrize("names", [["1a"], ["_a"], ["a b"], ["M" * 32], ["Tên"], ["a", "A"], ["PhuLuc"]])
def test_bad_module_names_are_refused(names):
    """Excel drops a project with a name it does not take, or with one name twice."""
    with pytest.raises(BadModuleNameError):
        VbaProject(
            "PhuLuc", [standard_module(name, "") if name.isascii() else _module(name) for name in names]
        ).to_bytes()


def _module(name):
    module = standard_module("M", "")
    return type(module)(name, module.kind, module.source)


def test_class_loses_what_only_exports_have():
    """An exported class file begins with lines that a stream does not hold."""
    exported = (
        'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = "C"\nAttribute VB_Exposed = True\nDim x\n'
    )

    source = class_module("C", exported).source

    assert source.count("VB_Exposed") == 1
    assert "VERSION" not in source
    assert source.endswith("Dim x\r\n")


def test_notices_of_xlwings_are_kept():
    """The licences of xlwings and of its Dictionary go where their text goes."""
    text, dictionary = (module.source for module in xlwings_modules())

    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in text
    assert "Redistributions in binary form must reproduce" in text
    assert "(c) Tim Hall" in dictionary
    assert "@license: MIT" in dictionary


def test_another_xlwings_is_refused(monkeypatch, tmp_path):
    """The VBA names the DLL of one version; another text is not built into a workbook."""
    (tmp_path / "xlwings.bas").write_text('Attribute VB_Name = "xlwings"\n')
    monkeypatch.setattr("phuluc.workbook.vba.xlwings_text._folder", lambda: tmp_path)

    with pytest.raises(XlwingsTextError, match="sha256"):
        xlwings_modules()
