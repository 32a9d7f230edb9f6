"""Where LibreOffice is on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError

_KNOWN_PLACES: Final = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/opt/libreoffice/program/soffice"),
)

_REMEDY: Final = "Cài LibreOffice, hoặc đặt biến PHULUC_SOFFICE trỏ tới chương trình soffice"


class LibreOfficeMissingError(PhuLucError):
    """No LibreOffice on this machine."""

    def __init__(self, purpose: str = "", instead: str = "") -> None:
        super().__init__(f"Không tìm thấy LibreOffice{purpose}", remedy=_REMEDY + instead)

    @classmethod
    def for_pdf(cls) -> LibreOfficeMissingError:
        """Where it would have made a PDF, which Excel can too."""
        return cls(" để tạo PDF", ", hoặc mở phụ lục .xlsx bằng Excel rồi lưu thành PDF")


def find_soffice() -> Path | None:
    """LibreOffice's program: the one PHULUC_SOFFICE names, else on the PATH, else where installers put it."""
    named = os.environ.get("PHULUC_SOFFICE")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((place for place in _KNOWN_PLACES if place.is_file()), None)
