"""Who holds a workbook open: the lock files that Excel and LibreOffice put beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ON_WINDOWS: Final = os.name == "nt"
_LARGEST: Final = 4096
#: Excel's owner file: a count and the name in the machine's code page, then, from here on, the same in UTF-16.
_EXCEL_WIDE: Final = 55
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Holder:
    """A lock file, the program that made it, and who sits there ("" where it does not tell)."""

    lock: Path
    program: str
    person: str


def holder_of(target: Path) -> Holder | None:
    """Tell who holds a file open, None where nobody says so."""
    for program, name, read in (
        ("Excel", f"~${target.name}", _excel_person),
        ("LibreOffice", f".~lock.{target.name}#", _libreoffice_person),
    ):
        lock = target.with_name(name)
        if lock.exists() and not (program == "Excel" and _is_left_over(lock)):
            return Holder(lock, program, _shown(read(_content(lock))))
    return None


def _is_left_over(lock: Path) -> bool:
    """Tell whether an Excel that ended without cleaning up left the file; elsewhere than on Windows nobody can tell.

    Excel keeps its file from being written to as long as it runs, over shares too. Should this be wrong, the workbook
    itself cannot be replaced either, because Excel holds that in the same way.
    """
    if not _ON_WINDOWS:
        return False
    try:
        os.close(os.open(lock, os.O_RDWR))
    except OSError:
        return False
    return True


def _content(lock: Path) -> bytes:
    try:
        with lock.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:  # Excel keeps its own from being read
        return b""


def _excel_person(content: bytes) -> str:
    wide = content[_EXCEL_WIDE:]
    if len(wide) > 2 and 0 < wide[0] <= (len(wide) - 2) // 2:
        return wide[2 : 2 + 2 * wide[0]].decode("utf-16-le", errors="replace")
    return content[1 : 1 + content[0]].decode("cp1258", errors="replace") if content else ""


def _libreoffice_person(content: bytes) -> str:
    """Fields are parted by commas: person, account, machine, time, profile. A backslash protects the next character."""
    fields, escaped = [""], False
    for character in content.decode("utf-8", errors="replace"):
        if escaped or character not in "\\,;":
            fields[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            fields.append("")
    person = next((field.strip() for field in fields[:2] if field.strip()), "")
    machine = fields[2].strip() if len(fields) > 2 else ""
    return f"{person}, máy {machine}" if person and machine else person or machine


def _shown(person: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in person)
    return " ".join(printable.split())[:_LONGEST_NAME]
