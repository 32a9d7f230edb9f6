"""Cố định công thức: files that need no functions of ours, with the same figures."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path

import ironcalc
import pytest
import xlsxwriter

from phuluc.actions.freeze import OverwritesFrozenSourceError, freeze_file
from phuluc.annexes.addresses import cell_address
from phuluc.annexes.native_functions import NATIVE_FORMS
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.functions import CATALOGUE
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.native_formula import native_formula
from tests.acceptance.command import quarter_book
from tests.acceptance.engines import libreoffice_values

NAMES = frozenset(function.name for function in CATALOGUE)
OWN = "Sổ riêng"
#: What cells of counts, percents and scores hold in real books, the wrong ones among them.
CONTENTS: tuple[CellValue, ...] = (
    None, 0, 1, 8, 22, 59, 60, 72, 279, 466, 89.95, 89.995, 90.41, 95.59, 100, "-", "–", " - ", "", "chưa có", -3, 2.5,
)  # fmt: skip
RESULT_COLUMN = 7
LAST_ROW = 40 * len(CATALOGUE)
#: Bands of an office, with blank cells below them.
BANDS = ((90.5, "Rất tốt"), (60, "Đạt"), (0, "Chưa đạt"))
BAND_LIMITS, BAND_NAMES = "$I$1:$I$5", "$J$1:$J$5"


def write_cells(path: Path) -> Path:
    """A workbook of somebody's own: 40 calls of each function over cells with all kinds of contents, seven apart."""
    chance = random.Random(766)  # noqa: S311 - no secret
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(OWN)
    for row in range(LAST_ROW):
        function = CATALOGUE[row // 40]
        for column in range(5):
            value = chance.choice(CONTENTS)
            # In a range the native form takes only the plain dash.
            value = "-" if function.name == "GROUP_RATE" and value in ("–", " - ") else value
            if value is not None:
                sheet.write(row, column, value)
        ranges = [f"{letter}{max(1, row - 3)}:{letter}{row + 1}" for letter in "AB"]
        cells = [f"{letter}{row + 1}" for letter in "ABCDE"]
        arguments = cells[: len(function.arguments) - (chance.random() < 0.5 and function.arguments[-1].optional)]
        if function.name == "GROUP_RATE":
            arguments = ranges
        elif function.name == "SCORE_GRADE":
            arguments = [cells[0], BAND_LIMITS, BAND_NAMES][: len(arguments) if len(arguments) == 3 else 1]
        elif function.name == "INDICATOR_RANK":
            arguments = [cells[0], ranges[0]]
        elif function.arguments[-1].kind == "digits" and len(arguments) == len(function.arguments):
            arguments[-1] = chance.choice(["0", "1", "2"])
        sheet.write_formula(row, RESULT_COLUMN - 1, f"={function.name}({','.join(arguments)})", None, 0)
        sheet.write_formula(row, RESULT_COLUMN, f'=COUNTIF(A{row + 1}:E{row + 1},"-")', None, 0)
    for row, (least, name) in enumerate(BANDS):
        sheet.write(row, RESULT_COLUMN + 1, least)
        sheet.write(row, RESULT_COLUMN + 2, name)
    book.close()
    return path


def write_linked(own: Path, path: Path, other: bytes = b"COUNTIF") -> Path:
    """The same workbook as Excel saves it with the add-in loaded."""
    main = "http://schemas.openxmlformats.org"
    link = f"{main}/officeDocument/2006/relationships/externalLink"
    with zipfile.ZipFile(own) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"<f>([A-Z_]+)\(", rb"<f>[1]!\1(", text).replace(b"[1]!COUNTIF", other)
            if name == "xl/workbook.xml":
                listed = b'<externalReferences><externalReference r:id="rId77"/></externalReferences><calcPr'
                text = text.replace(b"<calcPr", listed)
            if name == "xl/_rels/workbook.xml.rels":
                relation = f'<Relationship Id="rId77" Type="{link}" Target="externalLinks/externalLink1.xml"/>'
                text = text.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
                override = f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{kind}"/>'
                text = text.replace(b"</Types>", override.encode() + b"</Types>")
            target.writestr(name, text)
        target.writestr("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{main}/spreadsheetml/2006/main"/>')
        target.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{link}Path" Target="file:///D:/PhuLuc.xlam" TargetMode="External"/></Relationships>',
        )
    return path


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cells(tmp_path_factory.mktemp("rieng") / "rieng.xlsx")


def results(book: FileBook) -> list[CellValue]:
    return [value for (value,) in book.values(Area(OWN, 1, RESULT_COLUMN, LAST_ROW, RESULT_COLUMN))]


