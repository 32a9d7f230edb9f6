"""What an office added to its working book outlives import and refresh, also where rows have to be inserted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.acceptance.additions import ANNEX, OWN_SHEET, write_book_with_additions
from tests.acceptance.cell_grids import changed, contents
from tests.acceptance.command import QUARTER, Outcome, done, exported, phuluc
from tests.acceptance.packages import parts, written
from tests.hosts import Validate

ANNEX_PART, OWN_PART = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet12.xml"
#: "Xếp hạng", "Kiểm tra", "Kỳ trước", "Đối chiếu".
LIST_PARTS = tuple(f"xl/worksheets/sheet{number}.xml" for number in (7, 8, 10, 11))
#: The empty annex has 10 rows for units; the source lists 18.
INSERTED = 8
#: Rows are inserted above the last of the ten, row 18; what stands below moves.
FIRST_MOVED = 18


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book_with_additions(tmp_path_factory.mktemp("additions") / "trống.xlsx", filled=False)


@pytest.fixture(scope="module")
def with_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book_with_additions(tmp_path_factory.mktemp("additions") / "có đơn vị.xlsx", filled=True)


@pytest.fixture(scope="module")
def grown(empty: Path) -> tuple[Path, Outcome]:
    """The empty book after the import of 18, 11 and 11 units."""
    path = empty.with_name("đã nhập.xlsx")
    return path, phuluc("import", QUARTER, empty, "-o", path)


@pytest.fixture(scope="module")
def filled(with_units: Path) -> tuple[Path, Outcome]:
    """The book with units after an import that fills theirs."""
    path = with_units.with_name("đã nhập.xlsx")
    return path, phuluc("import", QUARTER, with_units, "-o", path)


@pytest.fixture(scope="module")
def refreshed(with_units: Path) -> tuple[Path, Outcome]:
    path = with_units.with_name("đã làm mới.xlsx")
    return path, phuluc("refresh", with_units, "-o", path)


def count_of(path: Path) -> dict[str, int]:
    """How many of each kind of object a package holds."""
    content = b"".join(data for name, data in parts(path).items() if name.endswith((".xml", ".vml")))
    marks = {
        "text boxes": b'<xdr:cNvSpPr txBox="1"',
        "pictures": b"<xdr:pic>",
        "charts": b"<c:chart ",
        "comments": b"<comment ",
        "buttons": b'ObjectType="Button"',
        "sparklines": b"<x14:sparkline>",
        "data bars": b"<x14:dataBar ",
        "very hidden sheets": b'state="veryHidden"',
        "array formulas": b'<f t="array"',
        "names": b"<definedName ",
        "merges": b"<mergeCell ",
        "rules": b"<cfRule ",
        "input rules": b"<dataValidation ",
    }
    return {kind: content.count(mark) for kind, mark in marks.items()}


def test_the_book_has_one_of_everything(empty: Path) -> None:
    """The test's book holds every kind of addition."""
    counted = count_of(empty)
    assert all(counted.values()), counted
    assert (counted["text boxes"], counted["pictures"], counted["comments"], counted["sparklines"]) == (2, 2, 2, 2)


@pytest.mark.parametrize("result", ["grown", "filled", "refreshed"])
def test_no_object_is_lost(result: str, request: pytest.FixtureRequest) -> None:
    """After import and refresh each kind of object is there as often as before, in the same parts."""
    path, outcome = request.getfixturevalue(result)
    before = request.getfixturevalue("empty" if result == "grown" else "with_units")
    assert outcome.status in (0, 1), outcome.err
    assert list(parts(path)) == list(parts(before))
    assert count_of(path) == count_of(before)


@pytest.mark.parametrize("result", ["filled", "refreshed"])
def test_other_parts_are_byte_identical(result: str, with_units: Path, request: pytest.FixtureRequest) -> None:
    """Where the annexes keep their rows, all parts but sheets and names are byte for byte what they were."""
    path, _ = request.getfixturevalue(result)
    before, after = parts(with_units), parts(path)
    different = {name for name in before if before[name] != after[name]}
    assert {name for name in different if not name.startswith("xl/worksheets/sheet")} <= {"xl/workbook.xml"}
    assert "xl/worksheets/sheet9.xml" not in different


