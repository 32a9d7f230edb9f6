"""What a stored .xlsx says of our functions: most workbooks have none, and then no cell need be looked at.

Standard library only: runs inside LibreOffice.
"""

from __future__ import annotations

import zipfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.extension.formula_names import FormulaNames

_ARRAY = b't="array"'


def functions_in(path: str, names: FormulaNames) -> tuple[bool, bool]:
    """Whether a workbook names our functions at all, and whether array formulas may be among them.

    Both are true of a file that cannot be looked into, as one with a password.
    """
    mentioned = arrays = False
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if name.startswith("xl/") and name.endswith(".xml")]
            for part in parts:
                content = archive.read(part)
                if names.mentioned_in(content):
                    mentioned = True
                    arrays = arrays or _ARRAY in content
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return True, True
    return mentioned, arrays
