"""Mapping files: what an office calls its columns, units and values, as TOML.

[cot]                      # header of a column = field; "" leaves the column out
"Mã HS" = "ma_ho_so"
[don_vi]                   # unit as it stands in the list = unit of the figures
"Bộ phận một cửa xã An Hòa" = "UBND xã An Hòa"
[cap]                      # unit = tier, where its name does not tell
"Trung tâm Y tế An Lão" = "cấp tỉnh"
[gia_tri.kenh]             # value as it stands in the list = code
"Qua Zalo" = 2
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phuluc.aggregate.errors import MappingFileError
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.domain.indicators import TIER_TITLES, Tier
from phuluc.domain.units import unit_key
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in

_SECTIONS = ("cot", "don_vi", "cap", "gia_tri")


@dataclass(frozen=True)
class ListMapping:
    """What a mapping file says; everything by key, see `caption_key` and `unit_key`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_mapping(path: Path | None, catalogue: FieldCatalogue) -> ListMapping:
    """Read a mapping file; without one nothing is mapped.

    Raises:
        MappingFileError: no TOML, a section, field, tier or code that does not exist, or a column of personal data.
    """
    if path is None:
        return ListMapping()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingFileError(
            "Tệp ánh xạ không đọc được",
            where=path.name,
            found=_place(str(error)),
            remedy='Tệp ánh xạ là văn bản UTF-8 dạng TOML, mỗi dòng: "tên trong danh sách" = "tên của chương trình"',
        ) from error
    _refuse_unknown(path, "Không có mục này trong tệp ánh xạ", data, _SECTIONS)
    return _Reader(path, catalogue).mapping({name: data.get(name, {}) for name in _SECTIONS})


def _place(told: str) -> str:
    """Give the place a fault of TOML lies at, in Vietnamese."""
    match = re.search(r"at line (\d+), column (\d+)", told)
    return f"lỗi ở dòng {match[1]}, cột {match[2]}" if match else "lỗi ở cuối tệp hoặc bảng mã khác UTF-8"


class _Reader:
    def __init__(self, path: Path, catalogue: FieldCatalogue) -> None:
        self.path = path
        self.catalogue = catalogue

    def mapping(self, data: dict[str, Any]) -> ListMapping:
        fields = self.catalogue.fields
        columns = {caption_key(caption): str(code) for caption, code in data["cot"].items()}
        self._refuse_personal([caption for caption, code in data["cot"].items() if code])
        _refuse_unknown(self.path, "Không có trường này", [code for code in columns.values() if code], fields)
        choices = [code for code, entry in fields.items() if entry.kind == "chon"]
        _refuse_unknown(self.path, "Trường này không nhận mã", data["gia_tri"], choices)
        return ListMapping(
            columns,
            {unit_key(name): str(unit) for name, unit in data["don_vi"].items()},
            {unit_key(name): self._tier(str(tier)) for name, tier in data["cap"].items()},
            {code: self._values(code, entry) for code, entry in data["gia_tri"].items()},
        )

    def _refuse_personal(self, captions: list[str]) -> None:
        personal = [caption for caption in captions if caption_key(caption) in self.catalogue.personal]
        if personal:
            raise MappingFileError(
                "Cột có dữ liệu cá nhân không được đọc",
                where=self.path.name,
                found=", ".join(f"“{caption}”" for caption in personal),
                remedy="Bỏ cột này khỏi mục [cot], chỉ rõ cột khác",
            )

    def _tier(self, text: str) -> Tier:
        for tier in TIER_TITLES:
            if text == tier:
                return tier
        named = tier_in(text)
        if named is None:
            raise MappingFileError(
                "Không có cấp này",
                where=self.path.name,
                found=f"“{text}”",
                remedy="Ghi: cấp tỉnh, cấp huyện hoặc cấp xã",
            )
        return named

    def _values(self, code: str, entry: dict[str, Any]) -> dict[str, int]:
        known = set(self.catalogue.fields[code].values.values())
        _refuse_unknown(self.path, f"Trường {code} không có mã này", entry.values(), known)
        return {caption_key(text): int(number) for text, number in entry.items()}


def _refuse_unknown(path: Path, what: str, given: Any, known: Any) -> None:
    unknown = [str(name) for name in given if name not in known]
    if unknown:
        raise MappingFileError(
            what,
            where=path.name,
            found=", ".join(f"“{name}”" for name in unknown[:5]),
            remedy=f"Dùng một trong: {', '.join(map(str, known))}",
        )