def formulas(book: FileBook, column: int = RESULT_COLUMN) -> list[str | None]:
    return [formula for (formula,) in book.formulas(Area(OWN, 1, column, LAST_ROW, column))]


def test_figures_are_the_same(own: Path, tmp_path: Path) -> None:
    """Each cell shows what it showed; none calls a function of ours; formulas of their own are as they were."""
    live = FileBook.open(own)
    live.recalculate()
    result = freeze_file(own, tmp_path / "co_dinh.xlsx")
    frozen = FileBook.open(tmp_path / "co_dinh.xlsx")

    assert results(frozen) == results(live)
    assert not any(name in (formula or "") for formula in formulas(frozen) for name in NAMES)
    assert formulas(frozen, RESULT_COLUMN + 1) == formulas(live, RESULT_COLUMN + 1)
    # What functions refuse with an explanation may have another native figure, and functions on text have none.
    refused = {
        cell_address(OWN, row, RESULT_COLUMN) for row, value in enumerate(results(live), 1) if value == "#VALUE!"
    }
    texts = {
        cell_address(OWN, row, RESULT_COLUMN)
        for row, formula in enumerate(formulas(live), 1)
        if formula and formula[1 : formula.index("(")] not in NATIVE_FORMS
    }
    assert set(result.values) <= refused | texts
    assert result.formulas + len(result.values) == LAST_ROW


def test_other_engines_agree(own: Path, tmp_path: Path, soffice: Path) -> None:
    """LibreOffice calculates the native formulas to the same figures; IronCalc those it has the functions for."""
    frozen = tmp_path / "co_dinh.xlsx"
    freeze_file(own, frozen)
    expected = FileBook.open(frozen)
    model = ironcalc.load_from_xlsx(str(frozen), "en", "UTC", "en")
    model.evaluate()
    office = libreoffice_values(soffice, [frozen], tmp_path)[frozen]
    for row, (value, formula) in enumerate(zip(results(expected), formulas(expected), strict=True), 1):
        if formula is None:
            continue
        shown = "" if value is None else value
        assert office[f"{OWN}!{'ABCDEFG'[RESULT_COLUMN - 1]}{row}"] == pytest.approx(shown), formula
        if "FREQUENCY" not in formula:
            assert model.get_cell_value(0, row, RESULT_COLUMN) == pytest.approx(shown), formula


def test_native_formulas_go_on_calculating(own: Path, tmp_path: Path) -> None:
    """A frozen file follows its figures: what is typed into it later gives what the functions would give."""
    freeze_file(own, tmp_path / "co_dinh.xlsx")
    live, frozen = FileBook.open(own), FileBook.open(tmp_path / "co_dinh.xlsx")
    native = [formula not in (None, "=#VALUE!") for formula in formulas(frozen)]
    for book in (live, frozen):
        book.set_values(Area(OWN, 1, 1, LAST_ROW, 3), [[row % 60, row % 97 + 60, 55.5] for row in range(LAST_ROW)])
        book.recalculate()
    pairs = [pair for *pair, is_native in zip(results(live), results(frozen), native, strict=True) if is_native]
    assert len(pairs) > 250
    assert [one for one, _ in pairs] == pytest.approx([other for _, other in pairs])


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ('=INDICATOR_RATE(A1,B1)&"%"', True),
        ("=SUM(A1:A3)+indicator_rate(A1+A2,SUM(B1:B9),mot_o)", True),
        ('=IF(A1>0,SCORE_GRADE(INDICATOR_RATE(A1,B1)),"INDICATOR_RATE(")', True),
        ("=INDICATOR_RATE('Trang (1), a'!A1,B1)", True),
        ("=INDICATOR_RATE(VLOOKUP(A1,C1:D9,2,0),MAX({1,2;3,4}))", False),
        ("=INDICATOR_RATE(VLOOKUP(A1,C1:D9,2,0),MAX(C1:C9))", True),
        ("=GROUP_RATE(vung,Trang1!$B$2:$B$4)", True),
        ('=INDICATOR_RANK(A1,vung,"lien-tiep")', True),
        ("=INDICATOR_RANK(A1:A3,vung)", False),
        ("=INDICATOR_RANK(A1,vung,C1)", False),
        ("=INDICATOR_RATE(A1:A9,B1:B9)", False),
        ("=INDICATOR_RATE(vung,B1)", False),
        ("=INDICATOR_RATE(khong_ro,B1)", False),
        ("=INDICATOR_RATE(RAND(),B1)", False),
        ("=INDICATOR_RATE(OFFSET(A1,1,0),B1)", False),
        ("=INDICATOR_RATE(Bang[Tử số],B1)", False),
        ("=INDICATOR_RATE(A1#,B1)", False),
        ("=INDICATOR_RATE(A1)", False),
        ("=INDICATOR_RATE(A1,B1,1,2)", False),
        ("=GROUP_RATE(A1:A3*1,B1:B3)", False),
        ("=INDICATOR_RATE(VN_NUMBER(A1),B1)", False),
        ("=UNIT_NAME(A1)", False),
    ],
)  # fmt: skip
def test_which_calls_have_a_native_form(formula: str, wanted: bool) -> None:
    """Calls of single values and plain ranges have one, inside any expression; everything unsure has none."""
    names = {"mot_o": Area("Trang1", 1, 1, 1, 1), "vung": Area("Trang1", 1, 1, 9, 1)}
    native = native_formula(formula, NAMES, names)
    assert (native is not None) is wanted
    if native is not None:
        outside_texts = re.sub(r'"[^"]*"', "", native)
        assert not any(name in outside_texts.upper() for name in NAMES)


