"""Units that changed: renamed, merged, a whole tier rearranged. Dated data, `data/don_vi_thay_doi.csv`.

A unit that took in others may keep its name. What it scores is then not what its namesake scored before, and the two
are not compared unless the office says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from phuluc.domain.data_table import DataTableError, own_text, shipped_text, table_lines

ChangeKind = Literal["Đổi tên", "Hợp nhất", "Sắp xếp toàn cấp"]

CHANGES_FILE: Final = "don_vi_thay_doi.csv"
#: What a cell of changes says of a unit that is no longer what it was.
MERGED: Final = "Đơn vị hợp nhất"
REARRANGED: Final = "Đơn vị sắp xếp lại"
#: What the office says of a unit against, or beside, the table.
COMPARED_ANYWAY: Final = "Vẫn so sánh"
NOT_COMPARED: Final = "Không so sánh"
_COLUMNS: Final = ("Loại", "Đơn vị cũ", "Đơn vị mới", "Cấp", "Từ ngày", "Nguồn", "Độ chắc chắn")
_KINDS: Final[tuple[ChangeKind, ...]] = ("Đổi tên", "Hợp nhất", "Sắp xếp toàn cấp")
_REMEDIES: Final = {"Loại": f"Chọn một trong: {'; '.join(_KINDS)}", "Từ ngày": "Ghi ngày/tháng/năm, ví dụ 01/01/2026"}


@dataclass(frozen=True)
class UnitChange:
    """One line of the file.

    Attributes:
        kind: "Sắp xếp toàn cấp" concerns every unit of the tier, and has no names.
        old: canonical name before.
        new: canonical name since.
        tier: of both.
        since: first day.
    """

    kind: ChangeKind
    old: str
    new: str
    tier: str
    since: dt.date


@dataclass(frozen=True)
class TierChanges:
    """What changed in one tier between two days.

    Attributes:
        merged: the new units, case-folded.
        rearranged: whether every unit of the tier may be another under its old name.
    """

    merged: frozenset[str]
    rearranged: bool

    def of(self, name: str) -> str:
        """Say in the words of a cell what happened to the unit of a canonical name; "" where nothing did."""
        return MERGED if name.casefold() in self.merged else REARRANGED if self.rearranged else ""


def changes_between(tier: str, before: dt.date | None, after: dt.date | None) -> TierChanges:
    """Give what changed in a tier after the first day, up to and with the second; nothing where a day is not known."""
    if before is None or after is None:
        return TierChanges(frozenset(), rearranged=False)
    changes = [change for change in unit_changes() if change.tier == tier and before < change.since <= after]
    return TierChanges(
        frozenset(change.new.casefold() for change in changes if change.kind == "Hợp nhất"),
        any(change.kind == "Sắp xếp toàn cấp" for change in changes),
    )


def later_names(tier: str) -> dict[str, str]:
    """Give the canonical name a unit of a tier has since it was renamed, by its old one, case-folded."""
    return {
        change.old.casefold(): change.new
        for change in unit_changes()
        if (change.kind, change.tier) == ("Đổi tên", tier)
    }


def unit_changes() -> tuple[UnitChange, ...]:
    """All changes, in the order of the file, those of the office last.

    A line of the office stands instead of a shipped one on the same units: its province merged them on another day.

    Raises:
        DataTableError: a line cannot be understood.
    """
    return _changes(*own_text(CHANGES_FILE))


@lru_cache(maxsize=2)
def _changes(own_lines: str, file: str) -> tuple[UnitChange, ...]:
    shipped = parse_changes(shipped_text(CHANGES_FILE))
    own = parse_changes(own_lines, file) if own_lines else ()
    said = {(change.kind, change.old, change.new, change.tier) for change in own}
    return (*(change for change in shipped if (change.kind, change.old, change.new, change.tier) not in said), *own)


def parse_changes(text: str, file: str = CHANGES_FILE) -> tuple[UnitChange, ...]:
    """Read changes from the text of such a file.

    Raises:
        DataTableError: the captions or a line cannot be understood.
    """
    changes = []
    for line in table_lines(file, text, _COLUMNS):
        kind = next((kind for kind in _KINDS if kind == line.text("Loại")), None)
        since = line.day("Từ ngày")
        if kind is None or since is None:
            bad = "Loại" if kind is None else "Từ ngày"
            raise DataTableError(
                f"cột “{bad}” không hợp lệ", where=line.where, found=line.text(bad), remedy=_REMEDIES[bad]
            )
        changes.append(UnitChange(kind, line.text("Đơn vị cũ"), line.text("Đơn vị mới"), line.text("Cấp"), since))
    return tuple(changes)
