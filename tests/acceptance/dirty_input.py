"""A two-tier book full of what people type: blanks, dashes, zeros, text, decimals, figures that cannot be."""

from __future__ import annotations

import random
from pathlib import Path

from phuluc.annexes.layout import column_name
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.indicators import SEVEN_INDICATORS, Tier
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import done
from tests.once_a_run import once_a_run

TIERS: dict[Tier, int] = {"cap_tinh": 30, "cap_xa": 40}
#: Each kind of content several times, so that most pairs meet in some row.
COUNTS: tuple[CellValue, ...] = (
    None, None, "-", "-", "", 0, 0, 1, 3, 7, 59, 59, 72, 72, 199, 200, 201, 279, 466, 1313,
    20_824, 999_999_999, 12_345_678_901, -5, 2.5, "72", "mười", " ", "–", " − ", "--",
)  # fmt: skip
TARGETS: tuple[CellValue, ...] = (None, None, "-", "", 0, 50, 60, 60, 61.5, 61.5, 33.3, 99.9, 100, 12.345, "61,5", 105)
#: Rows of table 1's first indicators whose results are worked out by hand: (numerator, denominator, target).
FIRST_ROWS: tuple[tuple[CellValue, CellValue, CellValue], ...] = (
    (None, 72, 61),
    ("-", "-", "-"),
    (0, 0, 50),
    (59, 72, 61),
    (75, 72, 61),
    (279, 466, 60),
    (1, 8, None),
    (123, 200, 61.5),
    ("mười", 72, 61),
    (5, "72", 61),
)


def write_dirty_book(path: Path, edition: str) -> Path:
    """Make the book: the same figures in every edition, refreshed; made once a run."""
    path.write_bytes(once_a_run(f"dirty-{edition}.xlsx", lambda book: _make_dirty_book(book, edition)))
    return path


def _make_dirty_book(path: Path, edition: str) -> None:
    units = path.with_name("units.csv")
    listed = [f"{tier},{_unit(tier, number)}" for tier, count in TIERS.items() for number in range(1, count + 1)]
    units.write_text("\n".join(["tier,unit", *listed]), encoding="utf-8")
    done("new", "bay-chi-tieu", "-o", path, "--edition", edition, "--units", units)
    book = FileBook.open(path)
    _type_figures(book)
    book.save(path)
    done("refresh", path)


def _unit(tier: Tier, number: int) -> str:
    return f"Sở số {number}" if tier == "cap_tinh" else f"UBND xã số {number}"


def _type_figures(book: FileBook) -> None:
    chance = random.Random(766)  # noqa: S311 - the same dirt in every run
    for tier, count in TIERS.items():
        _fill(book, column_name(tier, "tong_hs"), chance.choices(COUNTS, k=count))
        _fill(book, column_name(tier, "mau_so_rieng", "khai_thac_su_dung_lai"), chance.choices(COUNTS, k=count))
        for indicator in SEVEN_INDICATORS:
            columns: dict[str, list[CellValue]] = {
                "chi_tieu": chance.choices(TARGETS, k=count),
                "tu_so": chance.choices(COUNTS, k=count),
            }
            if indicator.denominator_rule == "own_column":
                columns["mau_so"] = chance.choices(COUNTS, k=count)
                for row, (numerator, denominator, target) in enumerate(FIRST_ROWS):
                    columns["tu_so"][row], columns["mau_so"][row], columns["chi_tieu"][row] = (
                        numerator,
                        denominator,
                        target,
                    )
            for role, values in columns.items():
                _fill(book, column_name(tier, role, indicator.code), values)


def _fill(book: FileBook, name: str, values: list[CellValue]) -> None:
    area = book.names()[name]
    rows = Area(area.sheet, area.top + 1, area.left, area.top + len(values), area.left)
    book.set_values(rows, [[value] for value in values])
