"""Generated lists with planted dirt give exactly the figures that are true of them, and an account of every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dossier_lists import PERIOD
from tests.acceptance.command import done, exported
from tests.aggregate.conftest import Generated
from tests.aggregate.figures import fates_of, figures_of, received_of, rows_read


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_figures_are_the_truth(generated: Generated, form: str) -> None:
    """Whatever form the list has, figures equal those of the clean dossiers, and counted + explained = input rows."""
    output = generated.aggregated(form)

    assert figures_of(output) == generated.truth.figures
    assert received_of(output) == generated.truth.received
    furniture = {"REPEATED_HEADER": 2, "TOTAL_ROW": 2} if form == "csv" else {}
    assert fates_of(output) == generated.truth.fates | furniture
    assert rows_read(output) == sum(fates_of(output).values())
    assert rows_read(output) == generated.lists.size + generated.lists.duplicates + sum(furniture.values())


def test_figures_go_into_a_book(generated: Generated, tmp_path: Path) -> None:
    """Aggregate, import into a new book, refresh, export: the figures of the book are the truth."""
    book = tmp_path / "so.xlsx"
    done("new", "bay-chi-tieu", "-o", book)

    done("import", generated.aggregated("parquet"), book)
    done("refresh", book)

    export = exported(book)
    assert export["period"] == PERIOD
    found = {
        (row["unit"], code): (values["denominator"], values["numerator"])
        for table in export["tables"]
        for row in table["rows"]
        for code, values in row["values"].items()
    }
    assert found == generated.truth.figures
