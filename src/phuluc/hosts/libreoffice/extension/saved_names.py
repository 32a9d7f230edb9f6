"""Puts the plain names of our functions back into an .xlsx that LibreOffice has just saved.

Standard library only: runs inside LibreOffice.
"""

from __future__ import annotations

import io
import os
import zipfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from phuluc.hosts.libreoffice.extension.formula_names import FormulaNames

#: A temporary file beside the saved one, told from those of LibreOffice.
_TEMPORARY = ".phuluc-ten-ham.tmp"


def restore_names(path: str, names: FormulaNames) -> bool:
    """Rewrite the file whole or not at all; tells whether there was anything to rewrite.

    Its time of change stays: LibreOffice would otherwise take the next save for one over somebody else's work.
    """
    with open(path, "rb") as stream:  # noqa: PTH123 - no pathlib inside LibreOffice
        data = stream.read()
    renamed = rename_in_package(data, names.part_for_excel)
    if renamed is None:
        return False
    times = os.stat(path)  # noqa: PTH116
    temporary = path + _TEMPORARY
    try:
        with open(temporary, "wb") as stream:  # noqa: PTH123
            stream.write(renamed)
            stream.flush()
            os.fsync(stream.fileno())
        os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
        os.chmod(temporary, times.st_mode & 0o7777)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        if os.path.exists(temporary):  # noqa: PTH110
            os.remove(temporary)  # noqa: PTH107
        raise
    return True


def rename_in_package(data: bytes, rename: Callable[[bytes], bytes]) -> bytes | None:
    """The archive with `rename` applied to its XML parts below xl/; None where that changes nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    changed = False
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            is_formula_part = entry.filename.startswith("xl/") and entry.filename.endswith(".xml")
            renamed = rename(content) if is_formula_part else content
            changed = changed or renamed != content
            archive.writestr(entry, renamed)
    return buffer.getvalue() if changed else None
