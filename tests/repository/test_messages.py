"""What goes wrong is told as a clerk needs it: what, where, what to do, in Vietnamese and without jargon."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import phuluc
from phuluc.checks.catalogue import CATALOGUE as CHECKS
from phuluc.checks.runner import run_checks
from phuluc.checks.scores.catalogue import SCORE_CATALOGUE
from phuluc.checks.scores.runner import run_score_checks
from phuluc.errors import PhuLucError
from phuluc.report.typed.catalogue import CATALOGUE as REPORT_CHECKS
from tests.checks.mutations import clean_book
from tests.checks.test_every_check import MUTATIONS
from tests.scores.test_every_score_check import CHANGES, in_order

SOURCES = Path(phuluc.__file__).parent
#: LibreOffice's own Python loads the first; the second needs Windows.
NOT_HERE = ("phuluc.hosts.libreoffice.extension.", "phuluc.hosts.excel.install.windows", "phuluc.__main__")
#: For who builds the product from its sources, not for who uses it.
FOR_DEVELOPERS = ("workbook/vba/", "hosts/excel/bundle/")
#: Shown in a cell, where there is no room for more, or beside the cell's own help.
IN_A_CELL = {"WorksheetError"}
VIETNAMESE = re.compile("[ăâđêôơưàảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵý]", re.IGNORECASE)
#: Words of English and of the trade that say nothing to a clerk.
FOREIGN = re.compile(
    r"\b(?:error|invalid|missing|failed|cannot|could not|not found|expected|unexpected|unknown|unsupported|file|sheet|"
    r"cell|row|column|value|number|string|path|folder|workbook|byte|bytes|hex|null|none|parse|parser|token|exception|"
    r"traceback|timeout|regex|boolean|integer|float|array|index|schema|encoding error|stream|buffer|thread|callback|"
    r"argument|parameter|function|module|class|object|UDF|COM|XML|HTML|DTD|ASCII|UTF-16|render|cache|stack|runtime)\b",
    re.IGNORECASE,
)
#: What programs, buttons, formats and commands are called, in whatever language; quoted as they stand.
NAMES = re.compile(
    r"“[^”]*”|\([^)]*>[^)]*\)|\(Save As\)|\{[^}]*\}|phuluc [\w-]+(?: --[\w-]+(?: \w+)?)*|--?[a-z][\w-]*|"
    r"[A-Z_]{4,}_[A-Z]+|"
    r"trang web \(HTML/XML\)|HTML|Unprotect Sheet|Properties|Read-only|Task Manager|Excel Workbook|departmentName|"
    r"\.\w+|\bcode, name, group\b"
)


@dataclass(frozen=True)
class Told:
    """One place that raises: its file, its error, and the texts it hands over; what is computed stands as {}."""

    place: str
    error: str
    texts: dict[str, str]


@cache
def errors() -> dict[str, type[PhuLucError]]:
    for module in pkgutil.walk_packages([str(SOURCES)], "phuluc."):
        if not module.name.startswith(NOT_HERE):
            importlib.import_module(module.name)
    found: dict[str, type[PhuLucError]] = {}
    waiting = [PhuLucError]
    while waiting:
        for error in waiting.pop().__subclasses__():
            if error.__module__.startswith("phuluc."):
                found[error.__name__] = error
                waiting.append(error)
    return found


@cache
def told() -> tuple[Told, ...]:
    """Every place of the sources that hands texts to an error, be it the error's own constructor."""
    return tuple(_told())


def _told() -> Iterator[Told]:
    known = errors()
    own_texts = {name for name, error in known.items() if "__init__" in vars(error) or _is_worded_above(error)}
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(_constants(tree))
        for node, error in _calls(tree, known):
            by_constructor = isinstance(node.func, ast.Attribute) and node.func.attr == "__init__"
            if error in own_texts and not by_constructor:
                continue
            texts = {keyword.arg or "": _text(keyword.value, constants) for keyword in node.keywords}
            texts |= {"what": _text(node.args[0], constants)} if node.args else {}
            yield Told(f"{place}:{node.lineno}", error, texts)


def _is_worded_above(error: type[PhuLucError]) -> bool:
    return any("__init__" in vars(base) for base in error.__mro__[1:] if base.__name__ not in _GENERAL)


