"""Units that merged, were rearranged or renamed, as dated data."""

from __future__ import annotations

import datetime as dt

import pytest

from phuluc.domain.data_table import DataTableError
from phuluc.domain.unit_changes import (
    CHANGES_FILE,
    MERGED,
    REARRANGED,
    changes_between,
    later_names,
    parse_changes,
    unit_changes,
)
from phuluc.domain.units import canonical_name

MARCH_2025, JULY_2025 = dt.date(2025, 3, 1), dt.date(2025, 7, 1)


def test_names_in_the_table_of_changes_are_canonical() -> None:
    """Every name of the table is the one under which units are known, or no unit would be found in it."""
    names = {name for change in unit_changes() for name in (change.old, change.new)} - {"*"}
    assert {name for name in names if canonical_name(name) != name} == set()
    assert len(changes_between("toan_tinh", dt.date(2025, 6, 30), JULY_2025).merged) == 23


def test_a_merged_agency_is_not_its_namesake() -> None:
    """Sở Tài chính after March 2025 is not Sở Tài chính of 2024, Sở Y tế is Sở Y tế."""
    changes = changes_between("cap_tinh", dt.date(2024, 12, 31), MARCH_2025)
    assert (changes.of("Sở Tài chính"), changes.of("Sở Y tế")) == (MERGED, "")


def test_the_first_day_belongs_to_the_new_unit() -> None:
    """Between two days of one generation nothing changed; an unknown day proves nothing."""
    assert changes_between("cap_tinh", MARCH_2025, dt.date(2025, 4, 8)).of("Sở Tài chính") == ""
    assert changes_between("cap_tinh", None, MARCH_2025).of("Sở Tài chính") == ""


def test_all_communes_were_rearranged_in_july_2025() -> None:
    """Every commune was rearranged on 01/7/2025; its name alone proves nothing."""
    assert changes_between("cap_xa", dt.date(2025, 6, 30), JULY_2025).of("UBND xã Tân Phú") == REARRANGED


def test_a_renamed_province_has_a_later_name() -> None:
    """UBND tỉnh Đồng Nai of 2025 is UBND thành phố Đồng Nai of 2026."""
    assert later_names("toan_tinh")["ubnd tỉnh đồng nai"] == "UBND thành phố Đồng Nai"


def test_a_slip_in_the_table_of_changes_is_told() -> None:
    """A line without a day stops with its line."""
    text = "Loại;Đơn vị cũ;Đơn vị mới;Cấp;Từ ngày;Nguồn;Độ chắc chắn\nĐổi tên;A;B;cap_xa;;x;y\n"
    with pytest.raises(DataTableError, match=f"{CHANGES_FILE}, dòng 2: cột “Từ ngày” không hợp lệ"):
        parse_changes(text)
