"""What an annex made by hand says, wherever its cells stand."""

from phuluc.importers.annex_workbook import read_annexes
from tests.importers.hand_made import saved


def figures(source):
    """Reduce a source to what its cells mean, wherever they stand."""
    return {
        (annex.tier, table.number, row.unit, code): (
            row.total_received.value,
            entries.target.value,
            entries.numerator.value,
            entries.denominator.value,
            entries.rate.value,
        )
        for annex in source.annexes
        for table in annex.tables
        for row in table.rows
        for code, entries in row.indicators.items()
    }


def read_changed(book, folder):
    return read_annexes(saved(book, folder))
