"""Dialogs answered from a file, for pressing buttons without a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class PreparedDialogs:
    """Takes answers one by one from the JSON list in a file; what is told is appended to `<file>.told`, a line each.

    An answer is true or false, the place of a choice, or a path; null and the end of the list cancel.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def tell(self, text: str) -> None:
        self._note("tell", text)

    def warn(self, text: str) -> None:
        self._note("warn", text)

    def ask(self, text: str) -> bool:
        self._note("ask", text)
        return bool(self._next())

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        self._note("choose", "\n".join([question, *choices]))
        answer = self._next()
        return None if answer is None else int(answer)

    def open_file(self, title: str, filters: str) -> Path | None:  # noqa: ARG002 - the port's signature
        return self._next_path()

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:  # noqa: ARG002
        return self._next_path()

    def finish(self) -> None:
        """Say that the action is over."""
        self._note("done", "")

    def _next_path(self) -> Path | None:
        answer = self._next()
        return None if answer is None else Path(answer)

    def _next(self) -> Any:
        answers = json.loads(self._path.read_text(encoding="utf-8"))
        answer = answers.pop(0) if answers else None
        self._path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
        return answer

    def _note(self, kind: str, text: str) -> None:
        with self._path.with_name(self._path.name + ".told").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"kind": kind, "text": text}, ensure_ascii=False) + "\n")
