"""The stream "dir" of a VBA project: its properties, references and modules as records ([MS-OVBA] 2.3.4.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from phuluc.workbook.vba.sources import Module, ModuleKind

#: Sources are ASCII, so that any code page reads them alike; this one every Windows has.
CODE_PAGE: Final = 1252
_SIXTY_FOUR_BIT_WINDOWS: Final = 3
#: [MS-OVBA] fixes the language to English (United States), whatever the machine's.
_LANGUAGE: Final = 0x409


@dataclass(frozen=True)
class Reference:
    """A type library: its name in sources, and its identifier, of which the GUID counts and the path is a hint."""

    name: str
    library: str


OLE_AUTOMATION: Final = Reference(
    "stdole",
    r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
)
#: Declares IRibbonControl.
OFFICE: Final = Reference(
    "Office",
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
)


def directory_stream(name: str, references: Iterable[Reference], modules: Sequence[Module]) -> bytes:
    """Give the stream before compression."""
    return b"".join(
        [
            _project_records(name),
            *map(_reference_records, references),
            _record(0x000F, struct.pack("<H", len(modules))),
            _record(0x0013, struct.pack("<H", 0xFFFF)),  # cookie: ignored
            *map(_module_records, modules),
            _record(0x0010, b""),
        ]
    )


def _project_records(name: str) -> bytes:
    return b"".join(
        [
            _record(0x0001, struct.pack("<I", _SIXTY_FOUR_BIT_WINDOWS)),
            _record(0x0002, struct.pack("<I", _LANGUAGE)),
            _record(0x0014, struct.pack("<I", _LANGUAGE)),
            _record(0x0003, struct.pack("<H", CODE_PAGE)),
            _record(0x0004, name.encode("ascii")),
            _record(0x0005, b"") + _record(0x0040, b""),  # description
            _record(0x0006, b"") + _record(0x003D, b""),  # help file
            _record(0x0007, struct.pack("<I", 0)),  # help context
            _record(0x0008, struct.pack("<I", 0)),  # library flags
            struct.pack("<HIIH", 0x0009, 4, 1, 0),  # version 1.0: its "size" is always 4, six bytes follow
            _record(0x000C, b"") + _record(0x003C, b""),  # constants
        ]
    )


def _reference_records(reference: Reference) -> bytes:
    library = reference.library.encode("ascii")
    registered = struct.pack("<I", len(library)) + library + bytes(6)
    return _named(0x0016, 0x003E, reference.name) + _record(0x000D, registered)


def _module_records(module: Module) -> bytes:
    kind = 0x0021 if module.kind is ModuleKind.STANDARD else 0x0022
    return b"".join(
        [
            _named(0x0019, 0x0047, module.name),
            _named(0x001A, 0x0032, module.name),  # its stream
            _record(0x001C, b"") + _record(0x0048, b""),  # description
            _record(0x0031, struct.pack("<I", 0)),  # the source starts where the stream does: no cache before it
            _record(0x001E, struct.pack("<I", 0)),  # help context
            _record(0x002C, struct.pack("<H", 0xFFFF)),  # cookie: ignored
            _record(kind, b""),
            _record(0x002B, b""),
        ]
    )


def _named(narrow: int, wide: int, name: str) -> bytes:
    """A name in the code page and in UTF-16."""
    return _record(narrow, name.encode("ascii")) + _record(wide, name.encode("utf-16-le"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HI", kind, len(data)) + data
