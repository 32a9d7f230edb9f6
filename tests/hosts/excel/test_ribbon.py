"""The buttons of the ribbon, pressed in a program in memory."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
import xlwings as xw
from lxml import etree

from phuluc.actions.opening import open_working_book
from phuluc.actions.read_figures import read_figures
from phuluc.book_port import Area
from phuluc.hosts.excel import ribbon
from phuluc.hosts.excel.buttons import BUTTONS
from phuluc.workbook.file_book import FileBook
from tests.aggregate.igate import dossier, write_csv
from tests.hosts.excel.office import Office, office
from tests.hosts.excel.people import Person
from tests.hosts.excel.quarter_one import SOURCE, empty_book, filled_book
from tests.hosts.excel.whole_books import differences
from tests.hosts.memory_engine import memory_of, open_book
from tests.hosts.memory_engine.errors import ComError
from tests.score_documents import document_book

#: What fails unforeseen goes to a log file, not to one's own.
pytestmark = pytest.mark.usefixtures("log")


def test_every_button_has_an_action() -> None:
    """The ids of the ribbon's XML, no more and no fewer."""
    xml = etree.fromstring((Path(__file__).parents[3] / "xlwings_addin/ribbon/customUI14.xml").read_bytes())
    assert sorted(button.get("id") for button in xml.iter("{*}button")) == sorted(BUTTONS)


@pytest.mark.parametrize(
    ("button", "calculation"),
    [
        ("btnRefresh", "automatic"),
        ("btnRefresh", "manual"),
        ("btnCheck", "manual"),
        ("btnNextPeriod", "automatic"),
        ("btnAnnex", "manual"),
        ("btnReport", "automatic"),
        ("btnImport", "manual"),
        ("btnFreeze", "automatic"),
        ("btnHelp", "manual"),
    ],
)
def test_the_program_is_left_as_it_was(quarter: Office, tmp_path: Path, button: str, calculation: str) -> None:
    """Calculation mode, screen, events, active sheet, selection and protection are what they were before."""
    quarter.book.app.calculation = calculation
    quarter.person.opens, quarter.person.saves = SOURCE, tmp_path / "pl.xlsx"
    before = quarter.state()
    quarter.press(button)
    assert quarter.person.warned == []
    assert quarter.person.told or "dòng nữa" in quarter.person.asked[-1]
    after = quarter.state()
    if button == "btnHelp":
        assert quarter.book.sheets.active.name == "Hướng dẫn"
        before, after = before[:3] + before[4:], after[:3] + after[4:]
    assert after == before


def test_refresh_ranks_and_dates(quarter: Office) -> None:
    """The ranking is sorted, names its criterion and the minute, and keeps what staff wrote beside it."""
    names = quarter.file.names()
    area = names["xep_hang_cap_tinh"]
    beside = Area(area.sheet, area.top + 2, 30, area.top + 2, 30)
    quarter.file.set_values(beside, [["ghi chú riêng"]])
    criterion, stamp = (names[name] for name in ("xep_hang_tieu_chi", "xep_hang_cap_nhat"))
    quarter.file.set_values(criterion, [["cũ"]])
    quarter.file.set_values(stamp, [["cũ"]])
    quarter.press("btnRefresh")

    ranks = [row[0] for row in quarter.file.values(area)[1:-1] if row[1]]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1
    assert quarter.file.values(criterion) == [["Tiêu chí: Số chỉ tiêu đạt"]]
    assert str(quarter.file.values(stamp)[0][0]).startswith("Cập nhật lúc ")
    assert quarter.file.values(beside) == [["ghi chú riêng"]]
    assert quarter.person.told[0].startswith("Đã tính lại sổ")
    assert "CẤP TỈNH (Số chỉ tiêu đạt): hạng 1 là " in quarter.person.told[0]


