"""A VBA project without performance cache, as [MS-OVBA] asks of writers: Excel compiles the sources when it loads."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from phuluc.workbook.vba.compound_file import Tree, compound_file
from phuluc.workbook.vba.compression import compress
from phuluc.workbook.vba.directory_stream import OFFICE, OLE_AUTOMATION, Reference, directory_stream
from phuluc.workbook.vba.errors import BadModuleNameError
from phuluc.workbook.vba.obfuscation import obfuscate
from phuluc.workbook.vba.sources import Module, ModuleKind

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
#: Version 0xFFFF: no performance cache follows.
_NO_CACHE: Final = b"\xcc\x61\xff\xff\x00\x00\x00"
#: What every project of the VBA editor says of itself.
_EDITOR: Final = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
_UNPROTECTED, _NO_PASSWORD, _VISIBLE = bytes(4), bytes(1), b"\xff"


@dataclass(frozen=True)
class VbaProject:
    """The modules of one workbook.

    Attributes:
        name: of the project, differing from those of its modules.
        modules: document modules first, in the order of the sheets.
        references: type libraries beside VBA's and Excel's own.
    """

    name: str
    modules: Sequence[Module]
    references: Sequence[Reference] = (OLE_AUTOMATION, OFFICE)

    @property
    def id(self) -> str:
        return f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'vba:{self.name}')}}}".upper()

    def to_bytes(self) -> bytes:
        """Give xl/vbaProject.bin.

        Raises:
            BadModuleNameError: a name that VBA refuses, or one twice.
        """
        self._judge_names()
        streams = {
            "_VBA_PROJECT": _NO_CACHE,
            "dir": compress(directory_stream(self.name, self.references, self.modules)),
        }
        streams |= {module.name: compress(module.source.encode("ascii")) for module in self.modules}
        tree: Tree = {"VBA": streams, "PROJECT": self._project_stream(), "PROJECTwm": self._names_stream()}
        return compound_file(tree)

    def _judge_names(self) -> None:
        taken = {self.name.lower()}
        for module in self.modules:
            if not _NAME.fullmatch(module.name) or module.name.lower() in taken:
                raise BadModuleNameError(module.name)
            taken.add(module.name.lower())

    def _project_stream(self) -> bytes:
        lines = [
            f'ID="{self.id}"',
            *(_listed(module) for module in self.modules),
            f'Name="{self.name}"',
            'HelpContextID="0"',
            'VersionCompatible32="393222000"',
            f'CMG="{obfuscate(_UNPROTECTED, self.id)}"',
            f'DPB="{obfuscate(_NO_PASSWORD, self.id)}"',
            f'GC="{obfuscate(_VISIBLE, self.id)}"',
            "",
            "[Host Extender Info]",
            _EDITOR,
            "",
            "[Workspace]",
            *(f"{module.name}=0, 0, 0, 0, C" for module in self.modules),
            "",
        ]
        return "\r\n".join(lines).encode("ascii")

    def _names_stream(self) -> bytes:
        """The names in both encodings; this stream is not compressed."""
        names = (module.name for module in self.modules)
        return b"".join(name.encode("ascii") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names) + b"\0\0"


def _listed(module: Module) -> str:
    suffix = "/&H00000000" if module.kind is ModuleKind.DOCUMENT else ""
    return f"{module.kind.value}={module.name}{suffix}"
