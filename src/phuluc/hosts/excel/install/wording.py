"""What the person is told of an installation or removal."""

from __future__ import annotations

from collections.abc import Sequence

from phuluc.hosts.excel.install.changes import Plan


def plan_report(plan: Plan) -> str:
    """What would be done, for --dry-run."""
    if not plan.changes:
        return _with_notices(["Không có gì phải thay đổi."], plan.notices)
    return _with_notices(
        ["Sẽ làm (chưa thay đổi gì):", *(f"  - {change.plan}" for change in plan.changes)], plan.notices
    )


def installed_report(told: Sequence[str], plan: Plan) -> str:
    """What was installed, and the next step."""
    if not told:
        return _with_notices(["Phụ lục đã được cài từ trước, không phải thay đổi gì."], plan.notices)
    last = "Mở lại Excel: thẻ “Phụ lục” và các hàm đã sẵn sàng."
    return _with_notices([*(f"- {line}" for line in told), last], plan.notices)


def removed_report(told: Sequence[str], plan: Plan) -> str:
    """What was removed."""
    if not told:
        return _with_notices(["Không có gì để gỡ."], plan.notices)
    return _with_notices([*(f"- {line}" for line in told), "Đã gỡ Phụ lục khỏi Excel."], plan.notices)


def _with_notices(lines: Sequence[str], notices: Sequence[str]) -> str:
    return "\n".join([*lines, *(f"Lưu ý: {notice}" for notice in notices)])
