"""Whatever a file holds: scores, or an error that says why not; never anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phuluc.errors import PhuLucError
from phuluc.importers.grid import SourceBook, SourceSheet
from phuluc.importers.scores.reading import read_scores, scores_of_book

CAPTIONS = st.sampled_from(
    ["MA_COQUAN", "TEN", "TEN_COQUAN", "LOAI_COQUAN", "CKMB", "TDGQ", "CLGQ", "TTTT", "MDSH", "MDHL", "TONG_SCORE", ""]
)
CELLS = st.one_of(
    st.none(),
    st.sampled_from(["H01.1", "UBND xã An Lão", "Sở Y tế", "3", "2", "18", "9.5", "9,5", "-", "1.313,5", "#N/A", "88"]),
    st.integers(-5, 120),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.text(max_size=8),
)


@settings(max_examples=150)
@given(st.lists(CAPTIONS, min_size=3, max_size=10), st.lists(st.lists(CELLS, max_size=10), max_size=6))
def test_any_table(captions: list[str], rows: list[list[object]]) -> None:
    """Every row of a table of scores becomes a unit, is listed, or is empty; points stay within their maxima."""
    sheet = SourceSheet("Xã Phường", (tuple(captions), *map(tuple, rows)))
    try:
        source = scores_of_book(SourceBook("diem.csv", (sheet,), None))
    except PhuLucError:
        return
    units = [unit for part in source.lists for unit in part.units]
    listed = {item.where.rpartition("!")[2].lstrip("ABCDEFGHIJ") for item in source.unmatched}
    assert len(units) + len(listed) >= sum(any(row) for row in rows)
    assert all(0 <= value <= 22 for unit in units for value in unit.score.axes.values())


@pytest.mark.parametrize("name", ["diem.json", "diem.xls", "diem.csv"])
@settings(max_examples=60)
@given(content=st.one_of(st.text(max_size=60), st.recursive(CELLS, st.lists).map(json.dumps)))
@example(content="<table><tr><th>TEN<th>TONG_SCORE<tr><td rowspan=0 colspan=-1>Sở Y tế<td>9&#x1F;0</table>")
@example(content='{"communes": [{"departmentName": 5, "totalScore": [], "groupScores": 7}]}')
@example(content='[[{"departmentName": null, "departmentCode": {}, "totalScore": 1, "childGroup": []}]]')
def test_any_text(tmp_path_factory: pytest.TempPathFactory, name: str, content: str) -> None:
    """Any text, under any name, is read or refused with a reason."""
    path: Path = tmp_path_factory.getbasetemp() / name
    path.write_text(content, encoding="utf-8", errors="replace")
    try:
        source = read_scores(path).snapshot()
    except PhuLucError:
        return
    assert source.snapshot.units or source.unmatched
