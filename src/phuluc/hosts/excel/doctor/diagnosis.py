"""One line of the doctor's report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final, Literal

Status = Literal["ok", "warning", "error"]

_LABELS: Final[dict[Status, str]] = {"ok": "ĐẠT", "warning": "CẢNH BÁO", "error": "LỖI"}
_WIDTH: Final = max(map(len, _LABELS.values()))


@dataclass(frozen=True)
class Diagnosis:
    """What was looked at and what was found.

    Attributes:
        code: stable, "phan_bo_tro".
        status: error where something will not work, warning where it may not.
        title: what was looked at, Vietnamese.
        found: what was found.
        remedy: what to do, a sentence; "" where there is nothing to do.
    """

    code: str
    status: Status
    title: str
    found: str
    remedy: str = ""


def has_errors(diagnoses: Iterable[Diagnosis]) -> bool:
    return any(diagnosis.status == "error" for diagnosis in diagnoses)


def record(diagnosis: Diagnosis) -> dict[str, str]:
    """One element of `phuluc doctor --json`."""
    return asdict(diagnosis)


def report(diagnoses: Iterable[Diagnosis]) -> str:
    """The lines in the order of the examination, and their counts."""
    all_of_them = list(diagnoses)
    counts = [
        f"{sum(diagnosis.status == status for diagnosis in all_of_them)} {label.lower()}"
        for status, label in _LABELS.items()
    ]
    return "\n".join([*map(_line, all_of_them), "", f"Tổng số: {', '.join(counts)}."])


def _line(diagnosis: Diagnosis) -> str:
    remedy = f"\n{'':{_WIDTH}}  Cách xử lý: {diagnosis.remedy}." if diagnosis.remedy else ""
    return f"{_LABELS[diagnosis.status]:{_WIDTH}}  {diagnosis.title}: {diagnosis.found}.{remedy}"
