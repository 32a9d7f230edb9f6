"""What each button of the ribbon does: ask, run the action, say what came of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from phuluc import __version__
from phuluc.actions.check import check_into
from phuluc.actions.freeze import freeze_file
from phuluc.actions.import_figures import import_into
from phuluc.actions.named_book import NotAWorkingBookError
from phuluc.actions.new_book import create_book
from phuluc.actions.next_period import next_period
from phuluc.actions.refresh import refresh
from phuluc.actions.save_annex import OverwritesBookError, save_open_annex
from phuluc.actions.write_report import save_open_report
from phuluc.annexes.families import FAMILIES, SEVEN_TARGETS, THREE_TIERS, TWO_TIERS
from phuluc.annexes.lists import FINDINGS_SHEET, GUIDE_SHEET
from phuluc.annexes.settings import fold
from phuluc.hosts.excel.desk import Desk
from phuluc.hosts.excel.dialogs import Dialogs
from phuluc.hosts.headless import wording
from phuluc.hosts.logfile import log_path
from phuluc.results import AnnexResult

_BOOKS: Final = "Sổ Excel (*.xlsx),*.xlsx"
_MACRO_BOOKS: Final = "Sổ Excel có macro (*.xlsm),*.xlsm"
_KINDS_OF_SOURCES: Final = "*.xlsx;*.xlsm;*.csv;*.json;*.xls;*.html"
_SOURCES: Final = f"Nguồn số liệu ({_KINDS_OF_SOURCES}),{_KINDS_OF_SOURCES}"
_LISTS: Final = "Danh sách hồ sơ (*.xlsx;*.xlsm;*.xls;*.csv;*.parquet),*.xlsx;*.xlsm;*.xls;*.csv;*.parquet"
_DOCUMENTS: Final = "Văn bản Word (*.docx),*.docx"
_TEXTS: Final = "Tệp chữ (*.txt),*.txt"
_MODELS: Final = {TWO_TIERS: "chính quyền 2 cấp (từ 01/7/2025)", THREE_TIERS: "chính quyền 3 cấp"}
#: Lines of a report a message box shows; the rest can be saved.
_SHOWN_LINES: Final = 18


def new_book(desk: Desk) -> None:
    """Tạo sổ mới: an empty working book of a family, opened."""
    chosen = _chosen_family(desk.dialogs)
    if chosen is None:
        return
    kind, settings = chosen
    path = desk.dialogs.save_file("Lưu sổ mới", desk.beside("so_lam_viec.xlsx"), _BOOKS)
    if path is None:
        return
    desk.judge_target(path)
    # The dialog asked before it named a file that is there.
    create_book(kind, path, edition="live", settings=settings, replace=True)
    desk.open(path)


def _chosen_family(dialogs: Dialogs) -> tuple[str, dict[str, str]] | None:
    """Ask for a family and, where it has several, a model: one question of all together is too long for Excel."""
    families = list(FAMILIES.values())
    place = dialogs.choose("Tạo sổ làm việc cho loại phụ lục nào?", [family.label for family in families])
    if place is None:
        return None
    family = families[place]
    if not family.models:
        return family.kind, {}
    place = dialogs.choose("Theo mô hình nào?", [_MODELS[model] for model in family.models])
    return None if place is None else (family.kind, {"mo_hinh": family.models[place]})


def import_figures(desk: Desk) -> None:
    """Nhập số liệu: figures of a file into the open book."""
    source = desk.dialogs.open_file("Chọn nguồn số liệu", _SOURCES)
    if source is None:
        return
    slot = desk.dialogs.choose("Nhập số liệu này vào kỳ nào?", ["Kỳ này", "Kỳ trước (để so sánh)"])
    if slot is None:
        return
    with desk.working() as working:
        result = import_into(working, source, desk.book.name, slot="previous" if slot else "current")
    _report(desk, wording.import_report(result))


def aggregate_dossiers(desk: Desk) -> None:
    """Tổng hợp hồ sơ: lists of dossiers into a file of figures, and from there into the open book if wanted."""
    chosen = desk.dialogs.open_file("Chọn danh sách hồ sơ", _LISTS)
    if chosen is None:
        return
    whole_folder = desk.dialogs.choose("Tổng hợp từ đâu?", ["Chỉ tệp này", "Mọi danh sách trong thư mục của tệp này"])
    if whole_folder is None:
        return
    overdue = desk.dialogs.choose("Lập thêm danh sách hồ sơ quá hạn?", ["Không", "Có, theo nhóm và đơn vị"])
    if overdue is None:
        return
    path = desk.dialogs.save_file("Lưu số liệu tổng hợp", str(chosen.with_name("so_lieu.xlsx")), _BOOKS)
    if path is None:
        return
    from phuluc.aggregate.mapping import mapping_beside  # noqa: PLC0415 - the other buttons need no database
    from phuluc.aggregate.report import aggregate_report  # noqa: PLC0415
    from phuluc.aggregate.run import Request, aggregate_lists  # noqa: PLC0415

    period = _period_of_targets(desk)
    mapping = mapping_beside(chosen)
    request = Request(
        [chosen.parent if whole_folder else chosen], path, mapping=mapping, period=period, overdue=bool(overdue)
    )
    with desk.progress() as progress:
        outcome = aggregate_lists(request, progress=progress)
    used = f"\n\nĐã dùng tệp ánh xạ: {mapping.name}" if mapping else ""
    written = "\n".join(map(str, outcome.written))
    _report(desk, f"{aggregate_report(outcome)}{used}\n\nĐã lưu:\n{written}")
    if period and desk.dialogs.ask("Nhập số liệu này vào kỳ này của sổ đang mở?"):
        with desk.working() as working:
            result = import_into(working, path, desk.book.name, slot="current")
        _report(desk, wording.import_report(result))


def _period_of_targets(desk: Desk) -> str | None:
    """The period of the open book where it is one of the seven targets and names it."""
    try:
        with desk.reading() as working:
            period = working.setting("ky_bao_cao")
            return str(period) if period and working.kind == SEVEN_TARGETS else None
    except NotAWorkingBookError:
        return None


def refresh_rankings(desk: Desk) -> None:
    """Làm mới xếp hạng: recalculated, ranked, checked."""
    with desk.working() as working:
        result = refresh(working)
    _report(desk, wording.refresh_summary(result))


def check_figures(desk: Desk) -> None:
    """Kiểm tra số liệu: the sheet "Kiểm tra" filled, with links to the cells."""
    with desk.working() as working:
        findings = check_into(working)
    if not findings:
        desk.dialogs.tell("Không phát hiện vấn đề nào.")
        return
    counts = wording.count_by_severity(findings)
    desk.dialogs.tell(f"Kết quả kiểm tra: {counts}.\n\nXem trang “{FINDINGS_SHEET}”; bấm vào vị trí để đến ô.")


def save_annex(desk: Desk) -> None:
    """Lưu phụ lục: the issued workbook and, by Excel itself, its PDF."""
    with desk.reading() as working:
        period = fold(str(working.setting("ky_bao_cao") or "")) or "ky_bao_cao"
        family = "07_chi_tieu" if working.kind == SEVEN_TARGETS else fold(working.kind)
    path = desk.dialogs.save_file("Lưu phụ lục", desk.beside(f"PL_{family}_{period}.xlsx"), _BOOKS)
    if path is None:
        return
    if str(path).casefold() == desk.book.fullname.casefold():
        raise OverwritesBookError(
            "Phụ lục không được ghi đè lên sổ làm việc", where=str(path), remedy="Chọn tên tệp khác"
        )
    # It is opened for its PDF.
    desk.judge_target(path)
    result = _issue(desk, path)
    if result is None:
        return
    pdf = path.with_suffix(".pdf")
    if not pdf.exists() or desk.dialogs.ask(f"Tệp “{pdf.name}” đã có. Ghi đè?"):
        desk.export_pdf(path, pdf)
        written = f"{path}\n{pdf}"
    else:
        written = str(path)
    desk.dialogs.tell(f"Đã lưu phụ lục:\n{written}\n\nKết quả kiểm tra: {wording.count_by_severity(result.findings)}.")


def _issue(desk: Desk, path: Path) -> AnnexResult | None:
    """Write the annex; where errors stand, only if the person wants it all the same."""
    with desk.reading() as working:
        result = save_open_annex(working, path)
    if not result.refused:
        return result
    errors = sum(finding.severity == "error" for finding in result.findings)
    question = f"Số liệu còn {errors} lỗi (bấm “Kiểm tra số liệu” để xem).\n\nVẫn lập phụ lục?"
    if not desk.dialogs.ask(question):
        return None
    with desk.reading() as working:
        return save_open_annex(working, path, force=True)


def write_report(desk: Desk) -> None:
    """Soạn báo cáo: the figures in words, with the office's wordings where they stand beside the book."""
    with desk.reading() as working:
        period = fold(str(working.setting("ky_bao_cao") or "")) or "ky_bao_cao"
    suggested = desk.beside(f"bao_cao_{period}.docx")
    path = desk.dialogs.save_file("Lưu báo cáo", suggested, _DOCUMENTS)
    if path is None:
        return
    folder = Path(suggested).parent
    with desk.reading() as working:
        result = save_open_report(working, path, folder if folder.is_absolute() else None)
    notices = "".join(f"\n\nLưu ý: {notice}." for notice in result.notices)
    desk.dialogs.tell(f"Đã lưu báo cáo:\n{result.written}{notices}")


