"""The engine xlwings talks to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from phuluc.hosts.libreoffice.engine.application import App, Apps
from phuluc.hosts.libreoffice.engine.cell_values import clean_rows, prepare_element
from phuluc.hosts.libreoffice.engine.formula_text import AddInNames
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject


class Engine:
    """LibreOffice as an engine of xlwings.

    Attributes:
        add_in_names: how this LibreOffice calls our worksheet functions.
    """

    name = "libreoffice"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)
        self.add_in_names = AddInNames()

    def adopt(self, context: UnoObject) -> App:
        """Take a LibreOffice that somebody else started as an App."""
        app = App(self, context, None, visible=_shows_windows(context))
        self.apps.put_first(app)
        return app

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        return prepare_element(x, options)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        return clean_rows(data, datetime_builder, empty_as, number_builder, err_to_str)


def _shows_windows(context: UnoObject) -> bool:
    """Whether anything can be seen of an office: one without a display ends when told to show a window."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    frames = desktop.getFrames()
    return any(frames.getByIndex(number).getContainerWindow().isVisible() for number in range(frames.getCount()))
