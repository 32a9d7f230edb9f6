"""What the weekly notice rests on: nothing is called overdue that is not, and nothing is passed over in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import sheet_rows
from tests.aggregate.igate import dossier, write_csv

WAITING = "Đang xử lý"
BY_UNIT, LISTED, DOUBTFUL = "Theo đơn vị", "Hồ sơ quá hạn", "Cần kiểm tra"


def test_what_cannot_be_judged_is_listed_with_its_reason(tmp_path: Path) -> None:
    """No due day or one before receipt, no finish or one against the state, no tier: each is told, none counted."""
    rows = [
        dossier(1, finished="", status=WAITING),
        dossier(2, due="", finished="", status=WAITING),
        dossier(3, due="31/02/2026", finished="", status=WAITING),
        dossier(4, due="01/01/2026", finished="", status=WAITING),
        dossier(5, finished=""),
        dossier(6, finished="01/01/2026"),
        dossier(7, "Tổ công tác số 5", finished="", status=WAITING),
        dossier(8, status="Treo"),
        dossier(9, due="", finished="", status="Dừng xử lý"),
        dossier(10, received="05/05/2026", due="", finished="", status=WAITING),
        dossier(12, status=WAITING),
        dossier(11, "Tổ công tác số 5", received="05/12/2025", finished="", status=WAITING),
    ]
    output, book = tmp_path / "so_lieu.xlsx", tmp_path / "so_lieu-qua-han.xlsx"

    source = write_csv(tmp_path / "a.csv", rows)
    outcome = phuluc("aggregate", source, "-o", output, "--period", "tháng 01/2026", "--overdue")

    assert outcome.status == 1
    assert [row[2][-2:] for row in sheet_rows(book, LISTED)[1:]] == ["01"]
    told = {row[2][-2:]: row[0] for row in sheet_rows(book, DOUBTFUL)[1:]}
    assert told == {
        "02": "Ngày hẹn trả trống hoặc không đọc được",
        "03": "Ngày hẹn trả trống hoặc không đọc được",
        "04": "Hẹn trả trước ngày tiếp nhận",
        "05": "Đã xong nhưng không có ngày kết thúc",
        "06": "Ngày trống, không đọc được hoặc kết thúc trước khi tiếp nhận",
        "07": "Quá hạn, nhưng cơ quan giải quyết trống hoặc chưa rõ cấp",
        "08": "Có giá trị không hiểu được",
        "12": "Có ngày kết thúc mà trạng thái chưa xong",
        "11": "Quá hạn, nhưng cơ quan giải quyết trống hoặc chưa rõ cấp",
    }
    assert "Quá hạn tính đến 31/01/2026: 1 hồ sơ chưa xong, 0 hồ sơ xong muộn trong kỳ" in outcome.out
    assert "  - Hẹn trả trước ngày tiếp nhận: 1\n" in outcome.out
    assert ("Hẹn trả trước ngày tiếp nhận", 1, None) in sheet_rows(output, "Chất lượng")


def test_nothing_is_overdue_before_its_day(tmp_path: Path) -> None:
    """In a period that has not ended dossiers are looked at up to today; what is due later is not overdue."""
    today = dt.datetime.now().astimezone().date()
    days = [today + dt.timedelta(days) for days in (-60, -3, 1)]
    received, passed, coming = (f"{day:%d/%m/%Y}" for day in days)
    rows = [
        dossier(1, received=received, due=passed, finished="", status=WAITING),
        dossier(2, received=received, due=coming, finished="", status=WAITING),
    ]
    output, book = tmp_path / "so_lieu.xlsx", tmp_path / "so_lieu-qua-han.xlsx"
    period = f"từ {received} đến 31/12/{today.year + 1}"

    done("aggregate", write_csv(tmp_path / "a.csv", rows), "-o", output, "--period", period, "--overdue")

    assert [(row[2][-4:], row[6]) for row in sheet_rows(book, LISTED)[1:]] == [("0001", 3)]
    assert sheet_rows(book, BY_UNIT)[0][2] == f"chưa xong, quá hạn đến {today:%d/%m/%Y}"


def test_what_was_resolved_after_the_period_says_so(tmp_path: Path) -> None:
    """In a list exported later a dossier that was open when the period ended is not told as returned."""
    rows = [
        dossier(1, finished="10/02/2026"),
        dossier(2, finished="", status=WAITING),
        dossier(3, finished="20/01/2026"),
    ]
    output, book = tmp_path / "so_lieu.xlsx", tmp_path / "so_lieu-qua-han.xlsx"

    done("aggregate", write_csv(tmp_path / "a.csv", rows), "-o", output, "--period", "tháng 01/2026", "--overdue")

    assert {row[2][-4:]: row[4:] for row in sheet_rows(book, LISTED)[1:]} == {
        "0001": (None, "Xong sau ngày 31/01/2026", 16),
        "0002": (None, WAITING, 16),
        "0003": ("20/01/2026", "Đã trả kết quả", 5),
    }


def test_a_unit_with_nothing_but_old_dossiers_has_its_list(tmp_path: Path) -> None:
    """A unit that received nothing in the period still has its overdue dossiers listed under --unit."""
    rows = [dossier(1), dossier(2, "Sở Nội vụ", received="05/12/2025", due="20/12/2025", finished="", status=WAITING)]
    output, book = tmp_path / "so_lieu.xlsx", tmp_path / "so_lieu-qua-han.xlsx"
    wanted = ("--period", "tháng 01/2026", "--overdue", "--unit", "sở nội vụ")

    done("aggregate", write_csv(tmp_path / "a.csv", rows), "-o", output, *wanted)

    assert sheet_rows(book, BY_UNIT)[1:] == [("Sở, ban, ngành", "Sở Nội vụ", 1, 0)]
