"""The compression of a project's streams, read back by olevba's decompressor."""

import random
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phuluc.workbook.vba.compression import compress
from phuluc.workbook.vba.errors import IncompressibleSourceError
from tests.tools.vba_reader import decompressed


def read_back(data: bytes) -> bytes:
    return decompressed(data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([b"a", b"Sub ", b"End Sub\r\n", b"x = 1", b"\r\n"]), max_size=3000).map(b"".join))
@example(b"a" * 4096)
@example(b"ab" * 2049)
@example(b"".join(bytes([65 + i % 26, 65 + i // 26 % 26]) for i in range(5000)))
def test_text_is_read_back(data):
    """Text of any length, with runs across and at the ends of chunks, comes back as it was."""
    assert not data or read_back(compress(data)) == data


def test_xlwings_text_is_read_back_smaller():
    """The longest real source comes back unchanged and takes less than half the room."""
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin
    source = (Path(spec.origin).parent / "xlwings.bas").read_bytes()

    compressed = compress(source)

    assert read_back(compressed) == source
    assert len(compressed) < len(source) / 2


def test_whole_chunk_of_random_bytes_is_stored():
    """A chunk that cannot be made smaller is stored as it is."""
    assert read_back(compress(_random_bytes(8192))) == _random_bytes(8192)


def test_random_end_is_refused():
    """A last chunk that cannot be made smaller has no form in the format and is refused."""
    with pytest.raises(IncompressibleSourceError):
        compress(_random_bytes(4000))


def _random_bytes(size):
    return random.Random(7).randbytes(size)  # noqa: S311 - no secret
