"""Why a source of scores cannot be taken, one class per cause."""

from __future__ import annotations

from phuluc.importers.errors import SourceError, UnknownSourceError


class AboveMaximumError(SourceError):
    """A column holds more points than its axis has: it is not the axis its header says."""


class SeveralScoreListsError(SourceError):
    """A file with several lists of scores of one tier, and nothing to tell which is meant."""


class NoScoresError(UnknownSourceError):
    """The file holds no scores of units."""


class UnitNotInSourceError(SourceError):
    """The unit a book is about is not in a list of the portal, or is there more than once."""


class ScoresOnlyError(SourceError):
    """The file holds scores of the portal where figures of the seven indicators are wanted."""


class JsonSourceError(SourceError):
    """A .json file that is damaged, or no export of the portal."""


class WebTableError(SourceError):
    """A page of HTML whose tables cannot be read."""
