"""Days that a machine with American settings has turned round are found out, never counted in another month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import fates_of, received_of
from tests.aggregate.igate import HEADER, dossier, write_xlsx

UNIT = "UBND xã An Hòa"
PERIOD = ("--period", "tháng 01/2026")
PLAIN = ["Số hồ sơ", "Cơ quan/đơn vị", "Ngày tiếp nhận", "Trạng thái hồ sơ"]
RECEIVED, FINISHED = HEADER.index("Ngày tiếp nhận"), HEADER.index("Ngày kết thúc xử lý")
ALL_DAYS = [f"{day:02}" for day in range(1, 29)]


def opened_by_american_excel(text: str) -> dt.datetime | str:
    """What Excel makes of a day of a .csv or .xls: a day wherever the text can be one with the month first."""
    try:
        return dt.datetime.strptime(text, "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007 - as spreadsheets hold them
    except ValueError:
        return text


def resaved(path: Path, days: Sequence[str], column: int) -> Path:
    """The list of the system after it was opened and saved on such a machine."""
    with xlsxwriter.Workbook(path) as book:
        sheet, form = book.add_worksheet(), book.add_format({"num_format": "m/d/yyyy h:mm"})
        sheet.write_row(0, 0, HEADER)
        for number, day in enumerate(days, start=1):
            row = list(dossier(number, finished=""))
            row[column] = f"{day}/01/2026 08:00:00"
            for place, cell in enumerate(row):
                value = opened_by_american_excel(str(cell)) if place == column else cell
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(number, place, value, form)
                else:
                    sheet.write(number, place, value)
    return path


@pytest.mark.parametrize("column", [RECEIVED, FINISHED], ids=["received", "finished"])
def test_a_workbook_saved_on_an_american_machine_is_refused(tmp_path: Path, column: int) -> None:
    """Days up to the twelfth became other days, later ones stayed text: the list is named, the others are counted."""
    swapped = resaved(tmp_path / "mo_lai.xlsx", ALL_DAYS, column)
    good, output = (
        write_xlsx(tmp_path / "goc.xlsx", [dossier(number) for number in range(100, 103)]),
        tmp_path / "s.xlsx",
    )

    outcome = phuluc("aggregate", swapped, good, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert "mo_lai.xlsx: Ngày và tháng đã bị đổi chỗ khi tệp được mở rồi lưu trên máy dùng ngày kiểu Mỹ." in outcome.out
    assert f"cột “{HEADER[column]}” có 12 ô ngày đều từ ngày 1 đến 12, 16 ô chữ đều sau ngày 12." in outcome.out
    assert received_of(output) == {UNIT: 3}


@pytest.mark.parametrize("days", [ALL_DAYS[:12], ALL_DAYS[12:], ["03", "13", "14", "15", "16", "17", "18"]])
def test_days_without_a_sign_of_it_are_read(tmp_path: Path, days: list[str]) -> None:
    """Cells of days alone, texts alone, or a day among texts are as good as any."""
    output = tmp_path / "s.xlsx"

    phuluc("aggregate", resaved(tmp_path / "a.xlsx", days, RECEIVED), "-o", output, "--period", "năm 2026")

    assert sum(fates_of(output).values()) == len(days)
    assert received_of(output) == {UNIT: len(days)}


def test_a_month_whose_first_days_alone_are_cells_of_days_is_read(tmp_path: Path) -> None:
    """Two clerks made the list, one with days and one with texts, and neither machine turned anything round."""
    path, output = tmp_path / "a.xlsx", tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, form = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADER)
        for number, day in enumerate(ALL_DAYS, start=1):
            sheet.write_row(number, 0, dossier(number, received=f"{day}/01/2026", finished=""))
            if number <= 12:
                sheet.write_datetime(number, RECEIVED, dt.datetime(2026, 1, number), form)  # noqa: DTZ001

    phuluc("aggregate", path, "-o", output, *PERIOD)

    assert received_of(output) == {UNIT: 28}


def write_csv(path: Path, days: Sequence[str]) -> Path:
    rows = [PLAIN, *([f"H26-260105-{path.stem}{place:03}", UNIT, day, "4"] for place, day in enumerate(days))]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


def write_parquet(path: Path, days: Sequence[str]) -> Path:
    size = len(days)
    columns = ([f"H26-260105-{path.stem}{place:03}" for place in range(size)], [UNIT] * size, list(days), ["4"] * size)
    pq.write_table(pa.table(dict(zip(PLAIN, columns, strict=True))), path)
    return path


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_a_list_with_the_month_first_is_named(tmp_path: Path, write: type) -> None:
    """Days that can only be read so, and none that cannot, tell how the others are meant."""
    month_first = write(tmp_path / f"1.{write.__name__[6:]}", [f"01/{day}/2026 08:00" for day in ALL_DAYS])
    day_first = write(tmp_path / f"2.{write.__name__[6:]}", [f"{day}/01/2026 08:00" for day in ALL_DAYS])
    output = tmp_path / "s.xlsx"

    outcome = phuluc("aggregate", month_first, day_first, "-o", output, *PERIOD)

    assert outcome.status == 1
    assert (
        f"{month_first.name}: Ngày viết tháng trước, ngày sau. Thấy: cột “Ngày tiếp nhận” có “01/13/2026”."
        in outcome.out
    )
    assert received_of(output) == {UNIT: 28}
    alone = phuluc("aggregate", month_first, "-o", tmp_path / "t.xlsx", *PERIOD)
    assert alone.status == 2
    assert "Ngày viết tháng trước" in alone.err
    strict = phuluc("aggregate", day_first, month_first, "-o", tmp_path / "t.xlsx", *PERIOD, "--strict")
    assert strict.status == 2
    assert not (tmp_path / "t.xlsx").exists()


def test_slips_of_typing_are_no_order(tmp_path: Path) -> None:
    """A few days that are none, beside days that can only be read with the day first, are bad days and no more."""
    days = [f"{day}/01/2026" for day in ALL_DAYS] + ["01/13/2026", "01/14/2026", "01/15/2026", "02/16/2026"]
    output = tmp_path / "s.xlsx"

    done("aggregate", write_csv(tmp_path / "a.csv", days), "-o", output, *PERIOD)

    assert fates_of(output) == {"COUNTED": 28, "BAD_DATES": 4}