def start_next_period(desk: Desk) -> None:
    """Kỳ mới: the present figures become the previous period, after a confirmation."""
    with desk.reading() as working:
        place = "trang “Kỳ trước”" if working.kind == SEVEN_TARGETS else "cột kỳ trước"
    question = (
        f"Sang kỳ mới?\n\nSố liệu các bảng sẽ chuyển sang {place} (thay số liệu đang có ở đó); ô nhập, trang "
        "“Đối chiếu”, số và ngày văn bản sẽ để trống; chỉ tiêu, đơn vị giữ nguyên.\n\nNên lưu một bản của kỳ này trước."
    )
    if not desk.dialogs.ask(question):
        return
    with desk.working() as working:
        result = next_period(working)
    _report(desk, wording.next_period_report(result))


def freeze_functions(desk: Desk) -> None:
    """Cố định công thức: a copy of the open workbook, ours or not, that needs no functions of ours."""
    choice = desk.dialogs.choose(
        "Lập bản không cần Phụ lục để gửi đi. Đổi các hàm thành gì?",
        ["Công thức Excel thường (vẫn tính lại được)", "Giá trị"],
    )
    if choice is None:
        return
    suffix = desk.copy_suffix()
    # What is sent away had better have no macros; whoever needs them can keep them.
    kinds = f"{_BOOKS},{_MACRO_BOOKS}" if suffix == ".xlsm" else _BOOKS
    suggested = desk.beside(f"{Path(desk.book.name).stem}_co_dinh.xlsx")
    path = desk.dialogs.save_file("Lưu bản cố định công thức", suggested, kinds)
    if path is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"ban_sao{suffix}"
        desk.save_copy(copy)
        result = freeze_file(copy, path, values=choice == 1)
    _report(desk, f"{wording.freeze_report(result)}\n\nĐã lưu: {path}")


