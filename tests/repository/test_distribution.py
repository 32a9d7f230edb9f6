"""The wheel: all it takes to work away from the sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from phuluc.hosts.headless.build_artifacts import ADDIN_FOLDER, templates
from tests.acceptance.cell_grids import contents

ROOT = Path(__file__).parents[2]
SOURCES = ("src", "xlwings_addin", "workbook_templates", "examples")
_FIND_ADDIN = """
import sys, phuluc
from phuluc.hosts.excel.install.addin_file import packaged_addin
print(packaged_addin().digest, phuluc.__file__.startswith(sys.prefix))
"""
SINGLE_FILES = ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")


def test_wheel_is_all_it_takes(tmp_path: Path) -> None:
    """The wheel holds add-ins, templates and examples; with it alone `phuluc demo` makes the annex of the example."""
    wheel = _built_wheel(tmp_path / "phân phối")
    _assert_it_carries_what_is_built(wheel)
    clean = _clean_environment(tmp_path / "sạch", wheel)
    away = tmp_path / "nơi khác"
    away.mkdir()

    done = subprocess.run(
        [clean / "phuluc", "demo", "thử"],
        cwd=away,
        env=_environment() | {"PHULUC_SOFFICE": "none", "XDG_STATE_HOME": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        check=False,
    )
    where = subprocess.run(
        [clean / "python", "-c", _FIND_ADDIN],
        cwd=away,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    addin = (ROOT / ADDIN_FOLDER / "PhuLuc.xlam").read_bytes()
    assert where.stdout.split() == [hashlib.sha256(addin).hexdigest(), "True"]
    assert contents(away / "thử" / "phu_luc_quy_1_2024.xlsx") == contents(ROOT / "examples/bay-chi-tieu/phu_luc.xlsx")
    assert (away / "thử" / "bao_cao_quy_1_2024.docx").is_file()


def _built_wheel(folder: Path) -> Path:
    """The wheel that `python -m build` makes of the source archive it made first."""
    copy = folder / "sources"
    copy.mkdir(parents=True)
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in SINGLE_FILES:
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    return next((folder / "dist").glob("*.whl"))


def _assert_it_carries_what_is_built(wheel: Path) -> None:
    examples = {path.relative_to(ROOT) for path in (ROOT / "examples").glob("*/*") if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        carried = {Path(name): archive.read(name) for name in archive.namelist()}
    for path in {*templates(), *examples, ADDIN_FOLDER / "PhuLuc.oxt"}:
        assert carried[Path("phuluc/packaged") / path] == (ROOT / path).read_bytes()
    addin = carried[Path("phuluc/hosts/excel/resources/PhuLuc.xlam")]
    assert addin == (ROOT / ADDIN_FOLDER / "PhuLuc.xlam").read_bytes()


def _clean_environment(folder: Path, wheel: Path) -> Path:
    """An environment with the wheel, and what it depends on from this one; gives the folder of its programs.

    A line of a .pth file adds a folder but obeys none of the .pth files in it, so that an editable installation of
    the product does not come along.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    places = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    Path(places["purelib"], "dependencies.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    python = shutil.which("python", path=places["scripts"]) or ""
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    return Path(places["scripts"])


def _environment() -> dict[str, str]:
    """What a program of a person gets: nothing that leads to the sources."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PHULUC"))}
