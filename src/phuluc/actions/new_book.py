"""Tạo sổ mới: an empty working workbook of a family."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from phuluc.actions.families import family_named
from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.errors import PhuLucError
from phuluc.results import Progress, no_progress
from phuluc.workbook.errors import WrongExtensionError
from phuluc.workbook.kept_record import forget_lines
from phuluc.workbook.saving import save_atomically


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
        kind: one of `phuluc.annexes.families.FAMILIES`.
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
    family, chosen = family_named(kind), _edition(edition)
    _judge_suffix(output, chosen)
    progress("Dựng sổ làm việc", 0, 2)
    content = family.build(kind, chosen, units_file, settings)
    progress("Ghi tệp", 1, 2)
    save_atomically(output, content)
    forget_lines(output)


def _edition(text: str) -> Edition:
    for edition in EDITIONS:
        if text == edition:
            return edition
    raise UnknownEditionError("Chưa có bản này của sổ", found=text, remedy=f"Các bản hiện có: {', '.join(EDITIONS)}")


def _judge_suffix(output: Path, edition: Edition) -> None:
    wanted = ".xlsm" if edition == "macro" else ".xlsx"
    if output.suffix.lower() != wanted:
        raise WrongExtensionError(output, wanted)