@pytest.mark.parametrize("result", ["filled", "refreshed"])
def test_no_cell_loses_its_format(result: str, with_units: Path, request: pytest.FixtureRequest) -> None:
    """Every cell has the format it had, every row its height; lists that grew aside."""
    path, _ = request.getfixturevalue(result)
    for name, content in parts(with_units).items():
        if name.startswith("xl/worksheets/sheet") and name not in LIST_PARTS:
            after = formats(parts(path)[name])
            assert {place: look for place, look in formats(content).items() if after.get(place) != look} == {}


def formats(sheet: bytes) -> dict[str, str]:
    root = etree.fromstring(sheet)
    cells = {cell.get("r"): cell.get("s", "0") for cell in root.iter("{*}c")}
    return cells | {f"row {row.get('r')}": row.get("ht", "") for row in root.iter("{*}row")}


@pytest.mark.parametrize("result", ["filled", "refreshed"])
def test_cells_of_staff_stay(result: str, with_units: Path, request: pytest.FixtureRequest) -> None:
    """Own sheets, extra columns and formulas typed into free cells are what they were."""
    path, _ = request.getfixturevalue(result)
    before, after = contents(with_units), contents(path)
    own = {place: content for place, content in before.items() if is_of_staff(place)}
    assert len(own) > 15
    assert {place: content for place, content in after.items() if is_of_staff(place)} == own


def is_of_staff(place: str) -> bool:
    sheet, _, address = place.partition("!")
    if place == f"{OWN_SHEET}!C2":
        return False  # filled by the array formula in C1
    return sheet in (OWN_SHEET, "_nháp") or (sheet == ANNEX and re.match(r"(AZ|B[A-Z])\d", address) is not None)


def test_their_formulas_are_computed(filled: tuple[Path, Outcome]) -> None:
    """Formulas of staff follow the new figures: references, names, our functions, arrays."""
    path, _ = filled
    book = FileBook.open(path)
    own = [value for (value,) in book.values(Area(OWN_SHEET, 2, 1, 6, 1))]
    figures = exported(path)
    numerators = [row["values"]["dvc_phat_sinh"]["numerator"] for row in figures["tables"][0]["rows"]]
    # F9:F18 also takes in the row of totals under three units.
    assert own[:4] == [numerators[1], 2 * sum(numerators), 3, figures["total"]["ho_so_truc_tuyen"]["numerator"]]
    assert own[4] == 87.5
    assert book.values(Area(OWN_SHEET, 1, 3, 2, 3)) == [["1"], ["2"]]
    assert book.values(Area(ANNEX, 9, 54, 9, 54)) == [[2 * numerators[0]]]
    assert book.values(Area(ANNEX, 43, 54, 45, 54)) == [[sum(numerators)], [3], ["Kỳ: "]]


@pytest.mark.parametrize("result", ["grown", "filled", "refreshed"])
def test_a_formula_nobody_here_can_evaluate_keeps_its_value(result: str, request: pytest.FixtureRequest) -> None:
    """A formula with another program's function is named and keeps its value; what reads it is computed from that."""
    path, outcome = request.getfixturevalue(result)
    assert f"{OWN_SHEET}!A7: =PHANMEMKHAC(1)" in outcome.out
    book = FileBook.open(path)
    assert book.values(Area(OWN_SHEET, 7, 1, 8, 1)) == [[12.5], [25]]


def test_an_empty_book_grows_by_inserted_rows(empty: Path, grown: tuple[Path, Outcome], quarter_live: Path) -> None:
    """The book with additions shows the figures, rankings and totals of a book built for the source."""
    path, outcome = grown
    assert outcome.status == 0, outcome.out
    assert exported(path) == exported(quarter_live)
    area, before = (FileBook.open(book).names()["cap_tinh_bang"] for book in (path, empty))
    assert (area.top, area.bottom) == (before.top, before.bottom + INSERTED)