def test_arguments_are_whole_expressions(tmp_path: Path) -> None:
    """A sum as an argument stays together in the native formula."""
    path = tmp_path / "tong.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("A")
    sheet.write_row("A1", [20, 39, 70, 2])
    sheet.write_formula("E1", "=INDICATOR_RATE(A1+B1,C1+D1)*2", None, 0)
    book.close()
    assert freeze_file(path, tmp_path / "b.xlsx").formulas == 1
    assert FileBook.open(tmp_path / "b.xlsx").values(Area("A", 1, 5, 1, 5)) == [[163.8]]


def test_values_only(own: Path, tmp_path: Path) -> None:
    """On request every call becomes its value, errors staying errors for whatever reads them."""
    live = FileBook.open(own)
    live.recalculate()
    result = freeze_file(own, tmp_path / "gia_tri.xlsx", values=True)
    frozen = FileBook.open(tmp_path / "gia_tri.xlsx")
    assert (result.formulas, len(result.values)) == (0, LAST_ROW)
    assert results(frozen) == results(live)
    assert set(formulas(frozen)) == {None, "=#VALUE!"}


def test_a_whole_working_book(tmp_path: Path) -> None:
    """A live working book with the figures of the quarter becomes all ordinary formulas, every cell the same."""
    path, frozen_path = quarter_book(tmp_path / "so.xlsx"), tmp_path / "co_dinh.xlsx"
    result = freeze_file(path, frozen_path)
    assert result.values == ()
    assert result.formulas > 800
    live, frozen = FileBook.open(path), FileBook.open(frozen_path)
    frozen.recalculate()
    for sheet in live.sheet_names():
        area = live.used_area(sheet)
        assert frozen.values(area) == live.values(area)


def test_calls_linked_to_the_add_in(own: Path, tmp_path: Path) -> None:
    """Excel stores an add-in's function as a link to its file; such calls are calculated and frozen like others."""
    linked = write_linked(own, tmp_path / "lien_ket.xlsx")
    live = FileBook.open(own)
    live.recalculate()
    again = FileBook.open(linked)
    assert again.recalculate() == []
    assert results(again) == results(live)
    result = freeze_file(linked, tmp_path / "co_dinh.xlsx")
    frozen = FileBook.open(tmp_path / "co_dinh.xlsx")
    assert results(frozen) == results(live)
    assert result.formulas > 250
    assert not any("[" in (formula or "") for formula in formulas(frozen))
    assert not any("externalLink" in name for name in frozen.package.part_names)
    for part in ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        assert b"xternal" not in frozen.package.content(part)


def test_links_that_are_needed_stay(own: Path, tmp_path: Path) -> None:
    """A link to the add-in that one of their own formulas still uses, by another function, stays."""
    linked = write_linked(own, tmp_path / "lien_ket.xlsx", other=b"[1]!HAM_KHAC")
    freeze_file(linked, tmp_path / "co_dinh.xlsx")
    frozen = FileBook.open(tmp_path / "co_dinh.xlsx")
    assert "xl/externalLinks/externalLink1.xml" in frozen.package.part_names


def test_a_book_without_our_functions(tmp_path: Path) -> None:
    """Where there is nothing to freeze the copy holds the same parts."""
    path = tmp_path / "khac.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write_formula("A1", "=1+1", None, 2)
    book.close()
    result = freeze_file(path, tmp_path / "b.xlsx")
    assert (result.formulas, result.values) == (0, ())
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(tmp_path / "b.xlsx") as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_the_source_is_never_replaced(own: Path) -> None:
    """The frozen copy goes into another file."""
    before = own.read_bytes()
    with pytest.raises(OverwritesFrozenSourceError):
        freeze_file(own, own)
    assert own.read_bytes() == before
