"""An office package in memory: parts, relationships, sheets, names; saved with untouched parts byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook.errors import DamagedWorkbookError, WrongExtensionError
from phuluc.workbook.judge import parts_of, read_file
from phuluc.workbook.judging.active_content import ActiveContent, active_content, refuse_what_starts_programs
from phuluc.workbook.markup import local_name, parse, serialise, unescape_text
from phuluc.workbook.references import parse_area
from phuluc.workbook.saving import content_mark, save_atomically

#: The earliest date a zip can hold: equal content gives equal bytes.
_FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
#: Of zlib's levels, measured on the book of the whole country: 40 % quicker than the default (6), a file 4 % larger.
_COMPRESSION: Final = 5
CONTENT_TYPES: Final = "[Content_Types].xml"
_MACRO_SUFFIXES: Final = (".xlsm", ".xltm", ".xlam")


@dataclass(frozen=True)
class Relationship:
    """`target` is a part name, or an address outside the package where `external`."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class SheetEntry:
    """A sheet in the book's order. `state` is "visible", "hidden" or "veryHidden"; chart sheets hold no cells."""

    name: str
    part: str
    state: str
    holds_cells: bool


@dataclass(frozen=True)
class Origin:
    """The file a package was read from, resolved, and the mark of its content then."""

    path: Path
    mark: str


@dataclass(frozen=True)
class DefinedName:
    """`scope` is the sheet a name belongs to, None for the whole book; `text` is its formula without "="."""

    name: str
    text: str
    scope: str | None


