"""All lists as one table of dossiers with neutral columns, values typed, nothing judged yet.

Columns beside the fields: `code`, "" blank as missing; `is_header`, `is_total`; `unreadable_day`.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.aggregate.mapping import ListMapping
from phuluc.aggregate.normalise import (
    FIRST_DAY,
    LAST_DAY,
    code_of,
    dossier_code,
    has_amount,
    has_content,
    is_blank,
    is_total_caption,
    plain_code,
    quick_day,
    text_of,
    unread_text,
    written_day,
)
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.spelling import spellings
from phuluc.aggregate.vocabulary import read_vocabulary

_DAYS: Final = (f.RECEIVED, f.DUE, f.FINISHED, f.RETURNED)


@dataclass(frozen=True)
class Dossiers:
    """The table, the fields that every list carries, those only some carry, and values nobody understands by field."""

    table: ir.Table
    fields: frozenset[str]
    partial: Mapping[str, tuple[str, ...]]
    strange: Mapping[str, tuple[str, ...]]


class DossierReader:
    """Puts lists together."""

    def __init__(self, catalogue: FieldCatalogue, mapping: ListMapping, engine: Engine) -> None:
        self._catalogue = catalogue
        self._mapping = mapping
        self._engine = engine
        self._strange: dict[str, set[str]] = {}

    def read(self, lists: Sequence[StagedList]) -> Dossiers:
        """Read lists as one table.

        Raises:
            TooManyValuesError: a column that should hold a few codes holds anything.
        """
        common = frozenset.intersection(*(entry.fields for entry in lists))
        partial = {
            code: tuple(entry.where for entry in lists if code not in entry.fields)
            for code in self._catalogue.fields
            if code not in common and any(code in entry.fields for entry in lists)
        }
        groups: dict[object, list[StagedList]] = {}
        for entry in lists:
            groups.setdefault(self._kind(entry), []).append(entry)
        tables = [self._group(group, common) for group in groups.values()]
        table = tables[0] if len(tables) == 1 else ibis.union(*tables)
        strange = {code: tuple(sorted(values)) for code, values in self._strange.items() if values}
        return Dossiers(table, common, partial, strange)

    def _kind(self, entry: StagedList) -> object:
        """Lists that can be read as one: equal columns of equal types."""
        if entry.renamed:
            return frozenset(entry.fields), tuple(sorted(entry.header.captions.items()))
        schema = self._engine.read([entry.path]).schema()
        return tuple((caption, schema[caption]) for _, caption in sorted(entry.header.captions.items()))

    def _group(self, lists: Sequence[StagedList], common: frozenset[str]) -> ir.Table:
        raw = self._engine.read([entry.path for entry in lists])
        header = lists[0].header
        names = {code: code if lists[0].renamed else caption for code, caption in header.captions.items()}
        cells = raw.select(**{code: raw[names[code]] for code in self._catalogue.fields if code in common})
        days = [name for name in _DAYS if name in cells.columns]
        written = [name for name in days if cells[name].type().is_string()]
        quick = cells.select(
            code=dossier_code(text_of(cells[f.CODE])),
            no_unit=is_blank(cells[f.UNIT]),
            **{
                field: self._value(cells, field, header.captions[field])
                for field in cells.columns
                if field not in (f.CODE, *days)
            },
            **{name: quick_day(cells[name], self._engine) for name in days},
            **{f"rest_{name}": unread_text(cells[name], self._engine) for name in written},
        )
        slow = quick.mutate(
            **{name: ibis.coalesce(written_day(quick[f"rest_{name}"]), quick[name]) for name in written}
        )
        return self._told(slow, days, {entry.header.captions[f.CODE] for entry in lists})

    def _told(self, typed: ir.Table, names: Sequence[str], headers: set[str]) -> ir.Table:
        """Tell repeated headers and totals, and days that are none.

        A step of its own, because expressions that stand in one step are not computed once for all that need them.
        """
        days = {name: ibis.cases((typed[name].between(FIRST_DAY, LAST_DAY), typed[name])) for name in names}
        unreadable = [
            typed[name].isnull() & ~is_blank(typed[f"rest_{name}"])
            for name in names
            if name != f.DUE and f"rest_{name}" in typed.columns
        ]
        if f.RETURNED in days and f.FINISHED in days:
            days[f.FINISHED] = ibis.coalesce(days[f.FINISHED], days[f.RETURNED])
        no_letters = ~typed.code.re_search("[A-Za-z]")
        is_total = is_total_caption(typed.code) | (typed.no_unit & no_letters).fill_null(True)
        captions = [typed.code == plain_code(text) for text in spellings(*headers)]
        is_header = functools.reduce(operator.or_, captions).fill_null(False)
        return typed.select(
            *(name for name in typed.columns if name in self._catalogue.fields and name not in days),
            **days,
            code=typed.code.nullif(""),
            is_header=is_header,
            is_total=ibis.cases((typed[f.RECEIVED].isnull() & ~is_header, is_total), else_=False),
            unreadable_day=functools.reduce(operator.or_, unreadable, ibis.literal(False)),
        )

    def _value(self, cells: ir.Table, field: str, caption: str) -> ir.Value:
        entry, column = self._catalogue.fields[field], cells[field]
        if entry.kind == "ma":
            return text_of(column)
        if entry.kind == "tien":
            return has_amount(column)
        if entry.kind == "co":
            return has_content(column)
        more = self._mapping.values.get(field, {})
        words = read_vocabulary(cells, field, caption, entry, more, self._engine)
        strange = set(words.strange) - set(spellings(caption))
        self._strange.setdefault(field, set()).update(strange)
        return code_of(column, words)
