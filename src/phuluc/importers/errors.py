"""Why a source cannot be read, one class per cause."""

from __future__ import annotations

from phuluc.errors import PhuLucError


class SourceError(PhuLucError):
    """Base of the errors about the content of a source of figures."""


class UnknownSourceError(SourceError):
    """The content is neither an annex nor a table in long form."""


class SourceEncodingError(SourceError):
    """A text file that is not Unicode."""


class LegacyTextError(SourceError):
    """The headers cannot be understood because they are in an encoding of the time before Unicode."""


class HeaderRowsMissingError(SourceError):
    """Figures of an annex without the header rows that say what they are."""


class DuplicateColumnError(SourceError):
    """Two columns claim the same meaning."""


class TierUnknownError(SourceError):
    """Neither title, sheet name nor units tell which tier an annex is about."""


class DuplicateAnnexError(SourceError):
    """Two tables give the same indicator for the same tier."""


class LongFormColumnsError(SourceError):
    """A table in long form without one of the columns it cannot do without."""


class SeveralPeriodsError(SourceError):
    """A table in long form with figures of more than one period."""
