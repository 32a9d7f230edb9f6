"""Annexes made by hand: workbooks in which every office keeps the columns a little differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from phuluc.domain.figures import AnnexFigures, FigureTable
from phuluc.importers.body import looks_like_figures, read_body, require_header
from phuluc.importers.doubts import hidden_figures, legacy_texts
from phuluc.importers.errors import (
    DuplicateAnnexError,
    HeaderRowsMissingError,
    LegacyTextError,
    TierUnknownError,
    UnknownSourceError,
)
from phuluc.importers.grid import SourceBook, SourceSheet, read_book
from phuluc.importers.headers import TableHeader, find_headers
from phuluc.importers.reuse_denominator import estimate_reuse_denominators
from phuluc.importers.source import SourceFigures
from phuluc.importers.tables import TableReader
from phuluc.importers.titles import AnnexTitle, read_title, starts_annex, tier_of_units
from phuluc.results import UnmatchedItem


def read_annexes(path: Path) -> SourceFigures:
    """Read all annexes of a workbook.

    Args:
        path: an .xlsx or .xlsm file.

    Raises:
        WorkbookFileError: the file is no readable workbook.
        HeaderRowsMissingError: an annex without the header rows that tell what its columns are.
        DuplicateColumnError: two columns with one meaning.
        TierUnknownError: an annex whose tier nothing tells.
        DuplicateAnnexError: one indicator of one tier in two tables.
        UnknownSourceError: no annex in the workbook.
    """
    return annexes_of_book(read_book(path))


def annexes_of_book(book: SourceBook) -> SourceFigures:
    """Read all annexes of a workbook already in memory."""
    legacy = legacy_texts(book)
    try:
        return _annexes_of(book, legacy)
    except (UnknownSourceError, HeaderRowsMissingError, TierUnknownError) as error:
        if not legacy:
            raise
        raise LegacyTextError(
            "Không đọc được tiêu đề của phụ lục vì chữ không phải Unicode",
            where=legacy[0].where,
            found=f"“{legacy[0].found}”",
            remedy=f"{legacy[0].reason[:1].upper()}{legacy[0].reason[1:]}",
        ) from error


def _annexes_of(book: SourceBook, legacy: list[UnmatchedItem]) -> SourceFigures:
    reading = _Reading(book)
    reading.unmatched.extend(legacy)
    for sheet in book.sheets:
        reading.read_sheet(sheet)
    if not reading.annexes:
        raise UnknownSourceError(
            "Không tìm thấy phụ lục nào trong tệp",
            where=book.name,
            found=f"các trang {', '.join(f'“{sheet.name}”' for sheet in book.sheets)}",
            remedy="Cần bảng có cột “Cơ quan, đơn vị” và các nhóm chỉ tiêu với cột “Kết quả”",
        )
    return SourceFigures(
        annexes=tuple(reading.annexes),
        period=reading.period,
        unmatched=tuple(reading.unmatched),
        notices=(*book.notices, *hidden_figures(book), *reading.notices, *reading.notice_of_passed_sheets()),
        source_name=book.name,
        caption=reading.caption,
    )


def has_annex(book: SourceBook) -> bool:
    """Tell whether a visible sheet has the header of an annex."""
    return any(header.has_results for sheet in book.sheets if sheet.visible for header in find_headers(sheet))


class _Reading:
    """What has been gathered from the sheets read so far."""

    def __init__(self, book: SourceBook) -> None:
        self.book = book
        self.annexes: list[AnnexFigures] = []
        self.period = ""
        self.caption = ""
        self.unmatched: list[UnmatchedItem] = []
        self.notices: list[str] = []
        self.passed_over: list[str] = []

    def read_sheet(self, sheet: SourceSheet) -> None:
        headers = find_headers(sheet) if sheet.visible else []
        starts = _annex_starts(sheet, headers)
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(sheet.rows)
            self._read_annex(sheet, start, end, [header for header in headers if start <= header.top < end])

    def _read_annex(self, sheet: SourceSheet, start: int, end: int, headers: list[TableHeader]) -> None:
        if not any(header.has_results for header in headers):
            self._judge_headless(sheet, start, end)
            return
        title = read_title(sheet, start, headers[0].top)
        for row in range(start, headers[0].top):
            require_header(sheet, row)
        tables = self._read_tables(sheet, headers, end)
        tier = title.tier or tier_of_units(row.name for table in tables for row in table.rows)
        if tier is None and not title.label:
            self.passed_over.append(sheet.name)
            return
        if tier is None:
            raise TierUnknownError(
                "Không rõ phụ lục này của cấp nào",
                where=sheet.name,
                found=f"“{title.label}”",
                remedy="Ghi cấp trong tiêu đề, ví dụ “CẤP TỈNH: …”, “CẤP XÃ: …”",
            )
        self._take_title(sheet, title)
        self._add(AnnexFigures(title.label or sheet.name, tier, tuple(tables)), sheet)

    def notice_of_passed_sheets(self) -> list[str]:
        """Say which sheets were passed over, in one sentence."""
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(self.passed_over))
        return [f"Bỏ qua trang không có bảng của phụ lục hoặc không rõ cấp: {names}."] if names else []

    def _judge_headless(self, sheet: SourceSheet, start: int, end: int) -> None:
        """Pass over what is no annex; refuse an annex whose header says too little to read it.

        Raises:
            HeaderRowsMissingError: the title of an annex over figures that no header explains.
        """
        if not sheet.visible or not any(any(value is not None for value in row) for row in sheet.rows[start:end]):
            return
        figures = next((row for row in range(start, end) if looks_like_figures(sheet, row)), end)
        if read_title(sheet, start, figures).is_annex:
            for row in range(figures, end):
                require_header(sheet, row)
        self.passed_over.append(sheet.name)

    def _read_tables(self, sheet: SourceSheet, headers: list[TableHeader], end: int) -> list[FigureTable]:
        tables: list[FigureTable] = []
        for header in headers:
            below = min((other.top for other in headers if other.top > header.bottom), default=end)
            if not header.has_results:
                for row in range(header.bottom + 1, below):
                    require_header(sheet, row, header.span)
                continue
            reader = TableReader(sheet, header, self.book, self.unmatched, self.notices)
            for table in reader.tables(read_body(sheet, header, below)):
                estimated, notices = estimate_reuse_denominators(table)
                self.notices.extend(notices)
                tables.append(estimated)
        return tables

    def _take_title(self, sheet: SourceSheet, title: AnnexTitle) -> None:
        self.caption = self.caption or title.caption
        if title.period and self.period and title.period.casefold() != self.period.casefold():
            self.notices.append(
                f"Trang “{sheet.name}” ghi kỳ “{title.period}”, khác kỳ “{self.period}” của phụ lục trước."
            )
        self.period = self.period or title.period

    def _add(self, annex: AnnexFigures, sheet: SourceSheet) -> None:
        """Add an annex, or its tables to the annex of the same tier whose other table stands elsewhere."""
        twin = next((known for known in self.annexes if known.tier == annex.tier), None)
        tables = sorted([*(twin.tables if twin else ()), *annex.tables], key=lambda table: table.number)
        numbers = [table.number for table in tables]
        repeated = next((number for number in numbers if numbers.count(number) > 1), None)
        if repeated is not None:
            raise DuplicateAnnexError(
                f"Bảng {repeated} của cùng một cấp xuất hiện hai lần",
                where=sheet.name,
                found=f"“{annex.annex}”" + (f" và “{twin.annex}”" if twin else ""),
                remedy="Giữ lại một bảng, hoặc ghi đúng cấp trong tiêu đề của từng phụ lục",
            )
        if twin is None:
            self.annexes.append(replace(annex, tables=tuple(tables)))
        else:
            self.annexes[self.annexes.index(twin)] = replace(twin, tables=tuple(tables))


def _annex_starts(sheet: SourceSheet, headers: list[TableHeader]) -> list[int]:
    """Find where each annex of a sheet begins: at its line "Phụ lục n", the first at the top of the sheet."""
    inside = {row for header in headers for row in range(header.top, header.bottom + 1)}
    labels = [
        row
        for row in range(len(sheet.rows))
        if row not in inside
        and sheet.is_text_row(row)
        and any(starts_annex(sheet.text(row, column)) for column in sheet.filled_cells(row))
    ]
    return [0, *labels[1:]]
