"""What an issued annex tells of where its figures come from: the names and texts of its custom properties.

Nothing in them tells of people, machines, folders or hours, so that equal figures still give equal files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from phuluc.annexes.issued import IssuedCell, IssuedDocument

_PREFIX: Final = "PhuLuc_"
_SETTINGS: Final = "ThietLap"
#: Programs cut longer texts of properties off.
LONGEST_TEXT: Final = 250
#: Entries of "Thông tin" that stand in reports only and name a person.
_PERSONAL: Final = frozenset({"nguoi_ky", "chuc_vu_ky"})

#: What stands in a sheet by 1-based (row, column); blanks are left out.
SheetCells = Mapping[tuple[int, int], IssuedCell]


@dataclass(frozen=True)
class Trace:
    """Where an annex comes from.

    Attributes:
        kind: family of the book.
        period: as the book calls it, cut where no program would keep more.
        program: name and version.
        rules: version of the tables of rules.
        figures: mark of the figures the book would issue (`figures_mark`).
        cells: mark of the cells of the annex (`cells_mark`); "" until they are written.
        settings: entries given for this annex alone.
    """

    kind: str
    period: str
    program: str
    rules: str
    figures: str
    cells: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)

    def properties(self) -> dict[str, str]:
        """The custom properties, in their order in the file."""
        told = {
            "ChuongTrinh": self.program,
            "QuyTac": self.rules,
            "Loai": self.kind,
            "Ky": self.period,
            "SoLieu": self.figures,
            "NoiDung": self.cells,
        }
        given = {key: text for key, text in self.settings.items() if key not in _PERSONAL}
        if given:
            text = json.dumps(given, ensure_ascii=False, sort_keys=True)
            pieces = range(0, len(text), LONGEST_TEXT)
            told |= {f"{_SETTINGS}{number}": text[at : at + LONGEST_TEXT] for number, at in enumerate(pieces, start=1)}
        return {_PREFIX + name: text for name, text in told.items()}


def trace_of(properties: Mapping[str, str]) -> Trace | None:
    """Read a trace back; None where an annex carries none of ours, or it was tampered with."""
    told = {name.removeprefix(_PREFIX): text for name, text in properties.items() if name.startswith(_PREFIX)}
    if not {"Loai", "SoLieu", "NoiDung"} <= told.keys():
        return None
    pieces = sorted((name for name in told if name.startswith(_SETTINGS)), key=lambda name: (len(name), name))
    try:
        settings = json.loads("".join(told[name] for name in pieces) or "{}")
    except ValueError:
        return None
    if not isinstance(settings, dict):
        return None
    return Trace(
        told["Loai"],
        told.get("Ky", ""),
        told.get("ChuongTrinh", ""),
        told.get("QuyTac", ""),
        told["SoLieu"],
        told["NoiDung"],
        {str(key): str(text) for key, text in settings.items()},
    )


def figures_mark(document: IssuedDocument) -> str:
    """SHA-256 of the figures of a document: its units and what stands beside them, titles and notes left out."""
    tables = [
        [annex.sheet_name, [[cell_text(cell) for cell in row.cells] for row in table.rows]]
        for annex in document.annexes
        for table in annex.tables
    ]
    return _mark(tables)


def cells_mark(sheets: Mapping[str, SheetCells]) -> str:
    """SHA-256 of the contents of all cells, sheet by sheet in their order; formats are left out."""
    return _mark(
        [[name, [[*at, cell_text(cells[at])] for at in sorted(cells)]] for name, cells in sheets.items()],
    )


def cell_text(value: object) -> str:
    """A cell's content as one text: a number by its 15 digits, as spreadsheet programs keep it."""
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format(value, ".15g")
    return str(value)


def same_cell(one: IssuedCell, other: object) -> bool:
    """Tell whether two cells hold the same; a text of digits is no number."""
    is_text = isinstance(one, str) and one != "", isinstance(other, str) and other != ""
    return is_text[0] == is_text[1] and cell_text(one) == cell_text(other)


def _mark(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
