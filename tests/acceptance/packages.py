"""Workbooks as packages of parts: what a file holds, byte for byte."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    """All parts of a package by name, in their order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, content: dict[str, bytes]) -> Path:
    """Write a package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def fingerprints(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder, "folder" for folders."""
    return {
        str(path.relative_to(folder)): "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
    }
