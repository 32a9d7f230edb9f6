r"""The settings by which the VBA of xlwings finds Python, and the interpreter they name.

Each key is looked for in the sheet `PhuLuc.conf` of the file that holds the VBA, then in the user's profile, in
`.PhuLuc\PhuLuc.conf`. A name of our own leaves the settings of other users of xlwings alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from phuluc.hosts.excel.install.ascii_paths import ascii_path
from phuluc.hosts.excel.install.errors import UnreachablePythonError
from phuluc.hosts.excel.install.machine import Machine
from phuluc.workbook.vba.xlwings_text import SETTINGS_NAME

INTERPRETER: Final = "INTERPRETER_WIN"
TEMPORARY: Final = "TEMP DIR"
#: A workbook's folder may hold anything, also a phuluc.py that is not ours.
_ALWAYS: Final = {"ADD_WORKBOOK_TO_PYTHONPATH": "False", "USE UDF SERVER": "True"}


def conf_path(machine: Machine) -> Path:
    return machine.folders.profile / f".{SETTINGS_NAME}" / f"{SETTINGS_NAME}.conf"


def windowless(executable: Path) -> Path:
    """The interpreter beside `executable` that opens no console window, where there is one."""
    other = executable.with_name(executable.name.lower().replace("python.exe", "pythonw.exe"))
    return other if other.is_file() else executable


def reachable_interpreter(machine: Machine, executable: Path) -> Path:
    """The path by which Excel can start `executable`.

    Raises:
        UnreachablePythonError: it is not ASCII and has no 8.3 name.
    """
    found = ascii_path(machine, windowless(executable))
    if found is None:
        raise UnreachablePythonError(executable)
    return found


def xlwings_settings(machine: Machine, interpreter: Path, spare_folder: Path) -> dict[str, str]:
    """All settings, keys in xlwings' spelling.

    Args:
        machine: where they will hold.
        interpreter: as `reachable_interpreter` gives it.
        spare_folder: for xlwings' short-lived log files where the user's own temporary folder cannot be named in ASCII.
    """
    settings = {INTERPRETER: str(interpreter), **_ALWAYS}
    temporary = ascii_path(machine, machine.folders.temporary)
    if temporary != machine.folders.temporary:
        settings[TEMPORARY] = str(temporary or spare_folder)
    return settings


def needed_folders(settings: Mapping[str, str], spare_folder: Path) -> list[Path]:
    """The folders that `settings` count on and that nobody else makes."""
    return [spare_folder] if settings.get(TEMPORARY) == str(spare_folder) else []
