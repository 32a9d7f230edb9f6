"""A LibreOffice driven by our xlwings engine, one for each module, and an empty workbook for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from phuluc.hosts.libreoffice.engine import activate


@pytest.fixture(scope="module")
def office(soffice: Path) -> Iterator[xw.App]:
    assert soffice
    before = xw.engines.active
    activate()
    app = xw.App(visible=False, add_book=False)
    yield app
    app.quit()
    xw.engines.active = before


@pytest.fixture
def sheet(office: xw.App) -> Iterator[xw.Sheet]:
    book = office.books.add()
    yield book.sheets[0]
    book.close()
