"""What the installer and the doctor need to know of the machine they run on: folders, registry, interpreter.

All they read of Windows comes through a `Machine`; they run as well against a profile made up of folders.
"""

from __future__ import annotations

import os
import platform
import struct
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from phuluc.hosts.excel.install.errors import FolderUnknownError, NotWindowsError

Hive = Literal["HKCU", "HKLM"]
RegistryValue = int | str | bytes | list[str]

HOME_NAME: Final = "PhuLuc"
ADDIN_NAME: Final = "PhuLuc.xlam"


class Registry(Protocol):
    """The registry, read only. A key that is absent or closed to this user reads as empty."""

    def values(self, hive: Hive, key: str) -> Mapping[str, RegistryValue]:
        """The values of a key by name, in lower case; names in the registry do not tell case apart."""
        ...

    def subkeys(self, hive: Hive, key: str) -> list[str]: ...


class NoRegistry:
    """The registry of a machine without Windows."""

    def values(self, hive: Hive, key: str) -> Mapping[str, RegistryValue]:  # noqa: ARG002 - the port's signature
        return {}

    def subkeys(self, hive: Hive, key: str) -> list[str]:  # noqa: ARG002
        return []


@dataclass(frozen=True)
class Folders:
    """The user's own folders.

    Attributes:
        profile: %USERPROFILE%.
        roaming: %APPDATA%.
        local: %LOCALAPPDATA%.
        shared: %ProgramData%, where ordinary users may make folders of their own.
        temporary: %TEMP%.
    """

    profile: Path
    roaming: Path
    local: Path
    shared: Path
    temporary: Path


@dataclass(frozen=True)
class RunningPython:
    """The interpreter that runs now. `bits` is 32 or 64."""

    executable: Path
    version: str
    bits: int


@dataclass(frozen=True)
class Machine:
    """A machine and the user at it.

    Attributes:
        windows: whether Excel can be here at all.
        short_path: the 8.3 name of a path that exists, or the path itself where it has none.
        held_open: whether another program keeps a file from being replaced.
        close_to_others: let only this user, administrators and the system into a folder; OSError where it cannot.
    """

    windows: bool
    folders: Folders
    registry: Registry
    python: RunningPython
    short_path: Callable[[Path], Path]
    held_open: Callable[[Path], bool]
    close_to_others: Callable[[Path], None]

    @property
    def startup_folder(self) -> Path:
        """The folder whose files Excel opens, and trusts, whenever this user starts it."""
        return self.folders.roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> Path:
        return self.startup_folder / ADDIN_NAME

    @property
    def home(self) -> Path:
        """Our own folder: the record of the installation, backups, and the portable Python where there is one."""
        return self.folders.local / HOME_NAME


def this_machine() -> Machine:
    """The machine we run on.

    Raises:
        FolderUnknownError: Windows does not say where the user's folders are.
    """
    python = RunningPython(Path(sys.executable), platform.python_version(), 8 * struct.calcsize("P"))
    if sys.platform == "win32":
        from phuluc.hosts.excel.install import windows  # noqa: PLC0415 - exists for Windows only

        return Machine(
            windows=True,
            folders=_windows_folders(),
            registry=windows.WindowsRegistry(),
            python=python,
            short_path=windows.short_path,
            held_open=windows.held_open,
            close_to_others=windows.close_to_others,
        )
    home = Path.home()
    folders = Folders(home, home / ".config", home / ".local/share", Path("/var/lib"), Path(tempfile.gettempdir()))
    return Machine(
        windows=False,
        folders=folders,
        registry=NoRegistry(),
        python=python,
        short_path=lambda path: path,
        held_open=lambda _path: False,
        close_to_others=lambda _path: None,
    )


def excel_machine() -> Machine:
    """The machine we run on, for what only makes sense where Excel is.

    Raises:
        NotWindowsError: no Windows.
        FolderUnknownError: see `this_machine`.
    """
    machine = this_machine()
    if not machine.windows:
        raise NotWindowsError(platform.system())
    return machine


def _windows_folders() -> Folders:
    return Folders(
        profile=_folder("USERPROFILE"),
        roaming=_folder("APPDATA"),
        local=_folder("LOCALAPPDATA"),
        shared=_folder("ProgramData"),
        temporary=Path(tempfile.gettempdir()),
    )


def _folder(variable: str) -> Path:
    value = os.environ.get(variable, "")
    if not value:
        raise FolderUnknownError(variable)
    return Path(value)
