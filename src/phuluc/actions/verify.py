"""Đối chiếu phụ lục đã ban hành: does an issued annex still equal its workbook?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.actions.compare_annex import differences
from phuluc.actions.families import family_of
from phuluc.actions.opening import open_any_book
from phuluc.actions.record import RecordLine, read_record, record_kept_for
from phuluc.actions.save_annex import apply_settings, traced_period
from phuluc.annexes.titles import setting_name
from phuluc.annexes.trace import Trace, cells_mark, figures_mark, trace_of
from phuluc.errors import PhuLucError
from phuluc.importers.issued_annex import IssuedFile, read_issued
from phuluc.results import AnnexBytes, Progress, Verification, no_progress

_STEPS: Final = 3


class NotAnAnnexError(PhuLucError):
    """A working book stands where the issued annex should."""


class OtherKindError(PhuLucError):
    """The annex was issued by a book of another family."""


def verify_annex(annex: Path, book: Path, *, progress: Progress = no_progress) -> Verification:
    """Hold an issued annex against its workbook; neither file is changed.

    The book is calculated first. What was given for that annex alone (`--set`) is taken from its custom properties.

    Args:
        annex: the issued .xlsx.
        book: the working book.
        progress: told of each stage.

    Raises:
        NotAnAnnexError: `annex` is a working book.
        OtherKindError: it belongs to a book of another family.
        PhuLucError: a file cannot be read, or `book` is no book of ours.
    """
    progress("Đọc phụ lục", 0, _STEPS)
    issued = read_issued(annex)
    if setting_name("loai") in issued.names:
        raise NotAnAnnexError(
            "Tệp này là sổ làm việc, không phải phụ lục đã lập",
            where=annex.name,
            remedy="Viết tệp phụ lục trước, sổ sau: phuluc verify PHU_LUC.xlsx SO.xlsx",
        )
    trace = trace_of(issued.properties)
    progress("Tính lại sổ", 1, _STEPS)
    _, working = open_any_book(book)
    if trace is not None:
        if trace.kind != working.kind:
            raise OtherKindError(
                "Phụ lục và sổ thuộc hai loại khác nhau",
                where=annex.name,
                found=f"phụ lục loại “{trace.kind}”, sổ loại “{working.kind}”",
                remedy="Chọn đúng sổ đã lập ra phụ lục này",
            )
        apply_settings(working, trace.settings)
    working.book.recalculate()
    progress("So từng ô", 2, _STEPS)
    document = family_of(working).issued(working)
    content, line = _known(issued, annex.name, [*read_record(working), *record_kept_for(book)])
    return Verification(
        tuple(differences(document, issued)),
        traced=trace is not None,
        annex_changed=None if trace is None else _annex_changed(trace, issued),
        book_changed=None if trace is None else trace.figures != figures_mark(document),
        content=content,
        periods=_periods(trace, traced_period(working)),
        issued=f"{line.moment}, {line.program}" if line else "",
    )


def _annex_changed(trace: Trace, issued: IssuedFile) -> bool:
    return trace.cells != cells_mark(issued.sheets)


def _periods(trace: Trace | None, of_book: str) -> tuple[str, str] | None:
    return None if trace is None or trace.period == of_book else (trace.period, of_book)


def _known(issued: IssuedFile, name: str, lines: list[RecordLine]) -> tuple[AnnexBytes, RecordLine | None]:
    """Tell whether the record knows the annex by its bytes, or else another content under its name."""
    same = next((line for line in lines if line.written == issued.mark), None)
    if same is not None:
        return "issued", same
    named = next((line for line in lines if line.written and line.file == name), None)
    return ("unknown", None) if named is None else ("saved_again", named)
