"""Notes of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.errors import OfficeGoneError
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock


@guarded
class Note(base_classes.Note):
    """The note of one cell."""

    location: CellBlock

    def __init__(self, location: CellBlock) -> None:
        self.location = location

    @property
    def api(self) -> UnoObject:
        return self._annotation()[1]

    def _annotation(self) -> tuple[int, UnoObject]:
        """Number and object of the note among those of the sheet."""
        annotations = self.location.sheet.uno.getAnnotations()
        for number in range(annotations.Count):
            annotation = annotations.getByIndex(number)
            place = annotation.getPosition()
            if (place.Row + 1, place.Column + 1) == (self.location.box.top, self.location.box.left):
                return number, annotation
        raise OfficeGoneError(self.location.box.address())

    @property
    def text(self) -> str:
        note = self.api
        # LibreOffice 25.2 fills in the text of a note from a file when the note is first shown.
        return str(note.getString() or note.getAnnotationShape().getString())

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    @property
    def author(self) -> str:
        return str(self.api.getAuthor())

    def delete(self) -> None:
        number, _ = self._annotation()
        self.location.sheet.uno.getAnnotations().removeByIndex(number)


def note_places(sheet: UnoObject) -> list[tuple[int, int]]:
    """Give the 1-based (row, column) of all notes of LibreOffice's sheet."""
    annotations = sheet.getAnnotations()
    places: list[Any] = [annotations.getByIndex(number).getPosition() for number in range(annotations.Count)]
    return [(place.Row + 1, place.Column + 1) for place in places]
