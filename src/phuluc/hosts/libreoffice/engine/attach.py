"""Makes our engine known to xlwings, and offices that somebody else started to the engine."""

from __future__ import annotations

import atexit
from functools import cache

import xlwings

from phuluc.hosts.libreoffice.engine.engine import Engine
from phuluc.hosts.libreoffice.engine.formula_text import AddInNames
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, uno


@cache
def _engine() -> Engine:
    engine = Engine()
    xlwings.engines.add(xlwings.Engine(impl=engine))
    atexit.register(engine.apps.kill_all)
    return engine


def activate(add_in_service: str = "") -> xlwings.Engine:
    """Make LibreOffice the engine of xlwings.

    Args:
        add_in_service: what the extension with our worksheet functions is called in formulas; empty where it is not
            installed.

    Raises:
        UnoMissingError: LibreOffice or its Python bridge is absent.
    """
    uno()
    _engine().add_in_names = AddInNames(add_in_service)
    engine: xlwings.Engine = xlwings.engines[Engine.name]
    engine.activate()
    return engine


def app_of(context: UnoObject, add_in_service: str = "") -> xlwings.App:
    """Give an office that somebody else works in as the active App; its process is left alone.

    `xlwings.Book.caller()` is then the document the person sees.

    Args:
        context: UNO's component context of the office, from inside or over a connection.
        add_in_service: see `activate`.
    """
    activate(add_in_service)
    app = _engine().adopt(context)
    active = app.books.active
    if active is not None:
        xlwings.Book(impl=active).set_mock_caller()
    return xlwings.App(impl=app)


def app_inside_office(add_in_service: str = "") -> xlwings.App:
    """Give the LibreOffice in which this code runs (a macro, an extension) as the active App."""
    return app_of(uno().getComponentContext(), add_in_service)
