"""`PhuLuc.oxt`: the extension with the functions' pure core inside; equal bytes wherever it is built."""

from __future__ import annotations

import io
import zipfile
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from phuluc.hosts.libreoffice.oxt.configuration import COMPONENTS, configuration_files, description, manifest
from phuluc.hosts.libreoffice.oxt.declarations import declarations, type_library
from phuluc.hosts.libreoffice.oxt.icons import SIZES, icon
from phuluc.hosts.libreoffice.oxt.toolbar_items import ITEMS

ADDIN_NAME: Final = "PhuLuc.oxt"
#: The earliest date a zip can hold: equal content gives equal bytes.
_FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
_EXTENSION: Final = "hosts/libreoffice/extension"
#: Of the package `phuluc`, what the functions need; LibreOffice puts the folder pythonpath on its Python's path.
_CORE: Final = ("domain", "functions")
_TABLES: Final = "domain/data"
_SINGLE_MODULES: Final = ("__init__.py", "errors.py", "hosts/__init__.py", "hosts/libreoffice/__init__.py")


def extension_files() -> dict[str, bytes]:
    """The files of the extension by their path in it."""
    texts = {"META-INF/manifest.xml": manifest(), "description.xml": description(), **configuration_files()}
    icons = {f"icons/{item.icon}_{size}.png": icon(item.icon, size) for item in ITEMS for size in SIZES}
    return {name: text.encode("utf-8") for name, text in texts.items()} | function_files() | icons


def function_files() -> dict[str, bytes]:
    """Those of them that the functions and the worker need where nothing is installed."""
    package = resources.files("phuluc")
    files = {"types.idl": type_library().encode("utf-8"), "functions.json": declarations().encode("utf-8")}
    files |= {name: _source(package, f"{_EXTENSION}/{name}") for name in COMPONENTS}
    return files | {f"pythonpath/phuluc/{name}": _source(package, name) for name in _modules(package)}


def build_extension() -> bytes:
    """The extension's archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in extension_files().items():
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def _modules(package: Traversable) -> list[str]:
    found = list(_SINGLE_MODULES)
    for folder in (*_CORE, _EXTENSION):
        names = sorted(entry.name for entry in package.joinpath(folder).iterdir() if entry.name.endswith(".py"))
        found += [f"{folder}/{name}" for name in names if name not in COMPONENTS]
    tables = sorted(entry.name for entry in package.joinpath(_TABLES).iterdir() if entry.name.endswith(".csv"))
    found += [f"{_TABLES}/{name}" for name in tables]
    return found


def _source(package: Traversable, name: str) -> bytes:
    """The text of a module with the line ends of the repository, also where git or pip gave others."""
    return package.joinpath(name).read_bytes().replace(b"\r\n", b"\n")
