"""PDF files by LibreOffice, run without a window in a profile of its own that is thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError
from phuluc.workbook.saving import save_atomically

DEFAULT_TIMEOUT: Final = 120.0
#: A new profile makes LibreOffice exit once with this code: "start me again".
_RESTART: Final = 81
_MOST_STARTS: Final = 3
_KNOWN_PLACES: Final = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/opt/libreoffice/program/soffice"),
)
#: Of a Python environment: they would lead LibreOffice's own Python astray.
_FOREIGN_VARIABLES: Final = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
#: Vietnamese separators: 1.313,5 whatever the settings of the machine that makes the PDF.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value>\
</prop></item>
</oor:items>
"""


class LibreOfficeMissingError(PhuLucError):
    """No LibreOffice on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy LibreOffice để tạo PDF",
            remedy="Cài LibreOffice, hoặc đặt biến PHULUC_SOFFICE trỏ tới chương trình soffice, hoặc mở phụ lục .xlsx "
            "bằng Excel rồi lưu thành PDF",
        )


class PdfFailedError(PhuLucError):
    """LibreOffice ran and left no PDF."""

    @classmethod
    def from_output(cls, workbook: Path, output: str) -> PdfFailedError:
        return cls(
            "LibreOffice không tạo được PDF",
            where=str(workbook),
            found=output.strip()[-300:],
            remedy="Mở thử tệp bằng LibreOffice; nếu mở được thì lưu PDF từ đó",
        )


class PdfTimeoutError(PhuLucError):
    """LibreOffice did not finish in time and was ended."""

    @classmethod
    def from_seconds(cls, workbook: Path, seconds: float) -> PdfTimeoutError:
        return cls(
            f"LibreOffice không tạo xong PDF trong {seconds:.0f} giây nên đã bị dừng",
            where=str(workbook),
            remedy="Làm lại khi máy rảnh hơn, hoặc mở phụ lục .xlsx bằng Excel rồi lưu thành PDF",
        )


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


def write_pdf(workbook: Path, pdf: Path, *, timeout: float = DEFAULT_TIMEOUT) -> None:
    """Print all sheets of `workbook` into `pdf`, one after the other, numbers with Vietnamese separators.

    Args:
        workbook: an .xlsx; it is copied and not touched.
        pdf: written whole or left as it was.
        timeout: seconds for everything; after that LibreOffice and what it started are ended.

    Raises:
        LibreOfficeMissingError: `find_soffice` finds none.
        PdfFailedError: LibreOffice refused.
        PdfTimeoutError: it took longer than `timeout`.
        WorkbookFileError: the PDF cannot be put in its place.
    """
    soffice = find_soffice()
    if soffice is None:
        raise LibreOfficeMissingError
    with tempfile.TemporaryDirectory(prefix="phuluc-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        # A lock or an odd name of the original cannot stand in the way of a copy.
        copy, made = work / "annex.xlsx", work / "annex.pdf"
        shutil.copyfile(workbook, copy)
        output = _convert(soffice, copy, workbook, timeout)
        if not made.is_file():
            raise PdfFailedError.from_output(workbook, output)
        save_atomically(pdf, made.read_bytes())


def _convert(soffice: Path, copy: Path, workbook: Path, timeout: float) -> str:
    """Run LibreOffice until it does not ask for another start; gives what it printed."""
    profile = copy.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        str(soffice),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf:calc_pdf_Export",
        "--outdir",
        str(copy.parent),
        str(copy),
    ]
    deadline = time.monotonic() + timeout
    output = ""
    for _ in range(_MOST_STARTS):
        code, output = _run(command, deadline)
        if code is None:
            raise PdfTimeoutError.from_seconds(workbook, timeout)
        if code != _RESTART:
            break
    return output


def _run(command: list[str], deadline: float) -> tuple[int | None, str]:
    """Exit code and output of a command; the code is None where the deadline passed and it was ended."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    with subprocess.Popen(  # noqa: S603 - our own command line, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            _end_group(process)
    return process.returncode, output.decode("utf-8", errors="replace")


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process with all it started: soffice is a launcher, the work is done by its children."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = shutil.which("taskkill") or "taskkill"
            subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
