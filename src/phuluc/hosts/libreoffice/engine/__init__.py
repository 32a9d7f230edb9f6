"""An xlwings engine for LibreOffice: what is written for Excel with xlwings runs on a live Calc document.

    import xlwings as xw
    from phuluc.hosts.libreoffice.engine import activate

    activate()
    with xw.App(visible=False) as app:
        app.books.open("phu-luc.xlsx").sheets[0]["A1"].value

Offices are reached through UNO from any CPython that LibreOffice's own bridge loads into, or from inside LibreOffice.
"""

from __future__ import annotations

import atexit
from functools import cache

import xlwings

from phuluc.hosts.libreoffice.engine.engine import Engine
from phuluc.hosts.libreoffice.engine.formula_text import AddInNames
from phuluc.hosts.libreoffice.engine.uno_bridge import uno

__all__ = ["activate", "app_inside_office"]


@cache
def _engine() -> Engine:
    engine = Engine()
    xlwings.engines.add(xlwings.Engine(impl=engine))
    atexit.register(engine.apps.kill_all)
    return engine


def activate(add_in_service: str = "") -> xlwings.Engine:
    """Make LibreOffice the engine of xlwings.

    Args:
        add_in_service: the UNO service of the extension with our worksheet functions, for a LibreOffice that knows
            them only by their full names (before 25); empty otherwise.

    Raises:
        UnoMissingError: LibreOffice or its Python bridge is absent.
    """
    uno()
    _engine().add_in_names = AddInNames(add_in_service)
    engine: xlwings.Engine = xlwings.engines[Engine.name]
    engine.activate()
    return engine


def app_inside_office(add_in_service: str = "") -> xlwings.App:
    """Give the LibreOffice in which this code runs (a macro, an extension) as the active App.

    `xlwings.Book.caller()` is then the document the user sees.
    """
    activate(add_in_service)
    app = _engine().adopt(uno().getComponentContext())
    active = app.books.active
    if active is not None:
        xlwings.Book(impl=active).set_mock_caller()
    return xlwings.App(impl=app)
