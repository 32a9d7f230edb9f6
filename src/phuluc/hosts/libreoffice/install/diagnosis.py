"""`phuluc doctor` for LibreOffice: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from phuluc import __version__
from phuluc.errors import PhuLucError
from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.libreoffice.engine.errors import UnoMissingError
from phuluc.hosts.libreoffice.extension.pressed import SETTINGS_NAME
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from phuluc.workbook.soffice import LibreOfficeMissingError, find_soffice

_INSTALL: Final = "Chạy: phuluc install --host libreoffice"
_TRIAL_RATE: Final = 81.9
_TRIAL: Final = "from phuluc.hosts.libreoffice.engine.uno_bridge import uno; uno()"
_LONGEST_TRIAL: Final = 60.0


def users_profile() -> Path:
    """Where LibreOffice keeps the user's part of its profile unless it was told otherwise."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", "")) / "LibreOffice"
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Application Support/LibreOffice"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "libreoffice"
    return base / "4" / "user"


def examine(profile: Path | None = None) -> list[Diagnosis]:
    """Look at LibreOffice, the functions in it and the installed extension, in that order. Changes nothing.

    Args:
        profile: the user's part of the profile; None is where LibreOffice keeps it.
    """
    soffice = find_soffice()
    if soffice is None:
        return [Diagnosis("libreoffice", "error", "LibreOffice", "không tìm thấy", LibreOfficeMissingError().remedy)]
    found = [Diagnosis("libreoffice", "ok", "LibreOffice", str(soffice)), _functions()]
    return [*found, *_installation(profile or users_profile())]


def _functions() -> Diagnosis:
    """Compute one rate in a LibreOffice with a profile of its own."""
    code, title = "ham_libreoffice", "Các hàm trong LibreOffice"
    try:
        with (
            tempfile.TemporaryDirectory(prefix="phuluc-", ignore_cleanup_errors=True) as folder,
            WarmOffice() as office,
        ):
            book = Path(folder) / "thu.xlsx"
            with Workbook(str(book)) as workbook:
                workbook.add_worksheet("T").write_formula("A1", "=INDICATOR_RATE(59,72)", None, 0)
            found = office.values(book)["T"][0][0]
    except PhuLucError as error:
        return Diagnosis(code, "error", title, error.what, error.remedy)
    if found != _TRIAL_RATE:
        return Diagnosis(code, "error", title, f"tính 59/72 ra {found}", "Cập nhật LibreOffice rồi chạy lại")
    return Diagnosis(code, "ok", title, "tính đúng")


def _installation(profile: Path) -> Iterator[Diagnosis]:
    title = "Phần mở rộng LibreOffice"
    try:
        record = json.loads((profile / SETTINGS_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield Diagnosis("phan_mo_rong", "warning", title, "chưa cài cho người dùng này", _INSTALL)
        return
    version = str(record.get("version", ""))
    if version == __version__:
        yield Diagnosis("phan_mo_rong", "ok", title, f"phiên bản {version}")
    else:
        found = f"phiên bản {version}, còn chương trình là {__version__}"
        yield Diagnosis("phan_mo_rong", "warning", title, found, _INSTALL)
    python = Path(record.get("python", ""))
    name = "Python của thanh công cụ LibreOffice"
    if not python.is_file():
        yield Diagnosis("python_libreoffice", "error", name, f"không còn ở {python}", _INSTALL)
    elif not _reaches_office(python):
        found = f"{python} không nối được với LibreOffice"
        yield Diagnosis("python_libreoffice", "error", name, found, UnoMissingError().remedy)
    else:
        yield Diagnosis("python_libreoffice", "ok", name, str(python))


def _reaches_office(python: Path) -> bool:
    """Whether that Python has the product, and LibreOffice's bridge loads into it."""
    command = [str(python), "-c", _TRIAL]
    try:
        tried = subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST_TRIAL)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
