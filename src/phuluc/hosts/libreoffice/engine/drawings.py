"""What lies on a sheet: shapes and pictures."""

from __future__ import annotations

import numbers
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.errors import NotSupportedError
from phuluc.hosts.libreoffice.engine.fonts import Characters, Font
from phuluc.hosts.libreoffice.engine.lengths import hundredths, points
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, file_url, properties, struct

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_range import Range
    from phuluc.hosts.libreoffice.engine.sheets import Sheet

_PICTURE: Final = "com.sun.star.drawing.GraphicObjectShape"
#: LibreOffice's kinds of shapes: xlwings'.
_TYPES: Final = {
    _PICTURE: "picture",
    "com.sun.star.drawing.CustomShape": "auto_shape",
    "com.sun.star.drawing.TextShape": "text_box",
    "com.sun.star.drawing.OLE2Shape": "chart",
    "com.sun.star.drawing.ControlShape": "form_control",
    "com.sun.star.drawing.GroupShape": "group",
    "com.sun.star.drawing.LineShape": "line",
    "com.sun.star.drawing.ConnectorShape": "line",
}
_NOTE_CAPTION: Final = "com.sun.star.drawing.CaptionShape"
#: A pixel of a picture that does not tell its size, at 96 dots per inch.
_HUNDREDTHS_PER_PIXEL: Final = 2540 / 96


class _Drawn:
    """Place, size and name of something drawn."""

    parent: Sheet

    def __init__(self, parent: Sheet, uno: UnoObject) -> None:
        self.parent = parent
        self.uno = uno

    @property
    def api(self) -> UnoObject:
        return self.uno

    @property
    def name(self) -> str:
        return str(self.uno.getPropertyValue("Name"))

    @name.setter
    def name(self, value: str) -> None:
        self.uno.setPropertyValue("Name", value)

    @property
    def left(self) -> float:
        return points(self.uno.getPosition().X)

    @left.setter
    def left(self, value: float) -> None:
        self._place(X=hundredths(value))

    @property
    def top(self) -> float:
        return points(self.uno.getPosition().Y)

    @top.setter
    def top(self, value: float) -> None:
        self._place(Y=hundredths(value))

    def _place(self, **changed: int) -> None:
        position = self.uno.getPosition()
        self.uno.setPosition(struct("com.sun.star.awt.Point", **{"X": position.X, "Y": position.Y} | changed))

    @property
    def width(self) -> float:
        return points(self.uno.getSize().Width)

    @width.setter
    def width(self, value: float) -> None:
        self._resize(Width=hundredths(value))

    @property
    def height(self) -> float:
        return points(self.uno.getSize().Height)

    @height.setter
    def height(self, value: float) -> None:
        self._resize(Height=hundredths(value))

    def _resize(self, **changed: int) -> None:
        size = self.uno.getSize()
        self.uno.setSize(struct("com.sun.star.awt.Size", **{"Width": size.Width, "Height": size.Height} | changed))

    def delete(self) -> None:
        self.parent.uno.getDrawPage().remove(self.uno)


@guarded
class Shape(_Drawn, base_classes.Shape):
    """Anything drawn on a sheet."""

    @property
    def type(self) -> str:
        return _TYPES.get(self.uno.getShapeType(), "auto_shape")

    @property
    def text(self) -> str | None:
        return str(self.uno.getString()) if hasattr(self.uno, "getString") else None

    @text.setter
    def text(self, value: str) -> None:
        """Replace the text; it keeps the font of the first character."""
        cursor = self.uno.createTextCursor()
        kept = {name: cursor.getPropertyValue(name) for name in _KEPT}
        self.uno.setString(value)
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        for name, found in kept.items():
            cursor.setPropertyValue(name, found)

    @property
    def font(self) -> Font:
        return Font(self, self.characters.api)

    @property
    def characters(self) -> Characters:
        return Characters(self, self.uno)

    def activate(self) -> None:
        self.parent.book.controller.select(self.uno)

    def scale_width(self, factor: float, relative_to_original_size: bool, scale: str) -> None:  # noqa: ARG002 - it grows to the right and down
        self._scale(factor, relative_to_original_size)

    def scale_height(self, factor: float, relative_to_original_size: bool, scale: str) -> None:  # noqa: ARG002 - it grows to the right and down
        self._scale(factor, relative_to_original_size)

    def _scale(self, factor: float, from_original: bool) -> None:
        """Scale in both directions: pictures keep their proportions, as in Excel."""
        size = picture_size(self.uno.Graphic) if from_original and self.type == "picture" else self.uno.getSize()
        self._resize(Width=round(size.Width * factor), Height=round(size.Height * factor))