def show_help(desk: Desk) -> None:
    """Trợ giúp: what the buttons do, and the guide sheet where the book has one."""
    if GUIDE_SHEET in desk.book.sheet_names:
        desk.book.sheets[GUIDE_SHEET].activate()
    lines = [f"Phụ lục {__version__}", "", *(f"{label}: {purpose}" for label, purpose in _PURPOSES.items())]
    lines += ["", "Trợ giúp từng hàm: bấm fx trên thanh công thức, chọn nhóm “Phụ lục”.", f"Tệp nhật ký: {log_path()}"]
    desk.dialogs.tell("\n".join(lines))


def _report(desk: Desk, report: str) -> None:
    """Tell a report; what is too long for a box is offered as a file."""
    lines = report.splitlines()
    if len(lines) <= _SHOWN_LINES:
        desk.dialogs.tell(report)
        return
    shown = "\n".join(lines[:_SHOWN_LINES])
    rest = len(lines) - _SHOWN_LINES
    if not desk.dialogs.ask(f"{shown}\n… và {rest} dòng nữa.\n\nLưu toàn bộ thông báo ra tệp?"):
        return
    path = desk.dialogs.save_file("Lưu thông báo", desk.beside("thong_bao.txt"), _TEXTS)
    if path is not None:
        # With a byte order mark, so that every Notepad reads it as UTF-8.
        path.write_text(report, encoding="utf-8-sig")


_PURPOSES: Final = {
    "Tạo sổ mới": "sổ làm việc trống",
    "Nhập số liệu": "từ phụ lục làm tay, bảng .csv, .xlsx hoặc tệp xuất của Cổng",
    "Tổng hợp hồ sơ": "đếm số liệu từ danh sách hồ sơ của hệ thống một cửa",
    "Làm mới xếp hạng": "tính lại, xếp hạng, kiểm tra",
    "Kiểm tra số liệu": "liệt kê lỗi ở trang “Kiểm tra”",
    "Lưu phụ lục": "bản ban hành .xlsx và .pdf",
    "Soạn báo cáo": "báo cáo bằng lời, tệp Word",
    "Kỳ mới": "số liệu kỳ này thành kỳ trước, ô nhập để trống",
    "Cố định công thức": "bản sao dùng được ở máy không cài Phụ lục",
}
#: By the ids of the buttons in the ribbon's XML.
BUTTONS: Final[dict[str, Callable[[Desk], None]]] = {
    "btnNew": new_book,
    "btnImport": import_figures,
    "btnAggregate": aggregate_dossiers,
    "btnRefresh": refresh_rankings,
    "btnCheck": check_figures,
    "btnAnnex": save_annex,
    "btnReport": write_report,
    "btnNextPeriod": start_next_period,
    "btnFreeze": freeze_functions,
    "btnHelp": show_help,
}
