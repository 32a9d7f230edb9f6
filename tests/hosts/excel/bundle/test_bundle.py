"""The bundle for machines without Python, made of stand-ins of its ingredients."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from phuluc.hosts.excel.bundle.assembly import FOLDER, bundle_files, write_bundle
from phuluc.hosts.excel.bundle.errors import (
    DamagedWheelError,
    MissingWheelsError,
    NotEmbeddablePythonError,
    TwoWheelsError,
    WrongWheelError,
)
from phuluc.hosts.excel.install.runtime import MARKER
from tests.hosts.excel.bundle.ingredients import I386, python_zip, wheel, wheels, zipped

ROOT = Path(__file__).parents[4]
SITE = "python/Lib/site-packages"


@pytest.fixture
def files(tmp_path):
    """The files of the bundle."""
    return bundle_files(python_zip(tmp_path / "python.zip"), wheels(tmp_path / "wheels"))


def test_layout(files):
    """python.exe, libraries, xlwings' DLLs beside python.exe, our package with its add-in, scripts and leaflet."""
    assert {
        "install.cmd",
        "uninstall.cmd",
        "phuluc.cmd",
        "HUONG-DAN.txt",
        MARKER,
        "python/python.exe",
        "python/LICENSE.txt",
        "python/xlwings64-0.37.8.dll",
        "python/xlwings32-0.37.8.dll",
        "python/pywintypes311.dll",
        f"{SITE}/pywin32.pth",
        f"{SITE}/pywin32_system32/pywintypes311.dll",
        f"{SITE}/phuluc/hosts/excel/resources/PhuLuc.xlam",
        f"{SITE}/xlwings-0.37.8.dist-info/METADATA",
    } <= set(files)


def test_what_stays_out(files):
    """What nothing runs is left out: xlwings' commercial part, add-in and samples, editors, tests, build tools."""
    names = " ".join(files)

    for left_out in (
        "xlwings/pro",
        "xlwings.xlam",
        "quickstart",
        "/tests/",
        "setuptools",
        "postinstall",
        "RECORD",
        "Pythonwin",
        "Demos",
    ):
        assert left_out not in names


def test_search_path(files):
    """Python finds its library, its folder and site-packages, and reads .pth files there."""
    lines = files["python/python311._pth"].decode("ascii").split("\r\n")

    assert lines == ["python311.zip", ".", "Lib\\site-packages", "import site", ""]


def test_scripts_are_plain(files):
    """Scripts are ASCII with Windows' line ends, call the Python beside them, and the leaflet opens in old Notepads."""
    for name in ("install.cmd", "uninstall.cmd", "phuluc.cmd"):
        assert files[name].isascii()
        assert files[name].count(b"\n") == files[name].count(b"\r\n")
        assert b'"%~dp0python\\python.exe" -X utf8 -m phuluc' in files[name]
    leaflet = files["HUONG-DAN.txt"]
    assert leaflet.startswith(b"\xef\xbb\xbf")
    assert leaflet.count(b"\n") == leaflet.count(b"\r\n")
    assert "không cần quyền quản trị" in leaflet.decode("utf-8-sig")


def test_uninstall_spares_the_unpacked_bundle(files):
    """Only the installed copy removes its Python, after it has ended; beside install.cmd nothing is removed."""
    lines = files["uninstall.cmd"].decode("ascii").split("\r\n")
    spared = lines.index('if exist "%~dp0install.cmd" exit /b 0')
    failed = lines.index('if not "%STATUS%"=="0" exit /b %STATUS%')

    removing = [index for index, line in enumerate(lines) if line.startswith(("rd ", "del ", "(goto)"))]
    assert removing
    assert max(spared, failed) < min(removing)


