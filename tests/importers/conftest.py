"""The quarter as its annexes print it."""

import pytest

from phuluc.importers.annex_workbook import read_annexes
from tests.importers.annex_figures import figures
from tests.importers.hand_made import QUARTER


@pytest.fixture(scope="session")
def original():
    return figures(read_annexes(QUARTER))
