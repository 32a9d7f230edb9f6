"""Errors a person can meet, one class per cause.

Each message is one Vietnamese sentence group: what, where (sheet!cell or file), what was found, what to do.
The command line prints it and exits with `exit_code`; details beyond it go to the log file.
"""

from __future__ import annotations


class PhuLucError(Exception):
    """Base of all errors that are explained to the person at the keyboard.

    Args:
        what: what went wrong, a full Vietnamese sentence without a final stop.
        where: "tệp" or "Trang!Ô" it concerns; empty when it concerns the whole call.
        found: what was found there, quoted as it stands; empty when there is nothing to quote.
        remedy: what to do now, a full Vietnamese sentence without a final stop.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", found: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.found = found
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.what if not self.where else f"{self.where}: {self.what}"]
        if self.found:
            parts.append(f"Thấy: {self.found}")
        if self.remedy:
            parts.append(self.remedy)
        return ". ".join(part.rstrip(".") for part in parts) + "."


class PhuLucWarning(UserWarning):
    """Something the person should know although the command goes on; the text is a Vietnamese sentence, no stop."""
