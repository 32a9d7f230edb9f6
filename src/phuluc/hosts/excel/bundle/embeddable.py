r"""The embeddable package of Python: a folder with python.exe that needs no installation.

Its file python3X._pth says where modules are; while it is there nothing else is searched, PYTHONPATH included. Ours
adds `Lib\site-packages` and `import site`, by which the .pth file of pywin32 is read.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc.hosts.excel.bundle.errors import NotEmbeddablePythonError
from phuluc.hosts.excel.bundle.wheels import SITE_PACKAGES

_SEARCH_PATH: Final = re.compile(r"python3(\d+)\._pth")
_PE_MACHINE_AMD64: Final = 0x8664


@dataclass(frozen=True)
class EmbeddablePython:
    """`minor` is X of Python 3.X; `files` are its files by path."""

    minor: int
    files: dict[str, bytes]


def read_embeddable(path: Path) -> EmbeddablePython:
    """Read the archive and open its search path to site-packages.

    Raises:
        NotEmbeddablePythonError: something else, or not for 64-bit Windows.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (OSError, zipfile.BadZipFile) as error:
        raise NotEmbeddablePythonError(path, "không đọc được gói zip") from error
    match = next((match for name in files if (match := _SEARCH_PATH.fullmatch(name))), None)
    if match is None or "python.exe" not in files:
        raise NotEmbeddablePythonError(path, "không có python.exe và python3X._pth")
    if _machine(files["python.exe"]) != _PE_MACHINE_AMD64:
        raise NotEmbeddablePythonError(path, "python.exe không phải chương trình 64-bit")
    minor = int(match[1])
    files[match[0]] = _search_path(minor)
    return EmbeddablePython(minor, files)


def _search_path(minor: int) -> bytes:
    lines = [f"python3{minor}.zip", ".", SITE_PACKAGES.replace("/", "\\"), "import site", ""]
    return "\r\n".join(lines).encode("ascii")


def _machine(program: bytes) -> int:
    """The processor a Windows program is for, 0 where it is none: the field after the signature PE."""
    header = int.from_bytes(program[0x3C:0x40], "little")
    if program[:2] != b"MZ" or program[header : header + 4] != b"PE\0\0":
        return 0
    return int.from_bytes(program[header + 4 : header + 6], "little")
