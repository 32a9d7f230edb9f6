"""A Windows profile made up of folders: what an installation finds on a clerk's machine."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import xlsxwriter

from phuluc.hosts.excel.install.machine import Folders, Hive, Machine, RegistryValue, RunningPython

VERSION = "0.37.8"


@dataclass
class FakeRegistry:
    """Keys by hive and path, in lower case."""

    keys: dict[tuple[str, str], dict[str, RegistryValue]] = field(default_factory=dict)

    def put(self, hive: Hive, key: str, **values: RegistryValue) -> None:
        self.keys.setdefault((hive, key.lower()), {}).update({name.lower(): value for name, value in values.items()})

    def values(self, hive: Hive, key: str) -> Mapping[str, RegistryValue]:
        return self.keys.get((hive, key.lower()), {})

    def subkeys(self, hive: Hive, key: str) -> list[str]:
        start = f"{key.lower()}\\"
        found = {
            path[len(start) :].split("\\")[0]
            for its_hive, path in self.keys
            if its_hive == hive and path.startswith(start)
        }
        return sorted(found)


@dataclass
class Clerk:
    """A person at a machine with Excel 2016, 64-bit."""

    root: Path
    machine: Machine
    registry: FakeRegistry
    open_files: set[Path]
    short_names: dict[Path, Path]
    closed: list[Path]

    def everything(self) -> dict[str, bytes]:
        """All files of the machine with their contents."""
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def folders(self) -> set[str]:
        return {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_dir()}

    def runs(self, executable: Path) -> Clerk:
        """The same person with another interpreter running."""
        return replace(self, machine=replace(self.machine, python=replace(self.machine.python, executable=executable)))


def clerk_named(name: str, root: Path, python_folder: Path | None = None) -> Clerk:
    """A machine whose user is called `name`; Python stands in C:\\Python311 unless another folder is named."""
    profile = root / "Users" / name
    folders = Folders(
        profile=profile,
        roaming=profile / "AppData/Roaming",
        local=profile / "AppData/Local",
        shared=root / "ProgramData",
        temporary=profile / "AppData/Local/Temp",
    )
    for folder in (folders.roaming / "Microsoft/Excel", folders.temporary, folders.shared):
        folder.mkdir(parents=True)
    python = python_folder or root / "Python311"
    make_python(python)
    registry = FakeRegistry()
    office = r"SOFTWARE\Microsoft\Office"
    registry.put("HKLM", r"SOFTWARE\Classes\Excel.Application\CurVer", **{"": "Excel.Application.16"})
    registry.put(
        "HKLM", rf"{office}\16.0\Excel\InstallRoot", Path="C:\\Program Files\\Microsoft Office\\root\\Office16\\"
    )
    registry.put("HKLM", rf"{office}\ClickToRun\Configuration", Platform="x64")
    registry.put("HKLM", r"SOFTWARE\WOW6432Node\Microsoft")
    open_files: set[Path] = set()
    short_names: dict[Path, Path] = {}
    closed: list[Path] = []
    machine = Machine(
        windows=True,
        folders=folders,
        registry=registry,
        python=RunningPython(python / "python.exe", "3.11.9", 64),
        short_path=lambda path: _short(short_names, path),
        held_open=lambda path: path in open_files,
        close_to_others=closed.append,
    )
    return Clerk(root, machine, registry, open_files, short_names, closed)


def make_python(folder: Path) -> None:
    """A folder with interpreters that run, and xlwings' DLLs beside them."""
    folder.mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe"):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    for bits in (32, 64):
        (folder / f"xlwings{bits}-{VERSION}.dll").write_bytes(b"MZ")


def _short(names: dict[Path, Path], path: Path) -> Path:
    """The path with the longest known beginning replaced by its 8.3 name."""
    for long in sorted(names, key=lambda known: len(known.parts), reverse=True):
        if path.is_relative_to(long):
            return names[long] / path.relative_to(long)
    return path


def addin_bytes(*, settings_sheet: bool = True, note: str = "") -> bytes:
    """A workbook in the place of the add-in, with the sheet its VBA reads settings from."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        first = book.add_worksheet("PhuLuc.conf" if settings_sheet else "Sheet1")
        if settings_sheet:
            first.write_row(0, 0, ["INTERPRETER_WIN", "pythonw"])
            first.write_row(1, 0, ["SHOW CONSOLE", "False"])
        book.add_worksheet("Khac").write(0, 0, note)
    return buffer.getvalue()
