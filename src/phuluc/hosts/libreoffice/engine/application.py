"""LibreOffice as xlwings' App, and all of those we drive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.books import Books
from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import box_of
from phuluc.hosts.libreoffice.engine.cell_range import Range
from phuluc.hosts.libreoffice.engine.formula_text import AddInNames
from phuluc.hosts.libreoffice.engine.macros import run_macro
from phuluc.hosts.libreoffice.engine.range_formulas import FormulasPart
from phuluc.hosts.libreoffice.engine.reached_office import ReachedOffice
from phuluc.hosts.libreoffice.engine.sheets import Sheet
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, enum, is_uno_error, properties, struct

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.engine import Engine

_VERSION_NODE: Final = "/org.openoffice.Setup/Product"
#: com.sun.star.awt.MessageBoxButtons, and what its answers are called in xlwings.
_BUTTONS: Final = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS: Final = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


@guarded
class App(base_classes.App):
    """One LibreOffice: a process of our own, or the one this code runs in.

    The switches `display_alerts`, `enable_events` and `interactive` only remember what they were set to: LibreOffice
    asks nothing of programs that drive it.
    """

    display_alerts = True
    enable_events = True
    interactive = True
    cut_copy_mode = False
    hwnd = None
    startup_path = None
    engine: Engine
    books: Books

    def __init__(self, engine: Engine, context: UnoObject, process: ReachedOffice | None, *, visible: bool) -> None:
        self.engine = engine
        self.process = process
        self._context = context
        self._visible = visible
        #: Whether it can show windows at all: without a display LibreOffice ends when told to.
        self._has_windows = visible if process is None else not process.headless
        self._calculation = "automatic"
        self._status_bar: str | bool = False
        self._shown_status: UnoObject = None
        self._paused: list[UnoObject] | None = None
        self.copied: FormulasPart | None = None
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.books = Books(self)

    @property
    def add_in_names(self) -> AddInNames:
        return self.engine.add_in_names

    def service(self, name: str) -> UnoObject:
        """Make one of LibreOffice's services."""
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def command_url(self, command: str) -> UnoObject:
        """Give a command such as ".uno:Copy" as the structure that dispatching wants."""
        transformer = self.service("com.sun.star.util.URLTransformer")
        _, url = transformer.parseStrict(struct("com.sun.star.util.URL", Complete=command))
        return url

    @property
    def api(self) -> UnoObject:
        return self.desktop

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else os.getpid()

    @property
    def path(self) -> str:
        return str(self.process.program.parent) if self.process else ""

    @property
    def version(self) -> str:
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        access = "com.sun.star.configuration.ConfigurationAccess"
        return str(
            provider.createInstanceWithArguments(access, properties(nodepath=_VERSION_NODE)).getByName(
                "ooSetupVersionAboutBox"
            )
        )

    @property
    def visible(self) -> bool:
        return self._visible

    @visible.setter
    def visible(self, visible: bool) -> None:
        self._visible = bool(visible)
        if self._has_windows:
            for book in self.books:
                book.frame.getContainerWindow().setVisible(self._visible)

    @property
    def shows_windows(self) -> bool:
        """Whether the user sees its documents."""
        return self._visible and self._has_windows

    @property
    def screen_updating(self) -> bool:
        return self._paused is None

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        """Stop drawing the open workbooks and fitting their row heights, or do it again, what was left out included."""
        if value == self.screen_updating:
            return
        paused, self._paused = self._paused, None if value else [book.uno for book in self.books]
        for document in self._paused or []:
            document.lockControllers()
            document.addActionLock()
        for document in paused or []:
            _resume(document)

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active workbook; None where something else is selected."""
        book = self.books.active
        selected = book.controller.getSelection() if book else None
        if book is None or selected is None or not hasattr(selected, "getRangeAddress"):
            return None
        return Sheet(book, selected.getSpreadsheet()).of_box(box_of(selected.getRangeAddress()))

    def activate(self, steal_focus: bool = False) -> None:  # noqa: ARG002 - the window manager decides
        self.engine.apps.put_first(self)

    def quit(self) -> None:
        """Close all workbooks without saving and end the process, if it is ours."""
        for book in list(self.books):
            book.close()
        if self.process is not None:
            self._terminate()
            self.process.wait_or_kill()
        self.engine.apps.remove(self)

    def _terminate(self) -> None:
        try:
            self.desktop.terminate()
        except Exception as error:
            # It may be gone before it has answered.
            if not is_uno_error(error):
                raise

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
        self.engine.apps.remove(self)

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        """Set to "automatic", "manual" or "semiautomatic", which is the same as automatic here."""
        self._calculation = value
        for book in self.books:
            # What is not yet calculated would show 0 from now on.
            book.uno.calculate()
            book.uno.enableAutomaticCalculation(value != "manual")

    def calculate(self) -> None:
        for book in self.books:
            book.uno.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._status_bar

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        """Show a text in the status bar of the active workbook; False gives back what stood there before."""
        self._status_bar = value
        if value is False:
            shown, self._shown_status = self._shown_status, None
            if shown is not None:
                shown.end()
        elif self._shown_status is not None:
            self._shown_status.setText(str(value))
        else:
            # Each has its place on a pile and leaves it by its own `end` only: one for all texts.
            book = self.books.active
            self._shown_status = book.frame.createStatusIndicator() if book else None
            if self._shown_status is not None:
                self._shown_status.start(str(value), 0)

    def run(self, macro: str, args: tuple[Any, ...]) -> Any:
        return run_macro(self, macro, args)

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: str | None) -> str:  # noqa: ARG002 - for Excel
        """Show a message and give the button pressed; without a window, at once the first."""
        frame = self.desktop.getCurrentFrame()
        window = frame.getContainerWindow() if frame and self.shows_windows else None
        if window is None:
            return buttons.partition("_")[0]
        kind = enum("com.sun.star.awt.MessageBoxType", "QUERYBOX" if "_" in buttons else "MESSAGEBOX")
        box = window.getToolkit().createMessageBox(window, kind, _BUTTONS[buttons], title or "", prompt)
        return _ANSWERS.get(box.execute(), "ok")


def _resume(document: UnoObject) -> None:
    """Let a document be drawn again; one that was closed meanwhile has nothing to draw."""
    try:
        document.removeActionLock()
        document.unlockControllers()
    except Exception as error:
        if not is_uno_error(error):
            raise


@guarded
class Apps(base_classes.Apps):
    """Those we drive, the active one first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._apps: dict[int, App] = {}

    def _running(self) -> dict[int, App]:
        """Without those that were closed, or died, behind our back."""
        self._apps = {pid: app for pid, app in self._apps.items() if app.process is None or not app.process.ended}
        return self._apps

    def keys(self) -> list[int]:
        return list(self._running())

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,
        xl: UnoObject = None,  # noqa: ARG002 - xlwings' signature
        visible: bool | None = None,
    ) -> App:
        """Start a LibreOffice.

        Args:
            spec: the soffice to start; by default the one that `find_soffice` finds.
            add_book: whether to begin with an empty workbook.
            xl: for Excel.
            visible: whether to show windows, where there is a display.
        """
        process = ReachedOffice(spec, visible=visible is not False)
        app = App(self._engine, process.context, process, visible=bool(visible))
        self.put_first(app)
        if add_book:
            app.books.add()
        return app

    def put_first(self, app: App) -> None:
        self._apps = {app.pid: app} | {pid: other for pid, other in self._apps.items() if pid != app.pid}

    def remove(self, app: App) -> None:
        self._apps = {pid: other for pid, other in self._apps.items() if other is not app}

    def kill_all(self) -> None:
        """End the processes that are still running: no orphans."""
        for app in list(self._apps.values()):
            app.kill()

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._running().values()))

    def __len__(self) -> int:
        return len(self._running())

    def __getitem__(self, pid: int) -> App:
        return self._running()[pid]

    @staticmethod
    def cleanup() -> None:
        """Nothing: processes end with `quit`, `kill` or with this Python."""
