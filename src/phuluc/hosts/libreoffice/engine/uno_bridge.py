"""LibreOffice's own Python bridge (UNO), found and loaded into whatever Python runs this.

`pyuno` belongs to one LibreOffice: always the one that is driven, since a bridge of another version breaks the
connection. Only its two Python files are loaded, never the folder they lie in: on Debian that is the whole system's.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

from phuluc.hosts.libreoffice.engine.errors import UnoMissingError
from phuluc.workbook.soffice import find_soffice

#: An object, structure or enumeration of LibreOffice: its members are known at run time only.
UnoObject: TypeAlias = Any

_SYSTEM_PACKAGES: Final = Path("/usr/lib/python3/dist-packages")


def program_folder() -> Path:
    """Give the folder `program` of the LibreOffice in use.

    Raises:
        UnoMissingError: there is no LibreOffice.
    """
    soffice = find_soffice()
    if soffice is None:
        raise UnoMissingError
    return soffice.resolve().parent


@cache
def uno() -> Any:
    """Give the module `uno`.

    Raises:
        UnoMissingError: LibreOffice or its bridge is absent.
    """
    return _load("uno")


@cache
def unohelper() -> Any:
    """Give the module `unohelper`, for objects that LibreOffice calls back."""
    uno()
    return _load("unohelper")


def _load(name: str) -> ModuleType:
    if importlib.util.find_spec(name) is not None:
        return importlib.import_module(name)
    folder = program_folder()
    for place in (folder, folder.parent / "Resources", _SYSTEM_PACKAGES):
        file = place / f"{name}.py"
        if file.is_file():
            if str(folder) not in sys.path:
                sys.path.append(str(folder))
            return _load_file(name, file)
    raise UnoMissingError


def _load_file(name: str, file: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, file)
    if specification is None or specification.loader is None:
        raise UnoMissingError
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except ImportError as error:
        del sys.modules[name]
        raise UnoMissingError from error
    return module


def struct(type_name: str, **fields: Any) -> UnoObject:
    """Make a structure, e.g. `struct("com.sun.star.table.CellAddress", Sheet=0, Column=1, Row=2)`."""
    made = uno().createUnoStruct(type_name)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def enum(type_name: str, value: str) -> UnoObject:
    """Make a value of an enumeration, e.g. `enum("com.sun.star.sheet.CellInsertMode", "DOWN")`."""
    return uno().Enum(type_name, value)


def typed(type_name: str, value: Any) -> UnoObject:
    """Give a value with its UNO type, which empty or mixed sequences need."""
    return uno().Any(type_name, value)


def properties(**values: Any) -> tuple[UnoObject, ...]:
    """Make the named arguments that most calls take."""
    return tuple(struct("com.sun.star.beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def file_url(path: Path | str) -> str:
    return str(uno().systemPathToFileUrl(str(Path(path).absolute())))


def file_path(url: str) -> str:
    return str(uno().fileUrlToSystemPath(url))


@cache
def _exception_class(type_name: str) -> type[Exception]:
    found: type[Exception] = uno().getClass(type_name)
    return found


def is_uno_error(error: BaseException) -> bool:
    """Whether LibreOffice raised it."""
    return "uno" in sys.modules and isinstance(error, _exception_class("com.sun.star.uno.Exception"))


def is_disposed(error: BaseException) -> bool:
    """Whether it says that the object or the connection is gone."""
    return isinstance(error, _exception_class("com.sun.star.lang.DisposedException"))
