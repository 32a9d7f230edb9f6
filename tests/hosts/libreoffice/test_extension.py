"""The extension as it is built and shipped."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from phuluc.functions import CATALOGUE
from phuluc.hosts.excel.buttons import BUTTONS
from phuluc.hosts.libreoffice.oxt.build import build_extension, extension_files
from phuluc.hosts.libreoffice.oxt.icons import SIZES
from phuluc.hosts.libreoffice.oxt.toolbar_items import ITEMS

ROOT = Path(__file__).parents[3]


def test_the_committed_extension_is_the_built_one() -> None:
    """What is shipped is what the sources give, byte for byte; rebuild it with `phuluc build`."""
    assert (ROOT / "xlwings_addin" / "PhuLuc.oxt").read_bytes() == build_extension()


def test_the_manifest_names_files_that_are_there() -> None:
    """Every part LibreOffice is told of is in the archive, and every XML file can be read."""
    with zipfile.ZipFile(io.BytesIO(build_extension())) as archive:
        names = set(archive.namelist())
        manifest = ET.fromstring(archive.read("META-INF/manifest.xml"))  # noqa: S314 - made here
        for name in names:
            if name.endswith((".xml", ".xcu")):
                ET.fromstring(archive.read(name))  # noqa: S314 - made here
    space = "{http://openoffice.org/2001/manifest}"
    assert {entry.get(f"{space}full-path") for entry in manifest} <= names


def test_every_function_and_argument_is_declared() -> None:
    """The type library and the wizard's texts cover the catalogue."""
    files = extension_files()
    declared = json.loads(files["functions.json"])
    library = files["types.idl"].decode()
    for function in CATALOGUE:
        assert len(declared[function.name]["arguments"]) == len(function.arguments)
        assert f"any {function.name}(" in library
    arguments = re.findall(r"\[in\] any (\w+)", library)
    assert len(arguments) >= sum(len(function.arguments) for function in CATALOGUE)
    # LibreOffice refuses the whole extension for one name with an underscore among small letters.
    assert all(re.fullmatch("[a-z][A-Za-z0-9]*", argument) for argument in arguments)


def test_the_core_inside_runs_on_the_standard_library_alone(tmp_path: Path) -> None:
    """With nothing but the archive's own modules the functions compute."""
    with zipfile.ZipFile(io.BytesIO(build_extension())) as archive:
        archive.extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, 'pythonpath')\n"
        "from phuluc.hosts.libreoffice.extension.calls import scalar_call\n"
        "rate = scalar_call('INDICATOR_RATE', print); name = scalar_call('UNIT_NAME', print)\n"
        "grade = scalar_call('SCORE_GRADE', print)\n"
        "print(ascii([rate(59.0, 72.0, None), name('UBND TP.Quy Nhơn'), grade(89.99)]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert ast.literal_eval(done.stdout) == [81.9, "UBND thành phố Quy Nhơn", "Tốt"]


def test_modules_are_python_3_9() -> None:
    """LibreOffice's own Python may be as old as 3.9."""
    modules = {name: content for name, content in extension_files().items() if name.endswith(".py")}
    assert len(modules) > 20
    for name, content in modules.items():
        ast.parse(content, filename=name, feature_version=(3, 9))


def test_the_toolbar_has_the_buttons_of_the_ribbon() -> None:
    """Each button of Excel's ribbon, once, with an icon in both sizes."""
    assert {item.button for item in ITEMS} == set(BUTTONS)
    files = extension_files()
    assert all(files[f"icons/{item.icon}_{size}.png"].startswith(b"\x89PNG") for item in ITEMS for size in SIZES)
