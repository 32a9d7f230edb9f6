"""Lists in workbooks: which sheets are lists, what their cells mean, what happens when reading fails or is stopped."""

from __future__ import annotations

import datetime as dt
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import fastexcel
import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.aggregate.fields import FieldKind
from phuluc.aggregate.run import Request, aggregate_lists
from phuluc.aggregate.shortening import SOMETHING, shortest, shortest_sql
from phuluc.aggregate.sources.pace import Pace
from tests.acceptance.command import phuluc
from tests.aggregate.figures import fates_of, figures_of, received_of, rows_read
from tests.aggregate.igate import HEADER, dossier, write_xlsx
from tests.aggregate.test_judged_lists import changed

PERIOD = ("--period", "tháng 01/2026")
COLUMNS = (
    "MaHoSo", "MaTTHC", "DonViXuLy", "NgayTiepNhan", "NgayKetThucXuLy", "TrangThaiHoSo", "KenhThucHien", "Gia",
    "DuocThanhToanTrucTuyen", "HoSoCoThanhPhanSoHoa", "DuocLayTuKhoDMQG", "DuongDanTepTinKetQua", "STT",
)  # fmt: skip
UNIT = "UBND xã An Hòa"
LINK = "https://tep.example.vn/1.pdf"
at = dt.datetime.fromisoformat
#: Cells with a type, and what lists say in text for the same.
TYPED: list[tuple[object, ...]] = [
    (260001, 1.005129, UNIT, at("2026-01-05 08:30"), dt.date(2026, 1, 12), 10, 2, 50000, True, True, False, LINK),
    ("H2", "2.001", UNIT, dt.date(2026, 1, 31), at("2026-01-31 23:59:59"), 9.0, 1, 50000.5, 1, 0, 1, True),
    ("H3", "2.001", UNIT, at("2026-02-01"), None, 4, 2, True, False, False, True, False),
    ("H4", "2.001", UNIT, 46030.25, 46040, 9, 2, True, 2, 1, 0, False),
    ("H5", "2.001", UNIT, dt.time(8, 30), None, 4, 2, False, 0, 1, 0, 0),
    (260001.0, 1.005129, UNIT, at("2026-01-05"), None, 4, 2, 50000, False, False, False, None),
]  # fmt: skip
TEXTS = [
    ("260001", "1.005129", UNIT, "05/01/2026 08:30:00", "12/01/2026", "10", "2", "50000", "1", "1", "0", LINK),
    ("H2", "2.001", UNIT, "31/01/2026", "31/01/2026 23:59:59", "9.0", "1", "50000.5", "1", "0", "1", "1"),
    ("H3", "2.001", UNIT, "01/02/2026", "", "4", "2", "1", "0", "0", "1", "0"),
    ("H4", "2.001", UNIT, "08/01/2026 06:00", "18/01/2026", "9", "2", "1", "2", "1", "0", "0"),
    ("H5", "2.001", UNIT, "08:30:00", "", "4", "2", "0", "0", "1", "0", "0"),
    ("260001.0", "1.005129", UNIT, "05/01/2026", "", "4", "2", "50000", "0", "0", "0", ""),
]  # fmt: skip


