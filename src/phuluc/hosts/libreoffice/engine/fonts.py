"""Fonts and characters of cells and of shapes."""

from __future__ import annotations

from typing import Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.colors import NO_COLOR, Color, Rgb, rgb, uno_color
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, enum

#: com.sun.star.awt.FontWeight
_NORMAL: Final = 100.0
_BOLD: Final = 150.0


@guarded
class Font(base_classes.Font):
    """The font of whatever has LibreOffice's character properties."""

    def __init__(self, parent: Any, characters: UnoObject) -> None:
        self.parent = parent
        self._characters = characters

    @property
    def api(self) -> UnoObject:
        return self._characters

    def _one(self, name: str) -> Any:
        """The value, or None where the characters differ."""
        ambiguous = self._characters.getPropertyState(name).value == "AMBIGUOUS_VALUE"
        return None if ambiguous else self._characters.getPropertyValue(name)

    @property
    def bold(self) -> bool | None:
        weight = self._one("CharWeight")
        return None if weight is None else bool(weight > _NORMAL)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._characters.CharWeight = _BOLD if value else _NORMAL

    @property
    def italic(self) -> bool | None:
        posture = self._one("CharPosture")
        return None if posture is None else bool(posture.value != "NONE")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._characters.CharPosture = enum("com.sun.star.awt.FontSlant", "ITALIC" if value else "NONE")

    @property
    def size(self) -> float | None:
        height = self._one("CharHeight")
        return None if height is None else float(height)

    @size.setter
    def size(self, value: float) -> None:
        self._characters.CharHeight = float(value)

    @property
    def color(self) -> Rgb | None:
        color = self._one("CharColor")
        if color is None:
            return None
        return (0, 0, 0) if color == NO_COLOR else rgb(color)

    @color.setter
    def color(self, color_or_rgb: Color) -> None:
        self._characters.CharColor = uno_color(color_or_rgb)

    @property
    def name(self) -> str | None:
        name = self._one("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._characters.CharFontName = value


@guarded
class Characters(base_classes.Characters):
    """Some of the characters of a cell or shape, from `start` on, 0-based."""

    def __init__(self, parent: Any, text: UnoObject, start: int = 0, length: int | None = None) -> None:
        self.parent = parent
        self._text = text
        self._start = start
        self._length = len(text.getString()) - start if length is None else length

    @property
    def api(self) -> UnoObject:
        cursor = self._text.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(self._start, False)
        cursor.goRight(self._length, True)
        return cursor

    @property
    def text(self) -> str:
        return str(self.api.getString())

    @property
    def font(self) -> Font:
        return Font(self, self.api)

    def __getitem__(self, item: int | slice) -> Characters:
        if isinstance(item, slice):
            if (item.start or 0) < 0 or (item.stop or 0) < 0:
                raise ValueError("Characters object does not support slicing with negative indexes")
            start = item.start or 0
            stop = self._length if item.stop is None else item.stop
            return Characters(self.parent, self._text, self._start + start, stop - start)
        first = item if item >= 0 else self._length + item
        return Characters(self.parent, self._text, self._start + first, 1)
