"""A LibreOffice with the extension, installed as a person installs it, in a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from phuluc.hosts.libreoffice.install.extension_in_profile import Installed, install_extension
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from tests.hosts import require_host
from tests.hosts.libreoffice.live_office import LiveOffice, has_uno, new_home, stand_in_python


@pytest.fixture(scope="session")
def warm(soffice: Path) -> Iterator[WarmOffice]:
    """A LibreOffice for one task after another."""
    assert soffice
    with WarmOffice() as office:
        yield office


@pytest.fixture(scope="session")
def installed(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Installed]:
    """A home in which the extension is installed."""
    home = tmp_path_factory.mktemp("home")
    new_home(home, soffice)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        done = install_extension()
    stand_in_python(done.profile, home)
    return home, done


@pytest.fixture(scope="session")
def live(soffice: Path, installed: tuple[Path, Installed]) -> Iterator[LiveOffice]:
    """The program itself, as a person starts it."""
    require_host("LibreOffice's Python bridge (python3-uno)", soffice if has_uno() else None)
    office = LiveOffice(soffice, installed[0])
    yield office
    office.kill()


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    """A workbook as Excel writes it: functions in a cell, an array, a name and a rule of format."""
    path = tmp_path / "tỷ lệ.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Số liệu")
        for row, figures in enumerate([(59, 72), (0, 0), (279, 466)]):
            sheet.write_row(row, 0, figures)
        sheet.write_formula("C1", '=IF(A1="","",INDICATOR_RATE(A1,B1,1))', None, 7)
        sheet.write_array_formula("D1:D3", "{=INDICATOR_RATE(A1:A3,B1:B3)}", None, 7)
        book.define_name("ty_le_chung", "=GROUP_RATE('Số liệu'!$A$1:$A$3,'Số liệu'!$B$1:$B$3)")
        sheet.write_formula("E1", "=ty_le_chung", None, 7)
        sheet.write_formula("E2", '="INDICATOR_RATE(A1,B1)"', None, "INDICATOR_RATE(A1,B1)")
        red = book.add_format({"bg_color": "#ff0000"})
        sheet.conditional_format("A1:A3", {"type": "formula", "criteria": "=INDICATOR_RATE(A1,B1)>50", "format": red})
    return path
