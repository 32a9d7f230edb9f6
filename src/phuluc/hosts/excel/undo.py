"""What an action changed so far, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable

from phuluc.errors import PhuLucError


class UndoIncompleteError(PhuLucError):
    """Taking back an action that failed did not wholly succeed."""


class Journal:
    """Steps that take back what was done, newest first."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], None]] = []

    def note(self, take_back: Callable[[], None]) -> None:
        """Remember how to take back what is done next."""
        self._steps.append(take_back)

    def undo(self) -> None:
        """Take everything back; a step that fails does not keep the others from being taken.

        Raises:
            UndoIncompleteError: some step failed.
        """
        failure: Exception | None = None
        while self._steps:
            try:
                self._steps.pop()()
            except Exception as error:  # noqa: BLE001 - whatever the program throws, the other steps still count
                failure = error
        if failure is not None:
            raise UndoIncompleteError(
                "Thao tác bị lỗi giữa chừng và chưa hoàn lại được hết",
                remedy="Đóng sổ mà không lưu rồi mở lại",
            ) from failure
