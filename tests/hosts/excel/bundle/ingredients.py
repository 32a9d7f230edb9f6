"""Tiny stand-ins of what a bundle is made of: the embeddable Python, and wheels for Windows."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

AMD64, I386 = 0x8664, 0x014C


def windows_program(processor: int = AMD64) -> bytes:
    """The beginning of a Windows program."""
    return b"MZ" + b"\0" * 58 + struct.pack("<I", 0x80) + b"\0" * 64 + b"PE\0\0" + struct.pack("<H", processor)


def python_zip(path: Path, *, minor: int = 11, processor: int = AMD64) -> Path:
    """An archive laid out like the "Windows embeddable package" of Python."""
    search_path = f"python3{minor}.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n"
    files = {
        "python.exe": windows_program(processor),
        "pythonw.exe": windows_program(processor),
        f"python3{minor}.dll": b"MZ",
        f"python3{minor}.zip": b"PK",
        f"python3{minor}._pth": search_path.encode(),
        "LICENSE.txt": b"PSF",
    }
    return zipped(path, files)


def wheel(folder: Path, stem: str, files: Mapping[str, bytes], requires: tuple[str, ...] = ()) -> Path:
    """A wheel with its METADATA and RECORD."""
    name, version = stem.split("-")[:2]
    metadata = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {text}" for text in requires), ""]
    about = f"{name}-{version}.dist-info"
    extra = {f"{about}/METADATA": "\n".join(metadata).encode(), f"{about}/RECORD": b""}
    return zipped(folder / f"{stem}.whl", {**files, **extra})


def wheels(folder: Path) -> Path:
    """The wheels of a small phuluc with xlwings and pywin32."""
    folder.mkdir()
    wheel(
        folder,
        "phuluc-0.1.0-py3-none-any",
        {"phuluc/__init__.py": b"", "phuluc/hosts/excel/resources/PhuLuc.xlam": b"PK"},
        ("xlwings==0.37.8", "Plain_Library>=1", 'pytest>=9; extra == "dev"'),
    )
    wheel(
        folder,
        "xlwings-0.37.8-cp311-cp311-win_amd64",
        {
            "xlwings/__init__.py": b"",
            "xlwings/pro/__init__.py": b"commercial",
            "xlwings/addin/xlwings.xlam": b"PK",
            "xlwings/quickstart_standalone.xlsm": b"PK",
            "xlwings-0.37.8.data/data/xlwings64-0.37.8.dll": b"MZ64",
            "xlwings-0.37.8.data/data/xlwings32-0.37.8.dll": b"MZ32",
        },
        ('pywin32>=224; platform_system == "Windows"', 'appscript; platform_system == "Darwin"'),
    )
    wheel(
        folder,
        "pywin32-311-cp311-cp311-win_amd64",
        {
            "win32/win32api.pyd": b"MZ",
            "pywin32.pth": b"win32",
            "pythonwin/Pythonwin.exe": b"MZ",
            "win32/Demos/demo.py": b"",
            "pywin32_system32/pywintypes311.dll": b"MZ",
            "pywin32-311.data/scripts/pywin32_postinstall.py": b"",
        },
    )
    wheel(
        folder,
        "plain_library-2-py2.py3-none-any",
        {"plain_library/__init__.py": b"", "plain_library/tests/test_it.py": b""},
        ('older; sys_platform == "win32" and python_version < "3.9"',),
    )
    wheel(folder, "setuptools-84-py3-none-any", {"setuptools/__init__.py": b""})
    return folder


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
