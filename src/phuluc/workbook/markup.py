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


#: Attributes in the spelling of most programs, each after one blank.
ATTRIBUTES: Final = r'(?: [A-Za-z0-9_:.-]++="[^"<>]*+")*'
_REFERENCE: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


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


def escape_xml(text: str) -> str:
    """Text as it stands between tags."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;") if "\r" in escaped else escaped


def escape_attribute(text: str) -> str:
    """Text as it stands in an attribute between double quotes."""
    return escape_xml(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def unescape_xml(text: str) -> str:
    """What text between tags means.

    Raises:
        ValueError: it refers to a character that XML does not allow.
    """
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    if match[1]:
        return _ENTITIES[match[1]]
    character = chr(int(match[2]) if match[2] else int(match[3], 16))
    if re.fullmatch(f"[{_ILLEGAL}]", character) and character != "\r":
        raise ValueError(match.group())
    return character


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, as it is written, in the text of a tag's attributes; None where it is not there."""
    _, found, after = attributes.partition(f' {name}="')
    return after.partition('"')[0] if found else None


def with_attribute(attributes: str, name: str, value: str) -> str:
    """The text of a tag's attributes with one replaced, or added at the end."""
    before, found, after = attributes.partition(f' {name}="')
    return f'{before} {name}="{value}"{after.partition(chr(34))[2]}' if found else f'{attributes} {name}="{value}"'


def without_attribute(attributes: str, name: str) -> str:
    """The text of a tag's attributes without one."""
    before, found, after = attributes.partition(f' {name}="')
    return before + after.partition('"')[2] if found else attributes


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