def test_findings_lead_to_their_cells(quarter: Office) -> None:
    """Each address in "Kiểm tra" is a link to the cell it names, in the look of a link."""
    quarter.press("btnCheck")

    area = quarter.file.names()["kiem_tra_bang"]
    column = Area(area.sheet, area.top + 1, area.left + 1, area.bottom - 1, area.left + 1)
    addresses = [value for (value,) in quarter.file.values(column)]
    formulas = [formula for (formula,) in quarter.file.formulas(column)]
    count = sum(address is not None for address in addresses)
    assert count > 10
    assert formulas[count:] == addresses[count:] == [None] * (len(addresses) - count)
    for address, formula in zip(addresses[:count], formulas[:count], strict=True):
        sheet, _, cell = str(address).rpartition("!")
        assert formula == f'=HYPERLINK("#\'{sheet}\'!{cell}","{address}")'
    assert "trang “Kiểm tra”" in quarter.person.told[0]


def test_import_into_an_empty_book(tmp_path: Path) -> None:
    """Nhập số liệu takes the units and figures of the chosen file; the rates come out as printed."""
    desk = office(empty_book(tmp_path / "so.xlsx", model="3 cấp"), Person(opens=SOURCE))
    desk.press("btnImport")

    assert desk.person.warned == []
    assert "Kỳ này" in desk.person.asked[0]
    rate = desk.file.names()["cap_tinh_ho_so_truc_tuyen_ty_le"]
    assert desk.file.values(Area(rate.sheet, 9, rate.left, 9, rate.left)) == [[81.9]]
    assert desk.book.sheets["Phụ lục 1"].range((9, rate.left)).number_format == "General"


def test_lists_of_dossiers_into_the_open_book(quarter: Office, tmp_path: Path) -> None:
    """Tổng hợp hồ sơ counts the lists for the book's period, says so, shows its progress and imports once agreed to."""
    unit, person = "Ban Quản lý Khu kinh tế tỉnh", quarter.person
    day = "05/02/2024 08:00:00"
    rows = [dossier(number, unit, day, due=day, finished=day) for number in (1, 2, 3)]
    person.opens = write_csv(tmp_path / "ho_so.csv", [*rows, dossier(4, unit, "05/04/2024")])
    person.saves = tmp_path / "so_lieu.xlsx"
    quarter.press("btnAggregate")

    assert person.warned == []
    assert person.told[0].startswith("Kỳ quý I năm 2024: 4 dòng trong 1 danh sách, 3 dòng vào số liệu của 1 đơn vị.")
    assert person.saves.exists()
    assert "Nhập số liệu này vào kỳ này của sổ đang mở?" in person.asked
    total = quarter.file.names()["cap_tinh_tong_hs"]
    assert quarter.file.values(Area(total.sheet, 9, total.left, 9, total.left)) == [[3]]
    shown = memory_of(quarter.book).app.shown
    assert "Phụ lục: Tổng hợp (%), 40/100" in shown
    assert shown[-1] is False


@pytest.mark.parametrize("name", ["anh_xa.toml", "anh_xa.toml.txt"])
@pytest.mark.parametrize("whole_folder", [0, 1])
def test_lists_that_need_a_mapping_file(quarter: Office, tmp_path: Path, name: str, whole_folder: int) -> None:
    """The button takes the mapping file that lies beside the lists, and says so; Notepad may have named it."""
    folder, person = tmp_path / "hồ sơ", quarter.person
    folder.mkdir()
    lists = write_csv(folder / "ho_so.csv", [dossier(1, "Ban Quản lý Khu kinh tế tỉnh", "05/02/2024")])
    lists.write_text(lists.read_text(encoding="utf-8-sig").replace("Số hồ sơ", "Số thụ lý"), encoding="utf-8-sig")
    person.opens, person.saves, person.yes = lists, tmp_path / "so_lieu.xlsx", False
    person.choices = [whole_folder, 0]
    quarter.press("btnAggregate")
    assert "Số thụ lý" in person.warned[0]

    (folder / name).write_text('[cot]\n"Số thụ lý" = "ma_ho_so"\n', encoding="utf-8")
    person.choices = [whole_folder, 0]
    quarter.press("btnAggregate")

    assert len(person.warned) == 1
    assert "1 dòng trong 1 danh sách, 1 dòng vào số liệu" in person.told[0]
    assert f"Đã dùng tệp ánh xạ: {name}" in person.told[0]


