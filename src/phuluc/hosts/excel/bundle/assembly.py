"""The bundle for machines without Python: one zip, put together from files alone; equal files give equal bytes."""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from phuluc import __version__
from phuluc.hosts.excel.bundle.embeddable import read_embeddable
from phuluc.hosts.excel.bundle.texts import leaflet, scripts
from phuluc.hosts.excel.bundle.wheels import SITE_PACKAGES, find_wheels, unpacked
from phuluc.hosts.excel.install.runtime import MARKER, PYTHON_FOLDER

FOLDER: Final = f"PhuLuc-{__version__}-win64"
_FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
#: pywin32 keeps its DLLs in a folder of its own and adds it to the search path while Python starts; beside python.exe
#: they are found in any case.
_PYWIN32_DLLS: Final = f"{SITE_PACKAGES}/pywin32_system32/"


def bundle_files(python_zip: Path, wheels: Path) -> dict[str, bytes]:
    """The files of the bundle by their path below its folder.

    Args:
        python_zip: Python's "Windows embeddable package (64-bit)".
        wheels: a folder with the wheels of phuluc and of everything it needs on Windows.

    Raises:
        BundleError: one subclass per cause.
    """
    python = read_embeddable(python_zip)
    runtime = {**python.files, **unpacked(find_wheels(wheels, python.minor))}
    beside = {posixpath.basename(name): name for name in runtime if name.startswith(_PYWIN32_DLLS)}
    runtime.update({name: runtime[source] for name, source in beside.items() if name.lower().endswith(".dll")})
    files = {f"{PYTHON_FOLDER}/{name}": content for name, content in runtime.items()}
    files.update(scripts())
    files["HUONG-DAN.txt"] = leaflet(__version__)
    files[MARKER] = _marker(files)
    return files


def write_bundle(files: Mapping[str, bytes], target: Path) -> None:
    """Write the zip: sorted names, a fixed date, no trace of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name])
    target.write_bytes(buffer.getvalue())


def _marker(files: Mapping[str, bytes]) -> bytes:
    """Says which bundle it is: the version, and a digest of everything in it."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return json.dumps({"version": __version__, "digest": digest.hexdigest()}, sort_keys=True).encode()
