"""Cố định công thức of books with macros: into an .xlsx the macros stay behind and everything else comes along."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter

from phuluc.actions.freeze import freeze_file
from phuluc.book_port import Area
from phuluc.cli import main
from phuluc.functions import CATALOGUE
from phuluc.workbook.errors import RefusedContentError, WrongExtensionError
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.vba.assembly import vba_project
from phuluc.workbook.vba.ribbon import ribbon_xml
from phuluc.workbook.vba.sources import standard_module
from tests.acceptance.command import quarter_book

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
SIGNATURE = "xl/vbaProjectSignature.bin"
PRINTER = "xl/printerSettings/printerSettings1.bin"
RIBBON = "customUI/customUI14.xml"
#: A ribbon that only hides a tab needs no macros.
QUIET_RIBBON = (
    b'<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
    b'<tab idMso="TabDeveloper" visible="false"/></tabs></ribbon></customUI>'
)
#: What goes with the macros, and what says so in parts that stay.
MACRO_PARTS = {"xl/vbaProject.bin", "xl/_rels/vbaProject.bin.rels", SIGNATURE}
DECLARATIONS = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


def relationship(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rIdMore{number}" Type="{kind}" Target="{target}"/>'


def content_type(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def macro_book(path: Path, ribbon: bytes) -> Path:
    """A book of somebody's own: signed macros, a ribbon, a printer's settings, functions of ours and of theirs."""
    plain, project = path.with_suffix(".dung"), path.with_suffix(".bin")
    project.write_bytes(
        vba_project([standard_module("Rieng", "Function NHAN_DOI(x)\nNHAN_DOI = 2 * x\nEnd Function")], 1)
    )
    book = xlsxwriter.Workbook(plain)
    book.add_vba_project(str(project))
    sheet = book.add_worksheet("Số liệu")
    sheet.write_row("A1", [59, 72])
    sheet.write_formula("C1", "=INDICATOR_RATE(A1,B1)", None, 81.9)
    sheet.write_formula("D1", "=NHAN_DOI(A1)", None, 118)
    sheet.write_formula("E1", "=SUM(A1:B1)", None, 131)
    sheet.write_formula("F1", "=_xlfn.HAM_MOI(A1)", None, 7)
    book.close()
    more = {
        SIGNATURE: b"chu ky",
        PRINTER: b"may in",
        RIBBON: ribbon,
        "xl/_rels/vbaProject.bin.rels": (
            f'<Relationships xmlns="{RELATIONSHIPS}">'
            + relationship(1, f"{_MICROSOFT}/2006/relationships/vbaProjectSignature", "vbaProjectSignature.bin")
            + "</Relationships>"
        ).encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{RELATIONSHIPS}">'
            + relationship(
                1,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings",
                "../printerSettings/printerSettings1.bin",
            )
            + "</Relationships>"
        ).encode(),
    }
    types = (
        content_type(SIGNATURE, "application/vnd.ms-office.vbaProjectSignature")
        + content_type(PRINTER, "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings")
        + "</Types>"
    )
    of_package = relationship(1, f"{_MICROSOFT}/2007/relationships/ui/extensibility", RIBBON) + "</Relationships>"
    changes = {"[Content_Types].xml": ("</Types>", types), "_rels/.rels": ("</Relationships>", of_package)}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                content = content.decode().replace(*changes[name]).encode()
            target.writestr(name, content)
        for name, content in more.items():
            target.writestr(name, content)
    return path


def parts(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_macro_edition_becomes_an_ordinary_book(
    tmp_path: Path, open_xml_findings: Callable[[Path], list[object]]
) -> None:
    """The quarter in edition "macro" becomes an .xlsx that Microsoft's validator accepts, every figure the same."""
    path, frozen_path = quarter_book(tmp_path / "so.xlsm", "macro"), tmp_path / "gui_di.xlsx"
    result = freeze_file(path, frozen_path)

    assert (result.values, result.macros_left_out, result.macro_calls) == ((), True, ())
    assert result.formulas > 800
    assert open_xml_findings(frozen_path) == []
    macro, frozen = FileBook.open(path), FileBook.open(frozen_path)
    assert not frozen.package.has_macros
    frozen.recalculate()
    for sheet in macro.sheet_names():
        area = macro.used_area(sheet)
        assert frozen.values(area) == macro.values(area)
        calls = [cell for row in frozen.formulas(area) for cell in row if cell]
        assert not any(f"{function.name}(" in call for call in calls for function in CATALOGUE)


