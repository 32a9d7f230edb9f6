"""Columns of Parquet files, whatever their type, as the columns that lists of text have.

A warehouse keeps what a dossier has several of (documents, results, fees) as lists of structures. A part of these is
called by its path, "DanhSachLePhi.Gia", and read by meaning: a fee above 0, a document used again, a file of a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import ibis.expr.types as ir
import pyarrow as pa

from phuluc.aggregate.fields import CODES_APART, FieldKind
from phuluc.aggregate.normalise import has_amount, has_content, text_of, whole_text, without_nan

Path = tuple[str, ...]
#: What Parquet puts between a list and its elements.
_BETWEEN: Final = frozenset({"list", "element", "item", "array", "bag", "array_element"})


def column_paths(schema: pa.Schema) -> dict[Path, bool]:
    """Give the path of each column, or of each part of one that has parts; True where a dossier has several values."""
    return dict(entry for column in schema for entry in _paths(column, several=False))


def _paths(column: pa.Field, *, several: bool) -> Iterator[tuple[Path, bool]]:
    kind = column.type
    while pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        kind, several = kind.value_type, True
    if not pa.types.is_struct(kind):
        yield (column.name,), several
        return
    for part in kind:
        for path, more in _paths(part, several=several):
            yield (column.name, *path), more


def stored_path(written: str) -> Path:
    """Give the path of a column from the one Parquet stores it under, "DanhSachLePhi.list.element.Gia"."""
    first, *others = written.split(".")
    return (first, *(name for name in others if name not in _BETWEEN))


def column_at(table: ir.Table, path: Path, kind: FieldKind) -> ir.Value:
    """Give the column of a field: text, a day, a number or a truth a dossier.

    Of several amounts or contents one is enough; several codes become a text of those that differ, "0;1".
    """
    value: ir.Value = table[path[0]]
    for name in path[1:]:
        value = _part(value, name)
    return _one_a_dossier(_flat(value), kind) if value.type().is_array() else _plain(value, kind)


def _part(value: ir.Value, name: str) -> ir.Value:
    return _flat(value).map(lambda element: element[name]) if value.type().is_array() else value[name]


def _flat(value: ir.ArrayValue) -> ir.ArrayValue:
    return _flat(value.flatten()) if value.type().value_type.is_array() else value


def _one_a_dossier(values: ir.ArrayValue, kind: FieldKind) -> ir.Value:
    if kind in ("tien", "co"):
        holds = has_amount if kind == "tien" else has_content
        return (values.filter(holds).length() > 0).fill_null(False)
    return values.map(text_of).unique().sort().join(CODES_APART)


def _plain(value: ir.Value, kind: FieldKind) -> ir.Value:
    of = value.type()
    if of.is_string() or kind in ("tien", "co"):
        return value
    if kind == "ngay":
        return value if of.is_temporal() else whole_text(value)
    if kind == "ma":
        return whole_text(value)
    if of.is_floating():
        return without_nan(value)
    return value if of.is_numeric() or of.is_boolean() else text_of(value)
