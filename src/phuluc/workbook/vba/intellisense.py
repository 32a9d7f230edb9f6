"""PhuLuc.IntelliSense.xml: what the free add-in Excel-DNA IntelliSense shows while a formula is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from phuluc.functions import WorksheetFunction
from phuluc.workbook.markup import parse, serialise

_NAMESPACE: Final = "http://schemas.excel-dna.net/intellisense/1.0"


def intellisense_xml(catalogue: Iterable[WorksheetFunction]) -> bytes:
    """Give the description file; it must lie beside the add-in and bear its name."""
    root = parse(f'<IntelliSense xmlns="{_NAMESPACE}"/>'.encode())
    functions = etree.SubElement(root, f"{{{_NAMESPACE}}}FunctionInfo")
    for function in catalogue:
        description = f"{function.summary} Kết quả: {function.result}"
        attributes = {"Name": function.name, "Description": description}
        element = etree.SubElement(functions, f"{{{_NAMESPACE}}}Function", attributes)
        for argument in function.arguments:
            name = f"[{argument.name}]" if argument.optional else argument.name
            attributes = {"Name": name, "Description": argument.help}
            etree.SubElement(element, f"{{{_NAMESPACE}}}Argument", attributes)
    etree.indent(root)
    return serialise(root)
