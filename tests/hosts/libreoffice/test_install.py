"""`phuluc install`, `doctor` and `uninstall` for LibreOffice, in a home of their own; and what fails inside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from phuluc.book_port import Area
from phuluc.cli import main
from phuluc.hosts.libreoffice.engine.uno_bridge import struct
from phuluc.hosts.libreoffice.install.diagnosis import examine, users_profile
from phuluc.hosts.libreoffice.install.extension_in_profile import Installed
from phuluc.hosts.libreoffice.oxt.toolbar_items import ITEMS
from phuluc.workbook.file_book import FileBook
from tests.hosts.libreoffice.live_office import LiveOffice, new_home


def test_installed_examined_and_removed(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Installed twice, the second replaces the first; removed, nothing of ours is in the profile; again is no error."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    host = ["--host", "libreoffice"]
    assert main(["install", *host, "--dry-run"]) == 0
    assert not users_profile().exists()
    new_home(tmp_path, soffice)
    assert main(["install", *host]) == 0
    assert "tính đúng" in capsys.readouterr().out
    assert main(["install", *host]) == 0
    assert "thay phiên bản" in capsys.readouterr().out
    assert main(["uninstall", *host]) == 0
    assert main(["uninstall", *host]) == 0
    assert "Không có gì để gỡ" in capsys.readouterr().out
    assert not list((users_profile() / "uno_packages").rglob("functions_component.py"))
    assert main(["doctor", *host]) == 0
    assert "chưa cài" in capsys.readouterr().out


def test_the_doctor_tries_the_python_of_the_toolbar(installed: tuple[Path, Installed], tmp_path: Path) -> None:
    """The Python of the buttons must still be there, have the product, and reach LibreOffice."""
    profile = tmp_path / "user"
    shutil.copytree(installed[1].profile, profile)
    assert [(found.code, found.status) for found in examine(profile)] == [
        ("libreoffice", "ok"),
        ("ham_libreoffice", "ok"),
        ("phan_mo_rong", "ok"),
        ("python_libreoffice", "ok"),
    ]
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    other.chmod(0o755)
    settings = profile / "phuluc.json"
    record = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**record, "python": str(other)}), encoding="utf-8")
    refused = examine(profile)[-1]
    assert (refused.status, refused.found) == ("error", f"{other} không nối được với LibreOffice")


def test_the_doctor_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without LibreOffice the doctor says what to do."""
    monkeypatch.setenv("PHULUC_SOFFICE", str(tmp_path / "không có"))
    assert main(["doctor", "--host", "libreoffice"]) == 1
    assert "Cài LibreOffice" in capsys.readouterr().out


def test_every_button_can_be_pressed(live: LiveOffice) -> None:
    """LibreOffice finds who answers each button of the menu and the toolbar."""
    document = live.new()
    frame = document.getCurrentController().getFrame()
    url = struct("com.sun.star.util.URL")
    for item in ITEMS:
        url.Complete = f"vn.phuluc.button:{item.button}"
        assert frame.queryDispatch(url, "_self", 0) is not None
    document.close(True)


def test_a_press_ends_in_words(live: LiveOffice) -> None:
    """A button whose work is done, or fails, tells so; the window is alive meanwhile."""
    document = live.new()
    told = live.press(document, "btnHelp")
    assert told[-1]["text"]
    document.Sheets[0]["A1"].Value = 1
    assert document.Sheets[0]["A1"].Value == 1
    document.close(True)


#: Of the core in the extension: a file, and what is added to it.
BROKEN = {
    "cannot be loaded": ("functions/__init__.py", "raise RuntimeError('Sở Y tế')\n"),
    "fails when called": ("functions/inputs.py", "def read_count(*_):\n    raise RuntimeError('Sở Y tế')\n"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_core_leaves_names_and_files_alone(
    soffice: Path, installed: tuple[Path, Any], rates: Path, tmp_path: Path, kind: str
) -> None:
    """Where our own code fails, cells show an error, formulas stay in the cells and in the file, the log says why."""
    home = tmp_path / "home"
    shutil.copytree(installed[0] / ".config", home / ".config")
    name, code = BROKEN[kind]
    module = next(home.rglob(f"phuluc/{name}"))
    module.write_text(f"{module.read_text(encoding='utf-8')}\n\n{code}", encoding="utf-8")
    office = LiveOffice(soffice, home)
    try:
        document = office.open(rates)
        cell = document.Sheets[0]["C1"]
        document.calculateAll()
        assert cell.String == "#VALUE!"
        assert cell.FormulaLocal.count("INDICATOR_RATE(") == 1
        document.Sheets[0]["A1"].Value = 60
        document.store()
        document.close(True)
    finally:
        office.kill()
    formulas = FileBook.open(rates).formulas(Area("Số liệu", 1, 3, 3, 4))
    assert formulas[0] == ['=IF(A1="","",INDICATOR_RATE(A1,B1,1))', "=INDICATOR_RATE(A1:A3,B1:B3)"]
    log = next(home.rglob("phuluc.log")).read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "Sở Y tế" not in log