def test_import_of_other_tiers(tmp_path: Path) -> None:
    """A book of two tiers cannot take a source of three; nothing changes and the person is told the way out."""
    desk = office(empty_book(tmp_path / "so.xlsx", model="2 cấp"), Person(opens=SOURCE))
    before, state = desk.content(), desk.state()
    desk.press("btnImport")
    assert "Tạo sổ mới có đủ các cấp" in desk.person.warned[0]
    assert differences(before, desk.content()) == []
    assert desk.state() == state


def test_annex_and_pdf(quarter: Office, tmp_path: Path) -> None:
    """Lưu phụ lục writes the issued workbook and lets the program print it; the working book stays as it is."""
    issued = tmp_path / "ban_hanh" / "pl.xlsx"
    issued.parent.mkdir()
    quarter.person.saves = issued
    before = quarter.content()
    quarter.press("btnAnnex")

    assert quarter.person.warned == []
    assert Path(quarter.person.suggested[0]).name == "PL_07_chi_tieu_quy_i_nam_2024.xlsx"
    assert openpyxl.load_workbook(issued).sheetnames == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]
    assert issued.with_suffix(".pdf").read_bytes().endswith(b"pl.xlsx")
    assert str(issued) in quarter.person.told[0]
    assert len(quarter.book.app.books) == 1
    changed = differences(before, quarter.content())
    assert changed
    assert all("Nhật ký" in line for line in changed)
    assert quarter.record()[0][1:4] == ["Lưu phụ lục", "pl.xlsx", "0 lỗi, 19 cảnh báo, 26 ghi chú"]


def test_report(quarter: Office, tmp_path: Path) -> None:
    """Soạn báo cáo writes the .docx by wordings beside the book, tells what to look at, changes the record alone."""
    quarter.person.saves = tmp_path / "bc.docx"
    (tmp_path / "mau_cau_bay-chi-tieu.txt").write_text("[trong_do]\nCụ thể:\n", encoding="utf-8")
    before = quarter.content()
    quarter.press("btnReport")

    assert quarter.person.warned == []
    assert Path(quarter.person.suggested[0]) == tmp_path / "bao_cao_quy_i_nam_2024.docx"
    assert "còn trống: Tỉnh, thành phố, Họ tên người ký." in quarter.person.told[0]
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "bc.docx")).paragraphs)
    assert "đạt: 93,5% (101.130/108.106 hồ sơ), cao hơn 33,5 điểm phần trăm so với mức 60% được giao. Cụ thể:" in text
    assert all("Nhật ký" in line for line in differences(before, quarter.content()))
    assert quarter.record()[0][1:3] == ["Soạn báo cáo", "bc.docx"]


@pytest.mark.parametrize("wants_it", [False, True])
def test_annex_with_errors(quarter: Office, tmp_path: Path, wants_it: bool) -> None:
    """While errors stand the annex is written only if the person says so."""
    numerator = quarter.file.names()["cap_tinh_ho_so_truc_tuyen_tu_so"]
    quarter.file.set_values(Area(numerator.sheet, 9, numerator.left, 9, numerator.left), [[9999]])
    quarter.person.saves, quarter.person.yes = tmp_path / "pl.xlsx", wants_it
    quarter.press("btnAnnex")
    assert any("Vẫn lập phụ lục?" in question for question in quarter.person.asked)
    assert (tmp_path / "pl.xlsx").exists() is wants_it


def test_annex_never_replaces_the_working_book(quarter: Office, tmp_path: Path) -> None:
    """The working book cannot be chosen as the annex."""
    path = tmp_path / "so.xlsx"
    before = path.read_bytes()
    quarter.person.saves = path
    quarter.press("btnAnnex")
    assert "không được ghi đè lên sổ làm việc" in quarter.person.warned[0]
    assert path.read_bytes() == before


def test_annex_under_the_name_of_an_open_book(quarter: Office, tmp_path: Path) -> None:
    """An annex that Excel could not open for its PDF, because a book of that name is open, is not begun."""
    quarter.person.saves = tmp_path / "ban_hanh" / "SO.xlsx"
    quarter.person.saves.parent.mkdir()
    quarter.press("btnAnnex")
    assert "Sổ cùng tên đang mở" in quarter.person.warned[0]
    assert not quarter.person.saves.exists()


