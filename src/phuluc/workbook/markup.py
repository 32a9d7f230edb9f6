"""XML of office packages: parsing without entities or network, serialising, and text as cells hold it."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Not allowed in XML, and the carriage return, which XML readers turn into a line feed.
_ILLEGAL: Final = r"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
#: An underscore that would be read as the start of an escape once the character after it has been escaped.
_NEEDS_ESCAPE: Final = re.compile(f"[{_ILLEGAL}]|_(?=x[0-9A-Fa-f]{{4}}[_{_ILLEGAL}])")


def parse(content: bytes) -> etree._Element:
    """Parse a part that was judged before (`phuluc.workbook.judge`).

    Raises:
        lxml.etree.XMLSyntaxError: not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def serialise(root: etree._Element) -> bytes:
    """The part's bytes, with the declaration Excel writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def escape_text(text: str) -> str:
    """Text as `<t>` and `<v>` hold it: characters XML does not allow become _xHHHH_, as Excel writes them."""
    if text.isprintable() and "_x" not in text:  # what nearly all cells hold, in a tenth of the time
        return text
    return _NEEDS_ESCAPE.sub(lambda match: f"_x{ord(match.group()):04X}_", text)


def unescape_text(text: str) -> str:
    """Inverse of `escape_text`."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)


def drop_attribute(element: etree._Element, name: str) -> None:
    """Remove an attribute where it is there."""
    if element.get(name) is not None:
        del element.attrib[name]


def keep_space(element: etree._Element, text: str) -> None:
    """Set text so that leading and trailing white space survives."""
    element.text = escape_text(text)
    if text != text.strip() or "\n" in text:
        element.set(XML_SPACE, "preserve")
    else:
        drop_attribute(element, XML_SPACE)
