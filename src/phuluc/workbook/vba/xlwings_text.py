"""xlwings' own VBA, taken from the installed wheel of the pinned version, its licence notice with it.

Of its two forms the one for a workbook of its own is taken for the add-in too: it reads settings and embedded code from
its own file, the other from whatever workbook is active, which may come from a stranger. For the same reason modules
are loaded neither from the folder of a workbook nor from the current folder.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from phuluc.workbook.vba.errors import XlwingsTextError
from phuluc.workbook.vba.sources import Module, class_module, standard_module

#: The name of the settings: sheet and file "PhuLuc.conf", folder ".PhuLuc" in the user's profile.
SETTINGS_NAME: Final = "PhuLuc"
_MODULE: Final = "xlwings"
_STANDALONE: Final = ("xlwings.bas", "af7ac7ea4708d08e76f799c1e996e964ccb82bf7dd61072a8e90481829a816a7")
_DICTIONARY: Final = ("addin/Dictionary.cls", "78cdcdb6f273a3d44903e8d4c9245b362f1233bb38d903d7e8f7f27b0a59d100")
_HEAD: Final = 'Attribute VB_Name = "xlwings"\n'
_NOTICE: Final = """\
' xlwings.bas as shipped with xlwings 0.37.8, under the licence below. Changed for PhuLuc: the name of its settings;
' they are read in folders of any name;
' its procedures are hidden from cells and dialogs; modules are not searched for in the folder of a workbook, unless
' a setting says so, nor in the current folder; Python is told of the active workbook, and
' loads xlwings by way of our own module.
Option Private Module
"""
#: Python code before xlwings is imported: the module loads xlwings without pandas and others, where it is installed.
#: Where it is not, each cell is told so at once; an import that fails would let Excel wait for two minutes.
_LIGHTLY: Final = (
    "import importlib.util;importlib.util.find_spec('phuluc') and __import__('phuluc.hosts.excel.light_xlwings');"
)
#: What is written instead, and how often it stands in the text.
_CHANGES: Final = (
    (_HEAD, _HEAD + _NOTICE, 1),
    ('PROJECT_NAME As String = "xlwings"', f'PROJECT_NAME As String = "{SETTINGS_NAME}"', 1),
    ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")', 2),
    ('";" & GetConfig("PYTHONPATH")', "PythonFolders()", 4),
    ('Environ("USERPROFILE") & "\\."', 'UserFolder() & "\\."', 1),
    ("If FileExists(GetDirectoryConfigFilePath()) =", "If IsFile(GetDirectoryConfigFilePath()) =", 1),
    ("If FileExists(GetConfigFilePath()) =", "If IsFile(GetConfigFilePath()) =", 1),
    ("If GetConfigFromFile(", "If FindSetting(", 2),
    (' -B -c ""import', f' -P -B -c ""{_LIGHTLY}import', 2),
    ('" --wb=" & """" & ThisWorkbook.Name &', '" --wb=" & """" & ActiveBook().Name &', 1),
    ('"BOOK_CALLER", ThisWorkbook', '"BOOK_CALLER", ActiveBook()', 1),
)


def xlwings_modules() -> tuple[Module, ...]:
    """Give the modules that connect VBA with Python.

    Raises:
        XlwingsTextError: xlwings is not installed, or not in the pinned version.
    """
    text = _read(*_STANDALONE)
    for found, instead, count in _CHANGES:
        if text.count(found) != count:
            raise XlwingsTextError(found)
        text = text.replace(found, instead)
    return standard_module(_MODULE, text), class_module("Dictionary", _read(*_DICTIONARY))


def _read(part: str, digest: str) -> str:
    content = (_folder() / part).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise XlwingsTextError(f"{part}, sha256 {found}")
    return content.decode("ascii").replace("\r\n", "\n")


def _folder() -> Path:
    """Where xlwings is installed; it is not imported, because that would take seconds."""
    spec = find_spec("xlwings")
    if spec is None or not spec.submodule_search_locations:
        raise XlwingsTextError("không có xlwings")
    return Path(spec.submodule_search_locations[0])
