"""xlwings' own tests, as the source distribution of exactly the installed version carries them.

Asked for through pip once for each environment; nothing of it is installed or kept in this repository.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

#: SHA-256 of the source distribution by version of xlwings.
KNOWN = {"0.37.8": "ff23f1e62bdeb8256b56e11d54fca7c1efacfc227acb92d41b7d06d7f65a7e94"}

#: pip asks the build backend (a Rust tool) for the metadata of what it downloads; the tests need none.
_BACKEND = """\
from pathlib import Path


def prepare_metadata_for_build_wheel(folder, config_settings=None):
    made = Path(folder) / "xlwings-{version}.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\\nName: xlwings\\nVersion: {version}\\n")
    return made.name
"""


def find_xlwings_suite() -> Path | None:
    """Give the folder that holds xlwings' `tests`, None where it cannot be had."""
    installed = version("xlwings")
    home = Path(sys.prefix) / "xlwings-suite" / installed
    if not (home / "tests" / "common.py").is_file():
        archive = _download(installed, home.parent)
        if archive is None:
            return None
        _unpack(archive, home)
    return home


def _download(installed: str, folder: Path) -> Path | None:
    archive = folder / f"xlwings-{installed}.tar.gz"
    if not archive.is_file():
        with tempfile.TemporaryDirectory() as backend:
            (Path(backend) / "maturin.py").write_text(_BACKEND.format(version=installed), encoding="utf-8")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation"]
            command += ["--no-binary", "xlwings", "--dest", str(folder), f"xlwings=={installed}"]
            subprocess.run(command, env=os.environ | {"PYTHONPATH": backend}, check=False, capture_output=True)
    if not archive.is_file():
        return None
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != KNOWN.get(installed):
        raise ValueError(f"{archive.name} is not the one that is known: {found}")
    return archive


def _unpack(archive: Path, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as content:
        for member in content.getmembers():
            _, _, inside = member.name.partition("/")
            if inside.startswith("tests/") and member.isfile():
                content.extract(member.replace(name=inside), home, filter="data")
