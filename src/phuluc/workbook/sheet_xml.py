"""A worksheet part cut into its rows, as text, and the tree of everything around them.

Parts as most programs write them are cut without parsing their cells. Any other spelling that XML allows (comments,
CDATA, other encodings, white space inside cells, attributes in another order, addresses left out) is read by the
parser and written again in the plain spelling first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from phuluc.workbook.markup import ATTRIBUTES, attribute, escape_attribute, escape_xml, local_name, parse, serialise
from phuluc.workbook.references import cell_address, column_number

#: How a part begins whose prefix can be told without parsing it.
_ROOT: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml [^>]*\?>)?\s*<(?:([A-Za-z_][\w.-]*):)?worksheet[\s>]")
_OTHER_ENCODING: Final = re.compile(rb"""encoding=["'](?!utf-8["']|us-ascii["'])""", re.IGNORECASE)
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_BARE_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
#: Attributes of cells in the order of the plain spelling.
_FIRST: Final = ("r", "s", "t")

#: The attributes of a row, and the text of its cells.
RowText = tuple[str, str]


class NotPlainError(ValueError):
    """The part is not in the plain spelling."""


@dataclass(frozen=True)
class SheetXml:
    """A worksheet part.

    Attributes:
        root: everything but the rows; its `sheetData` is empty.
        prefix: of the main namespace, with its colon; "" in most files.
        rows: in the file's order; reading them raises NotPlainError where the spelling turns out not to be plain.
    """

    root: etree._Element
    prefix: str
    rows: Iterable[RowText]


def cut_plain(content: bytes) -> SheetXml:
    """Cut a part in the plain spelling.

    Raises:
        NotPlainError: it is in another.
        lxml.etree.XMLSyntaxError: what is around the rows is not well-formed.
    """
    root = _ROOT.match(content)
    if root is None or _OTHER_ENCODING.search(root[0]) or b"<!" in content or content.find(b"<?", 5) >= 0:
        raise NotPlainError
    prefix = f"{root[1].decode()}:" if root[1] else ""
    opening, closing = f"<{prefix}sheetData>".encode(), f"</{prefix}sheetData>".encode()
    start, end = content.find(opening), content.rfind(closing)
    if start < 0 or end < start:
        raise NotPlainError
    shell = b"".join((content[:start], opening, content[end:]))
    rows = content[start + len(opening) : end]
    if len(rows.translate(None, _CONTROLS)) != len(rows):
        raise NotPlainError
    return SheetXml(parse(shell), prefix, _plain_rows(_decoded(rows), prefix))


def _decoded(rows: bytes) -> str:
    try:
        text = rows.decode()
    except UnicodeDecodeError as error:
        raise NotPlainError from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _BARE_AMPERSAND.search(text):
        raise NotPlainError
    return text


def _plain_rows(text: str, prefix: str) -> Iterator[RowText]:
    row = re.compile(rf"\s*<{re.escape(prefix)}row({ATTRIBUTES}) ?(/?)>")
    closing = f"</{prefix}row>"
    position = 0
    while match := row.match(text, position):
        start = position = match.end()
        if attribute(match[1], "r") is None:
            raise NotPlainError
        if match[2]:
            yield match[1], ""
            continue
        end = text.find(closing, start)
        if end < 0:
            raise NotPlainError
        position = end + len(closing)
        yield match[1], text[start:end]
    if text[position:].strip():
        raise NotPlainError


def cut_parsed(root: etree._Element) -> SheetXml:
    """Cut a part that was parsed, in whatever spelling; its tree loses the rows.

    Raises:
        ValueError: it has no `sheetData`.
    """
    prefix = f"{root.prefix}:" if root.prefix else ""
    data = root.find("{*}sheetData")
    if data is None:
        raise ValueError("sheetData")
    _address(data)
    rows = [
        (_attributes(row, _FIRST), "".join(_cell_text(cell, prefix) for cell in row if local_name(cell) == "c"))
        for row in data
        if local_name(row) == "row"
    ]
    del data[:]
    data.text = None
    return SheetXml(root, prefix, rows)


def _address(data: etree._Element) -> None:
    """Number the rows and cells that leave it to the reader to count."""
    number = 0
    for row in (child for child in data if local_name(child) == "row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        column = 0
        for cell in (child for child in row if local_name(child) == "c"):
            given = cell.get("r")
            column = column + 1 if given is None else column_number(given.rstrip("0123456789"))
            cell.set("r", given or cell_address(number, column))


def joined(root: etree._Element, prefix: str, rows: Iterable[str]) -> bytes:
    """The part's bytes.

    Args:
        root: with an empty `sheetData`.
        prefix: as in `SheetXml`.
        rows: the elements of the rows, in order.
    """
    before, found, after = serialise(root).partition(f"<{prefix}sheetData/>".encode())
    if not found:
        raise ValueError("sheetData")
    opening, closing = f"<{prefix}sheetData>", f"</{prefix}sheetData>"
    return b"".join((before, opening.encode(), "".join(rows).encode(), closing.encode(), after))


def _cell_text(cell: etree._Element, prefix: str) -> str:
    parts = {"f": "", "v": "", "is": "", "extLst": ""}
    for child in cell:
        name = local_name(child)
        if name in ("f", "v"):
            text = f">{escape_xml(child.text)}</{prefix}{name}>" if child.text else "/>"
            parts[name] = f"<{prefix}{name}{_attributes(child)}{text}"
        elif name in parts:
            parts[name] = _fragment(child)
    return f"<{prefix}c{_attributes(cell, _FIRST)}>{''.join(parts.values())}</{prefix}c>"


def _attributes(element: etree._Element, first: tuple[str, ...] = ()) -> str:
    names = [*(name for name in first if name in element.attrib), *(key for key in element.attrib if key not in first)]
    return "".join(f' {_qualified(element, str(name))}="{escape_attribute(element.get(name, ""))}"' for name in names)


def _qualified(element: etree._Element, key: str) -> str:
    name = etree.QName(key)
    if name.namespace is None:
        return name.localname
    if name.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{name.localname}"
    prefix = next(prefix for prefix, uri in element.nsmap.items() if uri == name.namespace and prefix)
    return f"{prefix}:{name.localname}"


def _fragment(element: etree._Element) -> str:
    """An element as text, without the declarations of namespaces that the part's root makes."""
    declared = {f' xmlns{f":{name}" if name else ""}="{uri}"' for name, uri in _root_of(element).nsmap.items()}
    opening, end, rest = etree.tostring(element, encoding="unicode", with_tail=False).partition(">")
    for declaration in declared:
        opening = opening.replace(declaration, "")
    return opening + end + rest


def _root_of(element: etree._Element) -> etree._Element:
    return element.getroottree().getroot()
