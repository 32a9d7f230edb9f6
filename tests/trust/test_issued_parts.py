"""An issued annex carries figures and titles, and nothing of the people and machines that made it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment

from phuluc.workbook.judging.active_content import active_content
from tests.acceptance.command import done, phuluc
from tests.acceptance.packages import parts, written

PLANTED = "bí-mật-766"
ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|theme/theme1|worksheets/sheet\d+)\.xml|xl/_rels/workbook\.xml\.rels"
)


@pytest.fixture(scope="module")
def annex(quarter_live: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The annex of a book in which staff left what must not go out."""
    folder = tmp_path_factory.mktemp("ban hành")
    book = folder / "sổ.xlsx"
    content = parts(quarter_live)
    core = content["docProps/core.xml"].replace(b"</cp:coreProperties>", _PERSON.encode() + b"</cp:coreProperties>")
    content["docProps/core.xml"] = core
    content["docProps/app.xml"] = content["docProps/app.xml"].replace(
        b"</Properties>", f"<Manager>{PLANTED}</Manager></Properties>".encode()
    )
    content["xl/media/image99.png"] = b"\x89PNG" + PLANTED.encode()
    content["xl/printerSettings/printerSettings1.bin"] = f"\\\\may-in\\{PLANTED}".encode()
    content["customXml/item1.xml"] = f"<a>{PLANTED}</a>".encode()
    written(book, content)
    target = folder / PLANTED / "phụ lục.xlsx"
    target.parent.mkdir()
    done("annex", book, "-o", target, "--force")
    return parts(target)


_PERSON = (
    f'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">{PLANTED}</dc:creator>'
    f"<cp:lastModifiedBy>{PLANTED}</cp:lastModifiedBy>"
)


def test_no_part_beside_sheets_and_styles(annex: dict[str, bytes]) -> None:
    """No comments, drawings, embedded files, links, macros, printer settings; of custom properties only ours."""
    assert [name for name in annex if not ALLOWED.fullmatch(name)] == []
    assert active_content(annex) == []
    properties = etree.fromstring(annex["docProps/custom.xml"])
    named = [element.get("name") for element in properties]
    assert named == [f"PhuLuc_{name}" for name in ("ChuongTrinh", "QuyTac", "Loai", "Ky", "SoLieu", "NoiDung")]


def test_nothing_of_people_or_places(annex: dict[str, bytes], tmp_path: Path) -> None:
    """No author, no company, no path, no machine, no date of the day, in any part."""
    everything = b"\n".join(annex.values()).decode("utf-8", errors="replace")
    assert PLANTED not in everything
    assert str(tmp_path.parent) not in everything
    assert not re.search(r"[A-Za-z]:\\|file:|\\\\", everything)
    core = etree.fromstring(annex["docProps/core.xml"])
    told = {etree.QName(element).localname: element.text for element in core}
    assert not told.get("creator")
    assert not told.get("lastModifiedBy")
    assert {value for name, value in told.items() if name in ("created", "modified")} == {"2020-01-01T00:00:00Z"}
    app = etree.fromstring(annex["docProps/app.xml"])
    assert not any(element.text for element in app if etree.QName(element).localname in ("Company", "Manager"))


def test_nothing_hidden_and_nothing_linked(annex: dict[str, bytes]) -> None:
    """Every sheet, row and column is visible; no cell holds a formula, a comment or a link."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in annex.items():
            archive.writestr(name, content)
    book = openpyxl.load_workbook(buffer)
    assert all(sheet.sheet_state == "visible" for sheet in book)
    for sheet in book:
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            assert cell.data_type != "f"
            assert cell.comment is None
            assert cell.hyperlink is None
        assert not sheet.data_validations.dataValidation
        assert not sheet.conditional_formatting
    assert len(book.defined_names) == 0
    assert b"externalReference" not in annex["xl/workbook.xml"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_comment_in_the_book_stays_in_the_book(quarter_live: Path, tmp_path: Path) -> None:
    """Comments and hidden sheets of the working book are not issued."""
    book = openpyxl.load_workbook(quarter_live)
    book["Phụ lục 1"]["F12"].comment = Comment(PLANTED, PLANTED)
    book.create_sheet(PLANTED).sheet_state = "hidden"
    book.save(tmp_path / "sổ.xlsx")
    phuluc("annex", tmp_path / "sổ.xlsx", "-o", tmp_path / "ra.xlsx", "--force")
    assert PLANTED.encode() not in b"".join(parts(tmp_path / "ra.xlsx").values())
