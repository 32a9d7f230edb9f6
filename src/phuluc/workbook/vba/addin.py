"""PhuLuc.xlam: the functions and the ribbon, for every workbook a person opens."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree
from xlsxwriter import Workbook

from phuluc.functions import WorksheetFunction
from phuluc.workbook.build.book import FIXED_DATE
from phuluc.workbook.markup import parse, serialise
from phuluc.workbook.package import Package
from phuluc.workbook.vba.assembly import addin_modules, vba_project
from phuluc.workbook.vba.intellisense import INTELLISENSE_SHEET, intellisense_rows
from phuluc.workbook.vba.ribbon import ribbon_xml
from phuluc.workbook.vba.xlwings_text import SETTINGS_NAME

_RIBBON_PART: Final = "customUI/customUI14.xml"
_RIBBON_RELATION: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_ADDIN_TYPE: Final = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
#: A setting that the file itself fixes, over what the user's profile says: no module is loaded from the folder of a
#: workbook, where a stranger may have put it.
_FIXED_SETTING: Final = ("ADD_WORKBOOK_TO_PYTHONPATH", "False")


def build_addin(catalogue: Sequence[WorksheetFunction]) -> bytes:
    """Build the add-in; equal catalogues give equal bytes.

    Raises:
        VbaError: one subclass per cause.
    """
    parts = _parts(_workbook(catalogue))
    parts[_RIBBON_PART] = ribbon_xml()
    _relate_ribbon(parts)
    _declare_types(parts)
    return Package(parts).to_bytes()


def _workbook(catalogue: Sequence[WorksheetFunction]) -> bytes:
    stream = BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    workbook.set_properties({
        "title": "Phụ lục",
        "comments": "Hàm và thẻ lệnh để lập phụ lục về Bộ chỉ số phục vụ người dân, doanh nghiệp.",
        "created": FIXED_DATE,
    })  # fmt: skip
    sheet = workbook.add_worksheet(f"{SETTINGS_NAME}.conf")
    sheet.write_row(0, 0, _FIXED_SETTING)
    sheet.set_column(0, 1, 34)
    described = workbook.add_worksheet(INTELLISENSE_SHEET)
    for row, texts in enumerate(intellisense_rows(catalogue)):
        for column, text in enumerate(texts):
            if text:
                described.write_string(row, column, text)
    described.very_hidden()
    project = vba_project(addin_modules(catalogue), sheets=len(workbook.worksheets()))
    workbook.add_vba_project(BytesIO(project), is_stream=True)
    workbook.close()
    return stream.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _relate_ribbon(parts: dict[str, bytes]) -> None:
    part = "_rels/.rels"
    root = parse(parts[part])
    namespace = etree.QName(root).namespace
    relation = {"Id": "rIdRibbon", "Type": _RIBBON_RELATION, "Target": _RIBBON_PART}
    etree.SubElement(root, f"{{{namespace}}}Relationship", relation)
    parts[part] = serialise(root)


def _declare_types(parts: dict[str, bytes]) -> None:
    part = "[Content_Types].xml"
    root = parse(parts[part])
    namespace = etree.QName(root).namespace
    for element in root:
        if element.get("PartName") == "/xl/workbook.xml":
            element.set("ContentType", _ADDIN_TYPE)
    ribbon = {"PartName": f"/{_RIBBON_PART}", "ContentType": "application/xml"}
    etree.SubElement(root, f"{{{namespace}}}Override", ribbon)
    parts[part] = serialise(root)
