"""Why lists of dossiers cannot be aggregated, one class per cause."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from phuluc.errors import PhuLucError


class AggregateError(PhuLucError):
    """Base of the errors about lists of dossiers and what is asked of them."""


class ListError(AggregateError):
    """Base of what is wrong with one list: the others can go on without it."""


class NotAListError(ListError):
    """No row of the file names the columns a list of dossiers cannot do without."""


class HiddenListError(ListError):
    """A hidden sheet holds a list: what nobody sees is not counted."""


class ListEncodingError(ListError):
    """A text file that is not Unicode."""


class BrokenRowError(ListError):
    """A row that cannot be cut into the columns of its list."""


class DuplicateFieldError(ListError):
    """Two columns of a list claim the same meaning."""


class SeveralValuesError(ListError):
    """A column of a list holds several values a dossier where one is needed."""


class DamagedListError(ListError):
    """A Parquet file that is not whole, or that the disk or the way here has changed."""


class SwappedDaysError(ListError):
    """A spreadsheet took days for months in those days of a list that can be months."""


class MonthFirstDaysError(ListError):
    """The days of a list are written with the month first."""


class UnfitListsError(Exception):
    """Counting found out that lists cannot be counted. A run goes on without them: people are told the reasons.

    Attributes:
        reasons: by the path of what was read.
    """

    def __init__(self, reasons: Mapping[Path, ListError]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class NoListsError(AggregateError):
    """Nothing was given, or nothing of it could be read."""


class MappingFileError(AggregateError):
    """A mapping file that says something that does not exist."""


class RulesError(AggregateError):
    """The definitions contradict themselves, or none is valid for the period."""


class PeriodNeededError(AggregateError):
    """The period was not given and cannot be told from the dates."""


class TooManyValuesError(AggregateError):
    """A column that should hold a few codes holds anything."""


class UnknownIndicatorError(AggregateError):
    """What was asked for is none of the seven indicators."""


class UnitNotInListsError(AggregateError):
    """The unit asked for is none of those of the lists."""


class AmbiguousUnitError(AggregateError):
    """A list of units has one in two tiers, and its name does not tell which."""


class UnitWithoutListError(AggregateError):
    """One unit is asked for, but no list to act on."""


class IndicatorNotAvailableError(AggregateError):
    """The lists do not carry what the indicator needs."""


class EngineMissingError(AggregateError):
    """A library or program the engine needs is not installed."""


class EngineFailedError(AggregateError):
    """The engine gave up."""