def test_a_pdf_that_fails_keeps_the_annex(quarter: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a printer there is no PDF; the annex is there, the person is told, and the issued book is closed."""

    def no_printer(*_: object, **__: object) -> None:
        raise ComError("no printer")

    monkeypatch.setattr("tests.hosts.memory_engine.program.MemoryBook.to_pdf", no_printer)
    quarter.person.saves = tmp_path / "pl.xlsx"
    quarter.press("btnAnnex")
    assert "chưa xuất được PDF" in quarter.person.warned[0]
    assert (tmp_path / "pl.xlsx").exists()
    assert [book.name for book in quarter.book.app.books] == ["so.xlsx"]


def test_next_period(quarter: Office) -> None:
    """Kỳ mới asks first, then moves the figures, empties the inputs and goes on to the next quarter."""
    quarter.press("btnNextPeriod")
    assert "Sang kỳ mới?" in quarter.person.asked[0]
    path = Path(quarter.book.fullname).with_name("sau.xlsx")
    quarter.file.save(path)
    _, working = open_working_book(path)
    figures = read_figures(working)
    assert (figures.settings["ky_bao_cao"], figures.previous_period) == ("quý II năm 2024", "quý I năm 2024")
    assert len(figures.previous) == 280


@pytest.mark.parametrize(
    "button", ["btnNew", "btnImport", "btnAggregate", "btnAnnex", "btnReport", "btnNextPeriod", "btnFreeze"]
)
def test_who_changes_their_mind_changes_nothing(quarter: Office, button: str) -> None:
    """Cancelling any dialog ends the action without a trace."""
    quarter.person.yes, quarter.person.choice = False, None
    before, state = quarter.content(), quarter.state()
    quarter.press(button)
    assert quarter.person.told == quarter.person.warned == []
    assert (differences(before, quarter.content()), quarter.state()) == ([], state)


@pytest.mark.parametrize(("choice", "wanted"), [(0, "IF("), (1, None)])
def test_freeze(quarter: Office, tmp_path: Path, choice: int, wanted: str | None) -> None:
    """Cố định công thức writes a copy without our functions, in formulas or values; the open book keeps them."""
    quarter.person.choice, quarter.person.saves = choice, tmp_path / "gui_di.xlsx"
    before = quarter.content()
    quarter.press("btnFreeze")
    assert quarter.person.warned == []
    assert differences(before, quarter.content()) == []
    rate = quarter.file.names()["cap_tinh_ho_so_truc_tuyen_ty_le"]
    cell = Area(rate.sheet, 9, rate.left, 9, rate.left)
    frozen = FileBook.open(tmp_path / "gui_di.xlsx")
    assert frozen.values(cell) == [[81.9]]
    ((formula,),) = frozen.formulas(cell)
    assert formula is None if wanted is None else wanted in (formula or "") and "INDICATOR" not in (formula or "")


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_freeze_of_a_book_with_macros(tmp_path: Path, suffix: str) -> None:
    """A book with macros is frozen without them unless the person chooses a book with macros."""
    macro = office(filled_book(tmp_path / "so.xlsm", "macro"), Person(saves=tmp_path / f"gui_di{suffix}"))
    macro.press("btnFreeze")
    assert macro.person.warned == []
    assert macro.person.suggested[0].endswith("so_co_dinh.xlsx")
    assert macro.person.offered == ["Sổ Excel (*.xlsx),*.xlsx,Sổ Excel có macro (*.xlsm),*.xlsm"]
    assert ("Đã bỏ macro của sổ." in macro.person.told[0]) is (suffix == ".xlsx")
    assert FileBook.open(tmp_path / f"gui_di{suffix}").package.has_macros is (suffix == ".xlsm")


def test_a_book_that_is_not_ours(tmp_path: Path) -> None:
    """In any other workbook the person is told how to get one of ours."""
    path = tmp_path / "khac.xlsx"
    openpyxl.Workbook().save(path)
    desk = Office(open_book(path), Person())
    desk.press("btnRefresh")
    assert "không phải sổ làm việc" in desk.person.warned[0]


def test_an_unknown_button(quarter: Office) -> None:
    """A newer ribbon over an older program says that they do not belong together."""
    quarter.press("btnOther")
    assert "không cùng phiên bản" in quarter.person.warned[0]


def test_a_busy_program(quarter: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a cell is being edited the person is told to finish that first."""

    def busy(*_: object) -> None:
        raise ComError("", code=-2146777998)

    monkeypatch.setattr("tests.hosts.memory_engine.ranges.MemoryRange._enter", busy)
    quarter.press("btnRefresh")
    assert "Excel đang bận" in quarter.person.warned[0]


@pytest.mark.parametrize(
    ("button", "fail_at"),
    [
        ("btnRefresh", 1),
        ("btnRefresh", 5),
        ("btnCheck", 3),
        ("btnNextPeriod", 2),
        ("btnNextPeriod", 40),
        ("btnImport", 30),
    ],
)
def test_an_action_that_fails_leaves_the_book_as_it_was(quarter: Office, button: str, fail_at: int) -> None:
    """Whichever write the program refuses, cells, formats, names and settings are those from before, and it is told."""
    quarter.person.opens = SOURCE
    before, state = quarter.content(), quarter.state()
    memory_of(quarter.book).fail_at = fail_at
    quarter.press(button)
    assert len(quarter.person.warned) == 1
    assert "sự cố ngoài dự kiến" in quarter.person.warned[0]
    assert quarter.person.told == []
    assert differences(before, quarter.content()) == []
    assert quarter.state() == state


def test_rows_that_came_go_again(tmp_path: Path) -> None:
    """An import that fails after it made the tables longer leaves them as short as they were."""
    desk = office(empty_book(tmp_path / "so.xlsx"), Person(opens=SOURCE))
    before, state = desk.content(), desk.state()
    memory_of(desk.book).fail_at = 30
    desk.press("btnImport")
    assert len(desk.person.warned) == 1
    assert differences(before, desk.content()) == []
    assert desk.state() == state


def test_rows_that_were_sorted_go_back(tmp_path: Path) -> None:
    """A new period of scores that fails near its end gives back both slots, the order of the rows and the lists."""
    document_book("diem-tuan", tmp_path / "so.xlsx")
    desk = office(tmp_path / "so.xlsx")
    before, state = desk.content(), desk.state()
    memory_of(desk.book).fail_at = 45
    desk.press("btnNextPeriod")
    assert len(desk.person.warned) == 1
    assert differences(before, desk.content()) == []
    assert desk.state() == state


@pytest.mark.parametrize(
    ("button", "most"), [("btnRefresh", 12), ("btnCheck", 6), ("btnNextPeriod", 45), ("btnImport", 40)]
)
def test_few_assignments(quarter: Office, button: str, most: int) -> None:
    """An action writes whole blocks: a few for each table, whatever its number of rows and cells."""
    quarter.person.opens = SOURCE
    quarter.press(button)
    assert quarter.person.warned == []
    assert 0 < memory_of(quarter.book).hops["write"] <= most


def test_the_door_that_vba_calls(quarter: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """`dispatch` works in the workbook that called it, with Excel's own dialogs."""
    monkeypatch.setattr(xw.Book, "_mock_caller", quarter.book, raising=False)
    boxes: list[str] = []
    monkeypatch.setattr("phuluc.hosts.excel.dialogs.message_box", lambda _owner, text, _style: boxes.append(text) or 1)
    ribbon.dispatch("btnCheck")
    assert boxes[0].startswith("Kết quả kiểm tra: ")


def test_an_excel_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even the workbook cannot be reached there is a message, not an error in VBA."""
    boxes: list[str] = []

    def busy() -> xw.Book:
        raise ComError("", code=-2146777998)

    monkeypatch.setattr(xw.Book, "caller", busy)
    monkeypatch.setattr("phuluc.hosts.excel.dialogs.message_box", lambda _owner, text, _style: boxes.append(text) or 1)
    ribbon.dispatch("btnRefresh")
    assert "Excel đang bận" in boxes[0]
