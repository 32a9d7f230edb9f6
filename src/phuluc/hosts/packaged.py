"""Files that come with the product: in an installed package below `packaged`, in the source tree where they are kept.

`setup.py` copies them into the wheel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from phuluc.errors import PhuLucError

#: What is carried: worked examples and the empty books.
Kind = Literal["examples", "workbook_templates"]
_IN_PACKAGE: Final = "packaged"


class PackagedFileMissingError(PhuLucError):
    """The product was installed without one of its own files."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Bản cài đặt của Phụ lục thiếu tệp đi kèm", where=str(path), remedy="Cài lại Phụ lục từ bộ cài đầy đủ"
        )


def packaged_file(kind: Kind, *parts: str) -> Path:
    """Where a file that comes with the product stands.

    Raises:
        PackagedFileMissingError: it is not there.
    """
    package = Path(__file__).parents[1]
    installed = Path(package, _IN_PACKAGE, kind, *parts)
    in_sources = Path(package.parents[1], kind, *parts)
    for path in (installed, in_sources):
        if path.is_file():
            return path
    raise PackagedFileMissingError(installed)
