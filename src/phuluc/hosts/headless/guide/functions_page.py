"""Every worksheet function: what it gives, its arguments, and examples with the results it really gives."""

from __future__ import annotations

from typing import Final

from phuluc.domain.printed_numbers import format_number
from phuluc.functions import CATALOGUE, Argument, Example, WorksheetFunction, evaluate
from phuluc.hosts.headless.guide.markdown import page, table

_INTRODUCTION: Final = (
    "Gõ vào ô như mọi hàm khác. Máy đặt kiểu số Việt Nam ngăn các đối số bằng dấu chấm phẩy `;` và viết phần thập phân "
    "sau dấu phẩy; máy đặt kiểu số Anh, Mỹ ngăn bằng dấu phẩy `,` và viết phần thập phân sau dấu chấm. Excel và "
    "LibreOffice tự đổi khi mở sổ ở máy khác.\n\n"
    "Đối số trong ngoặc vuông bỏ trống được. Hàm nhận cả vùng: `=INDICATOR_RATE(F7:F24;E7:E24)` cho cả cột. Đối số "
    "sai: Excel hiện chữ `#LỖI: …` nói rõ sai ở đâu, LibreOffice hiện `#VALUE!`. Cột nhiều dòng: xem "
    "[excel.md](../excel.md) và [libreoffice.md](../libreoffice.md)."
)


def functions_page() -> bytes:
    """Write docs/huong-dan/ham.md."""
    index = table(("hàm", "cho biết"), ((f"[{item.name}](#{item.name.lower()})", item.summary) for item in CATALOGUE))
    return page("Các hàm trang tính", _INTRODUCTION, index, *map(_section, CATALOGUE))


def _section(function: WorksheetFunction) -> str:
    names = [f"[{item.name}]" if item.optional else item.name for item in function.arguments]
    arguments = table(("đối số", "là gì"), zip(names, (argument.help for argument in function.arguments), strict=True))
    examples = table(
        ("các ô", "công thức, máy Việt Nam", "hiện", "công thức, máy Anh, Mỹ", "hiện"),
        (_example(function, example) for example in function.examples),
    )
    head = f"## {function.name}\n\n{function.summary}\n\n`{function.name}({'; '.join(names)})`"
    return "\n\n".join((head, arguments, f"Kết quả: {function.result}", examples))


def _example(function: WorksheetFunction, example: Example) -> tuple[str, ...]:
    """Cells, and for both separators the formula over them and its result."""
    places = [_place(function, number, cells) for number, cells in enumerate(example.cells)]
    given = [
        f"{place}: {_listed(cells)}"
        for place, cells in dict(zip(places, example.cells, strict=True)).items()
        if not place.startswith(("“", '"')) and not place.isdigit()
    ]
    result = evaluate(function, *example.cells)
    vietnamese, english = (f"`={function.name}({separator.join(places)})`" for separator in (";", ","))
    return "; ".join(given), vietnamese, _listed(result), english, _listed(result, point=".")


def _place(function: WorksheetFunction, number: int, cells: object) -> str:
    """Where an argument stands: its cell of the typical formula, sized to the example; what comes after is typed in."""
    if number >= len(function.usage_arguments) or _is_typed(function.arguments[number]):
        return f'"{cells}"' if isinstance(cells, str) else str(cells)
    cell, _, _ = function.usage_arguments[number].partition(":")
    if not isinstance(cells, (list, tuple)):
        return cell
    absolute = "$" if "$" in cell else ""
    letters, row = cell.strip("0123456789$"), int(cell.replace("$", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return f"{letters}{absolute}{row}:{letters}{absolute}{row + len(cells) - 1}"


def _is_typed(argument: Argument) -> bool:
    return argument.kind in ("digits", "choice")


def _listed(cells: object, point: str = ",") -> str:
    if isinstance(cells, (list, tuple)):
        return "; ".join(_listed(cell, point) for cell in cells)
    if cells is None or cells == "":
        return "trống"
    if isinstance(cells, (int, float)):
        text = format_number(cells).replace(".", "")
        return text.replace(",", point)
    return f"“{cells}”" if str(cells) != str(cells).strip() else str(cells)
