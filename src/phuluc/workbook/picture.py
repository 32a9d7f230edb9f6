"""Pictures of workbooks, page by page, as they would come out of the printer."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from phuluc.errors import PhuLucError
from phuluc.workbook.pdf import DEFAULT_TIMEOUT, write_pdf


class PdfToPictureError(PhuLucError):
    """The program pdftoppm (package poppler-utils) is missing or failed."""


def render_pictures(workbook: Path, folder: Path, *, dpi: int = 96, timeout: float = DEFAULT_TIMEOUT) -> list[Path]:
    """Render every page of `workbook` as a PNG picture.

    Args:
        workbook: an .xlsx; not touched.
        folder: gets `<stem>-1.png`, `<stem>-2.png`, …; made where missing.
        dpi: dots per inch of paper.
        timeout: seconds for each of the two steps.

    Returns:
        The pictures in the order of the pages.

    Raises:
        PdfToPictureError: pdftoppm is missing or failed.
        LibreOfficeMissingError, PdfFailedError, PdfTimeoutError: as `write_pdf`.
    """
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        raise PdfToPictureError("Không tìm thấy chương trình pdftoppm để vẽ hình", remedy="Cài gói poppler-utils")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="phuluc-picture-") as work:
        pdf = Path(work) / "pages.pdf"
        write_pdf(workbook, pdf, timeout=timeout)
        drawn = Path(work) / "page"
        command = [pdftoppm, "-r", str(dpi), "-png", str(pdf), str(drawn)]
        result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=timeout)  # noqa: S603
        if result.returncode != 0:
            failed = PdfToPictureError(
                "Không vẽ được hình từ PDF",
                where=str(workbook),
                remedy="Chạy lại; nếu vẫn lỗi, cài lại gói poppler-utils",
            )
            failed.add_note(result.stderr.strip())
            raise failed
        # pdftoppm pads the numbers to equal length, so names sort by page.
        pages = sorted(Path(work).glob("page-*.png"))
        pictures = [folder / f"{workbook.stem}-{number}.png" for number in range(1, len(pages) + 1)]
        for page, picture in zip(pages, pictures, strict=True):
            shutil.move(page, picture)
    return pictures
