"""The source of modules as their streams hold it: ASCII, CRLF, with the attributes that editors hide."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from phuluc.workbook.vba.errors import LongLineError, MisplacedHelpTextError, NonAsciiSourceError

#: The most characters the editor of VBA takes in a line.
LONGEST_LINE: Final = 1023
#: A literal in the sources that may hold Vietnamese: Vn("…"), decoded by PhuLuc_Text.
_VIETNAMESE_LITERAL: Final = re.compile(r'\bVn\("((?:[^"]|"")*)"\)')
#: What is behind a document module: the class of the object it belongs to.
_WORKBOOK_BASE: Final = "0{00020819-0000-0000-C000-000000000046}"
_WORKSHEET_BASE: Final = "0{00020820-0000-0000-C000-000000000046}"
_CLASS_BASE: Final = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"


class ModuleKind(Enum):
    """The words by which a PROJECT stream lists modules."""

    DOCUMENT = "Document"
    STANDARD = "Module"
    CLASS = "Class"


@dataclass(frozen=True)
class Module:
    """A module with its source as the stream holds it."""

    name: str
    kind: ModuleKind
    source: str


def vietnamese(text: str) -> str:
    """Give the VBA expression of a Vietnamese text: letters beyond ASCII stand as {hex}.

    Raises:
        MisplacedHelpTextError: a brace or a line break.
    """
    if any(character in "{}\r\n" for character in text):
        raise MisplacedHelpTextError(text)
    return f'Vn("{_escaped(text.replace(chr(34), chr(34) * 2))}")'


def standard_module(name: str, text: str) -> Module:
    """Make a standard module of its text, with or without the attribute of its name."""
    head = f'Attribute VB_Name = "{name}"'
    return Module(name, ModuleKind.STANDARD, _stream_form(name, f"{head}\n{text.removeprefix(head).lstrip()}"))


def class_module(name: str, exported: str) -> Module:
    """Make a class module of the .cls file that an editor exported."""
    body = exported.partition("\nEND")[2].lstrip()
    attributes = re.match(r"(?:Attribute VB_\w+ = .*\r?\n)*", body)
    return _object_module(
        name, ModuleKind.CLASS, _CLASS_BASE, body[attributes.end() :] if attributes else body, exposed=False
    )


def workbook_module(name: str, text: str) -> Module:
    """Make the module behind the workbook, where its events are handled."""
    return _object_module(name, ModuleKind.DOCUMENT, _WORKBOOK_BASE, text, exposed=True)


def worksheet_module(name: str) -> Module:
    """Make the empty module behind a worksheet."""
    return _object_module(name, ModuleKind.DOCUMENT, _WORKSHEET_BASE, "", exposed=True)


def _object_module(name: str, kind: ModuleKind, base: str, text: str, *, exposed: bool) -> Module:
    is_document = kind is ModuleKind.DOCUMENT
    attributes = (
        f'VB_Name = "{name}"',
        f'VB_Base = "{base}"',
        "VB_GlobalNameSpace = False",
        "VB_Creatable = False",
        f"VB_PredeclaredId = {is_document}",
        f"VB_Exposed = {exposed}",
        "VB_TemplateDerived = False",
        f"VB_Customizable = {is_document}",
    )
    head = "\n".join(f"Attribute {attribute}" for attribute in attributes)
    return Module(name, kind, _stream_form(name, f"{head}\n{text}"))


def _stream_form(name: str, text: str) -> str:
    lines = [
        _checked(name, number, _VIETNAMESE_LITERAL.sub(lambda match: f'Vn("{_escaped(match[1])}")', line.rstrip()))
        for number, line in enumerate(text.rstrip().splitlines(), 1)
    ]
    return "\r\n".join([*lines, ""])


def _checked(name: str, number: int, line: str) -> str:
    if not line.isascii():
        raise NonAsciiSourceError(name, number, line)
    if len(line) > LONGEST_LINE:
        raise LongLineError(name, number, len(line))
    return line


def _escaped(text: str) -> str:
    return "".join(
        character if character.isascii() else "".join(f"{{{unit:04X}}}" for unit in _utf16(character))
        for character in unicodedata.normalize("NFC", text)
    )


def _utf16(character: str) -> tuple[int, ...]:
    """The UTF-16 units of a character, which is what ChrW takes."""
    encoded = character.encode("utf-16-le")
    return tuple(int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2))
