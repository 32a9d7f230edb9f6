"""Dialogs in Excel on Windows, before a stand-in for its object model."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from phuluc.hosts.excel.dialogs import ExcelDialogs, message_box


class Excel:
    """Application with the answers of a person."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def _answer(self, **options: Any) -> Any:
        self.asked.append(options)
        return self._answers.pop(0)

    InputBox = GetOpenFilename = GetSaveAsFilename = _answer


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, int]]:
    """What message boxes were shown; the person presses "yes"."""
    shown: list[tuple[int, str, int]] = []

    def box(owner: int, text: str, style: int) -> int:
        shown.append((owner, text, style))
        return 6

    monkeypatch.setattr("phuluc.hosts.excel.dialogs.message_box", box)
    return shown


def dialogs(*answers: Any) -> tuple[ExcelDialogs, Excel]:
    excel = Excel(*answers)
    app: Any = SimpleNamespace(api=excel, hwnd=4711)
    return ExcelDialogs(app), excel


def test_boxes_belong_to_excel_and_come_to_the_front(boxes: list[tuple[int, str, int]]) -> None:
    """Every box has Excel's window as its owner; a question offers "no" to Enter."""
    talk, _ = dialogs()
    talk.tell("Đã xong")
    talk.warn("Chưa được")
    assert talk.ask("Đúng không?")
    assert [(owner, text) for owner, text, _ in boxes] == [
        (4711, "Đã xong"),
        (4711, "Chưa được"),
        (4711, "Đúng không?"),
    ]
    assert all(style & 0x10000 for _, _, style in boxes)
    assert boxes[2][2] & 0x104 == 0x104


@pytest.mark.parametrize(("answers", "chosen"), [((2.0,), 1), ((7.0, 1.5, 1.0), 0), ((False,), None)])
def test_choosing(answers: tuple[Any, ...], chosen: int | None) -> None:
    """A choice is asked for by its number until it is one of them; cancelling chooses nothing."""
    talk, excel = dialogs(*answers)
    assert talk.choose("Kỳ nào?", ["Kỳ này", "Kỳ trước"]) == chosen
    assert len(excel.asked) == len(answers)
    assert excel.asked[0]["Prompt"] == "Kỳ nào?\n1. Kỳ này\n2. Kỳ trước"
    assert excel.asked[0]["Type"] == 1


def test_files(tmp_path: Path, boxes: list[tuple[int, str, int]]) -> None:
    """File dialogs give a path, or nothing when cancelled; only a file that is there is asked about."""
    old = tmp_path / "có rồi.xlsx"
    old.touch()
    talk, _ = dialogs(str(old), False, str(tmp_path / "mới.xlsx"), str(old))
    assert talk.open_file("Chọn", "Sổ Excel (*.xlsx),*.xlsx") == old
    assert talk.save_file("Lưu", "a.xlsx", "Sổ Excel (*.xlsx),*.xlsx") is None
    assert talk.save_file("Lưu", "a.xlsx", "Sổ Excel (*.xlsx),*.xlsx") == tmp_path / "mới.xlsx"
    assert boxes == []
    assert talk.save_file("Lưu", "a.xlsx", "Sổ Excel (*.xlsx),*.xlsx") == old
    assert "Ghi đè?" in boxes[0][1]


@pytest.mark.skipif(sys.platform == "win32", reason="would show a box")
def test_boxes_are_those_of_windows() -> None:
    """Elsewhere there is no box to show."""
    with pytest.raises(OSError, match="Windows"):
        message_box(0, "", 0)