_GENERAL = {"PhuLucError", "Exception", "BaseException", "object", "ValueError", "NotImplementedError", "XlwingsError"}


def _calls(tree: ast.Module, known: dict[str, type[PhuLucError]]) -> Iterator[tuple[ast.Call, str]]:
    """Calls of an error by name, by `cls` inside it, and of the constructor above inside its own."""
    for scope in ast.walk(tree):
        inside = scope.name if isinstance(scope, ast.ClassDef) and scope.name in known else ""
        if inside:
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and _callee(node) in ("cls", "__init__"):
                    yield node, inside
        elif isinstance(scope, ast.Call) and _callee(scope) in known:
            yield scope, _callee(scope)


def _callee(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The texts a module gives names to."""
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and isinstance(getattr(node, "value", None), ast.expr):
            yield target.id, _text(node.value, {})  # type: ignore[attr-defined]


def _text(node: ast.expr, constants: dict[str, str]) -> str:
    """The words of an expression; what is computed becomes {}."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return constants.get(node.id, "{}")
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, constants) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.IfExp):
        return f"{_text(node.body, constants)} {_text(node.orelse, constants)}"
    if isinstance(node, ast.BinOp):
        return _text(node.left, constants) + _text(node.right, constants)
    return "{}"


def _wrong_with(text: str) -> str:
    """Why a clerk would not understand a text; "" where nothing is wrong, or where it is computed."""
    words = NAMES.sub(" ", text)
    foreign = FOREIGN.search(words)
    if foreign:
        return f"{foreign[0]!r} in {text!r}"
    is_told = VIETNAMESE.search(text) or not text.replace("{}", "").strip()
    return "" if is_told else f"no Vietnamese in {text!r}"


def test_every_error_is_looked_at() -> None:
    """Each error a person can meet is met here at least once, where it is raised or in its own constructor."""
    known = errors()
    seen = {each.error for each in told()}
    bases = {base.__name__ for error in known.values() for base in error.__mro__[1:]}
    worded_above = {name for name, error in known.items() if _is_worded_above(error)}

    assert known.keys() - seen - bases - worded_above == set()


def test_errors_are_told_in_words_of_the_office() -> None:
    """An error says in Vietnamese, without words of the trade, what is wrong and what to do."""
    wrong = []
    for each in told():
        if each.place.startswith(FOR_DEVELOPERS):
            continue
        wrong += [
            f"{each.place}: {why}" for part in ("what", "remedy") if (why := _wrong_with(each.texts.get(part, "")))
        ]
        if "remedy" not in each.texts and each.error not in IN_A_CELL:
            wrong.append(f"{each.place}: {each.error} does not say what to do")

    assert wrong == []


def test_checks_are_told_in_words_of_the_office() -> None:
    """A check says in Vietnamese what it looks for and what the person does next."""
    for check in (*CHECKS, *SCORE_CATALOGUE, *REPORT_CHECKS):
        assert [why for text in (check.title, check.looks_for, check.remedy) if (why := _wrong_with(text))] == []
        assert check.remedy[0].isupper()
        assert not check.remedy.endswith(".")


def test_findings_are_told_in_words_of_the_office() -> None:
    """What a finding says of spoiled figures is Vietnamese and for a clerk; names of units and cells aside."""
    found = [finding for _, mutation, _ in MUTATIONS for finding in run_checks(mutation(clean_book()))]
    found += [finding for change in CHANGES.values() for finding in run_score_checks(change(in_order()))]

    assert {finding.code for finding in found} >= {check.code for check in (*CHECKS, *SCORE_CATALOGUE)}
    assert [why for finding in found for text in (finding.what, finding.remedy) if (why := _wrong_with(text))] == []


def test_errors_carry_their_parts_in_order() -> None:
    """The message is: where and what, what was found, what to do, each closed by one stop."""
    error = PhuLucError("Sai số.", where="Trang!A1", found="59", remedy="Sửa ô")

    assert str(error) == "Trang!A1: Sai số. Thấy: 59. Sửa ô."
    assert list(inspect.signature(PhuLucError).parameters) == ["what", "where", "found", "remedy"]
