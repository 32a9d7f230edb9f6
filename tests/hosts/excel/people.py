"""A person who answers what they were told to answer, and remembers what they were shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Person:
    """Answers in place of message boxes and file dialogs; an answer that is not there means "cancel".

    Questions to choose are answered by `choices` as long as there are some, then by `choice`.
    """

    yes: bool = True
    choice: int | None = 0
    choices: list[int] = field(default_factory=list)
    opens: Path | None = None
    saves: Path | None = None
    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        self.told.append(text)

    def warn(self, text: str) -> None:
        self.warned.append(text)

    def ask(self, text: str) -> bool:
        self.asked.append(text)
        return self.yes

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        shown = "\n".join([question, *(f"{number}. {choice}" for number, choice in enumerate(choices, start=1))])
        assert len(shown) <= 255, "Excel's input box shows no more"
        self.asked.append(shown)
        return self.choices.pop(0) if self.choices else self.choice

    def open_file(self, title: str, filters: str) -> Path | None:
        assert title
        assert filters.count(",") % 2 == 1
        return self.opens

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        assert title
        assert filters.count(",") % 2 == 1
        self.suggested.append(suggested)
        self.offered.append(filters)
        return self.saves
