"""Lists of units for a new book: a table (.csv, .xlsx) of tier, unit and, where known, targets by indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from phuluc.domain.indicators import Tier
from phuluc.domain.quoting import quoted_captions
from phuluc.domain.units import infer_tier
from phuluc.errors import PhuLucError
from phuluc.importers.captions import indicator_of
from phuluc.importers.entries import percent_entry
from phuluc.importers.grid import SourceSheet
from phuluc.importers.opening import read_book_or_text
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in

_UNIT: Final = re.compile(r"(ten )?(co quan|don vi)( don vi)?|ten( goi)?|unit( name)?|name")
_TIER: Final = re.compile(r"cap( hanh chinh| bao cao| don vi)?|tier|level")
_HEADER_SEARCH: Final = 20


class UnitListError(PhuLucError):
    """A list of units that cannot be understood; all its bad rows are named at once."""


@dataclass(frozen=True)
class ListedUnit:
    """A unit as the list gives it; targets are percent points by indicator code."""

    name: str
    targets: dict[str, float] = field(default_factory=dict)


def read_units(path: Path, model: str | None = None) -> dict[Tier, tuple[ListedUnit, ...]]:
    """Read a list of units.

    Args:
        path: CSV (UTF-8, any separator) or workbook; the first table with a column of units counts.
        model: "2 cấp" or "3 cấp"; decides whether "UBND huyện …" names a tier where no column does.

    Raises:
        UnitListError: no column of units, or rows whose tier cannot be told.
        PhuLucError: the file cannot be read.
    """
    sheets = read_book_or_text(path).sheets
    for sheet in sheets:
        header = _header(sheet)
        if header is not None:
            return _listed(sheet, *header, legacy=model != "2 cấp")
    raise UnitListError(
        "Không thấy cột tên đơn vị trong danh sách",
        where=path.name,
        found=quoted_captions(sheets[0].text(0, column) for column in sheets[0].filled_cells(0))
        if sheets[0].rows
        else "",
        remedy="Cần một dòng tiêu đề có cột “đơn vị”, nên có thêm cột “cấp” (cấp tỉnh, cấp huyện, cấp xã)",
    )


def _header(sheet: SourceSheet) -> tuple[int, int] | None:
    for row in range(min(len(sheet.rows), _HEADER_SEARCH)):
        for column in sheet.filled_cells(row):
            if _UNIT.fullmatch(caption_key(sheet.text(row, column))):
                return row, column
    return None


def _listed(sheet: SourceSheet, header: int, unit_column: int, *, legacy: bool) -> dict[Tier, tuple[ListedUnit, ...]]:
    captions = {column: sheet.text(header, column) for column in sheet.filled_cells(header)}
    tier_column = next((at for at, text in captions.items() if _TIER.fullmatch(caption_key(text))), None)
    target_columns = {at: code for at, text in captions.items() if (code := indicator_of(text))}
    units: dict[Tier, list[ListedUnit]] = {}
    unknown: list[str] = []
    for row in range(header + 1, len(sheet.rows)):
        name = sheet.text(row, unit_column)
        if not name:
            continue
        text = sheet.text(row, tier_column) if tier_column is not None else ""
        tier = tier_in(text) if text else infer_tier(name, legacy=legacy)
        if tier is None:
            unknown.append(f"{sheet.address(row, unit_column)} “{name}”" + (f" (cấp “{text}”)" if text else ""))
            continue
        units.setdefault(tier, []).append(ListedUnit(name, _targets(sheet, row, target_columns)))
    if unknown:
        raise UnitListError(
            "Không rõ các đơn vị này thuộc cấp nào",
            where=sheet.name,
            found="; ".join(unknown[:10]) + (f"; … ({len(unknown)} dòng)" if len(unknown) > 10 else ""),
            remedy="Ghi cột “cấp”: cấp tỉnh, cấp huyện hoặc cấp xã",
        )
    return {tier: tuple(listed) for tier, listed in units.items()}


def _targets(sheet: SourceSheet, row: int, columns: dict[int, str]) -> dict[str, float]:
    targets = {}
    for column, code in columns.items():
        value = percent_entry(sheet.cell(row, column), "").value
        if isinstance(value, (int, Decimal)):
            targets[code] = float(value)
    return targets
