"""Columns that are there and hold nothing: a system that does not fill a column does not say "no" in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyarrow.parquet as pq

from phuluc.aggregate.fields import PROCEDURE
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.typed_columns import stored_path
from phuluc.domain.vietnamese_numbers import clean_text

#: Of these a blank is no answer. Where no dossier has a file of a result there may be none.
_ANSWERED: Final = ("chon", "tien")


def blank_columns(lists: Sequence[StagedList]) -> dict[str, tuple[str, ...]]:
    """Name the lists of which no row tells anything of a field, by field; from what Parquet says of its columns."""
    blank: dict[str, list[str]] = {}
    for entry in lists:
        for code in _blank_fields(entry):
            blank.setdefault(code, []).append(entry.where)
    return {code: tuple(where) for code, where in blank.items()}


def without_blank_fields(lists: Sequence[StagedList], blank: Mapping[str, Sequence[str]]) -> list[StagedList]:
    """Leave out the fields of which no list at all tells anything, as if their columns were not there."""
    carried = {code: sum(code in entry.fields for entry in lists) for code in blank}
    codes = {code for code, where in blank.items() if len(where) == carried[code]}
    return [_without(entry, codes) for entry in lists] if codes else list(lists)


def _without(entry: StagedList, codes: set[str]) -> StagedList:
    header = entry.header.without(codes)
    types = zip(sorted(entry.header.columns), entry.types, strict=False)
    return replace(entry, header=header, types=tuple(kind for code, kind in types if code not in codes))


def _blank_fields(entry: StagedList) -> list[str]:
    header = entry.header
    asked = [code for code, kind in header.kinds.items() if kind in _ANSWERED or code == PROCEDURE]
    blank = _blank_paths(entry.footer) if asked else frozenset()
    return [code for code in asked if header.paths.get(code, (code,)) in blank]


def _blank_paths(data: pq.FileMetaData) -> frozenset[tuple[str, ...]]:
    if data.num_rows == 0:
        return frozenset()
    groups = [data.row_group(number) for number in range(data.num_row_groups)]
    return frozenset(
        stored_path(data.schema.column(place).path)
        for place in range(data.num_columns)
        if all(_is_blank(group.column(place)) for group in groups)
    )


def _is_blank(column: pq.ColumnChunkMetaData) -> bool:
    """Tell whether a part of a column is known to hold nothing but blanks."""
    told = column.statistics
    if told is None or not told.has_null_count:
        return False
    if told.null_count == column.num_values:
        return True
    return told.has_min_max and told.min == told.max and isinstance(told.min, str) and not clean_text(told.min)
