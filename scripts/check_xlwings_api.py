"""Keeps the Excel host to the part of xlwings that every engine has: Windows, macOS, the remote one, our own.

`python scripts/check_xlwings_api.py [FILE …]` reads the modules of the Excel host, follows what is annotated as an
object of xlwings through names, attributes and calls, and names every attribute of such an object that is not on the
lists below. What only a desktop Excel has, such as a PDF, says so on its line: `# desktop: reason`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = ROOT / "src" / "phuluc" / "hosts" / "excel"
WAIVER = "# desktop: "

#: Attributes and methods that lead to further objects, on Windows, macOS and the remote engine of xlwings 0.37.8.
OBJECTS = frozenset(
    {
        "active",
        "add",
        "app",
        "apps",
        "autofilter",
        "book",
        "books",
        "borders",
        "caller",
        "cells",
        "charts",
        "columns",
        "conditional_formats",
        "data_validation",
        "end",
        "expand",
        "font",
        "last_cell",
        "macro",
        "names",
        "offset",
        "options",
        "page_setup",
        "pictures",
        "range",
        "refers_to_range",
        "resize",
        "rows",
        "selection",
        "sheet",
        "sheets",
        "tables",
        "used_range",
    }
)
#: Those that give plain data or do something. Formats and formulas are not here: the remote engine cannot read them.
DATA = frozenset(
    {
        "activate",
        "add_hyperlink",
        "address",
        "alert",
        "autofill",
        "autofit",
        "calculate",
        "calculation",
        "clear",
        "clear_contents",
        "clear_formats",
        "column",
        "copy",
        "count",
        "delete",
        "fullname",
        "get_address",
        "index",
        "insert",
        "merge",
        "move",
        "name",
        "print_area",
        "raw_value",
        "refers_to",
        "replace_all",
        "row",
        "select",
        "set_source_data",
        "shape",
        "sheet_names",
        "size",
        "sort",
        "unmerge",
        "update",
        "value",
        "visible",
    }
)
#: What can be set.
WRITES = frozenset(
    {
        "bold",
        "calculation",
        "chart_type",
        "color",
        "display_alerts",
        "formula",
        "formula2",
        "formula_array",
        "horizontal_alignment",
        "italic",
        "line_style",
        "name",
        "number_format",
        "print_area",
        "raw_value",
        "refers_to",
        "row_height",
        "screen_updating",
        "show_gridlines",
        "value",
        "vertical_alignment",
        "visible",
        "weight",
        "wrap_text",
    }
)
#: Names of the package that stand for objects, and the rest that is used of it. `pro` is under another licence, and
#: modules with an underscore are one engine's own.
CLASSES = frozenset({"App", "Book", "Name", "Range", "Sheet", "apps", "books", "engines"})
PACKAGE = CLASSES | {"XlwingsError", "arg", "conversion", "func", "ret"}
#: Names nothing else has: wrong on whatever object they stand.
UNMISTAKABLE = frozenset(
    {"api", "current_region", "freeze_panes", "impl", "merge_area", "merge_cells", "status_bar", "to_pdf", "to_png"}
)


def findings(source: str) -> list[tuple[int, str]]:
    """Line and reason for each use of what not every engine has."""
    tree = ast.parse(source)
    if not any(name.split(".")[0] in {"xlwings", "xw"} for node in ast.walk(tree) for name in _imported(node)):
        return []
    lines = source.splitlines()
    check = _Check(tree)
    check.visit(tree)
    return sorted({(line, reason) for line, reason in check.found if WAIVER not in lines[line - 1]})


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(alias.name for alias in node.names)]
    return []


def _of_xlwings(annotation: ast.expr | None) -> bool:
    names = ast.walk(annotation) if annotation is not None else ()
    return any(isinstance(name, ast.Name) and name.id in {"xlwings", "xw"} for name in names)


class _Check(ast.NodeVisitor):
    """One module; `known` holds what is an object of xlwings: names, and "self.x" and "f()" for its own members."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[tuple[int, str]] = []
        self.known = {
            f"{node.name}()"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and _of_xlwings(node.returns)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                self.known |= {f"self.{field}" for field in _annotated(node.body)}

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        deep = [name for name in _imported(node) if name.startswith("xlwings.")]
        if isinstance(node, ast.ImportFrom) and node.module == "xlwings":
            deep = [alias.name for alias in node.names if alias.name not in PACKAGE]
        if deep:
            self.found.append((node.lineno, f"import of {', '.join(deep)}"))

    visit_ImportFrom = visit_Import  # noqa: N815 - ast's name

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer = set(self.known)
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for argument in arguments:
            (self.known.add if _of_xlwings(argument.annotation) else self.known.discard)(argument.arg)
        self.generic_visit(node)
        self.known = outer | {name for name in self.known if name.startswith("self.")}

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._learn(target, node.value)

    def visit_For(self, node: ast.For) -> None:
        self._learn(node.target, node.iter)
        self.generic_visit(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) -> None:
        for generator in node.generators:
            self._learn(generator.target, generator.iter)
        self.generic_visit(node)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp  # noqa: N815 - ast's names

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in {"xlwings", "xw"}:
            wrong = node.attr not in PACKAGE
        elif not self._is_known(node.value):
            wrong = node.attr in UNMISTAKABLE and not (isinstance(node.value, ast.Name) and node.value.id == "self")
        else:
            wrong = node.attr not in (OBJECTS | DATA if isinstance(node.ctx, ast.Load) else WRITES)
        if wrong:
            verb = "reading" if isinstance(node.ctx, ast.Load) else "setting"
            self.found.append((node.end_lineno or node.lineno, f"{verb} .{node.attr}"))

    def _learn(self, target: ast.expr, value: ast.expr) -> None:
        name = _member(target)
        if name:
            (self.known.add if self._is_known(value) else self.known.discard)(name)

    def _is_known(self, node: ast.expr) -> bool:
        """Whether an expression gives an object of xlwings, or several of them."""
        if _member(node) in self.known:
            return True
        if isinstance(node, ast.Call):
            function = node.func
            own = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            return f"{own}()" in self.known or self._is_known(function)
        if isinstance(node, ast.Subscript):
            return self._is_known(node.value)
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in {"xlwings", "xw"}:
                return node.attr in CLASSES
            return node.attr in OBJECTS and self._is_known(node.value)
        return False


def _annotated(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.AnnAssign) and _of_xlwings(statement.annotation):
            yield _member(statement.target)


def _member(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"self.{node.attr}"
    return ""


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted(HOST.rglob("*.py"))
    found = [(file, *finding) for file in files for finding in findings(file.read_text(encoding="utf-8"))]
    for file, line, what in found:
        print(f"{file}:{line}: {what}: not on every engine of xlwings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
