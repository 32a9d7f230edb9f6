"""Lines of an office over the tables of rules and of changed units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from phuluc.actions.check import check_book
from phuluc.actions.scores.office_tables import TABLES, TablesExistError, copy_tables, use_office_tables
from phuluc.domain.data_table import DataTableError
from phuluc.domain.scoring_rules import FILE_NAME, axis_maxima, parse_rules, scoring_rules
from phuluc.domain.unit_changes import CHANGES_FILE, parse_changes
from phuluc.errors import PhuLucError
from tests.score_documents import make_document_book

RULES_HEAD: Final = (
    "Loại;Mã;Thuộc trục;Mã trên Cổng;Tên;Điểm;Ngưỡng đạt điểm tối đa (%);Điểm khi mẫu số bằng 0;Từ ngày;Đến ngày;"
    "Nguồn;Độ chắc chắn;Ghi chú"
)
CHANGES_HEAD: Final = "Loại;Đơn vị cũ;Đơn vị mới;Cấp;Từ ngày;Nguồn;Độ chắc chắn"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings folder of this test alone; afterwards nothing of it is in force."""
    folder = tmp_path / "cau_hinh"
    folder.mkdir()
    monkeypatch.setattr("phuluc.report.wordings_in_force.user_folder", lambda: folder)
    yield folder
    for name in TABLES:
        (folder / name).unlink(missing_ok=True)
    use_office_tables()


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines), encoding="utf-8-sig")


def test_a_rule_of_the_office_holds_on_its_days(settings: Path) -> None:
    """A maximum that changes in 2027 is one line; what held before keeps its days."""
    write(
        settings,
        FILE_NAME,
        RULES_HEAD,
        "Trục;ckmb;ckmb;CKMB;Công khai, minh bạch;16;;;01/01/2027;;Quyết định mới;chắc chắn;",
    )
    use_office_tables()
    assert axis_maxima(date(2026, 12, 31))["ckmb"] == 18
    assert axis_maxima(date(2027, 1, 1))["ckmb"] == 16
    assert axis_maxima(date(2027, 1, 1))["tdgq"] == 20


def test_a_rule_for_some_days_leaves_those_after(settings: Path) -> None:
    """A threshold of 2025 alone: 2024 and 2026 keep theirs; a machine with commas as separators saves it as well."""
    line = 'Thành phần,3.2,dvctt,,Tỷ lệ,4,"60,5",,01/01/2025,31/12/2025,Tính thử,chưa chắc,'
    write(settings, FILE_NAME, RULES_HEAD.replace("Công khai, minh bạch", "").replace(";", ","), line)
    use_office_tables()
    thresholds = {
        (rule.valid_from.year, rule.threshold)
        for rule in scoring_rules()
        if (rule.kind, rule.code) == ("Thành phần", "3.2")
    }
    assert thresholds == {(2024, 50), (2025, Decimal("60.5")), (2026, 100)}


def test_the_day_of_a_merger_is_the_office_s(settings: Path, tmp_path: Path) -> None:
    """Where the province merged its agencies on 01/4/2025, the two weeks of Bình Phước are on either side."""
    line = "Hợp nhất;Sở Tài chính;Sở Tài chính;cap_tinh;01/04/2025;Nghị quyết của tỉnh;chắc chắn"
    write(settings, CHANGES_FILE, CHANGES_HEAD, line)
    book = tmp_path / "tuan.xlsx"
    make_document_book("diem-tuan", book)
    (finding,) = (finding for finding in check_book(book) if finding.code == "don_vi_thay_doi")
    assert "Sở Tài chính" in finding.what


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"{RULES_HEAD}\nTrục;ckmb;;;;x;;;01/01/2027;;;;", "dòng 2: không phải số"),
        (f"{RULES_HEAD}\nTrục;xanh;xanh;;Môi trường;5;;;01/01/2027;;;;", "sổ không có cột cho trục này"),
        ("Sai tiêu đề", "dòng tiêu đề không đúng"),
    ],
)
def test_a_slip_stops_with_file_and_line(settings: Path, tmp_path: Path, content: str, says: str) -> None:
    """The message names the office's file; nothing of it is half in force."""
    write(settings, FILE_NAME, content)
    use_office_tables()
    with pytest.raises(DataTableError) as caught:
        axis_maxima(date(2027, 1, 1))
    assert says in str(caught.value)
    assert str(settings) in str(caught.value)
    assert tmp_path in settings.parents


def test_a_table_that_is_no_text(settings: Path) -> None:
    """A file in an old encoding is refused with how to save it."""
    (settings / FILE_NAME).write_bytes("Loại".encode("cp1258", errors="replace") + b"\xff\xfe\x81")
    with pytest.raises(PhuLucError, match="CSV UTF-8"):
        use_office_tables()


def test_copies_to_read(tmp_path: Path) -> None:
    """Both tables as they are shipped, in a form spreadsheet programs read; never over a file that is there."""
    folder = tmp_path / "xem"
    rules, changes = copy_tables(folder)
    assert rules.read_bytes().startswith(b"\xef\xbb\xbf")
    assert parse_rules(rules.read_text("utf-8-sig")) == scoring_rules()
    assert len(parse_changes(changes.read_text("utf-8-sig"))) > 50
    with pytest.raises(TablesExistError):
        copy_tables(folder)
