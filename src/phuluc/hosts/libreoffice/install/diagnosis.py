"""`phuluc doctor` for LibreOffice: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter import Workbook

from phuluc import __version__
from phuluc.errors import PhuLucError
from phuluc.hosts.libreoffice.extension.pressed import SETTINGS_NAME
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from phuluc.workbook.pdf import LibreOfficeMissingError, find_soffice


@dataclass(frozen=True)
class Observation:
    """One thing looked at. `remedy` is empty where all is well."""

    what: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy


def users_profile() -> Path:
    """Where LibreOffice keeps the user's part of its profile unless it was told otherwise."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", "")) / "LibreOffice"
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support/LibreOffice"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "libreoffice"
    return base / "4" / "user"


def diagnose(profile: Path | None = None) -> Iterator[Observation]:
    """Look at LibreOffice, its Python, the functions and the installed extension, in that order."""
    soffice = find_soffice()
    if soffice is None:
        yield Observation("Không tìm thấy LibreOffice", LibreOfficeMissingError().remedy)
        return
    yield Observation(f"LibreOffice: {soffice}")
    yield _functions_work()
    yield from _installation(profile or users_profile())


def _functions_work() -> Observation:
    """Compute one rate in a LibreOffice with a profile of its own."""
    import tempfile  # noqa: PLC0415 - only the doctor comes here

    try:
        with tempfile.TemporaryDirectory(prefix="phuluc-", ignore_cleanup_errors=True) as folder, WarmOffice() as office:
            book = Path(folder) / "thu.xlsx"
            with Workbook(str(book)) as workbook:
                workbook.add_worksheet("T").write_formula("A1", "=INDICATOR_RATE(59,72)", None, 0)
            found = office.values(book)["T"][0][0]
    except PhuLucError as error:
        return Observation(f"LibreOffice không chạy được hàm của Phụ lục. {error.what}", error.remedy)
    if found != 81.9:
        return Observation(f"Hàm INDICATOR_RATE cho {found} thay vì 81,9", "Cập nhật LibreOffice rồi chạy lại")
    return Observation("Các hàm của Phụ lục tính đúng trong LibreOffice")


def _installation(profile: Path) -> Iterator[Observation]:
    install = "Chạy: phuluc install --host libreoffice"
    settings = profile / SETTINGS_NAME
    try:
        record = json.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield Observation("Phần mở rộng chưa được cài cho người dùng này", install)
        return
    version = record.get("version", "")
    if version == __version__:
        yield Observation(f"Phần mở rộng đã cài, phiên bản {version}")
    else:
        yield Observation(f"Phần mở rộng đã cài là phiên bản {version}, chương trình là {__version__}", install)
    python = Path(record.get("python", ""))
    if python.is_file():
        yield Observation(f"Python của thanh công cụ: {python}")
    else:
        yield Observation(f"Python của thanh công cụ không còn ở {python}", install)
