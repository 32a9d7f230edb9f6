"""The definitions: for each indicator what is counted above and below the line, read from a file with its sources."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Literal, cast

from phuluc.aggregate.errors import RulesError
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.domain.indicators import SEVEN_INDICATORS, Tier

Operator = Literal["thuộc", "không thuộc", "có"]
Counted = Literal["ho_so", "thu_tuc"]

_CONDITION: Final = re.compile(
    r"(?P<field>\w+) (?:(?P<has>có)|(?P<operator>=|thuộc|không thuộc) (?P<codes>\d+(?:, ?\d+)*))"
)


@dataclass(frozen=True)
class Condition:
    """One condition on one field: its code is (not) one of `codes`, or anything is there."""

    field: str
    operator: Operator
    codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scope:
    """The dossiers that are looked at: `since` and `until` say whether the period bounds `date` on that side."""

    code: str
    name: str
    date: str
    since: bool
    until: bool
    conditions: tuple[Condition, ...]
    source: str

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.date, *(condition.field for condition in self.conditions))


@dataclass(frozen=True)
class Rule:
    """One indicator: what is counted, within which scope, and the conditions of both parts.

    Attributes:
        own: conditions of a denominator of its own, in force where the lists carry their fields.
    """

    indicator: str
    counted: Counted
    scope: Scope
    own: tuple[Condition, ...]
    denominator: tuple[Condition, ...]
    numerator: tuple[Condition, ...]
    source: str


@dataclass(frozen=True)
class OverdueGroup:
    """A group of the overdue list: units of a tier, or whose names begin with one of `prefixes`."""

    name: str
    tier: Tier | None
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class RuleSet:
    """All definitions in force at a time; `tiers` are the tiers of names that do not tell it themselves."""

    name: str
    source: str
    valid_from: dt.date
    valid_until: dt.date | None
    scopes: Mapping[str, Scope]
    rules: Mapping[str, Rule]
    tiers: Mapping[str, Tier]
    overdue: tuple[Condition, ...]
    overdue_source: str
    overdue_groups: tuple[OverdueGroup, ...]


def rules_in_force(day: dt.date, catalogue: FieldCatalogue, text: str | None = None) -> RuleSet:
    """Read the definitions in force on the first day of the period.

    Args:
        day: the first day of the period.
        catalogue: the fields that conditions may name.
        text: of a file of definitions; the one that comes with the program when None.

    Raises:
        RulesError: none is in force, or one names a field, code or indicator that does not exist.
    """
    if text is None:
        text = files("phuluc.aggregate").joinpath("rules/bay_chi_tieu.toml").read_text(encoding="utf-8")
    versions = [_RuleReader(catalogue, data).read() for data in tomllib.loads(text)["ban"]]
    for version in sorted(versions, key=lambda version: version.valid_from, reverse=True):
        if version.valid_from <= day and (version.valid_until is None or day <= version.valid_until):
            return version
    raise RulesError(
        "Không có bản định nghĩa chỉ tiêu nào có hiệu lực vào đầu kỳ",
        found=f"{day:%d/%m/%Y}",
        remedy=f"Bản sớm nhất có hiệu lực từ {min(version.valid_from for version in versions):%d/%m/%Y}",
    )


class _RuleReader:
    def __init__(self, catalogue: FieldCatalogue, data: dict[str, Any]) -> None:
        self.catalogue = catalogue
        self.data = data
        self.scopes = {code: self._scope(code, entry) for code, entry in data["pham_vi"].items()}

    def read(self) -> RuleSet:
        data = self.data
        rules = {code: self._rule(code, entry) for code, entry in data["chi_tieu"].items()}
        known = {indicator.code for indicator in SEVEN_INDICATORS}
        if set(rules) != known:
            raise RulesError(
                "Định nghĩa phải có đủ 07 chỉ tiêu",
                found=", ".join(sorted(set(rules) ^ known)),
                remedy="Thêm chỉ tiêu còn thiếu, bỏ chỉ tiêu lạ",
            )
        return RuleSet(
            data["ten"],
            data["nguon"],
            data["hieu_luc_tu"],
            data.get("hieu_luc_den"),
            self.scopes,
            {indicator.code: rules[indicator.code] for indicator in SEVEN_INDICATORS},
            {name: cast("Tier", tier) for name, tier in data["cap_don_vi"].items()},
            self._conditions(data["qua_han"]["dieu_kien"]),
            data["qua_han"]["nguon"],
            tuple(
                OverdueGroup(group["ten"], group.get("cap"), tuple(group.get("bat_dau", ())))
                for group in data["nhom_qua_han"]
            ),
        )

    def _scope(self, code: str, entry: dict[str, Any]) -> Scope:
        return Scope(
            code,
            entry["ten"],
            self._known(entry["ngay"], "ngay"),
            entry.get("tu") == "dau_ky",
            entry.get("den") == "cuoi_ky",
            self._conditions(entry["dieu_kien"]),
            entry["nguon"],
        )

    def _rule(self, code: str, entry: dict[str, Any]) -> Rule:
        if entry["pham_vi"] not in self.scopes or entry["dem"] not in ("ho_so", "thu_tuc"):
            raise RulesError(
                "Định nghĩa nêu phạm vi hoặc cách đếm không có",
                where=code,
                remedy="Phạm vi: một trong phần phạm vi của tệp; cách đếm: ho_so hoặc thu_tuc",
            )
        own, denominator, numerator = (
            self._conditions(entry.get(part, [])) for part in ("truong_rieng", "mau_so", "tu_so")
        )
        return Rule(code, entry["dem"], self.scopes[entry["pham_vi"]], own, denominator, numerator, entry["nguon"])

    def _conditions(self, texts: list[str]) -> tuple[Condition, ...]:
        return tuple(map(self._condition, texts))

    def _condition(self, text: str) -> Condition:
        match = _CONDITION.fullmatch(text)
        if match is None:
            raise RulesError(
                "Không hiểu điều kiện",
                found=f"“{text}”",
                remedy="Viết: trường = mã; trường thuộc mã, mã; trường không thuộc mã, mã; trường có",
            )
        if match["has"]:
            return Condition(self._known(match["field"], "tien", "co"), "có")
        field = self._known(match["field"], "chon")
        codes = tuple(int(code) for code in match["codes"].split(","))
        unknown = set(codes) - set(self.catalogue.fields[field].values.values())
        if unknown:
            raise RulesError(
                "Điều kiện nêu mã không có",
                where=text,
                found=", ".join(map(str, sorted(unknown))),
                remedy="Dùng các mã mà trường đó có",
            )
        return Condition(field, "không thuộc" if match["operator"] == "không thuộc" else "thuộc", codes)

    def _known(self, field: str, *kinds: str) -> str:
        entry = self.catalogue.fields.get(field)
        if entry is None or entry.kind not in kinds:
            raise RulesError(
                "Định nghĩa nêu trường không có, hoặc không hợp với điều kiện",
                found=f"“{field}”",
                remedy="Dùng tên trường như trong tệp các trường",
            )
        return field
