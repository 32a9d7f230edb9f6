"""The portable Python of the bundle: from the folder it was unpacked in to a folder of its own that stays."""

from __future__ import annotations

import compileall
import hashlib
import shutil
from pathlib import Path
from typing import Final

from phuluc.hosts.excel.install.ascii_paths import ascii_path, is_ascii
from phuluc.hosts.excel.install.errors import ExcelRunningError, FolderClosedError
from phuluc.hosts.excel.install.files import private_folder
from phuluc.hosts.excel.install.machine import HOME_NAME, Machine
from phuluc.results import Progress
from phuluc.workbook.os_reasons import reason_of

#: Beside the folder `python`: says that it is a bundle, and which.
MARKER: Final = "phuluc-bundle.json"
PYTHON_FOLDER: Final = "python"
#: What stands beside the folder and is installed with it, the marker last: it says that all is there.
_COMPANIONS: Final = ("uninstall.cmd", "phuluc.cmd", MARKER)


def bundle_root(machine: Machine) -> Path | None:
    """The unpacked bundle this interpreter belongs to, None where it was installed in another way."""
    root = machine.python.executable.parent.parent
    return root if (root / MARKER).is_file() else None


def runtime_home(machine: Machine) -> Path:
    r"""Where the portable Python goes: below the user's profile where that has an ASCII path or 8.3 name.

    Elsewhere a folder in %ProgramData%, in which every user may make one; it carries a tag of the profile, so that
    several people may share the machine.
    """
    if is_ascii(machine.home):
        return machine.home
    short = ascii_path(machine, machine.folders.local)
    if short is not None:
        return short / HOME_NAME
    tag = hashlib.sha256(str(machine.folders.profile).encode()).hexdigest()[:8]
    return machine.folders.shared / HOME_NAME / tag


def is_current(root: Path, home: Path) -> bool:
    """Whether `home` holds the very bundle that stands in `root`."""
    installed = home / MARKER
    return root == home or (installed.is_file() and installed.read_bytes() == (root / MARKER).read_bytes())


def copy_runtime(machine: Machine, root: Path, home: Path, progress: Progress) -> None:
    """Copy a bundle's Python into `home`, compile it, and put it in the place of an older one in one step.

    Excel starts Python with -B, which writes no compiled modules: without compiling here every start would compile all.

    Raises:
        ExcelRunningError: the older Python is in use.
        FolderClosedError: anything else the system refuses.
    """
    new, current = home / f"{PYTHON_FOLDER}.new", home / PYTHON_FOLDER
    try:
        private_folder(machine, home)
        shutil.rmtree(new, ignore_errors=True)
        _copy_files(root / PYTHON_FOLDER, new, progress)
        compileall.compile_dir(new, quiet=2, stripdir=str(new), prependdir=str(current))
        _replace_folder(new, current)
        for name in _COMPANIONS:
            if (root / name).is_file():
                shutil.copyfile(root / name, home / name)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise FolderClosedError(home, reason_of(error)) from error


def remove_runtime(home: Path) -> None:
    """Remove a portable Python.

    Raises:
        ExcelRunningError: it is in use.
    """
    try:
        if (home / PYTHON_FOLDER).exists():
            shutil.rmtree(home / PYTHON_FOLDER)
    except OSError as error:
        raise ExcelRunningError(home / PYTHON_FOLDER) from error
    for name in _COMPANIONS:
        (home / name).unlink(missing_ok=True)


def _copy_files(source: Path, target: Path, progress: Progress) -> None:
    """Copy contents only: the mark of the web, which unpacking gives to every file, stays behind."""
    files = sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    for done, file in enumerate(files):
        progress("Chép Python và thư viện", done, len(files))
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def _replace_folder(new: Path, current: Path) -> None:
    old = current.with_name(f"{current.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if current.exists():
        try:
            current.rename(old)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise ExcelRunningError(current) from error
    new.rename(current)
    shutil.rmtree(old, ignore_errors=True)
