"""What only Windows can answer: the registry, 8.3 names, files held open by another program."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
import winreg
from collections.abc import Mapping
from pathlib import Path

from phuluc.hosts.excel.install.machine import Hive, RegistryValue

assert sys.platform == "win32"  # noqa: S101 - tells the type checker too
_HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
#: Without it a 32-bit Python is shown WOW6432Node under the name of SOFTWARE.
_ACCESS = winreg.KEY_READ | winreg.KEY_WOW64_64KEY

#: The system and administrators, by the numbers that are the same in every language of Windows.
_ALWAYS_LET_IN = ("*S-1-5-18", "*S-1-5-32-544")


class WindowsRegistry:
    """`Registry` by winreg."""

    def values(self, hive: Hive, key: str) -> Mapping[str, RegistryValue]:
        try:
            with winreg.OpenKey(_HIVES[hive], key, 0, _ACCESS) as handle:
                count = winreg.QueryInfoKey(handle)[1]
                found = [winreg.EnumValue(handle, index) for index in range(count)]
        except OSError:
            return {}
        return {name.lower(): value for name, value, _kind in found if value is not None}

    def subkeys(self, hive: Hive, key: str) -> list[str]:
        try:
            with winreg.OpenKey(_HIVES[hive], key, 0, _ACCESS) as handle:
                return [winreg.EnumKey(handle, index) for index in range(winreg.QueryInfoKey(handle)[0])]
        except OSError:
            return []


def short_path(path: Path) -> Path:
    """The 8.3 name of a path; the path itself where the volume keeps none or the path does not exist."""
    size = ctypes.windll.kernel32.GetShortPathNameW(str(path), None, 0)
    if not size:
        return path
    buffer = ctypes.create_unicode_buffer(size)
    ctypes.windll.kernel32.GetShortPathNameW(str(path), buffer, size)
    return Path(buffer.value) if buffer.value else path


def close_to_others(folder: Path) -> None:
    """Let only this user, administrators and the system into a folder.

    Raises:
        OSError: Windows refuses, as for a folder that another user made.
    """
    user = f"{os.environ['USERDOMAIN']}\\{os.environ['USERNAME']}"
    program = Path(os.environ["SYSTEMROOT"]) / "System32" / "icacls.exe"
    rights = [f"{who}:(OI)(CI)F" for who in (user, *_ALWAYS_LET_IN)]
    done = subprocess.run(  # noqa: S603 - a program of Windows, by its full path
        [str(program), str(folder), "/inheritance:r", "/grant:r", *rights], capture_output=True, check=False
    )
    if done.returncode:
        raise PermissionError(errno.EACCES, f"icacls: {done.returncode}")


def held_open(path: Path) -> bool:
    """Whether another program keeps a file from being written.

    Excel holds the file and its owner file (~$name) while it is open; an owner file that a crash left can be opened.
    """
    for file in (path, path.with_name(f"~${path.name}")):
        try:
            with file.open("r+b"):
                pass
        except FileNotFoundError:
            continue
        except PermissionError:
            return True
    return False