def test_only_what_belongs_to_macros_goes(tmp_path: Path, open_xml_findings: Callable[[Path], list[object]]) -> None:
    """The project, its signature and the ribbon that calls it go; every other part is byte for byte what it was."""
    source, frozen = macro_book(tmp_path / "rieng.xlsm", ribbon_xml()), tmp_path / "gui_di.xlsx"
    freeze_file(source, frozen)

    before, after = parts(source), parts(frozen)
    assert set(before) - set(after) == {*MACRO_PARTS, RIBBON}
    assert {name for name in after if after[name] != before[name]} == {
        *DECLARATIONS, "_rels/.rels", "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    for name in (*DECLARATIONS, "_rels/.rels"):
        assert b"vba" not in after[name]
        assert b"customUI" not in after[name]
        assert b"macro" not in after[name]
    assert b"printerSettings" in after["[Content_Types].xml"]
    assert open_xml_findings(frozen) == []


def test_a_ribbon_without_macros_stays(tmp_path: Path) -> None:
    """A ribbon that calls nothing comes along."""
    source, frozen = macro_book(tmp_path / "rieng.xlsm", QUIET_RIBBON), tmp_path / "gui_di.xlsx"
    freeze_file(source, frozen)
    assert parts(frozen)[RIBBON] == QUIET_RIBBON
    assert parts(frozen)["_rels/.rels"] == parts(source)["_rels/.rels"]


def test_functions_of_the_macros_keep_their_values(tmp_path: Path) -> None:
    """A formula that calls a macro's function would be #NAME? without it: it has its value and is named."""
    source, frozen = macro_book(tmp_path / "rieng.xlsm", QUIET_RIBBON), tmp_path / "gui_di.xlsx"
    result = freeze_file(source, frozen)

    assert (result.formulas, result.macro_calls) == (1, ("Số liệu!D1",))
    book, row = FileBook.open(frozen), Area("Số liệu", 1, 3, 1, 6)
    ((native, of_macro, of_excel, newer),) = book.formulas(row)
    assert native is not None
    assert "INDICATOR_RATE" not in native
    assert (of_macro, of_excel, newer) == (None, "=SUM(A1:B1)", "=_xlfn.HAM_MOI(A1)")
    assert book.values(row) == [[81.9, 118, 131, 7]]


def test_with_macros_asked_for_they_stay(tmp_path: Path) -> None:
    """Into an .xlsm the project comes along untouched, and formulas that call it stay."""
    source, frozen = macro_book(tmp_path / "rieng.xlsm", ribbon_xml()), tmp_path / "gui_di.xlsm"
    result = freeze_file(source, frozen)

    assert (result.macros_left_out, result.macro_calls) == (False, ())
    assert {name for name in parts(frozen) if parts(frozen)[name] != parts(source)[name]} == {
        "xl/worksheets/sheet1.xml"
    }
    assert FileBook.open(frozen).formulas(Area("Số liệu", 1, 4, 1, 4)) == [["=NHAN_DOI(A1)"]]


def test_sheets_of_old_macros_are_refused(tmp_path: Path) -> None:
    """A book with a sheet of Excel 4 macros is not even opened; it is said, and nothing is written."""
    source = macro_book(tmp_path / "rieng.xlsm", QUIET_RIBBON)
    kind = f"{_MICROSOFT}/2006/relationships/xlMacrosheet"
    changed = parts(source) | {
        "xl/_rels/workbook.xml.rels": parts(source)["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", (relationship(9, kind, "macrosheets/sheet1.xml") + "</Relationships>").encode()
        ),
        "xl/macrosheets/sheet1.xml": b"<macrosheet/>",
    }
    with zipfile.ZipFile(source, "w") as file:
        for name, content in changed.items():
            file.writestr(name, content)

    with pytest.raises(RefusedContentError, match="Excel 4"):
        freeze_file(source, tmp_path / "gui_di.xlsx")
    assert not (tmp_path / "gui_di.xlsx").exists()


def test_an_ordinary_book_gets_no_macros(tmp_path: Path) -> None:
    """An .xlsx cannot be frozen into an .xlsm."""
    path = tmp_path / "khac.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet()
    book.close()
    with pytest.raises(WrongExtensionError):
        freeze_file(path, tmp_path / "b.xlsm")


def test_the_command_says_what_stayed_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`phuluc freeze SO.xlsm -o GUI.xlsx` tells that the macros are left out and which cells called them."""
    source, frozen = macro_book(tmp_path / "rieng.xlsm", QUIET_RIBBON), tmp_path / "gui_di.xlsx"

    assert main(["freeze", str(source), "-o", str(frozen)]) == 0
    report = capsys.readouterr().out
    assert "Đã bỏ macro của sổ." in report
    assert "Ô gọi hàm của macro, chỉ còn giá trị (1):\n  - Số liệu!D1" in report
