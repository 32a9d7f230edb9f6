"""The add-in and the books with functions inside, as Excel gets them."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from lxml import etree

from phuluc.book_port import Area
from phuluc.functions import CATALOGUE
from phuluc.hosts.headless.build_artifacts import addin_files, templates
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.package import Package
from phuluc.workbook.vba.assembly import addin_modules, book_modules
from phuluc.workbook.vba.directory_stream import OFFICE, OLE_AUTOMATION
from phuluc.workbook.vba.ribbon import GROUPS
from phuluc.workbook.vba.sources import worksheet_module
from tests.tools import vba_reader

ROOT = Path(__file__).parents[3]
MACRO_BOOKS = [path for path in templates() if path.suffix == ".xlsm"]
ADDIN = Path("xlwings_addin/PhuLuc.xlam")
BUILT = [ADDIN, *MACRO_BOOKS]


@pytest.fixture(scope="module", params=BUILT, ids=lambda path: path.name)
def built(request):
    return ROOT / request.param


@pytest.mark.parametrize("path", addin_files(), ids=str)
def test_committed_file_is_what_is_built(path):
    """Every file of the add-in is equal, byte for byte, to what its sources give."""
    assert addin_files()[path]() == (ROOT / path).read_bytes()


def test_no_other_source_is_committed():
    """The folder of the add-in holds nothing that is not built, but what explains it."""
    files = {path.relative_to(ROOT) for path in (ROOT / "xlwings_addin").rglob("*") if path.is_file()}

    assert files - set(addin_files()) == {Path("xlwings_addin/README.md")}


def test_microsofts_validator_accepts(open_xml_findings):
    """Excel has nothing to repair in the add-in; all templates are validated in one place."""
    assert open_xml_findings(ROOT / ADDIN) == []


def test_olevba_finds_our_sources_and_no_other(built):
    """An independent reader finds the modules we wrote, in their order, letter for letter."""
    behind_workbook, *others = (addin_modules if built.suffix == ".xlam" else book_modules)(CATALOGUE)
    behind_sheets = [worksheet_module(f"Sheet{number}") for number, _ in enumerate(Package.open(built).sheets, 1)]
    written = {module.name: module.source for module in (behind_workbook, *behind_sheets, *others)}

    found = vba_reader.sources(built)

    assert list(found) == list(written)
    assert found == {name: source.replace("\r\n", "\n") for name, source in written.items()}


def test_streams_follow_the_format(built):
    """No compiled code, sources from the first byte, ASCII throughout, the protection fields of an open project."""
    project = _project(built)

    assert not [name for name in project.listdir() if "__SRP" in name[-1]]
    assert project.openstream("VBA/_VBA_PROJECT").read() == b"\xcc\x61\xff\xff\x00\x00\x00"
    assert project.openstream("PROJECT").read().isascii()
    for _, stream in (name for name in project.listdir() if name[0] == "VBA"):
        if stream not in {"dir", "_VBA_PROJECT"}:
            assert vba_reader.decompressed(project.openstream(f"VBA/{stream}").read()).isascii(), stream


def test_project_stream_has_the_forms_the_editor_reads(built):
    """The PROJECT stream follows the grammar of [MS-OVBA] 2.3.1."""
    text = _project(built).openstream("PROJECT").read().decode("ascii")
    grammar = (
        r'ID="\{[0-9A-F-]{36}\}"\r\n'
        r"(?:(?:Document=\w+/&H00000000|(?:Module|Class)=\w+)\r\n)+"
        r'Name="PhuLuc"\r\nHelpContextID="0"\r\nVersionCompatible32="393222000"\r\n'
        r'CMG="[0-9A-F]{22}"\r\nDPB="[0-9A-F]{16}"\r\nGC="[0-9A-F]{16}"\r\n\r\n'
        r"\[Host Extender Info\]\r\n&H00000001=\{[0-9A-F-]{36}\};VBE;&H00000000\r\n\r\n"
        r"\[Workspace\]\r\n(?:\w+=0, 0, 0, 0, C\r\n)+"
    )

    assert re.fullmatch(grammar, text)


def test_protection_fields_say_that_the_project_is_open():
    """Deobfuscated by the inverse of [MS-OVBA] 2.4.3, the fields say: not protected, no password, visible."""
    text = _project(ROOT / ADDIN).openstream("PROJECT").read().decode("ascii")
    project_id = re.search('ID="(.*)"', text)[1]
    fields = {name: _plain(re.search(f'{name}="(.*)"', text)[1], project_id) for name in ("CMG", "DPB", "GC")}

    assert fields == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


def test_references_and_code_page(built):
    """The project names two type libraries, those of OLE and of Office, and the code page that every Windows has."""
    stream = vba_reader.decompressed(_project(built).openstream("VBA/dir").read())
    records = dict(_records(stream))

    assert [data for kind, data in _records(stream) if kind == 0x0016] == [b"stdole", b"Office"]
    libraries = [data[4:-6] for kind, data in _records(stream) if kind == 0x000D]
    assert libraries == [reference.library.encode() for reference in (OLE_AUTOMATION, OFFICE)]
    assert (records[0x0003], records[0x0002]) == (b"\xe4\x04", b"\x09\x04\0\0")
    assert list(_records(stream))[-1] == (0x0010, b"")


def test_code_names_are_those_of_the_modules(built):
    """Excel finds the module behind the workbook and each sheet by its code name."""
    package = Package.open(built)
    properties = package.tree(package.workbook_part).find("{*}workbookPr")
    names = [properties.get("codeName")]
    names += [package.tree(sheet.part).find("{*}sheetPr").get("codeName") for sheet in package.sheets]

    text = _project(built).openstream("PROJECT").read().decode("ascii")

    assert names == re.findall(r"Document=(\w+)/", text)


def test_functions_do_not_clash_with_cells():
    """A function's name is no cell reference."""
    assert not [item.name for item in CATALOGUE if re.fullmatch(r"[A-Z]{1,3}[0-9]+", item.name)]


