"""A real window: the toolbar is there, and a click on its button does the work and ends in a message."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.hosts import require_host
from tests.hosts.excel.quarter_one import filled_book
from tests.hosts.libreoffice.live_office import new_home, stand_in_python

ROOT = Path(__file__).parents[3]
INSTALL = "from phuluc.hosts.libreoffice.install.extension_in_profile import install_extension as i; print(i().profile)"


@pytest.fixture(scope="session")
def windowed(newer: Path) -> Path:
    """A LibreOffice that can show windows, which the one for servers cannot."""
    for tool in ("Xvfb", "xdotool"):
        program = shutil.which(tool)
        require_host(tool, Path(program) if program else None)
    return newer


def test_a_click_in_a_real_window(windowed: Path, tmp_path: Path) -> None:
    """A person clicks "Kiểm tra số liệu": the sheet is filled, a Vietnamese message says so and goes away on OK."""
    environment = {
        **os.environ,
        "PHULUC_SOFFICE": str(windowed),
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    environment.pop("XDG_CONFIG_HOME", None)
    new_home(tmp_path, windowed)
    installed = run([sys.executable, "-c", INSTALL], environment)
    stand_in_python(Path(installed.strip()), tmp_path)
    book = filled_book(tmp_path / "so_lam_viec.xlsx")
    command = [sys.executable, "-m", "tests.tools.office_window", str(tmp_path), str(book), str(tmp_path)]
    seen = json.loads(run(command, environment))
    assert "Kết quả kiểm tra" in seen["message"]
    assert seen["finding"]
    for name in ("window", "message"):
        picture = Image.open(tmp_path / f"{name}.png")
        assert picture.size == (1280, 800)
        colours = picture.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > 100, name
    keep = os.environ.get("PHULUC_KEEP_PICTURES")
    if keep:
        for name in ("window", "message"):
            shutil.copy(tmp_path / f"{name}.png", Path(keep) / f"libreoffice-{name}.png")


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
