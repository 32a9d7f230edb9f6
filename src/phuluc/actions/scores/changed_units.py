"""Units of a book that are not, between its two dates, what their names say: merged agencies, rearranged communes."""

from __future__ import annotations

from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import day_of
from phuluc.domain.unit_changes import changes_between
from phuluc.domain.units import unit_key


def changed_unit_notices(working: ScoreWorkingBook) -> list[str]:
    """Say which units of the book changed between the days of its slots, a sentence a tier."""
    before, now = (day_of(working.setting(f"ngay_ky_{role}")) for role in ("truoc", "nay"))
    if before is None or now is None:
        return []
    days = f"giữa {before:%d/%m/%Y} và {now:%d/%m/%Y}"
    notices = []
    for table in working.tables:
        names = [name for name in working.names_in(table.key) if name] if table.is_ranked else []
        for tier in table.tiers if names else ():
            changes = changes_between(tier, before, now)
            merged = [name for name in names if unit_key(name) in changes.merged]
            if changes.rearranged:
                notices.append(f"Đơn vị cấp xã được sắp xếp lại {days}: trùng tên chưa chắc là cùng một đơn vị")
            if merged:
                notices.append(f"Đơn vị đã hợp nhất {days}, không nên so sánh tăng, giảm: {', '.join(merged)}")
    return notices
