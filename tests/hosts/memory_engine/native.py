"""The few members of Excel's own object model that the product asks for."""

# ruff: noqa: N802 - the names of the object model

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.hosts.memory_engine.errors import ComError

if TYPE_CHECKING:
    from tests.hosts.memory_engine.program import MemoryBook
    from tests.hosts.memory_engine.sheets import MemorySheet

#: Attributes of <sheetProtection>, which say what is forbidden, by the allowances of the object model.
_ALLOWANCES = {
    "AllowFormattingCells": "formatCells",
    "AllowFormattingColumns": "formatColumns",
    "AllowFormattingRows": "formatRows",
    "AllowInsertingColumns": "insertColumns",
    "AllowInsertingRows": "insertRows",
    "AllowInsertingHyperlinks": "insertHyperlinks",
    "AllowDeletingColumns": "deleteColumns",
    "AllowDeletingRows": "deleteRows",
    "AllowSorting": "sort",
    "AllowFiltering": "autoFilter",
    "AllowUsingPivotTables": "pivotTables",
}


@dataclass
class ProtectionState:
    """How a sheet is protected at the moment."""

    contents: bool = False
    drawing_objects: bool = False
    scenarios: bool = False
    password: str = ""
    allowances: tuple[bool, ...] = (False,) * len(_ALLOWANCES)


def stored_protection(sheet: MemorySheet) -> ProtectionState:
    """How the file says that a sheet is protected."""
    element = sheet.part.root.find("{*}sheetProtection")
    if element is None:
        return ProtectionState()
    return ProtectionState(
        element.get("sheet") == "1",
        element.get("objects") == "1",
        element.get("scenarios") == "1",
        "",
        tuple(element.get(attribute) == "0" for attribute in _ALLOWANCES.values()),
    )


class NativeSheet:
    """Worksheet."""

    def __init__(self, state: ProtectionState) -> None:
        self._state = state
        self.Protection = _NativeProtection(state)

    @property
    def ProtectContents(self) -> bool:
        return self._state.contents

    @property
    def ProtectDrawingObjects(self) -> bool:
        return self._state.drawing_objects

    @property
    def ProtectScenarios(self) -> bool:
        return self._state.scenarios

    def Unprotect(self, password: str) -> None:
        if password != self._state.password:
            raise ComError("The password you supplied is not correct")
        # As Excel does: whoever does not write the allowances down before has lost them.
        self._state.contents = self._state.drawing_objects = self._state.scenarios = False
        self._state.allowances = (False,) * len(_ALLOWANCES)

    def Protect(
        self, password: str, drawing: bool, contents: bool, scenarios: bool, interface: bool, *allowances: bool
    ) -> None:
        assert not interface
        self._state.password, self._state.contents = password, contents
        self._state.drawing_objects, self._state.scenarios = drawing, scenarios
        self._state.allowances = allowances


class _NativeProtection:
    """Worksheet.Protection."""

    def __init__(self, state: ProtectionState) -> None:
        self._state = state

    def __getattr__(self, name: str) -> bool:
        return self._state.allowances[list(_ALLOWANCES).index(name)]


class NativeBook:
    """Workbook."""

    def __init__(self, book: MemoryBook) -> None:
        self._book = book

    def SaveCopyAs(self, path: str) -> None:
        self._book.file.save(Path(path))
