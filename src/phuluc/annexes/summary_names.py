"""Defined names of the input cells of "Tổng hợp"."""

from __future__ import annotations

from typing import Final

PROVINCE: Final = "toan_tinh"


def central_name(code: str) -> str:
    """Return the defined name of the central target of an indicator."""
    return f"trung_uong_{code}"


def floor_name(code: str) -> str:
    """Return the defined name of the least target the province allots."""
    return f"toi_thieu_{code}"


def published_name(scope: str, code: str) -> str:
    """Return the defined name of a published total kept for comparison; `scope` is a tier or "toan_tinh"."""
    return f"cong_bo_{scope}_{code}"
