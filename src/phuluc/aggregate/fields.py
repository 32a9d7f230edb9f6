"""The neutral fields of a dossier: what a column may be called, and what its values may say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast

from phuluc.importers.text_keys import caption_key

FieldKind = Literal["ma", "ngay", "chon", "tien", "co"]

CODE: Final = "ma_ho_so"
UNIT: Final = "don_vi"
PROCEDURE: Final = "thu_tuc"
RECEIVED: Final = "ngay_tiep_nhan"
DUE: Final = "ngay_hen_tra"
FINISHED: Final = "ngay_ket_thuc"
RETURNED: Final = "ngay_tra"
STATUS: Final = "trang_thai"
#: Parts the codes of one dossier that has several documents.
CODES_APART: Final = ";"


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        code: its name in definitions and mapping files, "ngay_tiep_nhan".
        name: its Vietnamese name in messages.
        kind: ma text, ngay date, chon one of some codes, tien an amount, co whether anything is there.
        required: whether a list without it is no list.
        captions: keys of headers (`caption_key`).
        substitutes: keys of headers that serve where none of `captions` is there.
        values: code by the key of a value written in words; its codes in figures too.
        labels: what a code means, for messages.
    """

    code: str
    name: str
    kind: FieldKind
    required: bool
    captions: frozenset[str]
    substitutes: frozenset[str] = frozenset()
    values: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_flag(self) -> bool:
        """Whether it says yes or no, so that one yes is enough where a dossier has several."""
        return self.kind == "chon" and set(self.values.values()) == {0, 1}

    @property
    def takes_several(self) -> bool:
        """Whether several values of one dossier have one meaning."""
        return self.kind in ("tien", "co") or self.is_flag


@dataclass(frozen=True)
class FieldCatalogue:
    """All fields, and the headers that are recognised and left out: personal data, and what no indicator needs."""

    fields: Mapping[str, Field]
    personal: frozenset[str]
    unused: frozenset[str]

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(entry for entry in self.fields.values() if entry.required)


@cache
def field_catalogue() -> FieldCatalogue:
    """Read the catalogue that comes with the program."""
    data = tomllib.loads(files("phuluc.aggregate").joinpath("rules/truong.toml").read_text(encoding="utf-8"))
    fields = {code: _field(code, entry) for code, entry in data["truong"].items()}
    return FieldCatalogue(fields, _keys(data["ca_nhan"]["tieu_de"]), _keys(data["khong_dung"]["tieu_de"]))


def _field(code: str, entry: dict[str, Any]) -> Field:
    values = {
        key: int(number)
        for number, words in entry.get("gia_tri", {}).items()
        for key in (number, *map(caption_key, words))
    }
    return Field(
        code,
        entry["ten"],
        cast("FieldKind", entry["loai"]),
        entry.get("bat_buoc", False),
        _keys(entry["tieu_de"]),
        _keys(entry.get("tieu_de_thay", ())),
        values,
        {int(number): words[0] for number, words in entry.get("gia_tri", {}).items() if words},
    )


def _keys(captions: list[str]) -> frozenset[str]:
    return frozenset(map(caption_key, captions))