def write_csv(path: Path) -> Path:
    lines = [",".join(row) for row in (COLUMNS, *((*row, "1") for row in TEXTS))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_shared(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Texts are shared, as Excel writes them; the list begins in B3."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([COLUMNS, *rows], start=3):
        for place, value in enumerate(row, start=2):
            sheet.cell(number, place, value)
    book.save(path)
    return path


def write_inline(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Texts stand in their cells, as programs write them that write row by row."""
    options = {"constant_memory": True, "default_date_format": "dd/mm/yyyy hh:mm:ss", "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([COLUMNS, *rows]):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("write", [write_shared, write_inline])
def test_typed_cells_mean_what_texts_mean(tmp_path: Path, write: type) -> None:
    """Dates, times, numbers and truths of cells give the figures that the same list gives as text."""
    typed, texts = tmp_path / "o.xlsx", tmp_path / "chu.xlsx"

    phuluc("aggregate", write(tmp_path / "a.xlsx", TYPED), "-o", typed, *PERIOD)
    phuluc("aggregate", write_csv(tmp_path / "a.csv"), "-o", texts, *PERIOD)

    assert figures_of(typed) == figures_of(texts)
    assert fates_of(typed) == fates_of(texts) == {"COUNTED": 3, "DUPLICATE": 1, "OUTSIDE_PERIOD": 1, "BAD_DATES": 1}
    assert figures_of(typed)[UNIT, "thanh_toan_truc_tuyen"] == (3, 3)
    assert figures_of(typed)[UNIT, "cap_ket_qua_dien_tu"] == (3, 2)
    assert figures_of(typed)[UNIT, "so_hoa"] == (3, 2)


def test_visible_worksheets_with_a_header_are_lists(tmp_path: Path) -> None:
    """Hidden sheets and charts are not counted, blank sheets passed over; a hidden list and what is none are named."""
    path, output = tmp_path / "a.xlsx", tmp_path / "so_lieu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='Một & “hai”'!$A$1:$A$2"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
        hidden = [book.add_worksheet("Ẩn"), book.add_worksheet("Rất ẩn")]
        note = book.add_worksheet("Danh mục")
        note.write(0, 0, "Hộ tịch")
        note.hide()
        book.add_worksheet("Trống")
        lists = [book.add_worksheet("Một & “hai”"), book.add_worksheet("<Ba>")]
        book.add_worksheet("Ghi chú").write(0, 0, "Danh sách tháng 1")
        for number, sheet in enumerate([*lists, *hidden]):
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, dossier(number))
        lists[0].activate()
        hidden[0].hide()
        hidden[1].very_hidden()

    outcome = phuluc("aggregate", path, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert received_of(output) == {UNIT: 2}
    assert rows_read(output) == 2
    assert "a.xlsx, trang “Ghi chú”: Không thấy dòng tiêu đề" in outcome.out
    assert "a.xlsx, trang “Ẩn”: Trang ẩn có danh sách hồ sơ, không tính vào số liệu" in outcome.out
    assert "a.xlsx, trang “Rất ẩn”: Trang ẩn" in outcome.out
    assert "Trống" not in outcome.out + outcome.err
    assert "Danh mục" not in outcome.out + outcome.err


def test_a_chart_is_no_sheet_of_a_list(tmp_path: Path) -> None:
    """One worksheet beside a chart is the file: nobody has to look for it by name."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Ghi chú").write(0, 0, "Danh sách tháng 1")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='Ghi chú'!$A$1:$A$2"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)

    outcome = phuluc("aggregate", path, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert "a.xlsx: Không thấy dòng tiêu đề" in outcome.err


@pytest.mark.parametrize("how", ["blank", "hidden"])
def test_a_workbook_without_data_is_named(tmp_path: Path, how: str) -> None:
    """Where no visible sheet holds anything the file is named, and does not pass for an empty list."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
        if how == "hidden":
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, dossier(1))
            sheet.hide()
        else:
            book.add_worksheet()

    outcome = phuluc("aggregate", path, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert outcome.status == 2
    assert "a.xlsx: Không có trang nào có dữ liệu" in outcome.err


def test_every_row_with_anything_in_it_is_accounted_for(tmp_path: Path) -> None:
    """Blank rows are none; a row with something in a column that is not read, a space alone or a 0 is one."""
    rows = [TYPED[1], (None,) * 13, (*(None,) * 12, "chú thích"), (" ",), ("",), (None, None, None, None, 0)]
    output = tmp_path / "so_lieu.xlsx"

    phuluc("aggregate", write_shared(tmp_path / "a.xlsx", rows), "-o", output, *PERIOD)

    assert fates_of(output) == {"COUNTED": 1, "TOTAL_ROW": 3}


def test_a_damaged_sheet_is_named(tmp_path: Path) -> None:
    """Markup that ends in the middle of a cell is the file's damage."""
    damaged = changed(write_xlsx(tmp_path / "a.xlsx", [dossier(1)]), b"</sheetData>", b"<c></v>")

    outcome = phuluc("aggregate", damaged, "-o", tmp_path / "so_lieu.xlsx", *PERIOD)

    assert outcome.status == 2
    assert "b.xlsx: tệp bảng tính bị hỏng" in outcome.err


class Panic(BaseException):
    """As a library in Rust tells that it gave up."""


def test_a_panic_of_the_reader_is_the_file_s_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that breaks the reader is named like any damaged one, and the others go on."""
    good, bad = tmp_path / "a", tmp_path / "b"
    good.mkdir()
    bad.mkdir()
    write_shared(good / "tot.xlsx", [TYPED[1]])
    write_xlsx(bad / "xau.xlsx", [dossier(1), dossier(2)])
    load = fastexcel.ExcelReader.load_sheet

    def panicking(reader: fastexcel.ExcelReader, *given: object, **options: object) -> object:
        found: pa.RecordBatch = load(reader, *given, **options)  # type: ignore[call-overload]
        if found.num_rows == 5:
            raise Panic("index out of bounds\nmore")
        return found

    monkeypatch.setattr(fastexcel.ExcelReader, "load_sheet", panicking)
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", good, bad, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert received_of(output) == {UNIT: 1}
    assert "xau.xlsx: tệp bảng tính bị hỏng hoặc chép thiếu" in outcome.out
    assert "không đọc được nội dung (Panic)" in outcome.out
    assert "index out of bounds" not in outcome.out + outcome.err
    assert "more" not in outcome.out


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A reader that does not come to an end by itself; the event tells that it has begun."""
    begun, let_go = threading.Event(), threading.Event()

    def endless(*_given: object, **_options: object) -> object:
        # Python waits for others when it ends.
        assert threading.current_thread().daemon
        begun.set()
        let_go.wait(20)
        raise AssertionError

    monkeypatch.setattr(fastexcel.ExcelReader, "load_sheet", endless)
    yield begun
    let_go.set()


def test_stopping_while_a_sheet_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stuck: threading.Event
) -> None:
    """Ctrl+C ends a run within half a second although a sheet is read in one go; progress moves on until then."""
    temporary = tmp_path / "tam"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    source, output = write_xlsx(tmp_path / "a.xlsx", [dossier(1)]), tmp_path / "so_lieu.xlsx"
    shares: list[int] = []
    stopped: list[float] = []
    main = threading.get_ident()

    def person() -> None:
        stuck.wait(10)
        time.sleep(0.5)
        stopped.append(time.monotonic())
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=person).start()
    with pytest.raises(KeyboardInterrupt):
        aggregate_lists(
            Request([source], output),
            progress=lambda stage, share, _total: shares.append(share) if "a.xlsx" in stage else None,
        )

    assert time.monotonic() - stopped[0] < 0.5
    assert not output.exists()
    assert list(temporary.iterdir()) == []
    assert shares == sorted(shares)
    assert len([share for share in shares if share > 20]) >= 2


def test_progress_never_falls_from_sheet_to_sheet(tmp_path: Path) -> None:
    """Shares told of a workbook of several sheets rise to the whole."""
    shares: list[int] = []

    aggregate_lists(
        Request([write_xlsx(tmp_path / "a.xlsx", [dossier(1)], [dossier(2)])], tmp_path / "so_lieu.xlsx"),
        progress=lambda stage, share, _total: shares.append(share) if "a.xlsx" in stage else None,
    )

    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert 60 in shares  # judging is a fifth, and the sheets are equal


CELL = st.one_of(
    st.text(max_size=30),
    st.text("0123456789/:. -+TZă\u200b", min_size=8, max_size=26),
    st.sampled_from(["31/12/2026 23:59:59", "1\u200b/1/2026 8:00", "2026-01-05 08:00:00", "", "x" * 12, "ă" * 13]),
    st.sampled_from(["Chưa có kết quả điện tử", "không có kết quả", " " * 13, "C", "D" * 13]),
    st.sampled_from(["\n" * 13, "05/01/2026\n08:30", "١٢/01/2026 08:30"]),
)  # fmt: skip


@pytest.mark.parametrize("kind", ["ngay", "co", "chon"])
@given(cells=st.lists(st.one_of(st.none(), CELL.filter(lambda text: "\0" not in text)), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_columns_and_sql_are_shortened_alike(kind: FieldKind, cells: list[str | None]) -> None:
    """What DuckDB makes of a cell of a text file is what is made of the same cell of any other list."""
    query = f"SELECT {shortest_sql('cell', kind)} FROM (SELECT unnest(?::VARCHAR[]) AS cell)"  # noqa: S608 - ours

    by_sql = [row[0] for row in duckdb.execute(query, [cells]).fetchall()]

    assert shortest(pa.array(cells, pa.string()), kind).to_pylist() == by_sql


@pytest.mark.parametrize(
    ("kind", "cell", "short"),
    [
        ("ngay", "05/01/2026 08:30:00", "05/01/2026"),
        ("ngay", "5/1/2026 08:30", "5/1/2026 0"),
        ("ngay", "2026-01-05 08:00:00.125", "2026-01-05"),
        ("ngay", "2026-01-05T18:00:00Z", "2026-01-05T18:00:00Z"),
        ("ngay", "2026-01-05T18:00+00:00", "2026-01-05T18:00+00:00"),
        ("ngay", "05/01/2026\u200b 08:30", "05/01/2026\u200b 08:30"),
        ("ngay", "chưa có ngày", "chưa có ngày"),
        ("co", LINK, SOMETHING),
        ("co", "null", "null"),
        ("co", "Chưa có kết quả điện tử", "Chưa có kết quả điện tử"),
        ("ma", LINK, LINK),
    ],
)
def test_shortest_texts(kind: FieldKind, cell: str, short: str) -> None:
    """Days lose their time, addresses become a mark; what is in doubt stays as it is."""
    assert shortest(pa.array([cell], pa.string()), kind).to_pylist() == [short]


def test_shares_are_told_where_the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clocks of some systems move every hundredth of a second: within one, shares are told all the same, none less."""
    monkeypatch.setattr("phuluc.aggregate.sources.pace.time.monotonic", lambda: 766.0)
    told: list[float] = []
    pace = Pace(told.append)

    pace.judge(0.5)
    pace.judge(1)
    pace.begin_sheet(1)
    pace.read_on()
    pace.write(0.5)
    pace.write(1)

    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
