from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbook.staff_book import write_staff_book


@pytest.fixture
def staff_file(tmp_path: Path) -> Path:
    return write_staff_book(tmp_path / "so lam viec.xlsx")
