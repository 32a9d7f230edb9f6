"""A compound file of version 3 ([MS-CFB]): the container of a VBA project. Dates and class ids are zero."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Union

from phuluc.workbook.vba.errors import LargeProjectError

#: Streams and storages by name.
Tree = Mapping[str, Union[bytes, "Tree"]]

_SECTOR: Final = 512
_MINI_SECTOR: Final = 64
_MINI_CUTOFF: Final = 4096
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_ENTRY: Final = struct.Struct("<64sHBBIII16sIQQIQ")
_UNUSED_ENTRY: Final = _ENTRY.pack(b"", 0, 0, 0, _NONE, _NONE, _NONE, b"", 0, 0, 0, 0, 0)
_ENTRIES_A_SECTOR: Final = _SECTOR // _ENTRY.size
_NUMBERS_A_SECTOR: Final = _SECTOR // 4
#: Sectors of the allocation table that the header itself can list: files of up to 7 MB.
_TABLES_IN_HEADER: Final = 109


@dataclass
class _Entry:
    """A directory entry; `left`, `right` and `child` are numbers of entries."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    color: int = _BLACK
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        return _ENTRY.pack(
            name,
            len(name),
            self.kind,
            self.color,
            self.left,
            self.right,
            self.child,
            b"",
            0,
            0,
            0,
            self.start,
            self.size,
        )


def compound_file(tree: Tree) -> bytes:
    """Write a compound file.

    Raises:
        LargeProjectError: beyond 7 MB.
    """
    entries = _directory(tree)
    mini_stream, mini_table = _mini_streams(entries)
    sectors = _Sectors()
    for entry in entries:
        if entry.size >= _MINI_CUTOFF and entry.kind == _STREAM:
            entry.start = sectors.store(entry.data)
    root = entries[0]
    root.size, root.start = len(mini_stream), sectors.store(mini_stream)
    mini_table_start = sectors.store(_filled(mini_table))
    directory = b"".join(entry.packed() for entry in entries) + _UNUSED_ENTRY * (-len(entries) % _ENTRIES_A_SECTOR)
    directory_start = sectors.store(directory)
    tables = sectors.store_table()
    header = _header(tables, directory_start, mini_table_start, len(_filled(mini_table)) // _SECTOR)
    return header + bytes(sectors.content)


def _directory(tree: Tree) -> list[_Entry]:
    entries: list[_Entry] = []

    def add(name: str, node: bytes | Tree, kind: int) -> int:
        number = len(entries)
        entry = _Entry(name, kind)
        entries.append(entry)
        if isinstance(node, bytes):
            entry.data, entry.size = node, len(node)
            return number
        # 2.6.4: shorter names first, then by upper-case letters.
        names = sorted(node, key=lambda name: (len(name), name.upper()))
        kinds = {name: _STREAM if isinstance(node[name], bytes) else _STORAGE for name in names}
        entry.child = _balanced(entries, [add(name, node[name], kinds[name]) for name in names])
        return number

    add("Root Entry", tree, _ROOT)
    return entries


def _balanced(entries: list[_Entry], siblings: list[int]) -> int:
    """Link sorted siblings as a red-black tree: every full level black, the last, unfilled one red."""
    full_levels = (len(siblings) + 1).bit_length() - 1

    def link(low: int, high: int, depth: int) -> int:
        if low >= high:
            return _NONE
        middle = (low + high) // 2
        entry = entries[siblings[middle]]
        entry.left, entry.right = link(low, middle, depth + 1), link(middle + 1, high, depth + 1)
        entry.color = _RED if depth >= full_levels else _BLACK
        return siblings[middle]

    return link(0, len(siblings), 0)


def _mini_streams(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    """Put the small streams one after the other; give them and the table that chains their mini sectors."""
    content, table = bytearray(), list[int]()
    for entry in entries:
        if entry.kind != _STREAM or entry.size >= _MINI_CUTOFF:
            continue
        entry.start = len(table) if entry.size else _END
        count = -(-entry.size // _MINI_SECTOR)
        content += entry.data.ljust(count * _MINI_SECTOR, b"\0")
        table += _chain(len(table), count)
    return bytes(content), table


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END] if count else []


def _filled(numbers: list[int]) -> bytes:
    """Numbers as whole sectors, the rest marked free."""
    free = [_FREE] * (-len(numbers) % _NUMBERS_A_SECTOR)
    return struct.pack(f"<{len(numbers) + len(free)}I", *numbers, *free)


class _Sectors:
    """The file after its header, with the allocation table that chains its sectors."""

    def __init__(self) -> None:
        self.content = bytearray()
        self._table: list[int] = []

    def store(self, data: bytes) -> int:
        """Append data as whole sectors; give the first, or "end of chain" for no data."""
        if not data:
            return _END
        first, count = len(self._table), -(-len(data) // _SECTOR)
        self.content += data.ljust(count * _SECTOR, b"\0")
        self._table += _chain(first, count)
        return first

    def store_table(self) -> list[int]:
        """Append the allocation table, which has entries for itself too; give its sectors."""
        used, tables = len(self._table), 1
        while tables * _NUMBERS_A_SECTOR < used + tables:
            tables += 1
        if tables > _TABLES_IN_HEADER:
            raise LargeProjectError(used)
        self.content += _filled(self._table + [_TABLE] * tables)
        return list(range(used, used + tables))


def _header(tables: list[int], directory: int, mini_table: int, mini_table_sectors: int) -> bytes:
    listed = tables + [_FREE] * (_TABLES_IN_HEADER - len(tables))
    return struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII108I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,  # minor version
        3,
        0xFFFE,  # little-endian
        9,  # sectors of 2**9 bytes
        6,  # mini sectors of 2**6 bytes
        b"",
        0,  # directory sectors: not counted in version 3
        len(tables),
        directory,
        0,
        _MINI_CUTOFF,
        mini_table,
        mini_table_sectors,
        _END,  # no further list of tables
        0,
        *listed,
    )
