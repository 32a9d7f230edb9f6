"""Lists that can be read as one, as a table of dossiers: values typed, nothing judged yet."""

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
from phuluc.aggregate.normalise import (
    FIRST_DAY,
    LAST_DAY,
    code_of,
    dossier_code,
    has_amount,
    has_content,
    is_blank,
    is_like_code,
    is_name,
    is_odd_code,
    is_total_caption,
    plain_code,
    quick_day,
    text_of,
    unread_text,
    written_day,
)
from phuluc.aggregate.spelling import spellings
from phuluc.aggregate.vocabulary import Vocabulary

_DAYS: Final = (f.RECEIVED, f.DUE, f.FINISHED, f.RETURNED)


@dataclass(frozen=True)
class ListGroup:
    """Lists with equal columns.

    Attributes:
        cells: the columns of fields as they stand, called by field code.
        code_captions: headers of the column of codes, by which repeated headers are known.
        words: the vocabulary of each column of codes.
    """

    cells: ir.Table
    code_captions: frozenset[str]
    words: Mapping[str, Vocabulary]
    catalogue: FieldCatalogue
    engine: Engine

    def fingerprints(self) -> ir.Table:
        """Give a hash of each row's dossier code as `key`: all that looking for duplicates reads."""
        return self.cells.select(key=self._fingerprint())

    def texts(self, names: Sequence[str]) -> ir.Table:
        """Give the texts of some columns, each once a column, as `text`."""
        return ibis.union(*(self.cells.select(text=text_of(self.cells[name])).distinct() for name in names))

    def dossiers(self, keys: ir.Table | None = None) -> ir.Table:
        """Give the table of dossiers; only those whose hash is in `keys` where given, told before anything else."""
        cells = self.cells
        if keys is not None:
            cells = cells.mutate(key=self._fingerprint()).semi_join(keys, "key").drop("key")
        days = [name for name in _DAYS if name in cells.columns]
        written = [name for name in days if cells[name].type().is_string()]
        others = [name for name in cells.columns if name not in (f.CODE, *days)]
        quick = cells.select(
            raw_code=text_of(cells[f.CODE]),
            **{name: self._value(cells, name) for name in others},
            **{name: quick_day(cells[name], self.engine) for name in days},
            **{f"rest_{name}": unread_text(cells[name], self.engine) for name in written},
        )
        slow = {name: _day_of(quick[f"rest_{name}"], quick[name]) for name in written}
        return self._told(quick.mutate(**slow) if slow else quick, days)

    def _fingerprint(self) -> ir.IntegerValue:
        return self.engine.fingerprint(dossier_code(text_of(self.cells[f.CODE])))

    def _told(self, typed: ir.Table, names: Sequence[str]) -> ir.Table:
        """Tell repeated headers and totals, and days that are none.

        Steps of their own, because expressions that stand in one step are not computed once for all that need them. Of
        codes only the few are looked at that may be anything but the code of a dossier.
        """
        days = {name: ibis.cases((typed[name].between(FIRST_DAY, LAST_DAY), typed[name])) for name in names}
        unreadable = [
            ibis.cases(
                (typed[f"rest_{name}"].notnull(), typed[name].isnull() & ~is_blank(typed[f"rest_{name}"])), else_=False
            )
            for name in names
            if name != f.DUE and f"rest_{name}" in typed.columns
        ]
        if f.RETURNED in days and f.FINISHED in days:
            days[f.FINISHED] = ibis.coalesce(days[f.FINISHED], days[f.RETURNED])
        unlike = days[f.RECEIVED].isnull() | is_odd_code(typed.raw_code, self.code_captions)
        told = typed.select(
            *(name for name in typed.columns if name in self.catalogue.fields and name not in days),
            **days,
            raw_code=typed.raw_code,
            odd=ibis.cases((unlike, dossier_code(typed.raw_code))),
            unreadable_day=functools.reduce(operator.or_, unreadable, ibis.literal(False)),
        )
        captions = [told.odd == plain_code(text) for text in spellings(*self.code_captions)]
        is_header = functools.reduce(operator.or_, captions).fill_null(False)
        # Under a list stand who made it and who signed it, most often without a unit.
        is_below = (is_blank(told[f.UNIT]) & ~is_like_code(told.odd)).fill_null(True) | is_name(told.odd)
        is_total = is_total_caption(told.odd) | is_below
        return told.select(
            *(name for name in told.columns if name not in ("raw_code", "odd")),
            code=dossier_code(told.raw_code).nullif(""),
            no_code=told.raw_code.isnull() | (told.odd == "").fill_null(False),
            is_header=is_header,
            is_total=ibis.cases((told[f.RECEIVED].isnull() & ~is_header, is_total), else_=False),
        )

    def _value(self, cells: ir.Table, name: str) -> ir.Value:
        kind, column = self.catalogue.fields[name].kind, cells[name]
        if kind == "tien":
            return has_amount(column)
        if kind == "co":
            return has_content(column)
        return text_of(column) if kind == "ma" else code_of(column, self.words[name])


def _day_of(rest: ir.StringValue, quick: ir.DateValue) -> ir.DateValue:
    """Read what was not quick to read; asked only there, because it costs more than all else."""
    return ibis.cases((rest.notnull(), ibis.coalesce(written_day(rest), quick)), else_=quick)