def test_formulas_and_anchors_follow_inserted_rows(empty: Path, grown: tuple[Path, Outcome]) -> None:
    """What stands below the table moves down with it, what stands beside stays, ranges over the table grow."""
    path, _ = grown
    book = FileBook.open(path)

    def formula(sheet: str, row: int, column: int) -> str | None:
        return book.formulas(Area(sheet, row, column, row, column))[0][0]

    assert formula(OWN_SHEET, 3, 1) == f"=SUM('{ANNEX}'!F9:F{18 + INSERTED})"
    assert formula(ANNEX, 43 + INSERTED, 54) == "=SUM(F9:F11)"
    assert formula(ANNEX, 9, 54) == '=IF(F9="",0,F9*2)'
    numerators = [row["values"]["dvc_phat_sinh"]["numerator"] for row in exported(path)["tables"][0]["rows"]]
    assert book.values(Area(OWN_SHEET, 3, 1, 4, 1)) == [[sum(numerators)], [18]]
    before, after = parts(empty), parts(path)
    for name, rows in (("xl/comments1.xml", comment_rows), ("xl/drawings/drawing1.xml", anchor_rows)):
        assert rows(after[name]) == [row + INSERTED if row >= FIRST_MOVED else row for row in rows(before[name])]
        assert max(rows(before[name])) > FIRST_MOVED > min(rows(before[name]))
    sparklines = re.findall(rb"<xm:sqref>(\w+)</xm:sqref>", after[ANNEX_PART])
    assert sorted(sparklines) == [b"BA50", b"BA9"]
    chart = next(data for name, data in after.items() if name.startswith("xl/charts/") and b"$I$9" in data)
    assert f"'{ANNEX}'!$I$9:$I${18 + INSERTED}".encode() in chart.replace(b"&apos;", b"'")


def comment_rows(content: bytes) -> list[int]:
    return [int(re.sub(r"\D", "", comment.get("ref"))) for comment in etree.fromstring(content).iter("{*}comment")]


def anchor_rows(content: bytes) -> list[int]:
    """1-based rows of the upper corners."""
    return [int(row.text) + 1 for row in etree.fromstring(content).iterfind(".//{*}from/{*}row")]


@pytest.mark.parametrize("result", ["grown", "filled"])
def test_excel_has_nothing_to_repair(result: str, open_xml_findings: Validate, request: pytest.FixtureRequest) -> None:
    """The book with all additions is valid before and after."""
    before = request.getfixturevalue("empty" if result == "grown" else "with_units")
    path, _ = request.getfixturevalue(result)
    assert set(open_xml_findings(path)) <= set(open_xml_findings(before))


def _wider_column(content: dict[str, bytes]) -> None:
    content[ANNEX_PART] = content[ANNEX_PART].replace(
        b'<col min="2" max="2" width="37', b'<col min="2" max="2" width="55', 1
    )


def _other_margins(content: dict[str, bytes]) -> None:
    content[ANNEX_PART] = re.sub(rb'<pageMargins left="[^"]+"', b'<pageMargins left="0.99"', content[ANNEX_PART])


def _hidden_sheet(content: dict[str, bytes]) -> None:
    part = "xl/workbook.xml"
    content[part] = re.sub(rb'(name="H[^"]+ng d[^"]+n" sheetId="\d+")', rb'\1 state="hidden"', content[part])


@pytest.mark.parametrize("change", [_wider_column, _other_margins, _hidden_sheet], ids=lambda change: change.__name__)
def test_an_empty_book_keeps_what_was_set_up(
    change: Callable[[dict[str, bytes]], None], tmp_path: Path, quarter_live: Path
) -> None:
    """Column widths, page set-up and hidden sheets of a book without figures outlive its first import."""
    book = tmp_path / "sổ.xlsx"
    done("new", "bay-chi-tieu", "-o", book, "--set", "mo_hinh=3 cấp")
    content = parts(book)
    plain = dict(content)
    change(content)
    (part,) = [name for name in content if content[name] != plain[name]]
    written(book, content)
    done("import", QUARTER, book)
    changed_texts = re.findall(rb'<col min="2" [^>]+>|<pageMargins [^>]+>|state="hidden"', content[part])
    after = parts(book)[part]
    assert [text for text in changed_texts if text not in after] == []
    assert exported(book) == exported(quarter_live)


def test_a_book_as_made_and_one_that_was_worked_in_become_the_same(tmp_path: Path, quarter_live: Path) -> None:
    """Rows inserted into a worked-in book hold the very cells a book built for the source holds."""
    book = tmp_path / "sổ.xlsx"
    done("new", "bay-chi-tieu", "-o", book, "--set", "mo_hinh=3 cấp")
    content = parts(book)
    _other_margins(content)
    written(book, content)
    done("import", QUARTER, book)
    beside = ("Xếp hạng", "Kiểm tra", "Đối chiếu", "Kỳ trước", "Nhật ký")
    differing = changed(contents(quarter_live), contents(book), but=beside)
    assert differing == {}
