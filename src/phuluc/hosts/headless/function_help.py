"""The worksheet functions as `phuluc functions` lists them: in words, and as records for JSON."""

from __future__ import annotations

from typing import Any

from phuluc.functions import Argument, Example, WorksheetFunction, usage

#: Between arguments where the decimal mark is a comma, as on Vietnamese machines.
_SEPARATOR = ";"


def function_help(function: WorksheetFunction) -> str:
    """Signature, summary, one line an argument, result and a typical formula."""
    signature = f"{_SEPARATOR} ".join(map(_placeholder, function.arguments))
    return "\n".join(
        [
            f"{function.name}({signature})",
            f"  {function.summary}",
            *(f"    {_placeholder(argument)}: {argument.help}" for argument in function.arguments),
            f"  Kết quả: {function.result}",
            f"  Ví dụ: {usage(function, _SEPARATOR)}",
        ]
    )


def function_record(function: WorksheetFunction) -> dict[str, Any]:
    """One element of `phuluc functions --json`; `usage` stands in the form of files, with "," between arguments."""
    return {
        "name": function.name,
        "category": function.category,
        "summary": function.summary,
        "arguments": [_record(argument) for argument in function.arguments],
        "result": function.result,
        "usage": usage(function, ","),
        "examples": [_record(example) for example in function.examples],
    }


def _record(item: Argument | Example) -> dict[str, Any]:
    return {field: getattr(item, field) for field in type(item).__slots__}


def _placeholder(argument: Argument) -> str:
    return f"[{argument.name}]" if argument.optional else argument.name
