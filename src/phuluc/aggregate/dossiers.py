"""All lists as one table of dossiers with neutral columns.

Columns beside the fields: `code`, "" blank as missing; `no_code`, `is_header`, `is_total`; `unreadable_day`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from phuluc.aggregate.engines import Engine
from phuluc.aggregate.fields import CODE, FieldCatalogue
from phuluc.aggregate.list_group import ListGroup
from phuluc.aggregate.mapping import ListMapping
from phuluc.aggregate.normalise import day_part
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.spelling import spellings
from phuluc.aggregate.vocabulary import Vocabulary, read_vocabulary


@dataclass(frozen=True)
class Dossiers:
    """What lists hold.

    Attributes:
        groups: lists with equal columns, each read as one.
        fields: those every list carries.
        partial: lists without a field that others carry, by field.
        strange: values nobody understands, by field.
    """

    groups: Sequence[ListGroup]
    fields: frozenset[str]
    partial: Mapping[str, tuple[str, ...]]
    strange: Mapping[str, tuple[str, ...]]

    def table(self, keys: ir.Table | None = None) -> ir.Table:
        """Give all dossiers, or those whose hash is in `keys`."""
        return _together(group.dossiers(keys) for group in self.groups)

    def fingerprints(self) -> ir.Table:
        """Give a hash of each row's dossier code, as `key`."""
        return _together(group.fingerprints() for group in self.groups)


def _together(tables: Iterable[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first


class DossierReader:
    """Puts lists together."""

    def __init__(self, catalogue: FieldCatalogue, mapping: ListMapping, engine: Engine) -> None:
        self._catalogue = catalogue
        self._mapping = mapping
        self._engine = engine
        self._strange: dict[str, set[str]] = {}

    def read(self, lists: Sequence[StagedList]) -> Dossiers:
        """Look at lists and put them together.

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
        strange = {code: tuple(sorted(values)) for code, values in self._strange.items() if values}
        return Dossiers(tables, common, partial, strange)

    def _kind(self, entry: StagedList) -> object:
        """Lists that can be read as one: equal columns of equal types."""
        if entry.renamed:
            return frozenset(entry.fields), tuple(sorted(entry.header.captions.items()))
        schema = self._engine.read([entry.path]).schema()
        return tuple((caption, schema[caption]) for _, caption in sorted(entry.header.captions.items()))

    def _group(self, lists: Sequence[StagedList], common: frozenset[str]) -> ListGroup:
        raw = self._engine.read([entry.path for entry in lists])
        captions = lists[0].header.captions
        names = {code: code if lists[0].renamed else caption for code, caption in captions.items()}
        cells = raw.select(**{code: raw[names[code]] for code in self._catalogue.fields if code in common})
        if not lists[0].renamed:
            days = [code for code in cells.columns if self._catalogue.fields[code].kind == "ngay"]
            written = [code for code in days if cells[code].type().is_string()]
            cells = cells.mutate(**{code: day_part(cells[code]) for code in written}) if written else cells
        words = {
            code: self._vocabulary(cells, code, captions[code])
            for code in cells.columns
            if self._catalogue.fields[code].kind == "chon"
        }
        headers = frozenset(entry.header.captions[CODE] for entry in lists)
        return ListGroup(cells, headers, words, self._catalogue, self._engine)

    def _vocabulary(self, cells: ir.Table, code: str, caption: str) -> Vocabulary:
        more = self._mapping.values.get(code, {})
        words = read_vocabulary(cells, code, caption, self._catalogue.fields[code], more, self._engine)
        self._strange.setdefault(code, set()).update({str(value) for value in words.strange} - set(spellings(caption)))
        return words
