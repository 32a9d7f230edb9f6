"""How a sheet is shown and printed: gridlines, frozen panes, print area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import box_of
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, uno, unohelper
from phuluc.workbook.references import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_range import Range
    from phuluc.hosts.libreoffice.engine.sheets import Sheet

#: Pixels given to a window that is not shown.
_WINDOW: Final = (1200, 900)
#: com.sun.star.awt.PosSize.POSSIZE
_ALL_FOUR: Final = 15
_GRIDLINES: Final = ".uno:ToggleSheetGrid"


def gridlines_shown(sheet: Sheet) -> bool:
    """Whether a sheet shows gridlines; only the state of the menu entry tells.

    Raises:
        ValueError: the sheet is hidden, so that it cannot be shown to be asked.
    """
    _refuse_hidden(sheet)
    with sheet.book.sheet_shown(sheet):
        return bool(_command_state(sheet, _GRIDLINES))


def toggle_gridlines(sheet: Sheet) -> None:
    _refuse_hidden(sheet)
    with sheet.book.sheet_shown(sheet):
        sheet.book.dispatch(_GRIDLINES)


def _refuse_hidden(sheet: Sheet) -> None:
    if not sheet.visible:
        raise ValueError(f"the sheet {sheet.name!r} is hidden")


def _command_state(sheet: Sheet, command: str) -> Any:
    """The state of a menu entry, which LibreOffice tells a listener at once."""
    states: list[Any] = []

    class Listener(unohelper().Base, uno().getClass("com.sun.star.frame.XStatusListener")):  # type: ignore[misc]
        def statusChanged(self, event: UnoObject) -> None:  # noqa: N802 - LibreOffice's name
            states.append(event.State)

        def disposing(self, event: UnoObject) -> None:
            pass

    url = sheet.book.app.command_url(command)
    dispatch = sheet.book.frame.queryDispatch(url, "", 0)
    listener = Listener()
    dispatch.addStatusListener(listener, url)
    dispatch.removeStatusListener(listener, url)
    return states[0]


@guarded
class FreezePanes(base_classes.FreezePanes):
    """Frozen rows and columns of a sheet. LibreOffice 7.4 does not save those of documents it does not show."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def freeze_at(self, frozen_range: str | Range) -> None:
        """Freeze the rows and columns up to the end of a range; whole rows freeze rows only, and so columns."""
        box = (self._sheet.range(frozen_range) if isinstance(frozen_range, str) else frozen_range).box
        columns = 0 if box.right == LAST_COLUMN else box.right
        rows = 0 if box.bottom == LAST_ROW else box.bottom
        self._freeze(columns, rows)

    def unfreeze(self) -> None:
        self._freeze(0, 0)

    def _freeze(self, columns: int, rows: int) -> None:
        """Freeze so many columns and rows; LibreOffice freezes nothing in a window without a size."""
        window = self._sheet.book.controller.ComponentWindow
        if window.getPosSize().Width == 0:
            window.setPosSize(0, 0, *_WINDOW, _ALL_FOUR)
        with self._sheet.book.sheet_shown(self._sheet):
            self._sheet.book.controller.freezeAtPosition(columns, rows)


@guarded
class PageSetup(base_classes.PageSetup):
    """The printed page of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def api(self) -> UnoObject:
        """LibreOffice's page style, in which everything else of the page stands."""
        styles = self._sheet.book.uno.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self._sheet.uno.PageStyle)

    @property
    def print_area(self) -> str | None:
        areas = self._sheet.uno.getPrintAreas()
        return ",".join(box_of(area).address() for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        parts = value.split(",") if value else []
        self._sheet.uno.setPrintAreas(tuple(self._sheet.range(part).range_address for part in parts))
