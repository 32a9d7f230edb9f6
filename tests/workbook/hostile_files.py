"""Workbooks as attackers, accidents and other programs make them, each by one change to a good one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """Copy a package with other or more parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target


def part(source: Path, name: str) -> bytes:
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)


def sheet(cells: str, after: str = "") -> bytes:
    """A worksheet part with this in its `sheetData`."""
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'.encode()


def with_sheet(source: Path, target: Path, cells: str, after: str = "") -> Path:
    return changed(source, target, {"xl/worksheets/sheet1.xml": sheet(cells, after)})


def with_relationship(source: Path, target: Path, kind: str, address: str, extra: dict[str, bytes]) -> Path:
    """Add a relationship of the workbook: to a part of `extra`, or out of the file where `address` has a scheme."""
    rels = part(source, "xl/_rels/workbook.xml.rels")
    mode = ' TargetMode="External"' if ":" in address else ""
    added = f'<Relationship Id="rId900" Type="{RELATIONSHIPS}/{kind}" Target="{address}"{mode}/></Relationships>'
    return changed(
        source,
        target,
        {"xl/_rels/workbook.xml.rels": rels.replace(b"</Relationships>", added.encode()), **extra},
    )


def with_dde_link(source: Path, target: Path) -> Path:
    """A link to a program, as Excel stores it."""
    link = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return with_relationship(
        source,
        target,
        "externalLink",
        "externalLinks/externalLink1.xml",
        {"xl/externalLinks/externalLink1.xml": link.encode()},
    )


def with_external_book(source: Path, target: Path, address: str) -> Path:
    """A link to another workbook."""
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/externalLinkPath" Target="{address}" TargetMode="External"/>'
        "</Relationships>"
    )
    return with_relationship(
        source,
        target,
        "externalLink",
        "externalLinks/externalLink1.xml",
        {
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode(),
        },
    )


def overlapping(target: Path) -> Path:
    """Two entries of the archive's directory that inflate the same bytes."""
    content = b"<a/>" * 100
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(content) + packed.flush()
    checksum = zlib.crc32(content)
    file = io.BytesIO()
    name = b"[Content_Types].xml"
    file.write(struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, checksum, len(data), len(content), len(name), 0))
    file.write(name + data)
    start = file.tell()
    for listed in (name, b"xl/workbook.xml"):
        sizes = (checksum, len(data), len(content), len(listed))
        file.write(struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, *sizes, 0, 0, 0, 0, 0, 0) + listed)
    size = file.tell() - start
    file.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, size, start, 0))
    target.write_bytes(file.getvalue())
    return target


def lying_about_its_size(source: Path, target: Path, name: str) -> Path:
    """The archive says that a part is ten bytes long; it inflates to all it holds."""
    content = bytearray(source.read_bytes())
    place = content.rindex(name.encode()) - 46
    assert content[place : place + 4] == b"PK\1\2"
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    target.write_bytes(content)
    return target
