"""PDF files by LibreOffice, run without a window in a profile of its own that is thrown away."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError
from phuluc.workbook.office_process import OfficeProcess
from phuluc.workbook.saving import save_atomically
from phuluc.workbook.soffice import LibreOfficeMissingError, find_soffice

DEFAULT_TIMEOUT: Final = 120.0
_FILTER: Final = "pdf:calc_pdf_Export"
#: PDF/A-2b.
_ARCHIVE_OPTIONS: Final = ':{"SelectPdfVersion":{"type":"long","value":"2"}}'


class PdfFailedError(PhuLucError):
    """LibreOffice ran and left no PDF."""

    @classmethod
    def from_output(cls, workbook: Path, output: str) -> PdfFailedError:
        failed = cls(
            "LibreOffice không tạo được PDF",
            where=str(workbook),
            remedy="Mở thử tệp bằng LibreOffice; nếu mở được thì lưu PDF từ đó",
        )
        failed.add_note(output.strip()[-300:])
        return failed


class PdfTimeoutError(PhuLucError):
    """LibreOffice did not finish in time and was ended."""

    @classmethod
    def from_seconds(cls, workbook: Path, seconds: float) -> PdfTimeoutError:
        return cls(
            f"LibreOffice không tạo xong PDF trong {seconds:.0f} giây nên đã bị dừng",
            where=str(workbook),
            remedy="Làm lại khi máy rảnh hơn, hoặc mở phụ lục .xlsx bằng Excel rồi lưu thành PDF",
        )


def write_pdf(workbook: Path, pdf: Path, *, archive: bool = False, timeout: float = DEFAULT_TIMEOUT) -> None:
    """Print all sheets of `workbook` into `pdf`, one after the other, numbers with Vietnamese separators.

    Args:
        workbook: an .xlsx; it is copied and not touched.
        pdf: written whole or left as it was.
        archive: PDF/A-2b, the kind that archives keep, instead of plain PDF.
        timeout: seconds for everything; after that LibreOffice and what it started are ended.

    Raises:
        LibreOfficeMissingError: `find_soffice` finds none.
        PdfFailedError: LibreOffice refused.
        PdfTimeoutError: it took longer than `timeout`.
        WorkbookFileError: the PDF cannot be put in its place.
    """
    soffice = find_soffice()
    if soffice is None:
        raise LibreOfficeMissingError.for_pdf()
    deadline = time.monotonic() + timeout
    with OfficeProcess(soffice) as office:
        # A lock or an odd name of the original cannot stand in the way of a copy.
        copy, made = office.folder / "annex.xlsx", office.folder / "annex.pdf"
        shutil.copyfile(workbook, copy)
        kind = _FILTER + (_ARCHIVE_OPTIONS if archive else "")
        office.start(["--nolockcheck", "--convert-to", kind, "--outdir", str(office.folder), str(copy)])
        office.wait_for(lambda: None, deadline)
        if office.is_running:
            raise PdfTimeoutError.from_seconds(workbook, timeout)
        if not made.is_file():
            raise PdfFailedError.from_output(workbook, office.output)
        save_atomically(pdf, made.read_bytes())
