"""What only Windows can answer: the registry, 8.3 names, files held open by another program."""

from __future__ import annotations

import ctypes
import sys
import winreg
from collections.abc import Mapping
from pathlib import Path

from phuluc.hosts.excel.install.machine import Hive, RegistryValue

assert sys.platform == "win32"  # noqa: S101 - tells the type checker too
_HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
#: Without it a 32-bit Python is shown WOW6432Node under the name of SOFTWARE.
_ACCESS = winreg.KEY_READ | winreg.KEY_WOW64_64KEY


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
