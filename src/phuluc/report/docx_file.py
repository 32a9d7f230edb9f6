"""Writes a report as a .docx: equal texts give equal bytes, and no person is named but who signs."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from phuluc.report.docx_form import (
    BODY_SIZE,
    LEFT,
    TEXT_WIDTH_MM,
    CellLines,
    rule_under,
    set_up,
    two_columns,
    write,
    write_body,
)
from phuluc.report.model import ReportText
from phuluc.workbook.saving import save_atomically

_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_HEAD_SIZE: Final = 13.0
_SUBJECT_SIZE: Final = 12.0
_RECIPIENT_SIZE: Final = 11.0
_LEFT_MM: Final = 67.0
_SIGNATURE_LINES: Final = 4
#: The earliest dates the formats can hold.
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CREATED: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - the file format knows no time zone
#: Ends of relationship types of what the library's empty document carries and no report needs.
_NOT_NEEDED: Final = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml", "/webSettings")


def save_report(text: ReportText, path: Path) -> None:
    """Write a report to a file, which gets all of it or stays as it was.

    Raises:
        WorkbookFileError: the path cannot be written.
    """
    save_atomically(path, report_bytes(text))


def report_bytes(text: ReportText) -> bytes:
    """Give the .docx of a report, in the form of Nghị định 30/2020/NĐ-CP."""
    document = docx.Document()
    _slim(document)
    _name(document, text)
    set_up(document)
    _head(document, text)
    _title(document, text)
    _addressees(document, text.addressees)
    for line in text.lines:
        paragraph = write_body(
            document.add_paragraph(), line.text, bold=line.kind in ("heading", "item"), italic=line.kind == "note"
        )
        # Who signs does not stand alone on a page.
        paragraph.paragraph_format.keep_with_next = line.kind in ("heading", "item") or line is text.lines[-1]
    _foot(document, text)
    stream = io.BytesIO()
    document.save(stream)
    return _normalised(stream.getvalue())


def _name(document: Document, text: ReportText) -> None:
    properties = document.core_properties
    properties.title, properties.subject = text.subject, text.head.title.capitalize()
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = _CREATED
    properties.revision, properties.language = 1, "vi-VN"


def _head(document: Document, text: ReportText) -> None:
    left, right = two_columns(document, _LEFT_MM)
    head, right_mm = text.head, TEXT_WIDTH_MM - _LEFT_MM
    cell = CellLines(left)
    if head.parent:
        write(cell.new(), head.parent, size=_HEAD_SIZE)
    write(cell.new(), head.office, size=_HEAD_SIZE, bold=True)
    rule_under(cell.new(), head.office[:24], _LEFT_MM, size=_HEAD_SIZE, share=0.5)
    write(cell.new(), head.number, size=_HEAD_SIZE).paragraph_format.space_before = Pt(4)
    if not head.title:
        write(cell.new(), f"V/v {_lower_first(text.subject)}", size=_SUBJECT_SIZE)
    cell = CellLines(right)
    write(cell.new(), _NATION, size=_HEAD_SIZE, bold=True)
    write(cell.new(), _MOTTO, bold=True)
    rule_under(cell.new(), _MOTTO, right_mm, size=BODY_SIZE, share=1.0)
    write(cell.new(), head.place_and_date, italic=True).paragraph_format.space_before = Pt(4)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _title(document: Document, text: ReportText) -> None:
    if not text.head.title:
        document.add_paragraph()
        return
    write(document.add_paragraph(), text.head.title, bold=True).paragraph_format.space_before = Pt(18)
    write(document.add_paragraph(), text.subject, bold=True)
    rule = document.add_paragraph()
    rule_under(rule, text.subject[:48], TEXT_WIDTH_MM, size=BODY_SIZE, share=0.5)
    rule.paragraph_format.space_after = Pt(14)


def _addressees(document: Document, addressees: tuple[str, ...]) -> None:
    if len(addressees) == 1:
        paragraph = write(document.add_paragraph(), f"Kính gửi: {addressees[0]}")
        paragraph.paragraph_format.space_after = Pt(12)
        return
    for number, addressee in enumerate(("Kính gửi:", *addressees) if addressees else ()):
        paragraph = write(document.add_paragraph(), addressee, alignment=LEFT)
        paragraph.paragraph_format.left_indent = Mm(45 if number else 30)
    if addressees:
        document.add_paragraph()


def _foot(document: Document, text: ReportText) -> None:
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = two_columns(document, TEXT_WIDTH_MM / 2)
    cell = CellLines(left)
    if text.recipients:
        write(cell.new(), "Nơi nhận:", size=_SUBJECT_SIZE, bold=True, italic=True, alignment=LEFT)
    for recipient in text.recipients:
        write(cell.new(), recipient, size=_RECIPIENT_SIZE, alignment=LEFT)
    cell = CellLines(right)
    signer = [line.strip() for line in text.head.signer.split(";")]
    for line in (*signer, *("",) * _SIGNATURE_LINES, text.head.name):
        write(cell.new(), line, bold=True)


def _slim(document: Document) -> None:
    """Leave out what the library's empty document brings along, the name of the program it was made with included."""
    for relationships in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in relationships.items() if rel.reltype.endswith(_NOT_NEEDED)]:
            del relationships[key]


def _normalised(package: bytes) -> bytes:
    """The same package without the time of saving."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as given,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in given.namelist():
            written.writestr(zipfile.ZipInfo(name, _ZIP_DATE), given.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
