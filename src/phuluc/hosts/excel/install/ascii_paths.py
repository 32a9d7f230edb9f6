"""Paths that survive the way from Excel to Python.

VBA hands paths to Windows in the ANSI code page (LoadLibraryA, CreateProcessA, Open, Environ), in which most Vietnamese
letters do not exist: the folder `Nguyễn Văn A` arrives as `Nguy?n Van A`. Only ASCII is the same everywhere.
"""

from __future__ import annotations

from pathlib import Path

from phuluc.hosts.excel.install.machine import Machine


def is_ascii(path: Path) -> bool:
    return str(path).isascii()


def ascii_path(machine: Machine, path: Path) -> Path | None:
    """The path itself or its 8.3 name, whichever is ASCII.

    None where neither is: 8.3 names may be switched off for the volume, and a name of up to eight letters that the OEM
    code page knows ("Hùng") is its own 8.3 name.
    """
    if is_ascii(path):
        return path
    short = machine.short_path(path)
    return short if is_ascii(short) else None
