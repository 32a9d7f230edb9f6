"""The container of a project, read by olefile in its strictest mode."""

import random
import struct
from io import BytesIO

import olefile
import pytest

from phuluc.workbook.vba.compound_file import compound_file
from phuluc.workbook.vba.errors import LargeProjectError

SIZES = (0, 1, 63, 64, 65, 511, 513, 4095, 4096, 4097, 9000)
NONE = 0xFFFFFFFF


@pytest.mark.parametrize("streams", [1, 2, 3, 7, 8, 31, 63, 130])
def test_every_stream_is_found(streams):
    """Streams of every size class come back by name, whatever their number."""
    chance = random.Random(streams)  # noqa: S311 - no secret
    tree = {
        f"m{number}{'x' * chance.randrange(20)}": chance.randbytes(chance.choice(SIZES)) for number in range(streams)
    }

    content = compound_file({"VBA": tree, "PROJECT": b"p" * 500})

    file = olefile.OleFileIO(BytesIO(content), raise_defects=olefile.DEFECT_UNSURE)
    assert not file.parsing_issues
    assert {name: file.openstream(f"VBA/{name}").read() for name in tree} == tree
    assert file.openstream("PROJECT").read() == b"p" * 500


@pytest.mark.parametrize("streams", range(1, 70))
def test_directory_is_a_red_black_tree(streams):
    """Office looks names up in a red-black tree: black root, no red below red, as many blacks on every path."""
    entries = _directory(compound_file({f"s{number:03}": b"x" for number in range(streams)}))
    root = entries[0][6]

    assert entries[root][3] == 1
    assert _black_height(entries, root, parent_is_red=False) > 0


def test_names_are_in_the_order_office_searches():
    """Shorter names stand left of longer ones, equal lengths by upper-case letters."""
    entries = _directory(compound_file(dict.fromkeys(("dir", "Z", "b", "A", "longer", "_x"), b"x")))

    assert _in_order(entries, entries[0][6]) == ["A", "b", "Z", "_x", "dir", "longer"]


def test_too_large_a_project_is_refused():
    """Beyond what the header lists, no file is written rather than a broken one."""
    with pytest.raises(LargeProjectError):
        compound_file({"m": bytes(8_000_000)})


def _directory(content):
    """The directory's entries; one sector after the other, because nothing else is stored behind it but the table."""
    table = struct.unpack_from("<128I", content, 512 * (1 + struct.unpack_from("<I", content, 76)[0]))
    sector, raw = struct.unpack_from("<I", content, 48)[0], b""
    while sector < 0xFFFFFFFA:
        raw += content[512 * (sector + 1) : 512 * (sector + 2)]
        sector = table[sector]
    return [struct.unpack_from("<64sHBBIII", raw, at) for at in range(0, len(raw), 128)]


def _black_height(entries, number, *, parent_is_red):
    if number == NONE:
        return 1
    is_red = entries[number][3] == 0
    assert not (is_red and parent_is_red)
    left, right = (_black_height(entries, child, parent_is_red=is_red) for child in entries[number][4:6])
    assert left == right
    return left + (not is_red)


def _in_order(entries, number):
    if number == NONE:
        return []
    name, size, _, _, left, right, _ = entries[number]
    return [*_in_order(entries, left), name[: size - 2].decode("utf-16-le"), *_in_order(entries, right)]
