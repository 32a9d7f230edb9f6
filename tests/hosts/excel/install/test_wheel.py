"""The installed package finds its add-in."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[4]
FIND = "from phuluc.hosts.excel.install.addin_file import packaged_addin; print(packaged_addin().digest)"


def test_the_wheel_carries_the_add_in(tmp_path):
    """A wheel built from the sources contains the built add-in where `phuluc install` looks for it."""
    sources = tmp_path / "sources"
    skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", sources / "src", ignore=skipped)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    shutil.copytree(ROOT / "xlwings_addin", sources / "xlwings_addin")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "-w", tmp_path, sources], check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("phuluc-*.whl"))) as archive:
        archive.extractall(tmp_path / "site")

    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", FIND], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )

    built = (ROOT / "xlwings_addin/PhuLuc.xlam").read_bytes()
    assert done.stdout.strip() == hashlib.sha256(built).hexdigest()
