"""The Calc add-in: LibreOffice loads this file and asks it for the functions of `functions.json` beside it.

Nothing of ours is imported here: were an import to fail, Calc would lose all functions and show #NAME? everywhere. The
functions are imported by the first cell that is calculated, and a failure then is an error of that cell.
"""

from __future__ import annotations

import json
import os
from typing import Any

import unohelper
from com.sun.star.lang import Locale, XServiceInfo, XServiceName
from com.sun.star.sheet import LocalizedName, XAddIn, XCompatibilityNames
from vn.phuluc import XFunctions

_IMPLEMENTATION = "vn.phuluc.FunctionsImplementation"
_SERVICES = ("vn.phuluc.Functions", "com.sun.star.sheet.AddIn")


def _declared() -> dict[str, dict[str, Any]]:
    folder = os.path.dirname(__file__)  # noqa: PTH120 - cheap start inside LibreOffice
    with open(os.path.join(folder, "functions.json"), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
        declared: dict[str, dict[str, Any]] = json.load(stream)
    return declared


class Functions(unohelper.Base, XAddIn, XCompatibilityNames, XServiceName, XServiceInfo, XFunctions):  # type: ignore[misc]
    """All worksheet functions under their own names; methods are made from the declarations."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._locale = Locale("vi", "VN", "")
        self._declared = _declared()
        self._log: Any = None
        for name, function in self._declared.items():
            setattr(self, name, self._lazy(name, function["calls"], array=function["array"]))

    def _lazy(self, name: str, calls: str, *, array: bool) -> Any:
        """A method that makes itself real when it is first called."""

        def first(*cells: Any) -> Any:
            try:
                from phuluc.hosts.libreoffice.extension.calls import array_call, scalar_call  # noqa: PLC0415

                real = (array_call if array else scalar_call)(calls, self._record)
            except Exception as error:
                self._record(name, error)
                raise
            setattr(self, name, real)
            return real(*cells)

        return first

    def _record(self, where: str, error: BaseException) -> None:
        from phuluc.hosts.libreoffice.extension.profile import failure_log  # noqa: PLC0415

        if self._log is None:
            self._log = failure_log(self._context)
        self._log.record(where, error)

    def _argument(self, name: str, index: int) -> dict[str, str]:
        arguments: list[dict[str, str]] = self._declared.get(name, {}).get("arguments", [])
        return arguments[index] if 0 <= index < len(arguments) else {"label": "", "help": ""}

    # XAddIn: the names Calc asks for; the spelling "Funtion" is UNO's.
    # ruff: noqa: N802

    def getProgrammaticFuntionName(self, shown: str) -> str:
        return shown.upper() if shown.upper() in self._declared else ""

    def getDisplayFunctionName(self, name: str) -> str:
        return name if name in self._declared else ""

    def getFunctionDescription(self, name: str) -> str:
        return str(self._declared.get(name, {}).get("help", ""))

    def getDisplayArgumentName(self, name: str, index: int) -> str:
        return self._argument(name, index)["label"]

    def getArgumentDescription(self, name: str, index: int) -> str:
        return self._argument(name, index)["help"]

    def getProgrammaticCategoryName(self, _name: str) -> str:
        return "Add-In"

    def getDisplayCategoryName(self, name: str) -> str:
        return str(self._declared.get(name, {}).get("category", ""))

    def getCompatibilityNames(self, name: str) -> tuple[Any, ...]:
        return (LocalizedName(Locale("en", "US", ""), name),) if name in self._declared else ()

    def setLocale(self, locale: Any) -> None:
        self._locale = locale

    def getLocale(self) -> Any:
        return self._locale

    def getServiceName(self) -> str:
        """What Calc writes before a function's name in formulas."""
        return "PhuLuc"

    def getImplementationName(self) -> str:
        return _IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name in _SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return _SERVICES


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name LibreOffice looks for
g_ImplementationHelper.addImplementation(Functions, _IMPLEMENTATION, _SERVICES)
