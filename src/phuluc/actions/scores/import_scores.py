"""Nhập số liệu of a book of scores: the figures of a source go into one of its two slots."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from phuluc.actions.cell_writing import write_cells, write_list
from phuluc.actions.clock import now
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.fill import ScoreFill, fill_scores
from phuluc.actions.scores.read import day_of, list_rows, slots_of
from phuluc.actions.scores.refresh import refresh_scores
from phuluc.actions.scores.take_over import take_over_scores, take_over_scores_in_place
from phuluc.annexes.families import COMMUNE_SCORES
from phuluc.annexes.lists import PRINTED_AREA_NAME
from phuluc.annexes.score_lists import OVERDUE_AREA_NAME
from phuluc.annexes.score_tables import SLOT_ROLES
from phuluc.annexes.settings import excel_serial
from phuluc.annexes.titles import setting_name
from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import SlotInfo, SlotName
from phuluc.domain.scoring_rules import basis_name, basis_on
from phuluc.domain.slot_rules import rules_of_source
from phuluc.importers.score_records import ScoreRecords
from phuluc.importers.score_sources import read_scores
from phuluc.results import ImportResult, Progress, no_progress
from phuluc.workbook.file_book import FileBook

_STEPS = 4


def import_score_file(
    source: Path, file: FileBook, working: ScoreWorkingBook, *, slot: SlotName, progress: Progress = no_progress
) -> tuple[FileBook, ImportResult]:
    """Read scores from a file into a book that is a file; an empty one takes over the units of the source."""
    progress("Đọc nguồn", 0, _STEPS)
    records = _read(working, source, slot)
    progress("Điền số liệu", 2, _STEPS)
    file, working = take_over_scores(file, working, records, source.name)
    return file, put_in(working, records, slot, progress)


def import_scores_into(
    working: ScoreWorkingBook, source: Path, *, slot: SlotName, progress: Progress = no_progress
) -> ImportResult:
    """Read scores from a file into an open book."""
    progress("Đọc nguồn", 0, _STEPS)
    records = _read(working, source, slot)
    progress("Điền số liệu", 2, _STEPS)
    if not working.has_units():
        take_over_scores_in_place(working, records)
    return put_in(working, records, slot, progress)


def put_in(
    working: ScoreWorkingBook, records: ScoreRecords, slot: SlotName, progress: Progress = no_progress
) -> ImportResult:
    """Write records into a slot and refresh the book."""
    fill = fill_scores(working, records, slot, rules_of_source(records.info, _known_of(working, slot)))
    _write_settings(working, records, fill, slot)
    notices = [*records.notices, *fill.notices, *_basis_notices(working, slot, records)]
    if fill.kept:
        _keep_printed(working, fill)
        notices.append(f"Giữ {len(fill.kept)} số in ở nguồn trong trang “Đối chiếu” để kiểm tra, không dùng để tính")
    if fill.overdue:
        write_list(working.book, working.fit(OVERDUE_AREA_NAME, len(fill.overdue)), fill.overdue)
        fill.figures += len(fill.overdue)
        fill.matched.append(f"Hồ sơ quá hạn: {len(fill.overdue)} đơn vị")
    progress("Tính lại, xếp hạng, kiểm tra", 3, _STEPS)
    refreshed = refresh_scores(working)
    return ImportResult(
        units=len(fill.units),
        figures=fill.figures,
        matched=tuple(fill.matched),
        unmatched=(*records.unmatched, *fill.unmatched),
        notices=(*notices, *refreshed.notices),
        unevaluated=refreshed.unevaluated,
    )


def _read(working: ScoreWorkingBook, source: Path, slot: SlotName) -> ScoreRecords:
    """Read a source for a book: for a commune's, of the portal's list only the commune."""
    only = working.setting("dia_danh") if working.kind == COMMUNE_SCORES else ""
    return read_scores(source, slot=_known_of(working, slot), only=str(only or ""))


def _known_of(working: ScoreWorkingBook, slot: SlotName) -> SlotInfo:
    """What the book tells of a slot; one without day and basis is taken for today's."""
    previous, current = slots_of(working)
    told = current if slot == "current" else previous
    return told if told.as_of or told.basis else replace(told, as_of=now().date())


def _write_settings(working: ScoreWorkingBook, records: ScoreRecords, fill: ScoreFill, slot: SlotName) -> None:
    """Write what the source tells of its slot; what it does not tell stays."""
    role, info = SLOT_ROLES[slot], records.info
    told: dict[str, CellValue] = {
        "ky_bao_cao" if slot == "current" else "ky_truoc": info.period or None,
        f"ngay_ky_{role}": excel_serial(info.as_of) if info.as_of else None,
        f"loai_so_lieu_{role}": info.semantics,
        f"co_so_{role}": info.basis or None,
        **fill.settings,
    }
    if info.as_of and slot == "current" and working.setting("nam") in (None, ""):
        told["nam"] = info.as_of.year
    for key, value in told.items():
        if value is not None:
            area = working.area(setting_name(key))
            write_cells(working.book, area.sheet, {(area.top, area.left): value})


def _basis_notices(working: ScoreWorkingBook, slot: SlotName, records: ScoreRecords) -> list[str]:
    """Fill in the basis of a slot by its day where nobody told it; otherwise say that it is not known."""
    key = setting_name(f"co_so_{SLOT_ROLES[slot]}")
    if records.info.basis or working.cell(key) not in (None, ""):
        return []
    day = records.info.as_of or day_of(working.setting(f"ngay_ky_{SLOT_ROLES[slot]}"))
    basis = basis_on(day) if day else ""
    if not basis:
        return ["Chưa rõ cơ sở tính điểm của kỳ: ghi ngày lấy số liệu hoặc cơ sở tính ở trang “Thông tin”"]
    area = working.area(key)
    write_cells(working.book, area.sheet, {(area.top, area.left): basis})
    return [f"Cơ sở tính điểm lấy theo ngày {day:%d/%m/%Y}: {basis_name(basis)}"]


def _keep_printed(working: ScoreWorkingBook, fill: ScoreFill) -> None:
    """Add what the source printed; a line on the same thing is replaced."""
    fresh = {(row[0], row[1], row[2]) for row in fill.kept}
    kept = [cells for _, cells in list_rows(working, PRINTED_AREA_NAME) if (cells[0], cells[1], cells[2]) not in fresh]
    rows = [*kept, *fill.kept]
    write_list(working.book, working.fit(PRINTED_AREA_NAME, len(rows)), rows)
