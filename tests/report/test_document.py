"""The report as a file: the form of Nghị định 30/2020/NĐ-CP, no traces of persons, equal bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree

from phuluc import cli
from phuluc.actions.opening import open_working_book
from phuluc.annexes.titles import setting_name
from phuluc.workbook.text_metrics import text_width
from tests.tools.open_xml_validator import find_validator, validate

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLANK = "\N{NO-BREAK SPACE}" * 6


@pytest.fixture(scope="module")
def written(quarter_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bc") / "bc.docx"
    assert cli.main(["report", str(quarter_book), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def document(written: Path) -> Document:
    return docx.Document(str(written))


def test_page(document: Document) -> None:
    """A4, margins within those of the decree, in millimetres."""
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    for side, (least, most) in zip(sides, ((20, 25), (20, 25), (30, 35), (15, 20)), strict=True):
        assert least <= round(side.mm, 1) <= most


def test_page_number_from_the_second_page(document: Document) -> None:
    """Arabic, centred in the top margin, size 14; the first page has a header of its own without one."""
    section = document.sections[0]
    header = section.header.paragraphs[0]

    assert section.different_first_page_header_footer
    assert "PAGE" in header._p.xml
    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert {run.font.size.pt for run in header.runs if run.font.size} == {14}
    assert "PAGE" not in section.first_page_header._element.xml


def test_one_font_black_13_to_14(document: Document) -> None:
    """Times New Roman for every script; the body 14; no colour anywhere."""
    fonts = document.styles["Normal"].element.rPr.rFonts
    sizes = {run.font.size.pt for paragraph in document.paragraphs for run in paragraph.runs}

    assert {fonts.get(f"{WORDS}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert sizes == {14}
    assert "w:color " not in document.element.xml
    assert "w:highlight" not in document.element.xml


def test_head(document: Document) -> None:
    """The office and the one above on the left, the nation on the right; number and date blank; rules under both."""
    left, right = document.tables[0].rows[0].cells

    assert [p.text for p in left.paragraphs if p.text] == [
        "UBND TỈNH BÌNH ĐỊNH",
        "VĂN PHÒNG",
        f"Số: {BLANK}/BC-VPUBND",
    ]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Bình Định, ngày {BLANK} tháng {BLANK} năm 2024",
    ]
    assert [sum("w:pBdr" in p._p.xml for p in cell.paragraphs) for cell in (left, right)] == [1, 1]
    nation = text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    assert nation < document.tables[0].columns[1].width.pt


def test_title_and_foot(document: Document) -> None:
    """The kind of document and its subject in bold; recipients on the left, who signs on the right, the end "./."."""
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    left, right = document.tables[1].rows[0].cells

    assert texts[0] == "BÁO CÁO"
    assert texts[1].startswith(
        "Kết quả thực hiện 07 chỉ tiêu liên quan “Bộ chỉ số phục vụ người dân, doanh nghiệp” trong"
    )
    assert texts[1].endswith("trong quý I năm 2024 trên địa bàn tỉnh Bình Định")
    assert texts[-1].endswith("./.")
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert left.paragraphs[-1].text == "- Lưu: VT, KSTT."
    assert [paragraph.text for paragraph in right.paragraphs if paragraph.text] == ["CHÁNH VĂN PHÒNG", "Lê Ngọc An"]


def test_number_and_date_where_they_are_given(quarter_book: Path, tmp_path: Path) -> None:
    """`--set` fills the head for this report; days and the months 1 and 2 have two digits; the book stays as it is."""
    path, before = tmp_path / "bc.docx", quarter_book.read_bytes()
    given = ["so_bao_cao=15", "ngay_bao_cao=05/4/2024", "nguoi_ky=", "Chức vụ người ký=Phó Chánh Văn phòng"]
    arguments = [part for setting in given for part in ("--set", setting)]
    assert cli.main(["report", str(quarter_book), "-o", str(path), *arguments]) == 0

    head, foot = docx.Document(str(path)).tables
    assert "Số: 15/BC-VPUBND" in head.rows[0].cells[0].text
    assert "Bình Định, ngày 05 tháng 4 năm 2024" in head.rows[0].cells[1].text
    assert foot.rows[0].cells[1].text.strip() == "PHÓ CHÁNH VĂN PHÒNG"
    assert quarter_book.read_bytes() == before


def test_equal_bytes_and_nobody_named(quarter_book: Path, written: Path, tmp_path: Path) -> None:
    """The same book gives the same bytes; no author, no program, no date of work, nothing outside the file."""
    again = tmp_path / "bc.docx"
    cli.main(["report", str(quarter_book), "-o", str(again)])

    assert again.read_bytes() == written.read_bytes()
    with zipfile.ZipFile(written) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = etree.fromstring(archive.read("docProps/core.xml"))
        assert not any(b"External" in archive.read(name) for name in names)
    values = {etree.QName(element).localname: element.text or "" for element in core}
    assert (values["creator"], values["lastModifiedBy"], values["description"]) == ("", "", "")
    assert (values["created"], values["modified"]) == ("2020-01-01T00:00:00Z",) * 2
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(names)


def test_word_has_nothing_to_repair(written: Path) -> None:
    """Microsoft's validator accepts the file by the rules of Word 2010, the oldest that opens it."""
    validator = find_validator()
    if validator is None:
        pytest.skip("Open XML validator is not installed")
    assert validate(validator, written, office="Office2010") == []


def test_the_book_is_not_overwritten(quarter_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that would replace its own book is refused."""
    assert cli.main(["report", str(quarter_book), "-o", str(quarter_book)]) == 2
    assert "trùng với tệp nguồn" in capsys.readouterr().err


def test_a_book_older_than_the_report(quarter_book: Path, tmp_path: Path) -> None:
    """A book without the entries of the report's head has a report all the same, and takes them from `--set`."""
    old, path = tmp_path / "cu.xlsx", tmp_path / "bc.docx"
    with zipfile.ZipFile(quarter_book) as given, zipfile.ZipFile(old, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            for key in ("dia_danh", "nguoi_ky", "chuc_vu_ky", "co_quan_chu_quan"):
                content = content.replace(setting_name(key).encode(), f"ten_rieng_{key}".encode())
            written.writestr(name, content)
    assert not open_working_book(old)[1].has_setting("dia_danh")
    assert cli.main(["report", str(old), "-o", str(path), "--set", "dia_danh=tỉnh Gia Lai"]) == 0

    head = docx.Document(str(path)).tables[0].rows[0].cells
    assert head[0].text.startswith("UBND TỈNH GIA LAI")
    assert "Gia Lai, ngày" in head[1].text