class Package:
    """The parts of an .xlsx or .xlsm file.

    A part is held as bytes until somebody asks for its tree, or holds it; only parts reported with `touch` are written
    again.

    Attributes:
        origin: the file it stands for, None for a package that was built.
    """

    def __init__(self, parts: dict[str, bytes], where: str = "") -> None:
        self._parts = parts
        self._where = where
        self._trees: dict[str, etree._Element] = {}
        self._touched: set[str] = set()
        self._writers: dict[str, Callable[[], bytes]] = {}
        self._named_areas: dict[str, Area] | None = None
        self._sheets = self._read_sheets()
        self.origin: Origin | None = None

    @classmethod
    def open(cls, path: Path) -> Package:
        """Judge and read a file; one that starts programs when it is opened is refused.

        Raises:
            WorkbookFileError: one subclass per cause.
        """
        content = read_file(path)
        parts = parts_of(path, content)
        refuse_what_starts_programs(path, parts)
        package = cls(parts, str(path))
        package.origin = Origin(path.resolve(), content_mark(content))
        return package

    @property
    def where(self) -> str:
        """The file, for messages; "" for a package that was built."""
        return self._where

    @property
    def part_names(self) -> list[str]:
        return list(self._parts)

    @property
    def sheets(self) -> list[SheetEntry]:
        return self._sheets

    def content(self, part: str) -> bytes:
        """The bytes of a part as they would be saved.

        Raises:
            DamagedWorkbookError: no such part.
        """
        if part in self._touched:
            self._touched.discard(part)
            writer = self._writers.get(part)
            self._parts[part] = serialise(self._trees[part]) if writer is None else writer()
        try:
            return self._parts[part]
        except KeyError:
            raise DamagedWorkbookError(self._where, f"thiếu thành phần {part}") from None

    def tree(self, part: str) -> etree._Element:
        """The root of a part, parsed once. Call `touch` after changing it.

        Raises:
            DamagedWorkbookError: no such part, or not well-formed.
        """
        if part not in self._trees:
            self._trees[part] = self.parsed(part)
        return self._trees[part]

    def parsed(self, part: str) -> etree._Element:
        """The root of a part as it is now, for the caller alone.

        Raises:
            DamagedWorkbookError: no such part, or not well-formed.
        """
        try:
            return parse(self.content(part))
        except etree.XMLSyntaxError as error:
            raise DamagedWorkbookError(self._where, f"không đọc được thành phần {part}") from error

    def hold(self, part: str, writer: Callable[[], bytes]) -> None:
        """Let somebody keep a part in a form of their own: once touched, its bytes are what `writer` gives."""
        self._writers[part] = writer

    def touch(self, part: str) -> None:
        """Say that a part was changed: its tree, or what its holder keeps."""
        self._touched.add(part)
        if part not in self._writers:
            self._named_areas = None

    def relationships(self, part: str) -> list[Relationship]:
        """What a part refers to; "" is the package itself. `kind` is the last word of the type."""
        folder = posixpath.dirname(part)
        source = _relationships_part(part)
        if source not in self._parts:
            return []
        found = []
        for element in self.tree(source):
            if local_name(element) != "Relationship":
                continue
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found.append(Relationship(element.get("Id", ""), kind, target, external))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part refers to and that are there."""
        return [
            relationship.target
            for relationship in self.relationships(part)
            if relationship.kind == kind and not relationship.external and relationship.target in self._parts
        ]

    @cached_property
    def workbook_part(self) -> str:
        """The main part, "xl/workbook.xml" in most files."""
        found = self.related("", "officeDocument")
        if not found:
            raise DamagedWorkbookError(self._where, "thiếu thành phần chính (xl/workbook.xml)")
        return found[0]

    def _read_sheets(self) -> list[SheetEntry]:
        targets = {relationship.id: relationship for relationship in self.relationships(self.workbook_part)}
        entries = []
        for element in self.tree(self.workbook_part).iterfind("{*}sheets/{*}sheet"):
            reference = next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")
            relationship = targets.get(reference)
            if relationship is None or relationship.target not in self._parts:
                raise DamagedWorkbookError(self._where, f"thiếu trang tính {element.get('name', '')}")
            entries.append(
                SheetEntry(
                    element.get("name", ""),
                    relationship.target,
                    element.get("state", "visible"),
                    relationship.kind == "worksheet",
                )
            )
        if not entries:
            raise DamagedWorkbookError(self._where, "không có trang tính nào")
        return entries

    def defined_names(self) -> list[DefinedName]:
        """All names with their formulas, in the file's order."""
        return [
            DefinedName(element.get("name", ""), element.text or "", self._scope(element))
            for element in self.name_elements()
        ]

    def name_elements(self) -> list[etree._Element]:
        """The elements of the names, for those who change them (then `touch(workbook_part)`)."""
        return self.tree(self.workbook_part).findall("{*}definedNames/{*}definedName")

    def _scope(self, element: etree._Element) -> str | None:
        index = element.get("localSheetId")
        return self._sheets[int(index)].name if index is not None and int(index) < len(self._sheets) else None

    def named_areas(self) -> dict[str, Area]:
        """The names of the whole book that denote one rectangle."""
        if self._named_areas is None:
            areas = ((name.name, parse_area(name.text)) for name in self.defined_names() if name.scope is None)
            self._named_areas = {name: area for name, area in areas if area is not None}
        return dict(self._named_areas)

    @cached_property
    def shared_strings(self) -> list[str]:
        """The book's shared texts, runs joined, phonetic hints left out."""
        parts = self.related(self.workbook_part, "sharedStrings")
        return [rich_text(item) for item in self.tree(parts[0])] if parts else []

    def drop_calculation_chain(self) -> None:
        """Remove calcChain.xml with its content type and relationship; Excel builds a new one without a word."""
        self.remove_related(self.workbook_part, "calcChain")

    def remove_related(self, source: str, kind: str) -> None:
        """Remove the parts of one kind that a part refers to ("" is the package itself)."""
        for part in self.related(source, kind):
            self.remove_part(part, source)

    def remove_part(self, part: str, source: str | None = None) -> None:
        """Remove a part with its content type and relationships, and what nothing else refers to then.

        Args:
            part: the part.
            source: what refers to it; None is the main part.
        """
        inner = [found.target for found in self.relationships(part) if not found.external]
        for gone in (part, _relationships_part(part)):
            self._parts.pop(gone, None)
            self._trees.pop(gone, None)
            self._touched.discard(gone)
        source = self.workbook_part if source is None else source
        references = {found.id for found in self.relationships(source) if found.target == part and not found.external}
        self._remove(_relationships_part(source), "Id", references)
        self._remove(CONTENT_TYPES, "PartName", {f"/{part}"})
        for other in inner:
            if other in self._parts and not self._is_referred_to(other):
                self.remove_part(other, part)

    def _remove(self, part: str, attribute: str, values: Collection[str]) -> None:
        if part not in self._parts:
            return
        for element in list(self.tree(part)):
            if element.get(attribute) in values:
                self.tree(part).remove(element)
                self.touch(part)

    def _is_referred_to(self, part: str) -> bool:
        return any(
            found.target == part and not found.external
            for name in ("", *self._parts)
            for found in self.relationships(name)
        )

    @property
    def has_macros(self) -> bool:
        """Whether the main part declares a macro-enabled book."""
        wanted = f"/{self.workbook_part}"
        return any(
            element.get("PartName") == wanted and "macroEnabled" in element.get("ContentType", "")
            for element in self.tree(CONTENT_TYPES)
        )

    def to_bytes(self, *, compress: bool = True, instead: Mapping[str, bytes] | None = None) -> bytes:
        """The archive: original order, fixed dates, so that equal content gives equal bytes.

        Args:
            compress: False stores the parts, for readers in the same process.
            instead: other content for some parts.
        """
        method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name in self._parts:
                entry = zipfile.ZipInfo(name, _FIXED_DATE)
                entry.compress_type = method
                entry.create_system = 0
                content = instead[name] if instead and name in instead else self.content(name)
                archive.writestr(entry, content, compresslevel=_COMPRESSION)
        return buffer.getvalue()

    def save(self, path: Path) -> None:
        """Write the file whole or not at all. The file it was read from is replaced only if nobody saved it since.

        Raises:
            WrongExtensionError: a book with macros under .xlsx, or one without under .xlsm.
            WorkbookFileError: see `phuluc.workbook.saving.save_atomically`.
        """
        if self.has_macros != (path.suffix.lower() in _MACRO_SUFFIXES):
            raise WrongExtensionError(path, ".xlsm" if self.has_macros else ".xlsx")
        content = self.to_bytes()
        target = path.resolve()
        in_place = self.origin is not None and self.origin.path == target
        save_atomically(path, content, expected=self.origin.mark if self.origin is not None and in_place else "")
        if in_place:
            self.origin = Origin(target, content_mark(content))

    def active_content(self) -> list[ActiveContent]:
        """List what the package carries beside figures: macros, links to other files, objects, connections."""
        return active_content({part: self.content(part) for part in self._parts})


def _relationships_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def rich_text(item: etree._Element) -> str:
    """The text of an `<si>` or `<is>`: its own `<t>` or those of its runs."""
    texts = [
        child.text or ""
        for element in item
        for child in ((element,) if local_name(element) == "t" else element.findall("{*}t"))
        if local_name(element) in ("t", "r")
    ]
    return unescape_text("".join(texts))
