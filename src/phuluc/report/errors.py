"""What can be wrong with the wordings of a report: one class per cause."""

from __future__ import annotations

from phuluc.errors import PhuLucError


class WordingError(PhuLucError):
    """Base of what is wrong with a file of wordings."""


class UnknownPlaceholderError(WordingError):
    """A placeholder the program cannot fill at this place."""


class UnknownWordingError(WordingError):
    """A name in square brackets that is no wording of the family."""


class WordingTwiceError(WordingError):
    """One wording stands twice in a file."""


class BraceError(WordingError):
    """A brace without its partner, or with something else than a placeholder between."""


class StrayTextError(WordingError):
    """Text before the first name in square brackets."""


class NotANumberError(WordingError):
    """A wording that has to be a whole number is something else."""


class UnreadableWordingError(WordingError):
    """The file is no text in UTF-8 or UTF-16, or is far too long."""
