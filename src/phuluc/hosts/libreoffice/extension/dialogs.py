"""Messages, questions and file dialogs of LibreOffice: the ports of `phuluc.hosts.excel.dialogs` for this program.

Works inside LibreOffice and over a connection to it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_TITLE = "Phụ lục"
#: Of com.sun.star.awt.MessageBoxButtons and MessageBoxResults.
_OK_BUTTON, _YES_NO_BUTTONS, _NO_IS_DEFAULT, _YES = 1, 3, 0x20000, 2
#: Of com.sun.star.ui.dialogs.TemplateDescription and ExecutableDialogResults.
_OPEN_SIMPLE, _SAVE_WITH_EXTENSION, _CHOSEN = 0, 1, 1
#: The chooser's places and sizes, in the units of com.sun.star.awt.UnoControlDialogModel.
_WIDTH, _LINE, _MARGIN, _BUTTON = 240, 12, 6, 60


class OfficeDialogs:
    """Real dialogs, above the window the person works in.

    Args:
        uno: LibreOffice's bridge.
        context: the office.
    """

    def __init__(self, uno: Any, context: Any) -> None:
        self._uno = uno
        self._context = context

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._box("INFOBOX", _OK_BUTTON, text)

    def warn(self, text: str) -> None:
        """Say what could not be done."""
        self._box("WARNINGBOX", _OK_BUTTON, text)

    def ask(self, text: str) -> bool:
        """Ask yes or no; Enter says no."""
        return self._box("QUERYBOX", _YES_NO_BUTTONS | _NO_IS_DEFAULT, text) == _YES

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Ask for one of several; gives its place from 0."""
        dialog = self._chooser(question, choices)
        try:
            if dialog.execute() != _CHOSEN:
                return None
            place: int = dialog.getControl("choices").getSelectedItemPos()
        finally:
            dialog.dispose()
        return place if place >= 0 else None

    def open_file(self, title: str, filters: str) -> Path | None:
        """Ask for a file that is there."""
        return self._pick(_OPEN_SIMPLE, title, "", filters)

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Ask where to save; the dialog asks before a file would be replaced."""
        path = self._pick(_SAVE_WITH_EXTENSION, title, suggested, filters)
        suffix = Path(suggested).suffix
        return path if path is None or path.suffix.lower() == suffix.lower() else path.with_name(path.name + suffix)

    def _box(self, kind: str, buttons: int, text: str) -> int:
        kind_value = self._uno.Enum("com.sun.star.awt.MessageBoxType", kind)
        box = self._create("com.sun.star.awt.Toolkit").createMessageBox(
            self._window(), kind_value, buttons, _TITLE, text
        )
        if box is None:  # an office without any window
            return 0
        try:
            answer: int = box.execute()
        finally:
            box.dispose()
        return answer

    def _chooser(self, question: str, choices: Sequence[str]) -> Any:
        height = _LINE * (len(choices) + 1)
        model = self._create("com.sun.star.awt.UnoControlDialogModel")
        model.Title, model.Width, model.Height = _TITLE, _WIDTH, height + 4 * _LINE + 4 * _MARGIN
        inner = _WIDTH - 2 * _MARGIN
        self._control(model, "FixedText", "question", (_MARGIN, _MARGIN, inner, _LINE), Label=question, MultiLine=True)
        below = 2 * _MARGIN + _LINE
        self._control(
            model, "ListBox", "choices", (_MARGIN, below, inner, height), StringItemList=tuple(choices), Border=1
        )
        below += height + _MARGIN
        at_right = _WIDTH - _MARGIN - _BUTTON
        self._control(model, "Button", "cancel", (at_right, below, _BUTTON, 16), Label="Bỏ qua", PushButtonType=2)
        at_right -= _MARGIN + _BUTTON
        self._control(
            model, "Button", "ok", (at_right, below, _BUTTON, 16), Label="Chọn", PushButtonType=1, DefaultButton=True
        )
        dialog = self._create("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        dialog.createPeer(self._create("com.sun.star.awt.Toolkit"), self._window())
        dialog.getControl("choices").selectItemPos(0, True)
        return dialog

    def _control(self, dialog: Any, kind: str, name: str, place: tuple[int, int, int, int], **properties: Any) -> None:
        model = dialog.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        model.PositionX, model.PositionY, model.Width, model.Height = place
        for key, value in properties.items():
            if key == "PushButtonType":
                value = self._uno.Any("short", value)  # noqa: PLW2901
            elif key == "StringItemList":
                value = self._uno.Any("[]string", value)  # noqa: PLW2901
            self._uno.invoke(model, "setPropertyValue", (key, value))
        dialog.insertByName(name, model)

    def _pick(self, kind: int, title: str, suggested: str, filters: str) -> Path | None:
        picker = self._context.ServiceManager.createInstanceWithArgumentsAndContext(
            "com.sun.star.ui.dialogs.FilePicker", (self._uno.Any("short", kind),), self._context
        )
        try:
            picker.setTitle(title)
            for label, pattern in _filter_pairs(filters):
                picker.appendFilter(label, pattern)
            if suggested:
                beside = Path(suggested)
                if beside.is_absolute():
                    picker.setDisplayDirectory(beside.parent.as_uri())
                picker.setDefaultName(beside.name)
            if picker.execute() != _CHOSEN:
                return None
            url = urlparse(picker.getFiles()[0])
        finally:
            picker.dispose()
        return Path(url2pathname(unquote(url.path)))

    def _window(self) -> Any:
        frame = self._create("com.sun.star.frame.Desktop").getCurrentFrame()
        return frame.getContainerWindow() if frame is not None else None

    def _create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)


def _filter_pairs(filters: str) -> list[tuple[str, str]]:
    """Turn Excel's "Sổ Excel (*.xlsx),*.xlsx,…" into labels and patterns."""
    parts = filters.split(",")
    return list(zip(parts[::2], parts[1::2]))
