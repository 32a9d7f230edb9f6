"""Draw how the cost of `phuluc aggregate` grows, from the table of measurements in docs/aggregate.md."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "aggregate.md"
PICTURE = ROOT / "docs" / "pictures" / "aggregate-costs.svg"

#: rows | form | command CPU | MB | window CPU | MB | apart CPU | MB
_LINE = re.compile(r"^\|\s*([\d,]+)\s*\|\s*(Parquet|CSV)\s*\|(.+)\|\s*$", re.MULTILINE)
_SERIES = (
    ("phuluc aggregate", 0, "#1f4e79", ""),
    ("window", 2, "#c55a11", "6 4"),
    ("repeated codes apart", 4, "#548235", "2 4"),
)
_WIDTH, _HEIGHT, _LEFT, _TOP, _SIDE = 960, 430, 70, 60, 360
_ROWS, _SECONDS = (30_000, 20_000_000), (0.1, 200.0)
_SIZE = f'width="{_WIDTH}" height="{_HEIGHT}"'
_FONT = 'font-family="sans-serif"'


def measurements(text: str) -> dict[str, list[tuple[float, list[float]]]]:
    """Read the table: by form the rows and the numbers of each line."""
    found: dict[str, list[tuple[float, list[float]]]] = {}
    for match in _LINE.finditer(text):
        numbers = [float(cell.replace(",", "")) for cell in match[3].split("|")[:6]]
        found.setdefault(match[2], []).append((float(match[1].replace(",", "")), numbers))
    return found


def _share(value: float, ends: tuple[float, float]) -> float:
    return math.log(value / ends[0]) / math.log(ends[1] / ends[0])


def _place(left: float, rows: float, seconds: float) -> tuple[float, float]:
    return left + _SIDE * _share(rows, _ROWS), _TOP + 300 * (1 - _share(seconds, _SECONDS))


def _panel(left: float, form: str, lines: list[tuple[float, list[float]]]) -> Iterable[str]:
    yield f'<text x="{left + _SIDE / 2}" y="{_TOP - 14}" text-anchor="middle" font-weight="bold">{form}</text>'
    for rows, name in ((50_000, "50 000"), (1_000_000, "1 000 000"), (10_000_000, "10 000 000")):
        x, _ = _place(left, rows, 1)
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_TOP + 300}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_TOP + 318}" text-anchor="middle">{name}</text>'
    for seconds in (0.1, 1, 10, 100):
        _, y = _place(left, 1e6, seconds)
        yield f'<line x1="{left}" y1="{y:.1f}" x2="{left + _SIDE}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{seconds:g} s</text>'
    for _, column, colour, dashes in _SERIES:
        points = [_place(left, rows, numbers[column]) for rows, numbers in lines]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)


def picture(text: str) -> str:
    """Give the picture: a panel for each form, both axes logarithmic."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_SIZE} font-size="12" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="15" font-weight="bold">CPU seconds by rows of the list</text>',
    ]
    for place, (form, lines) in enumerate(measurements(text).items()):
        parts += _panel(_LEFT + place * (_SIDE + 100), form, lines)
    for place, (name, _, colour, dashes) in enumerate(_SERIES):
        x, y = _LEFT + place * 230, _HEIGHT - 22
        parts.append(
            f'<line x1="{x}" y1="{y}" x2="{x + 34}" y2="{y}" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )
        parts.append(f'<text x="{x + 42}" y="{y + 4}">{name if place == 0 else f"bare query, {name}"}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(picture(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
