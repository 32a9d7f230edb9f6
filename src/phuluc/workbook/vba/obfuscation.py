"""The "data encryption" of the protection fields of a PROJECT stream ([MS-OVBA] 2.4.3); it hides nothing."""

from __future__ import annotations

import struct
from typing import Final

_VERSION: Final = 2
#: Any byte will do; a fixed one keeps equal projects equal.
_SEED: Final = 0


def obfuscate(data: bytes, project_id: str) -> str:
    """Give a field's hexadecimal text; the key is the byte sum of the project's id."""
    key = sum(project_id.encode("ascii")) & 0xFF
    hidden = bytearray([_SEED, _VERSION ^ _SEED, key ^ _SEED])
    previous = key
    for byte in struct.pack("<I", len(data)) + data:
        hidden.append(byte ^ ((hidden[-2] + previous) & 0xFF))
        previous = byte
    return hidden.hex().upper()
