"""Which Excel stands on a machine, as the registry tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phuluc.hosts.excel.install.machine import Machine

#: Versions of Office that have their own keys; 16.0 is 2016, 2019, 2021 and 365 alike.
VERSIONS: Final = ("16.0", "15.0", "14.0")
_CLICK_TO_RUN: Final = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_PROGRAM: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@dataclass(frozen=True)
class Excel:
    """`bits` is 32 or 64, None where the registry does not tell; `folder` is "" where it does not."""

    version: str
    bits: int | None
    folder: str

    @property
    def from_store(self) -> bool:
        """Whether it is the packaged Excel of the Microsoft Store, to which Python's COM server is invisible."""
        return "\\windowsapps\\" in self.folder.lower()


def find_excel(machine: Machine) -> Excel | None:
    """The Excel that opens when one double-clicks a workbook; None where none is registered."""
    version = _version(machine)
    if version is None:
        return None
    bits, folder = _installation(machine, version)
    # Click-to-Run says it outright; its keys stand in both views.
    return Excel(version, _click_to_run_bits(machine) or bits, folder)


def _version(machine: Machine) -> str | None:
    current = machine.registry.values("HKLM", r"SOFTWARE\Classes\Excel.Application\CurVer").get("", "")
    match = re.fullmatch(r"Excel\.Application\.(\d+)", str(current))
    if match:
        return f"{match[1]}.0"
    return next((version for version in VERSIONS if _installation(machine, version)[1]), None)


def _installation(machine: Machine, version: str) -> tuple[int | None, str]:
    """Bits and folder of one version: a 32-bit Excel on a 64-bit Windows registers below WOW6432Node."""
    for root, bits in ((r"SOFTWARE", 64), (r"SOFTWARE\WOW6432Node", 32)):
        key = rf"{root}\Microsoft\Office\{version}\Excel\InstallRoot"
        folder = machine.registry.values("HKLM", key).get("path")
        if folder:
            return bits if _windows_is_64_bit(machine) else 32, str(folder)
    return None, str(machine.registry.values("HKLM", _PROGRAM).get("path", ""))


def _click_to_run_bits(machine: Machine) -> int | None:
    platform = machine.registry.values("HKLM", _CLICK_TO_RUN).get("platform")
    return {"x86": 32, "x64": 64}.get(str(platform))


def _windows_is_64_bit(machine: Machine) -> bool:
    return bool(machine.registry.subkeys("HKLM", r"SOFTWARE\WOW6432Node"))
