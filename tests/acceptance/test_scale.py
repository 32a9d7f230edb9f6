"""A province of 135 communes and all 3,321 of the country, from the list of units to the annex as issued."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import load_workbook

from benchmarks.scale import COUNTRY, PROVINCE, commune, counts
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.vietnamese_numbers import round_half_up
from tests.acceptance.command import done, exported, phuluc
from tests.scaled_books import filled_book

SHEET = "Phụ lục II"


def totals(communes: int) -> dict[str, tuple[int, int, float]]:
    """Sums of numerators and of denominators and their ratio by indicator, counted apart from the product."""
    found = {}
    for indicator in SEVEN_INDICATORS:
        pairs = [counts(number)[indicator.code] for number in range(1, communes + 1)]
        numerator, denominator = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        found[indicator.code] = (
            numerator,
            denominator,
            float(round_half_up(Fraction(100 * numerator, denominator), 1)),
        )
    return found


def issued_rows(annex: Path) -> list[list[object]]:
    """The rows of table 1 of the issued annex from the first unit to the row of totals."""
    with load_workbook(str(annex)) as book:
        rows = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    first = next(index for index, row in enumerate(rows) if row[0] == 1)
    length = next(index for index, row in enumerate(rows[first:]) if not isinstance(row[0], float) and index)
    return rows[first : first + length + 1]


@pytest.fixture(scope="module")
def province_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_book(tmp_path_factory.mktemp("province"), PROVINCE)


@pytest.mark.parametrize(("size", "communes"), [("province_book", PROVINCE), ("country_book", COUNTRY)])
def test_an_annex_of_many_communes_goes_all_the_way(
    size: str, communes: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Build, import with refresh, and issue: every unit is there, totals are the ratios of the sums."""
    book, annex = request.getfixturevalue(size), tmp_path / "phu_luc.xlsx"

    done("annex", book, "-o", annex)

    rows = issued_rows(annex)
    assert len(rows) == communes + 1
    assert [row[1] for row in rows[:-1]] == [commune(number) for number in range(1, communes + 1)]
    expected = totals(communes)
    for code in ("dvc_phat_sinh", "ho_so_truc_tuyen", "tttt_phat_sinh", "thanh_toan_truc_tuyen"):
        numerator, _, rate = expected[code]
        assert numerator in rows[-1]
        assert rate in rows[-1]


def test_a_province_of_communes_is_refreshed_checked_and_exported(province_book: Path, tmp_path: Path) -> None:
    """A further refresh changes no figure; the check finds what was put in and nothing of severity error."""
    book = Path(shutil.copy(province_book, tmp_path))
    before = exported(book)

    done("refresh", book)

    after = exported(book)
    assert after == before
    table = next(table for table in after["tables"] if table["tier"] == "cap_xa")
    found = {code: (total["numerator"], total["denominator"], total["rate"]) for code, total in table["total"].items()}
    assert found == totals(PROVINCE)
    assert len(table["rows"]) == PROVINCE
    checked = phuluc("check", book)
    assert checked.status == 0
    assert checked.out.count("thu_tuc_nhieu_hon_ho_so") == PROVINCE // 3
