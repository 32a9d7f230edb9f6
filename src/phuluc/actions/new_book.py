"""Tạo sổ mới: an empty working workbook of a family."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from phuluc.annexes.bay_chi_tieu import KIND, TIER_MODELS, BookSpec, UnitSpec
from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.annexes.settings import SETTING_ENTRIES, BadSettingValueError, fold, resolve
from phuluc.domain.indicators import Tier
from phuluc.errors import PhuLucError
from phuluc.importers.unit_list import read_units
from phuluc.results import Progress, no_progress
from phuluc.workbook.build.book import build_book
from phuluc.workbook.errors import WrongExtensionError
from phuluc.workbook.saving import save_atomically

DEFAULT_MODEL: Final = "2 cấp"
_MODEL_KEYS: Final = ("mo_hinh", fold("Mô hình chính quyền"))


class UnknownKindError(PhuLucError):
    """There is no such family of annexes."""


class BookExistsError(PhuLucError):
    """A new book would take the place of a file."""


class UnknownEditionError(PhuLucError):
    """There is no such edition of this family."""


def create_book(
    kind: str,
    output: Path,
    *,
    edition: str = "live",
    units_file: Path | None = None,
    settings: Mapping[str, str],
    replace: bool = False,
    progress: Progress = no_progress,
) -> None:
    """Build an empty working book and write it.

    Args:
        kind: "bay-chi-tieu".
        output: the new file.
        edition: "live", "native" or "macro"; a book of edition "macro" is an .xlsm, the others are .xlsx.
        units_file: a CSV or workbook of units: tier, unit and, where known, targets by indicator.
        settings: entries of "Thông tin" by key or label; "mo_hinh" is "2 cấp" or "3 cấp".
        replace: put the new book in the place of a file of that name, which stays whole if anything fails.
        progress: told of each stage.

    Raises:
        BookExistsError: there is a file of that name, and nobody agreed to lose it.
        UnknownKindError, UnknownEditionError, UnknownSettingError, BadSettingValueError: bad arguments.
        WrongExtensionError: Excel would not open the book under this name.
        PhuLucError: the units cannot be read or the file not written.
    """
    if output.exists() and not replace:
        raise BookExistsError(
            "Tệp này đã có; không tạo sổ mới đè lên", where=str(output), remedy="Chọn tên khác sau -o"
        )
    spec = _spec(kind, edition, units_file, settings)
    _judge_suffix(output, spec.edition)
    progress("Dựng sổ làm việc", 0, 2)
    content = build_book(spec)
    progress("Ghi tệp", 1, 2)
    save_atomically(output, content)


def _spec(kind: str, edition: str, units_file: Path | None, settings: Mapping[str, str]) -> BookSpec:
    if kind != KIND:
        raise UnknownKindError("Chưa có loại phụ lục này", found=kind, remedy=f"Các loại hiện có: {KIND}")
    given = {key: value for key, value in settings.items() if fold(key) not in _MODEL_KEYS}
    model = next((value for key, value in settings.items() if fold(key) in _MODEL_KEYS), None)
    units = read_units(units_file, model) if units_file else {}
    return BookSpec(
        edition=_edition(edition),
        model=_model(model, set(units)),
        units={tier: tuple(UnitSpec(unit.name, unit.targets) for unit in listed) for tier, listed in units.items()},
        settings=dict(resolve(SETTING_ENTRIES, given)),
    )


def _edition(text: str) -> Edition:
    for edition in EDITIONS:
        if text == edition:
            return edition
    raise UnknownEditionError("Chưa có bản này của sổ", found=text, remedy=f"Các bản hiện có: {', '.join(EDITIONS)}")


def _judge_suffix(output: Path, edition: Edition) -> None:
    wanted = ".xlsm" if edition == "macro" else ".xlsx"
    if output.suffix.lower() != wanted:
        raise WrongExtensionError(output, wanted)


def _model(text: str | None, tiers: set[Tier]) -> str:
    if text is None:
        return "3 cấp" if "cap_huyen" in tiers else DEFAULT_MODEL
    for model in TIER_MODELS:
        if fold(text) in (fold(model), fold(model).split("_")[0]):
            return model
    raise BadSettingValueError(
        "Không có mô hình này", where="--set mo_hinh", found=text, remedy="Chọn “2 cấp” hoặc “3 cấp”"
    )
