"""Codes of dossiers in one spelling: what engines compute at once for millions of them is what is defined for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from phuluc.aggregate.duckdb_engine import DuckEngine
from phuluc.aggregate.normalise import dossier_code, is_odd_code, plain_code

PREFIX = "000.00.01."
PIECES = (
    *("H26", "-", "260101", "0001", ".", "0", ".0", ".00", PREFIX, "00", "MaHoSo", "Tổng", "x"),
    *(" ", "\t", "\n", "\r", "\u200b", "\ufeff", "\u00a0", "\u00ad", "\x7f", "é"),
)
CODES = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckEngine]:
    with DuckEngine(tmp_path_factory.mktemp("spill"), lambda _share: None) as opened:
        yield opened


def column_of(engine: DuckEngine, folder: Path, codes: list[str]) -> ir.Table:
    path = folder / f"{len(list(folder.iterdir()))}.parquet"
    pq.write_table(pa.table({"raw": codes}), path)
    return engine.read([path])


@given(st.lists(CODES, min_size=1, max_size=200))
@example(
    [
        "H26-1",
        f"{PREFIX}H26-1",
        f" {PREFIX}H26-1",
        f"{PREFIX}\u200bH26-1",
        "H26-1\t",
        "20260001.0",
        PREFIX,
        f"{PREFIX} ",
    ]
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_engine_spells_codes_as_they_are_defined(engine: DuckEngine, tmp_path: Path, codes: list[str]) -> None:
    """Whatever stands in a code, quick ways give the spelling of the plain definition; and what has no spelling, or
    that of a caption, is among the codes that are looked at closely."""
    table = column_of(engine, tmp_path, codes)
    told = engine.fetch(table.select("raw", code=dossier_code(table.raw), odd=is_odd_code(table.raw, ["MaHoSo"])))

    found = {row["raw"]: (row["code"], row["odd"]) for row in told.to_pylist()}
    assert {raw: code for raw, (code, _) in found.items()} == {raw: plain_code(raw) for raw in codes}
    closely = {raw for raw, (_, odd) in found.items() if odd}
    prefixed = {raw for raw in codes if raw.startswith(PREFIX)}
    assert closely >= {raw for raw in codes if plain_code(raw) == ""}
    assert closely >= {raw for raw in codes if plain_code(raw) == "MaHoSo"} - prefixed


def test_prefixed_codes_are_not_looked_at_closely(engine: DuckEngine, tmp_path: Path) -> None:
    """Codes with a system's prefix are the usual ones of many systems, and must not cost more than others."""
    table = column_of(engine, tmp_path, [f"{PREFIX}H26-260101-0001", "H26-260101-0001", PREFIX, "Tổng cộng", ""])

    told = engine.fetch(table.select(odd=is_odd_code(table.raw, ["Số hồ sơ"])))

    assert told.column(0).to_pylist() == [False, False, True, False, True]
