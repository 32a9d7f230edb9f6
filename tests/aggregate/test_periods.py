"""The period as people write it, and what is said where the lists are of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.command import done, phuluc
from tests.aggregate.figures import received_of, sheet_rows
from tests.aggregate.igate import dossier, write_csv


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "a.csv", [dossier(1), dossier(2, received="16/03/2026", finished="")])


@pytest.mark.parametrize(
    ("written", "label", "received"),
    [
        ("từ 01/01/2026 đến 15/3/2026", "từ ngày 01/01/2026 đến ngày 15/03/2026", 1),
        ("Từ ngày 1/1/2026 đến hết ngày 16/3/2026", "từ ngày 01/01/2026 đến ngày 16/03/2026", 2),
        ("01/01/2026 - 31/03/2026", "quý I năm 2026", 2),
        ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026", 2),
    ],
)
def test_days_of_a_period(source: Path, tmp_path: Path, written: str, label: str, received: int) -> None:
    """Days are given as people write them; the days of a quarter are that quarter."""
    output = tmp_path / "so_lieu.xlsx"

    phuluc("aggregate", source, "-o", output, "--period", written)

    assert {row[0] for row in sheet_rows(output, "Số liệu")[1:]} == {label}
    assert received_of(output) == {"UBND xã An Hòa": received}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("từ 15/3/2026 đến 01/01/2026", "Kỳ kết thúc trước khi bắt đầu"),
        ("từ 31/02/2026 đến 01/03/2026", "Kỳ có ngày không tồn tại"),
        ("đợt 1", "hoặc từ ngày nào đến ngày nào: từ 31/03/2025 đến 06/04/2025"),
        ("tuần thứ 15, tháng 4/2026", "Kỳ là tuần thì phải ghi rõ từ ngày nào đến ngày nào"),
        ("năm 2023", "Không có bản định nghĩa chỉ tiêu nào có hiệu lực vào đầu kỳ"),
    ],
)
def test_a_period_that_is_none_is_explained(source: Path, tmp_path: Path, written: str, says: str) -> None:
    """A period that nobody can count is refused with what can be written instead, and nothing is written."""
    outcome = phuluc("aggregate", source, "-o", tmp_path / "so_lieu.xlsx", "--period", written)

    assert outcome.status == 2
    assert says in outcome.err
    assert not (tmp_path / "so_lieu.xlsx").exists()


def test_lists_of_another_period_are_told(source: Path, tmp_path: Path) -> None:
    """Where nothing was received within the period it is said: zeros and blanks may come of a slip in the period."""
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", source, "-o", output, "--period", "quý II năm 2026")

    assert outcome.status == 1
    assert "Danh sách không có hồ sơ nào tiếp nhận trong kỳ này" in outcome.out
    assert any("tiếp nhận trong kỳ này" in str(row[0]) for row in sheet_rows(output, "Chất lượng"))


def test_figures_of_another_period_are_told_on_import(source: Path, tmp_path: Path) -> None:
    """Figures of a month in the book of a quarter look right; the import says that they are of another period."""
    units, book = tmp_path / "don_vi.csv", tmp_path / "so.xlsx"
    units.write_text("cấp,đơn vị\ncấp xã,UBND xã An Hòa\n", encoding="utf-8")
    settings = ("--set", "ky_bao_cao=quý 1/2026", "--set", "mo_hinh=2 cấp")
    done("new", "bay-chi-tieu", "-o", book, "--units", units, *settings)
    month, quarter = tmp_path / "thang.xlsx", tmp_path / "quy.xlsx"
    done("aggregate", source, "-o", month, "--period", "tháng 01/2026")
    done("aggregate", source, "-o", quarter, "--period", "quý I năm 2026")

    wrong, right = phuluc("import", month, book), phuluc("import", quarter, book)

    assert wrong.status == 1
    assert "thang.xlsx: “kỳ tháng 01/2026” – sổ ghi kỳ “quý 1/2026”" in wrong.out
    assert "sổ ghi kỳ" not in right.out