def test_equal_ingredients_give_equal_bytes(tmp_path, files):
    """The zip is the same byte for byte, and its marker changes with any file of it."""
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    write_bundle(files, first)
    write_bundle(dict(reversed(files.items())), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {FOLDER}
        assert archive.testzip() is None

    library = tmp_path / "wheels/plain_library-2-py2.py3-none-any.whl"
    library.unlink()
    wheel(library.parent, "plain_library-2-py2.py3-none-any", {"plain_library/__init__.py": b"VERSION = 2"})
    other = bundle_files(tmp_path / "python.zip", tmp_path / "wheels")

    assert json.loads(other[MARKER])["digest"] != json.loads(files[MARKER])["digest"]


def test_missing_libraries_are_named(tmp_path):
    """What phuluc, xlwings or any other needs on Windows must be there; extras and other systems do not count."""
    folder = wheels(tmp_path / "wheels")
    for path in (*folder.glob("pywin32*"), *folder.glob("plain*")):
        path.unlink()

    with pytest.raises(MissingWheelsError, match="plain-library, pywin32"):
        bundle_files(python_zip(tmp_path / "python.zip"), folder)


@pytest.mark.parametrize(
    "stem",
    [
        "plain_library-3-cp311-cp311-manylinux_2_28_x86_64",
        "plain_library-3-cp312-cp312-win_amd64",
        "plain_library-3-cp39-cp39-win_amd64",
        "plain_library-3-cp312-abi3-win_amd64",
    ],
)
def test_wheels_for_another_python(tmp_path, stem):
    """A wheel for Linux or another version of Python is refused by name."""
    folder = wheels(tmp_path / "wheels")
    wheel(folder, stem, {})

    with pytest.raises(WrongWheelError, match=stem):
        bundle_files(python_zip(tmp_path / "python.zip"), folder)


def test_wheels_of_the_stable_abi(tmp_path):
    """A wheel of an older stable ABI serves."""
    folder = wheels(tmp_path / "wheels")
    wheel(folder, "crypto-1-cp38-abi3-win_amd64", {"crypto/_x.pyd": b"MZ"})

    assert f"{SITE}/crypto/_x.pyd" in bundle_files(python_zip(tmp_path / "python.zip"), folder)


def test_two_versions_of_a_library(tmp_path):
    """Two wheels of one library are a mistake."""
    folder = wheels(tmp_path / "wheels")
    wheel(folder, "Plain.Library-3-py3-none-any", {})

    with pytest.raises(TwoWheelsError, match="plain-library"):
        bundle_files(python_zip(tmp_path / "python.zip"), folder)


def test_damaged_wheel(tmp_path):
    """A truncated download is told by its name."""
    folder = wheels(tmp_path / "wheels")
    (folder / "crypto-1-py3-none-any.whl").write_bytes(b"PK")

    with pytest.raises(DamagedWheelError, match="crypto-1"):
        bundle_files(python_zip(tmp_path / "python.zip"), folder)


def test_entries_that_would_leave_the_folder(tmp_path):
    """An entry with ".." is left out."""
    folder = wheels(tmp_path / "wheels")
    wheel(folder, "evil-1-py3-none-any", {"../../evil.py": b"", "evil/../../../evil.py": b"", "/evil.py": b""})

    assert "evil.py" not in " ".join(bundle_files(python_zip(tmp_path / "python.zip"), folder))


def test_not_the_embeddable_python(tmp_path):
    """An installer, a 32-bit Python or any other file is refused with the name of the right download."""
    folder = wheels(tmp_path / "wheels")
    wrong = [
        zipped(tmp_path / "other.zip", {"readme.txt": b""}),
        python_zip(tmp_path / "python32.zip", processor=I386),
        tmp_path / "gone.zip",
    ]
    (tmp_path / "setup.exe").write_bytes(b"MZ")

    for path in (*wrong, tmp_path / "setup.exe"):
        with pytest.raises(NotEmbeddablePythonError, match="Windows embeddable package"):
            bundle_files(path, folder)


def test_script(tmp_path):
    """scripts/make_bundle.py writes the zip, or says what is missing."""
    folder = wheels(tmp_path / "wheels")
    python = python_zip(tmp_path / "python.zip")
    target = tmp_path / "PhuLuc.zip"
    command = [sys.executable, "scripts/make_bundle.py", "--python-zip", python, "--wheels", folder, "-o", target]
    options = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT / "src")}, "capture_output": True}

    done = subprocess.run(command, **options, check=True)
    assert "Đã ghi" in done.stdout.decode("utf-8")
    assert zipfile.is_zipfile(target)

    next(folder.glob("phuluc*")).unlink()
    done = subprocess.run(command, **options, check=False)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("Lỗi: ")
