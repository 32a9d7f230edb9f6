"""What the free add-in Excel-DNA IntelliSense shows while a formula is typed, as it reads it: a sheet of the add-in.

It reads that sheet, hidden or not, of every workbook and add-in that is open. It would also read an XML file beside the
add-in, but in Excel's startup folder Excel itself would open such a file as a workbook.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from phuluc.functions import WorksheetFunction

INTELLISENSE_SHEET: Final = "_IntelliSense_"
_HEAD: Final = ("FunctionInfo", "Description", "HelpTopic")


def intellisense_rows(catalogue: Iterable[WorksheetFunction]) -> list[list[str]]:
    """Give the rows of the sheet from A1: a head, then name, description, help topic (""), pairs for the arguments."""
    functions = [_row(function) for function in catalogue]
    pairs = (max(map(len, functions)) - len(_HEAD)) // 2
    arguments = chain.from_iterable((f"Argument{number}", "Description") for number in range(1, pairs + 1))
    return [[*_HEAD, *arguments], *functions]


def _row(function: WorksheetFunction) -> list[str]:
    names = [f"[{argument.name}]" if argument.optional else argument.name for argument in function.arguments]
    help_texts = [argument.help for argument in function.arguments]
    description = f"{function.summary} Kết quả: {function.result}"
    return [function.name, description, "", *chain.from_iterable(zip(names, help_texts, strict=True))]
