"""olevba as functions: what an independent reader finds in a VBA project."""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():
    # oletools calls its parser by names that are on their way out.
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, decompress_stream


def decompressed(data: bytes) -> bytes:
    """The content of a compressed stream."""
    return bytes(decompress_stream(bytearray(data)))


def sources(file: Path) -> dict[str, str]:
    """The sources in a workbook by module, with lines ended by LF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser(str(file))
        try:
            found = {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_macros()}
        finally:
            parser.close()
    return {name: code.replace("\r\n", "\n") for name, code in found.items()}
