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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from phuluc.aggregate.errors import MappingFileError
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.domain.indicators import TIER_TITLES, Tier
from phuluc.domain.units import unit_key
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in

_Meaning = TypeVar("_Meaning")
#: Notepad adds the second ending, which Windows does not show.
_BESIDE_LISTS: Final = ("anh_xa.toml", "anh_xa.toml.txt")
_SECTIONS = ("cot", "don_vi", "cap", "gia_tri")


@dataclass(frozen=True)
class ListMapping:
    """What a mapping file says; everything by key, see `caption_key` and `unit_key`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: Headers as the file writes them, by their key; those of columns that are left out are not among them.
    captions: Mapping[str, str] = field(default_factory=dict)


def mapping_beside(source: Path) -> Path | None:
    """Give the mapping file in the folder of a list, which the button takes without being told; None without one."""
    return next((path for path in map(source.with_name, _BESIDE_LISTS) if path.is_file()), None)


def read_mapping(path: Path | None, catalogue: FieldCatalogue) -> ListMapping:
    """Read a mapping file; without one nothing is mapped.

    Raises:
        MappingFileError: no TOML, a section, field, tier or code that does not exist, a name with two meanings or none,
            or a column of personal data.
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
        captions, units, tiers = (self._texts(name, data[name]) for name in ("cot", "don_vi", "cap"))
        fields = self.catalogue.fields
        self._refuse_personal([caption for caption, code in captions.items() if code])
        _refuse_unknown(self.path, "Không có trường này", [code for code in captions.values() if code], fields)
        choices = [code for code, entry in fields.items() if entry.kind == "chon"]
        self._require_section("gia_tri", data["gia_tri"])
        _refuse_unknown(self.path, "Trường này không nhận mã", data["gia_tri"], choices)
        self._refuse_blank("don_vi", units)
        return ListMapping(
            self._by_key("cot", captions, caption_key),
            self._by_key("don_vi", units, unit_key),
            self._by_key("cap", {name: self._tier(tier) for name, tier in tiers.items()}, unit_key),
            {code: self._values(code, entry) for code, entry in data["gia_tri"].items()},
            {caption_key(caption): caption for caption, code in captions.items() if code},
        )

    def _require_section(self, name: str, entries: Any) -> None:
        if not isinstance(entries, dict):
            raise MappingFileError(
                f"Mục [{name}] viết sai",
                where=self.path.name,
                found=f"{name} = {_shown(entries)}",
                remedy=f"Ghi [{name}] ở một dòng riêng, các dòng của mục ở dưới",
            )

    def _texts(self, section: str, entries: Any) -> dict[str, str]:
        """Give a section whose names and meanings all are texts."""
        self._require_section(section, entries)
        texts: dict[str, str] = {}
        for name, value in entries.items():
            if not isinstance(value, str):
                raise MappingFileError(
                    f"Mục [{section}] có dòng không hiểu được",
                    where=self.path.name,
                    found=f"{name} = {_shown(value)}",
                    remedy='Ghi cả hai bên trong ngoặc kép: "tên trong danh sách" = "tên của chương trình"',
                )
            texts[name] = value
        return texts

    def _by_key(
        self, section: str, entries: Mapping[str, _Meaning], key_of: Callable[[str], str]
    ) -> dict[str, _Meaning]:
        """Give entries by key, so that names are found in any spelling; one name cannot have two meanings."""
        found: dict[str, tuple[str, _Meaning]] = {}
        for name, meaning in entries.items():
            other, before = found.setdefault(key_of(name), (name, meaning))
            if before != meaning:
                raise MappingFileError(
                    f"Mục [{section}] khai một tên hai lần, hai nghĩa khác nhau",
                    where=self.path.name,
                    found=f"“{other}” và “{name}”",
                    remedy="Bỏ một trong hai dòng; hoa thường, khoảng trắng không làm thành tên khác",
                )
        return {key: meaning for key, (_, meaning) in found.items()}

    def _refuse_blank(self, section: str, entries: Mapping[str, str]) -> None:
        blank = [name for name, meaning in entries.items() if not meaning.strip()]
        if blank:
            raise MappingFileError(
                f"Mục [{section}] có tên chưa được chỉ sang tên nào",
                where=self.path.name,
                found=", ".join(f"“{name}”" for name in blank[:5]),
                remedy="Ghi tên đơn vị của số liệu ở bên phải, hoặc bỏ dòng này",
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

    def _values(self, code: str, entry: Any) -> dict[str, int]:
        section = f"gia_tri.{code}"
        self._require_section(section, entry)
        known = set(self.catalogue.fields[code].values.values())
        # "2" can mean nothing but 2; to Python true is 1.
        numbers = {
            text: int(value) if isinstance(value, str) and value.isdecimal() else value for text, value in entry.items()
        }
        codes = [value if type(value) is int else _shown(value) for value in numbers.values()]
        _refuse_unknown(self.path, f"Trường {code} không có mã này", codes, known)
        return self._by_key(section, numbers, caption_key)


def _shown(value: object) -> str:
    """Give a value of TOML much as it stands in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _refuse_unknown(path: Path, what: str, given: Any, known: Any) -> None:
    unknown = [str(name) for name in given if name not in known]
    if unknown:
        raise MappingFileError(
            what,
            where=path.name,
            found=", ".join(f"“{name}”" for name in unknown[:5]),
            remedy=f"Dùng một trong: {', '.join(map(str, known))}",
        )