def test_ribbon_calls_what_is_there():
    """Every button of the tab has an id of its own, Vietnamese words, and a callback that the add-in has."""
    xml = etree.fromstring(zipfile.ZipFile(ROOT / ADDIN).read("customUI/customUI14.xml"))
    buttons = list(xml.iter("{*}button"))
    callbacks = vba_reader.sources(ROOT / ADDIN)["PhuLuc_Ribbon"]

    assert [tab.get("label") for tab in xml.iter("{*}tab")] == ["Phụ lục"]
    assert [button.get("id") for button in buttons] == [button.id for group in GROUPS for button in group.buttons]
    assert {button.get("onAction") for button in buttons} == {"PhuLuc_Run"}
    assert "Public Sub PhuLuc_Run(control As IRibbonControl)" in callbacks
    assert all(button.get("label") and button.get("screentip") and button.get("supertip") for button in buttons)
    assert max(len(button.get("supertip")) for button in buttons) <= 1024
    assert len({button.get(name) for button in xml.iter() for name in ["id"] if button.get("id")}) == 1 + 4 + 10


def test_ribbon_is_in_the_add_in_alone():
    """Beside the add-in a book's own tab would show twice, and its callback of the same name would run instead."""
    for path in MACRO_BOOKS:
        assert not [name for name in zipfile.ZipFile(ROOT / path).namelist() if name.startswith("customUI")]
        assert "PhuLuc_Run" not in "".join(vba_reader.sources(ROOT / path).values())


def test_add_in_is_an_add_in():
    """The main part says what the file is; the sheet to be seen holds the settings, without an interpreter."""
    package = Package.open(ROOT / ADDIN)
    settings = FileBook.open(ROOT / ADDIN).values(Area("PhuLuc.conf", 1, 1, 5, 5))

    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in package.content("[Content_Types].xml")
    assert [(sheet.name, sheet.state) for sheet in package.sheets] == [
        ("PhuLuc.conf", "visible"),
        ("_IntelliSense_", "veryHidden"),
    ]
    assert settings == [["ADD_WORKBOOK_TO_PYTHONPATH", "False", None, None, None], *([[None] * 5] * 4)]


def test_intellisense_describes_every_function():
    """Excel-DNA IntelliSense reads its sheet from A1 on: each function, then each argument with its Vietnamese help."""
    book = FileBook.open(ROOT / ADDIN)
    used = book.used_area("_IntelliSense_")
    (head, *rows) = book.values(used)

    assert (used.top, used.left) == (1, 1)
    assert head[0] == "FunctionInfo"
    for function, (name, description, topic, *pairs) in zip(CATALOGUE, rows, strict=True):
        assert (name, topic) == (function.name, None)
        assert description.startswith(function.summary)
        # The reader goes on in pairs to the last column but one.
        read = [pair for pair in zip(pairs[::2], pairs[1::2], strict=True) if pair[0]]
        assert read == [
            (f"[{argument.name}]" if argument.optional else argument.name, argument.help)
            for argument in function.arguments
        ]


def _project(file):
    content = zipfile.ZipFile(file).read("xl/vbaProject.bin")
    project = olefile.OleFileIO(BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT)
    assert not project.parsing_issues
    return project


def _records(stream):
    at = 0
    while at < len(stream):
        kind = int.from_bytes(stream[at : at + 2], "little")
        size = 6 if kind == 0x0009 else int.from_bytes(stream[at + 2 : at + 6], "little")
        yield kind, stream[at + 6 : at + 6 + size]
        at += 6 + size


def _plain(field, project_id):
    hidden = bytes.fromhex(field)
    key = sum(project_id.encode()) & 0xFF
    assert (hidden[1] ^ hidden[0], hidden[2] ^ hidden[0]) == (2, key)
    previous, plain = key, bytearray()
    for at in range(3, len(hidden)):
        previous = hidden[at] ^ ((hidden[at - 2] + previous) & 0xFF)
        plain.append(previous)
    filler = (hidden[0] & 6) // 2
    return bytes(plain[filler + 4 :])
