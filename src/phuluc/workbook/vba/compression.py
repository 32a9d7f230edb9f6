"""The compression of streams in a VBA project ([MS-OVBA] 2.4.1)."""

from __future__ import annotations

import struct
from typing import Final

from phuluc.workbook.vba.errors import IncompressibleSourceError

_CHUNK: Final = 4096
_SIGNATURE: Final = b"\x01"
#: Chunk headers: three bits of signature 0b011, one flag "compressed", twelve bits of size − 3.
_COMPRESSED: Final = 0xB000
_RAW: Final = 0x3FFF
_SHORTEST_COPY: Final = 3


def compress(data: bytes) -> bytes:
    """Compress a stream.

    Raises:
        IncompressibleSourceError: the last chunk is random bytes, no text.
    """
    out = bytearray(_SIGNATURE)
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        tokens = _tokens(chunk)
        if len(tokens) <= _CHUNK:
            out += struct.pack("<H", _COMPRESSED | (len(tokens) - 1)) + tokens
        elif len(chunk) == _CHUNK:
            out += struct.pack("<H", _RAW) + chunk
        else:
            raise IncompressibleSourceError
    return bytes(out)


def _tokens(chunk: bytes) -> bytes:
    """Literals and copies of a chunk, eight to a flag byte whose bits tell which is which."""
    out = bytearray()
    seen = _SeenTriples(chunk)
    at = 0
    while at < len(chunk):
        flags_at, flags = len(out), 0
        out.append(0)
        for bit in range(8):
            if at >= len(chunk):
                break
            length_bits = 16 - _offset_bits(at)
            length, source = seen.longest_match(at, (1 << length_bits) - 1 + _SHORTEST_COPY)
            if length:
                out += struct.pack("<H", ((at - source - 1) << length_bits) | (length - _SHORTEST_COPY))
                flags |= 1 << bit
            else:
                out.append(chunk[at])
            seen.add(at, at + max(length, 1))
            at += max(length, 1)
        out[flags_at] = flags
    return bytes(out)


def _offset_bits(at: int) -> int:
    """How many of a copy's 16 bits hold the offset: as few as reach back to the chunk's start, at least 4."""
    return max(4, (at - 1).bit_length()) if at else 4


class _SeenTriples:
    """Where each run of three bytes stood so far in a chunk."""

    def __init__(self, chunk: bytes) -> None:
        self._chunk = chunk
        self._places: dict[bytes, list[int]] = {}

    def add(self, first: int, end: int) -> None:
        for place in range(first, min(end, len(self._chunk) - _SHORTEST_COPY + 1)):
            self._places.setdefault(self._chunk[place : place + _SHORTEST_COPY], []).append(place)

    def longest_match(self, at: int, limit: int) -> tuple[int, int]:
        """The longest earlier run that repeats at `at`, the nearest of equals: (length, place), (0, 0) for none."""
        limit = min(limit, len(self._chunk) - at)
        best = (0, 0)
        for place in reversed(self._places.get(self._chunk[at : at + _SHORTEST_COPY], ())):
            length = self._common_length(place, at, limit)
            if length > best[0]:
                best = (length, place)
                if length == limit:
                    break
        return best

    def _common_length(self, first: int, second: int, limit: int) -> int:
        length = _SHORTEST_COPY
        while length < limit and self._chunk[first + length] == self._chunk[second + length]:
            length += 1
        return length
