"""What a workbook carries beside figures: programs, objects, and links out of the file.

Nothing of it is ever run, followed or fetched here. What a command makes of it depends on what the command does:

- reading figures (the source of an import, a list of units): values only are read, and a notice says what was left;
- working in a book, freezing one: what starts programs on opening is refused (`refuse_what_starts_programs`), the rest
  belongs to the staff, stays byte for byte, and a notice names it;
- the issued annex is a new file and holds none of it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from phuluc.workbook.errors import RefusedContentError
from phuluc.workbook.judging.markup import scannable


class ActiveKind(enum.Enum):
    """A kind of content; the value is its name in messages."""

    MACRO = "macro VBA"
    OLD_MACRO = "macro Excel 4.0"
    DDE = "liên kết DDE"
    EXTERNAL_LINK = "liên kết tới tệp khác"
    CONNECTION = "kết nối dữ liệu"
    OLE = "đối tượng nhúng OLE"
    ACTIVEX = "điều khiển ActiveX"
    REMOTE = "nội dung lấy từ ngoài tệp"


#: These start programs when the file is opened or its links are updated.
STARTING_PROGRAMS: Final = frozenset({ActiveKind.OLD_MACRO, ActiveKind.DDE})

_MACRO_PARTS: Final = re.compile(r"(?:.*/)?vbaProject\w*\.bin")
_FOLDERS: Final = (
    (re.compile(r"xl/(?:macrosheets|dialogsheets)/(?!_rels/)"), ActiveKind.OLD_MACRO),
    (re.compile(r"xl/activeX/(?!_rels/)"), ActiveKind.ACTIVEX),
    (re.compile(r"xl/embeddings/"), ActiveKind.OLE),
    (re.compile(r"xl/(?:connections\.xml|queryTables/(?!_rels/)|model/)"), ActiveKind.CONNECTION),
)
_RELATIONSHIP: Final = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"\b(Type|Target|TargetMode)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?(f|definedName|formula1?|formula2)(?:\s[^>]*)?>([^<]*)<")
#: Texts and quoted sheet names may hold anything.
_QUOTED: Final = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
#: "cmd|'/c calc'!A0": no operator of a worksheet formula is a bar.
_DDE_CALL: Final = re.compile(r"[\w.)\]'\"]\s*\|")
_FETCHING: Final = re.compile(r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE)\s*\(", re.IGNORECASE)
#: A scan of the bytes for these is quick; formulas are looked at only where one of them, or a bar, is there.
_WORDS: Final = (b"WEBSERVICE", b"RTD(", b"CALL(", b"REGISTER", b"EXEC(", b"IMAGE(")
_ADD_INS: Final = (".xlam", ".xla", ".xll")
_SHOWN: Final = 80


@dataclass(frozen=True)
class ActiveContent:
    """One thing found: `where` is the part it stands in, `found` what of it tells most."""

    kind: ActiveKind
    where: str
    found: str


def active_content(parts: Mapping[str, bytes]) -> list[ActiveContent]:
    """List what a package carries beside figures; links to the add-ins that formulas need are left out."""
    found: list[ActiveContent] = []
    for name, content in parts.items():
        if _MACRO_PARTS.fullmatch(name):
            found.append(ActiveContent(ActiveKind.MACRO, name, name))
        found.extend(ActiveContent(kind, name, name) for folder, kind in _FOLDERS if folder.match(name))
        if name.endswith(".rels"):
            found.extend(_links(name, scannable(content)))
        elif name.startswith("xl/externalLinks/"):
            found.extend(_live_links(name, scannable(content)))
        elif name.endswith(".xml"):
            found.extend(_calls(name, scannable(content)))
    return found


def refuse_what_starts_programs(where: Path | str, parts: Mapping[str, bytes]) -> None:
    """Refuse a package that runs something as soon as it is opened.

    Raises:
        RefusedContentError: names what was found and in which part.
    """
    for item in active_content(parts):
        if item.kind in STARTING_PROGRAMS:
            raise RefusedContentError(where, f"{item.kind.value} ở {item.where}: {item.found}")


def notice_of(found: list[ActiveContent], *, left_alone: bool) -> list[str]:
    """Say in one sentence what a file carries, [] where it carries nothing.

    Args:
        found: what `active_content` listed.
        left_alone: True for a book that keeps it, False for a source of which only values were read.
    """
    counts = {kind: sum(item.kind is kind for item in found) for kind in ActiveKind}
    named = ", ".join(f"{kind.value} ({count})" for kind, count in counts.items() if count)
    if not named:
        return []
    said = "giữ nguyên trong sổ, không chạy, không cập nhật" if left_alone else "chỉ đọc giá trị đã lưu, không chạy"
    targets = [item.found for item in found if item.kind is ActiveKind.EXTERNAL_LINK][:3]
    linked = f" Số lấy qua liên kết là số lưu sẵn, có thể đã cũ: {', '.join(targets)}." if targets else ""
    return [f"Tệp có {named}: {said}.{linked}"]


def _links(name: str, content: bytes) -> Iterator[ActiveContent]:
    for element in _RELATIONSHIP.findall(content):
        values = {key: unquote((one or two).decode(errors="replace")) for key, one, two in _ATTRIBUTE.findall(element)}
        if values.get(b"TargetMode") != "External":
            continue
        kind, target = values.get(b"Type", "").rpartition("/")[2], values.get(b"Target", "")
        if kind == "hyperlink" or target.lower().endswith(_ADD_INS):
            continue
        is_book = kind.startswith("externalLink")
        yield ActiveContent(ActiveKind.EXTERNAL_LINK if is_book else ActiveKind.REMOTE, name, target[:_SHOWN])


def _live_links(name: str, content: bytes) -> Iterator[ActiveContent]:
    if b"ddeLink" in content:
        service = re.search(rb"ddeService\s*=\s*[\"']([^\"']*)", content)
        yield ActiveContent(ActiveKind.DDE, name, service[1].decode(errors="replace")[:_SHOWN] if service else "")
    if b"oleLink" in content:
        yield ActiveContent(ActiveKind.OLE, name, name)


def _calls(name: str, content: bytes) -> Iterator[ActiveContent]:
    if b"|" not in content:
        if b"(" not in content:  # found at the speed of memory; nothing is called without one
            return
        capitals = content.upper()
        if not any(word in capitals for word in _WORDS):
            return
    for _, raw in _FORMULA.findall(content):
        formula = raw.decode(errors="replace").replace("&quot;", '"').replace("&apos;", "'")
        bare = _QUOTED.sub("''", formula)
        if _DDE_CALL.search(bare):
            yield ActiveContent(ActiveKind.DDE, name, formula[:_SHOWN])
        elif _FETCHING.search(bare):
            yield ActiveContent(ActiveKind.CONNECTION, name, formula[:_SHOWN])
