"""Words of lists turned into codes: distinct values are few, so Python reads them and the engine only looks them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import ibis.expr.types as ir

from phuluc.aggregate.engines import Engine
from phuluc.aggregate.errors import TooManyValuesError
from phuluc.aggregate.fields import CODES_APART, Field
from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.importers.text_keys import caption_key

#: Eleven codes in a few spellings; a column of free text has thousands.
_MOST_VALUES: Final = 300
#: Those nobody understands are told, so that they can be mapped; more of them are names or other free text.
_MOST_STRANGE: Final = 30
_WHOLE: Final = re.compile(r"(\d{1,4})(?:\.0+)?")


@dataclass(frozen=True)
class Vocabulary:
    """The values of one column as they stand: the codes of those understood, blanks, and those nobody understands."""

    codes: Mapping[object, int]
    blanks: tuple[str, ...]
    strange: tuple[object, ...]


def read_vocabulary(
    column: ir.Value, caption: str, entry: Field, more: Mapping[str, int], engine: Engine
) -> Vocabulary:
    """Look at the distinct values of a column.

    Args:
        column: of the list.
        caption: what the list calls it.
        entry: the field.
        more: codes by key of values from a mapping file.
        engine: where the list is.

    Raises:
        TooManyValuesError: the column holds anything but a few codes.
    """
    distinct = column.as_table().distinct().limit(_MOST_VALUES + 1)
    values = engine.fetch(distinct).column(0).to_pylist()
    words = vocabulary_of(values, entry, more)
    if len(values) > _MOST_VALUES or len(words.strange) > _MOST_STRANGE:
        raise TooManyValuesError(
            # What stands there may be names of people.
            f"Cột “{caption}” có quá nhiều giá trị khác nhau nên không phải là “{entry.name}”",
            remedy="Bỏ cột này hoặc chỉ rõ cột khác bằng tệp ánh xạ (--mapping)",
        )
    return words


def vocabulary_of(values: Iterable[object], entry: Field, more: Mapping[str, int]) -> Vocabulary:
    """Sort values into those understood and the others; blanks are neither."""
    codes: dict[object, int] = {}
    blanks: list[str] = []
    strange: list[object] = []
    for value in values:
        if value is None:
            continue
        if isinstance(value, str) and not clean_text(value):
            blanks.append(value)
            continue
        code = value_code(value, entry, more)
        if code is None:
            strange.append(value)
        else:
            codes[value] = code
    return Vocabulary(codes, tuple(blanks), tuple(strange))


def value_code(value: object, entry: Field, more: Mapping[str, int]) -> int | None:
    """Give the code of one value: from its number, its words or the mapping file; None where nobody understands it.

    Of the several of a flag one yes is enough.
    """
    text = str(int(value)) if isinstance(value, bool) else clean_text(str(value))
    if entry.is_flag and CODES_APART in text:
        codes = [value_code(part, entry, more) for part in text.split(CODES_APART)]
        return None if None in codes else max(code for code in codes if code is not None)
    key = caption_key(text)
    if key in more:
        return more[key]
    whole = _WHOLE.fullmatch(text)
    if whole:
        key = str(int(whole[1]))
    return entry.values.get(key)
