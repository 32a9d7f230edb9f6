"""The sentences on overdue dossiers, group by group, counts with two digits."""

from __future__ import annotations

from collections.abc import Sequence

from phuluc.domain.score_cells import OverdueRow


def overdue_sentences(rows: Sequence[OverdueRow]) -> list[str]:
    """Give "+ UBND cấp huyện: Thị xã Bình Long: 204 hồ sơ; Huyện Đồng Phú: 02 hồ sơ." for each group in order."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        if row.unit and isinstance(row.count.value, int):
            groups.setdefault(row.group, []).append(f"{row.unit}: {padded(row.count.value)} hồ sơ")
    return [f"+ {group}: {'; '.join(units)}." if group else f"+ {'; '.join(units)}." for group, units in groups.items()]


def padded(count: int) -> str:
    """A count as running text has it: "02", "204"."""
    return f"{count:02}"
