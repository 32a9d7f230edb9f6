"""Generated lists with planted dirt give exactly the figures that are true of them, and an account of every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dossier_lists import PERIOD
from tests.acceptance.command import done, exported, phuluc
from tests.aggregate.conftest import Generated
from tests.aggregate.figures import fates_of, figures_of, received_of, rows_read


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx"])
def test_figures_are_the_truth(generated: Generated, tmp_path: Path, form: str) -> None:
    """Whatever form the list has, figures equal those of the clean dossiers, and counted + explained = input rows."""
    lists = generated.lists
    sources = lists.csv(files=2) if form == "csv" else [lists.parquet() if form == "parquet" else lists.xlsx()]
    output = tmp_path / "so_lieu.xlsx"

    outcome = phuluc("aggregate", *sources, "-o", output, "--period", PERIOD)

    assert outcome.status == 1, outcome.err  # units of unknown tier want a look
    assert figures_of(output) == generated.truth.figures
    assert received_of(output) == generated.truth.received
    furniture = {"REPEATED_HEADER": 2, "TOTAL_ROW": 2} if form == "csv" else {}
    assert fates_of(output) == generated.truth.fates | furniture
    assert rows_read(output) == sum(fates_of(output).values())
    assert rows_read(output) == lists.size + lists.duplicates + sum(furniture.values())


def test_figures_go_into_a_book(generated: Generated, tmp_path: Path) -> None:
    """Aggregate, import into a new book, refresh, export: the figures of the book are the truth."""
    figures, book = tmp_path / "so_lieu.xlsx", tmp_path / "so.xlsx"
    phuluc("aggregate", generated.lists.parquet(), "-o", figures, "--period", PERIOD)
    done("new", "bay-chi-tieu", "-o", book)

    done("import", figures, book)
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
