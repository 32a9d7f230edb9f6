"""The outcome of aggregating lists in words, for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from phuluc.aggregate.fates import IN_FIGURES
from phuluc.aggregate.fields import field_catalogue
from phuluc.aggregate.figures_file import EARLIER_LACKING, FATE_NAMES, PERIOD_LACKING, doubt_rows
from phuluc.aggregate.outcome import Outcome
from phuluc.aggregate.overdue import DOUBTS_SHEET
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.vietnamese_numbers import format_number

_SHOWN: Final = 10


def aggregate_report(outcome: Outcome) -> str:
    """What was counted, what became of the other rows, what is not available, what could not be read or understood."""
    tally = outcome.tally
    names = {code: entry.name for code, entry in field_catalogue().fields.items()}
    counted = sum(tally.fates[fate] for fate in IN_FIGURES)
    read = f"{_number(tally.rows)} dòng trong {len(outcome.lists)} danh sách"
    parts = [f"Kỳ {outcome.span.label}: {read}, {_number(counted)} dòng vào số liệu của {len(tally.units)} đơn vị."]
    parts += _listing(
        "Các dòng khác",
        [
            f"{name}: {_number(tally.fates[fate])}"
            for fate, name in FATE_NAMES.items()
            if fate not in IN_FIGURES and tally.fates[fate]
        ],
    )
    parts += _listing(
        "Chỉ tiêu không có số liệu (để trống, không phải 0)",
        [
            f"{INDICATORS_BY_CODE[code].heading}: thiếu cột {', '.join(names[field] for field in missing)}"
            for code, missing in outcome.able.missing.items()
        ],
    )
    if outcome.lacks_period:
        parts += ["", PERIOD_LACKING]
    if outcome.lacks_earlier:
        parts += ["", EARLIER_LACKING]
    parts += _listing("Danh sách đã lập", _lists_made(outcome))
    parts += _listing(
        f"Chưa xét được quá hạn, xem trang “{DOUBTS_SHEET}”",
        [f"{name}: {_number(count)}" for name, count in doubt_rows(outcome)],
    )
    parts += _listing(
        "Cột chỉ có ở một số danh sách nên không dùng",
        [f"{names[code]}: không có ở {', '.join(without[:5])}" for code, without in outcome.partial.items()],
    )
    parts += _listing("Cột khai trong tệp ánh xạ mà không danh sách nào có", outcome.unused)
    parts += _listing(
        "Cột có tiêu đề mà không có giá trị nào",
        [f"{names[code]}: {', '.join(where[:5])}" for code, where in outcome.blank.items()],
    )
    parts += _listing(
        "Đơn vị chưa rõ cấp hoặc không có trong danh sách đơn vị",
        [f"{name}: {_number(number)} dòng" for name, number in tally.unknown_units.items()],
    )
    parts += _listing(
        "Giá trị không hiểu được",
        [
            f"{names[code]}: {', '.join(f'“{value[:40]}”' for value in values[:5])}"
            for code, values in outcome.strange.items()
        ],
    )
    parts += _listing(
        "Cột không nhận ra (không dùng)",
        [f"{entry.where}: {', '.join(entry.unmapped)}" for entry in outcome.lists if entry.unmapped],
    )
    parts += _listing("Không đọc được, đã bỏ qua", list(map(str, outcome.failed)))
    return "\n".join(parts)


def _lists_made(outcome: Outcome) -> list[str]:
    lines = [
        f"Còn thiếu, {INDICATORS_BY_CODE[code].heading}: {_number(count)} dòng"
        for code, count in outcome.missing.items()
    ]
    if outcome.overdue is not None:
        overdue = outcome.overdue
        lines.append(
            f"Quá hạn tính đến {overdue.until:%d/%m/%Y}: {_number(overdue.open)} hồ sơ chưa xong, "
            f"{_number(overdue.late)} hồ sơ xong muộn trong kỳ"
        )
    return lines


def _number(count: int) -> str:
    return format_number(count)


def _listing(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … và {len(lines) - _SHOWN} mục nữa (xem trang “Chất lượng”)"] if len(lines) > _SHOWN else []
    return ["", f"{title} ({len(lines)}):", *(f"  - {line}" for line in lines[:_SHOWN]), *more]