_KEPT: Final = ("CharColor", "CharFontName", "CharHeight", "CharPosture", "CharWeight")


@guarded
class Picture(_Drawn, base_classes.Picture):
    """A picture."""

    def __init__(self, parent: Sheet, uno: UnoObject) -> None:
        super().__init__(parent, uno)
        self._locked = False

    @property
    def lock_aspect_ratio(self) -> bool:
        """Whether one side follows the other, as long as this object lives: files do not carry it."""
        return self._locked

    @lock_aspect_ratio.setter
    def lock_aspect_ratio(self, value: bool) -> None:
        self._locked = bool(value)

    def _resize(self, **changed: int) -> None:
        size = self.uno.getSize()
        if self._locked and len(changed) == 1:
            factor = changed.get("Width", 0) / size.Width or changed.get("Height", 0) / size.Height
            changed = {"Width": round(size.Width * factor), "Height": round(size.Height * factor)}
        super()._resize(**changed)

    def index(self) -> int:
        return [picture.name for picture in self.parent.pictures].index(self.name) + 1

    def update(self, filename: str) -> Picture:
        """Show another image in the same frame."""
        self.uno.Graphic = load_graphic(self.parent, filename)
        return self


class _Drawings:
    """Drawn things of one kind, by name or number from 1."""

    wrap: type[Any]
    parent: Sheet

    def __init__(self, parent: Sheet) -> None:
        self.parent = parent

    @property
    def api(self) -> UnoObject:
        return self.parent.uno.getDrawPage()

    def _wanted(self, kind: str) -> bool:
        return kind != _NOTE_CAPTION

    def _all(self) -> list[Any]:
        page = self.api
        found = [page.getByIndex(number) for number in range(page.getCount())]
        return [self.wrap(self.parent, shape) for shape in found if self._wanted(shape.getShapeType())]

    def __call__(self, key: int | str) -> Any:
        if isinstance(key, numbers.Number):
            return self._all()[int(key) - 1]
        for shape in self._all():
            if shape.name == key:
                return shape
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __contains__(self, key: str) -> bool:
        return any(shape.name == key for shape in self._all())


@guarded
class Shapes(_Drawings, base_classes.Collection):
    """All that is drawn on a sheet, but the frames of notes."""

    wrap = Shape


@guarded
class Pictures(_Drawings, base_classes.Pictures):
    """The pictures of a sheet."""

    wrap = Picture

    def _wanted(self, kind: str) -> bool:
        return kind == _PICTURE

    def add(  # noqa: PLR0913, PLR0917 - xlwings' signature
        self,
        filename: str,
        link_to_file: bool,
        save_with_document: bool,  # noqa: ARG002 - always
        left: float | None,
        top: float | None,
        width: float,
        height: float,
        anchor: Any = None,
    ) -> Picture:
        """Place an image, in its own size where `width` and `height` are -1; lengths in points."""
        if link_to_file:
            raise NotSupportedError.from_member("Pictures.add(link_to_file=True)")
        place: Range | None = getattr(anchor, "impl", None)
        shape = self.parent.book.uno.createInstance(_PICTURE)
        self.api.add(shape)
        graphic = load_graphic(self.parent, filename)
        shape.Graphic = graphic
        shape.setSize(picture_size(graphic))
        names = {picture.name for picture in self._all()}
        shape.setPropertyValue(
            "Name", next(f"Picture {n}" for n in range(1, len(names) + 2) if f"Picture {n}" not in names)
        )
        picture = Picture(self.parent, shape)
        picture.left = place.left if place else left or 0
        picture.top = place.top if place else top or 0
        if width >= 0 and height >= 0:
            picture.width, picture.height = width, height
        return picture


@guarded
class NoTables(_Drawings, base_classes.Tables):
    """No tables: LibreOffice has none of Excel's kind; adding one raises `NotSupportedError`."""

    wrap = Shape

    def _all(self) -> list[Any]:
        return []


def load_graphic(sheet: Sheet, filename: str) -> UnoObject:
    provider = sheet.book.app.service("com.sun.star.graphic.GraphicProvider")
    return provider.queryGraphic(properties(URL=file_url(filename)))


def picture_size(graphic: UnoObject) -> UnoObject:
    """Give an image's own size in hundredths of a millimetre."""
    size = graphic.Size100thMM
    if size.Width > 0:
        return size
    pixels = graphic.SizePixel
    return struct(
        "com.sun.star.awt.Size",
        Width=round(pixels.Width * _HUNDREDTHS_PER_PIXEL),
        Height=round(pixels.Height * _HUNDREDTHS_PER_PIXEL),
    )
