"""The icons of the toolbar, drawn here: equal bytes wherever they are built, and nobody else's pictures."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import Final

Colour = tuple[int, int, int]
#: x0, y0, x1, y1 on a board of 16 by 16, and the colour.
Box = tuple[float, float, float, float, Colour]

SIZES: Final = (16, 26)
_BOARD: Final = 16.0
#: Points taken in each direction of a pixel, so that edges between pixels come out soft.
_SAMPLES: Final = 4

_BLUE: Final = (31, 78, 121)
_GREEN: Final = (46, 125, 50)
_RED: Final = (178, 34, 34)
_GREY: Final = (120, 130, 140)
_WHITE: Final = (255, 255, 255)


def _sheet(colour: Colour) -> list[Box]:
    lines: list[Box] = [(4, y, 10, y + 1, _GREY) for y in (4, 7, 10)]
    return [(2, 1, 12, 15, colour), (3, 2, 11, 14, _WHITE), *lines]


def _steps(points: list[tuple[float, float]], width: float, colour: Colour) -> list[Box]:
    return [(x, y, x + width, y + width, colour) for x, y in points]


def _line(start: tuple[float, float], end: tuple[float, float], colour: Colour) -> list[Box]:
    count = 24
    points = [
        (start[0] + (end[0] - start[0]) * step / count, start[1] + (end[1] - start[1]) * step / count)
        for step in range(count + 1)
    ]
    return _steps(points, 2, colour)


DRAWINGS: Final[dict[str, list[Box]]] = {
    "new": [*_sheet(_BLUE), (10, 11, 16, 13, _GREEN), (12, 9, 14, 15, _GREEN)],
    "next_period": [
        (1, 3, 12, 15, _BLUE),
        (2, 6, 11, 14, _WHITE),
        *_steps([(3, 8), (6, 8), (3, 11), (6, 11)], 2, _GREY),
        *_line((10, 6), (13, 9.5), _GREEN),
        *_line((13, 9.5), (10, 13), _GREEN),
    ],
    "freeze": [
        *_sheet(_BLUE),
        (8, 9, 15, 15, _GREY),
        (9, 6, 10.5, 9, _GREY),
        (12.5, 6, 14, 9, _GREY),
        (9, 5, 14, 6.5, _GREY),
    ],
    "help": [
        *_line((4, 4), (6, 2), _BLUE),
        *_line((6, 2), (9, 2), _BLUE),
        *_line((9, 2), (11, 4), _BLUE),
        *_line((11, 4), (7, 9), _BLUE),
        (7, 13, 9, 15, _BLUE),
    ],
    "import": [
        *_sheet(_BLUE),
        (7, 6, 15, 9, _GREEN),
        *_line((10, 3.5), (6, 6.5), _GREEN),
        *_line((10, 9.5), (6, 6.5), _GREEN),
    ],
    # Lines of lists, and the sum below them.
    "aggregate": [
        (2, 1, 14, 2.5, _GREY),
        (2, 3.5, 14, 5, _GREY),
        (3, 6.5, 14, 8, _BLUE),
        *_line((4, 7), (8, 10.5), _BLUE),
        *_line((8, 10.5), (4, 14), _BLUE),
        (3, 14.5, 14, 16, _BLUE),
    ],
    "refresh": [(2, 10, 5, 15, _GREY), (6, 6, 9, 15, _BLUE), (10, 2, 13, 15, _GREEN), (1, 15, 15, 16, _GREY)],
    "check": [*_sheet(_BLUE), *_line((5, 8), (8, 12), _RED), *_line((8, 12), (14, 3), _RED)],
    "report": [*_sheet(_BLUE), *_line((14, 5), (9, 12), _GREEN), (8, 13, 10, 15, _GREY)],
    "annex": [*_sheet(_BLUE), (9, 8, 16, 16, _GREEN), (10.5, 8, 14.5, 10.5, _WHITE), (10.5, 12, 14.5, 16, _WHITE)],
}


@cache
def icon(name: str, size: int) -> bytes:
    """A PNG with transparent ground, `size` by `size` pixels."""
    boxes = DRAWINGS[name]
    rows = b"".join(b"\0" + b"".join(_pixel(boxes, x, y, _BOARD / size) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _pixel(boxes: list[Box], x: int, y: int, scale: float) -> bytes:
    taken = [
        _colour(boxes, (x + (column + 0.5) / _SAMPLES) * scale, (y + (row + 0.5) / _SAMPLES) * scale)
        for row in range(_SAMPLES)
        for column in range(_SAMPLES)
    ]
    seen = [colour for colour in taken if colour is not None]
    if not seen:
        return b"\0\0\0\0"
    means = (sum(colour[part] for colour in seen) // len(seen) for part in range(3))
    return bytes((*means, 255 * len(seen) // len(taken)))


def _colour(boxes: list[Box], x: float, y: float) -> Colour | None:
    """The colour of the topmost box at a point; None where there is none."""
    return next((box[4] for box in reversed(boxes) if box[0] <= x < box[2] and box[1] <= y < box[3]), None)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
