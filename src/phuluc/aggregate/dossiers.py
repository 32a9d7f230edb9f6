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
from phuluc.aggregate.people import is_person
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.spelling import spellings
from phuluc.aggregate.typed_columns import column_at
from phuluc.aggregate.vocabulary import Vocabulary, read_vocabulary
from phuluc.domain.vietnamese_numbers import clean_text


@dataclass(frozen=True)
class Dossiers:
    """What lists hold.

    Attributes:
        groups: lists with equal columns, each read as one.
        fields: those every list carries.
        partial: lists without a field that others carry, by field.
        strange: values nobody understands, by field.
        rows: how many there are.
    """

    groups: Sequence[ListGroup]
    fields: frozenset[str]
    partial: Mapping[str, tuple[str, ...]]
    strange: Mapping[str, tuple[str, ...]]
    rows: int

    def table(self, keys: ir.Table | None = None) -> ir.Table:
        """Give all dossiers, or those whose hash is in `keys`."""
        return _together(group.dossiers(keys) for group in self.groups)

    def texts(self, names: Sequence[str]) -> ir.Table:
        """Give the texts of some columns, each once, as `text`."""
        return _together(group.texts(names) for group in self.groups).distinct()

    def fingerprints(self) -> ir.Table:
        """Give a hash of each row's dossier code, as `key`."""
        return _together(group.fingerprints() for group in self.groups)


def _together(tables: Iterable[ir.Table]) -> ir.Table:
    first, *others = tables
    return ibis.union(first, *others) if others else first


def _all(lists: Iterable[StagedList]) -> frozenset[str]:
    return frozenset().union(*(entry.fields for entry in lists))


def _lacks(entry: StagedList, code: str, lists: Iterable[StagedList]) -> bool:
    """Tell whether a list has no column of a field, or a substitute where others have the field itself.

    Codes of procedures here and names there would be counted as different ones.
    """
    if code in entry.header.substituted:
        return any(code in other.fields and code not in other.header.substituted for other in lists)
    return code not in entry.fields


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
        lacking = {code: tuple(entry.where for entry in lists if _lacks(entry, code, lists)) for code in _all(lists)}
        common = frozenset(code for code, without in lacking.items() if not without)
        partial = {code: lacking[code] for code in self._catalogue.fields if lacking.get(code)}
        groups: dict[object, list[StagedList]] = {}
        for entry in lists:
            groups.setdefault(self._kind(entry), []).append(entry)
        tables = [self._group(group, common) for group in groups.values()]
        strange = {code: tuple(sorted(values)) for code, values in self._strange.items() if values}
        return Dossiers(tables, common, partial, strange, sum(entry.footer.num_rows for entry in lists))

    @staticmethod
    def _kind(entry: StagedList) -> object:
        """Lists that can be read as one: equal columns of equal types."""
        return entry.renamed, entry.types, tuple(sorted(entry.header.captions.items()))

    def _group(self, lists: Sequence[StagedList], common: frozenset[str]) -> ListGroup:
        raw = self._engine.read([entry.path for entry in lists])
        captions, paths = lists[0].header.captions, lists[0].header.paths
        kinds = {code: entry.kind for code, entry in self._catalogue.fields.items() if code in common}
        cells = raw.select(**{code: column_at(raw, paths.get(code, (code,)), kind) for code, kind in kinds.items()})
        if not lists[0].renamed:
            days = [code for code in cells.columns if self._catalogue.fields[code].kind == "ngay"]
            written = [code for code in days if cells[code].type().is_string()]
            cells = cells.mutate(**{code: day_part(cells[code]) for code in written}) if written else cells
        words = {
            code: self._vocabulary(column_at(raw, paths.get(code, (code,)), kind), code, captions[code])
            for code, kind in kinds.items()
            if kind == "chon"
        }
        headers = frozenset(entry.header.captions[CODE] for entry in lists)
        return ListGroup(cells, headers, words, self._catalogue, self._engine)

    def _vocabulary(self, column: ir.Value, code: str, caption: str) -> Vocabulary:
        more = self._mapping.values.get(code, {})
        words = read_vocabulary(column, caption, self._catalogue.fields[code], more, self._engine)
        self._strange.setdefault(code, set()).update(
            {"(tên người)" if is_person(clean_text(str(value))) else str(value) for value in words.strange}
            - set(spellings(caption))
        )
        return words
