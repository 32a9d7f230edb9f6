"""Wheels without pip: which interpreter they are for, what they need, where their files go."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path, PurePosixPath
from typing import Final

from phuluc.hosts.excel.bundle.errors import DamagedWheelError, MissingWheelsError, TwoWheelsError, WrongWheelError

SITE_PACKAGES: Final = "Lib/site-packages"
#: Distributions that only building needs.
_NOT_NEEDED: Final = frozenset({"pip", "setuptools", "wheel"})
#: Files that nothing here runs: xlwings' commercial part, its add-in and samples (which antivirus programs dislike),
#: pywin32's editor, demonstrations and tests of libraries.
_LEFT_OUT: Final = re.compile(
    r"xlwings/(pro/|addin/xlwings\.xlam$|quickstart[^/]*$)|pythonwin/|PyWin32\.chm$|(^|/)(tests|demos)/"
    r"|\.dist-info/RECORD$",
    re.IGNORECASE,
)
#: A requirement's name and its marker.
_REQUIREMENT: Final = re.compile(r"\s*([\w.-]+)[^;]*(?:;(.*))?")


@dataclass(frozen=True)
class Wheel:
    """A wheel file. `tags` are its Python, ABI and platform tags, each with its alternatives."""

    path: Path
    name: str
    tags: tuple[frozenset[str], frozenset[str], frozenset[str]]

    @classmethod
    def from_path(cls, path: Path) -> Wheel:
        fields = path.stem.split("-")
        if len(fields) < 5:
            raise DamagedWheelError(path, "tên tệp không đúng quy cách")
        python, abi, platform = (frozenset(field.split(".")) for field in fields[-3:])
        return cls(path, normalised(fields[0]), (python, abi, platform))

    def runs_on(self, minor: int) -> bool:
        """Whether it can be used by 64-bit CPython 3.`minor` on Windows."""
        python, abi, platform = self.tags
        if not platform & {"any", "win_amd64"}:
            return False
        if python & {"py3", f"py3{minor}", f"cp3{minor}"}:
            return True
        older = {f"cp3{number}" for number in range(2, minor)}
        return "abi3" in abi and bool(python & older)


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def find_wheels(folder: Path, minor: int) -> list[Wheel]:
    """The wheels of a folder in the order of their names, build tools left out.

    Raises:
        BundleError: one for another interpreter, one library twice, or one that others need is missing.
    """
    wheels = [Wheel.from_path(path) for path in sorted(folder.glob("*.whl"))]
    wheels = [wheel for wheel in wheels if wheel.name not in _NOT_NEEDED]
    for wheel in wheels:
        if not wheel.runs_on(minor):
            raise WrongWheelError(wheel.path, "-".join(".".join(sorted(tag)) for tag in wheel.tags), f"3.{minor}")
    names = [wheel.name for wheel in wheels]
    for name in names:
        if names.count(name) > 1:
            raise TwoWheelsError(folder, name)
    needed = {"phuluc", *(name for wheel in wheels for name in _required(wheel))}
    missing = sorted(needed - set(names))
    if missing:
        raise MissingWheelsError(folder, missing)
    return wheels


def _required(wheel: Wheel) -> Iterator[str]:
    """The distributions a wheel needs on Windows; markers on Python's version are left to those who download."""
    with _opened(wheel.path) as archive:
        metadata = next((name for name in archive.namelist() if name.endswith(".dist-info/METADATA")), None)
        if metadata is None:
            raise DamagedWheelError(wheel.path, "thiếu METADATA")
        fields = BytesParser().parsebytes(archive.read(metadata), headersonly=True).get_all("Requires-Dist") or []
    for text in fields:
        match = _REQUIREMENT.match(str(text))
        if match and _applies(match[2] or ""):
            yield normalised(match[1])


def _applies(marker: str) -> bool:
    if "extra" in marker or " and " in marker:
        return False
    return not marker.strip() or bool(re.search(r"==\s*['\"](win32|Windows|nt)['\"]", marker))


def unpacked(wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """Where each file goes below the folder of python.exe, with its content.

    Raises:
        DamagedWheelError: not a readable archive.
    """
    files: dict[str, bytes] = {}
    for wheel in wheels:
        with _opened(wheel.path) as archive:
            for entry in archive.infolist():
                place = None if entry.is_dir() else _place(entry.filename)
                if place is not None:
                    files[place] = archive.read(entry)
    return files


def _place(name: str) -> str | None:
    """Where an entry goes: libraries into site-packages, data (xlwings' DLLs) beside python.exe, scripts nowhere."""
    path = PurePosixPath(name)
    if ".." in path.parts or path.is_absolute() or _LEFT_OUT.search(name):
        return None
    if not path.parts[0].endswith(".data"):
        return f"{SITE_PACKAGES}/{name}"
    kind, rest = path.parts[1], "/".join(path.parts[2:])
    if kind == "data":
        return rest
    return f"{SITE_PACKAGES}/{rest}" if kind in ("purelib", "platlib") else None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise DamagedWheelError(path, "gói zip không đọc được") from error
