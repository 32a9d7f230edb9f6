"""The catalogue: every function is declared once, explained in Vietnamese, and does what its examples say."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import phuluc.functions
from phuluc.functions import CATALOGUE, CATEGORY, Example, WorksheetFunction, evaluate, usage

NAMES = [
    "INDICATOR_RATE",
    "INDICATOR_ATTAINED",
    "INDICATOR_GAP",
    "INDICATOR_SHORTFALL",
    "GROUP_RATE",
    "INDICATOR_RANK",
    "SCORE_CHANGE",
    "SCORE_TREND",
    "RANK_CHANGE",
    "SCORE_GRADE",
    "PAIR_RATE",
    "VN_NUMBER",
    "VN_TEXT",
    "UNIT_NAME",
]
ARGUMENTS = {
    "INDICATOR_RATE": "numerator, denominator, [digits=1]",
    "INDICATOR_ATTAINED": "numerator, denominator, target",
    "INDICATOR_GAP": "numerator, denominator, target, [digits=1]",
    "INDICATOR_SHORTFALL": "numerator, denominator, target",
    "GROUP_RATE": "numerators, denominators, [digits=1]",
    "INDICATOR_RANK": "value, values, [ties=chung]",
    "SCORE_CHANGE": "current, previous, [digits=2]",
    "SCORE_TREND": "current, previous",
    "RANK_CHANGE": "current, previous",
    "SCORE_GRADE": "score, [limits], [grades]",
    "PAIR_RATE": "pair, [digits=2]",
    "VN_NUMBER": "text",
    "VN_TEXT": "number, [digits]",
    "UNIT_NAME": "text",
}
VBA_KEYWORDS = {"date", "name", "next", "type", "in", "is", "to", "set", "get", "let", "me", "input", "line", "print"}

every_function = pytest.mark.parametrize("function", CATALOGUE, ids=lambda function: function.name)


def test_catalogue_is_complete() -> None:
    """The fourteen functions stand in the catalogue in their order, each the callable of its name."""
    assert [function.name for function in CATALOGUE] == NAMES
    for function in CATALOGUE:
        assert getattr(phuluc.functions, function.name) is function.implementation


@every_function
def test_signature_is_the_contract(function: WorksheetFunction) -> None:
    """Names, order and defaults of arguments are those promised, in the record and in the Python signature."""
    described = [
        argument.name
        if not argument.optional
        else f"[{argument.name}={argument.default}]"
        if argument.default is not None
        else f"[{argument.name}]"
        for argument in function.arguments
    ]

    assert ", ".join(described) == ARGUMENTS[function.name]
    assert list(inspect.signature(function.implementation).parameters) == [a.name for a in function.arguments]


@every_function
def test_help_is_vietnamese_and_fits_excel(function: WorksheetFunction) -> None:
    """Every text of help is Vietnamese, a sentence, and no longer than the 255 characters Excel takes."""
    texts = [function.summary, function.result, *(argument.help for argument in function.arguments)]

    assert function.category == CATEGORY
    for text in texts:
        assert 10 < len(text) <= 255
        assert text.endswith(".")
        assert any(letter in text for letter in "ạảấầẩậắằặẹẻếềểễệịỉọỏốồổộớờởợụủứừửữựđơưăâêô")
    for argument in function.arguments:
        assert argument.name.isascii()
        assert argument.name.isidentifier()
        assert argument.name not in VBA_KEYWORDS


@pytest.mark.parametrize(
    ("function", "example"),
    [(function, example) for function in CATALOGUE for example in function.examples],
    ids=lambda part: part.name if isinstance(part, WorksheetFunction) else None,
)
def test_examples_hold(function: WorksheetFunction, example: Example) -> None:
    """The examples people are shown give the results they are shown."""
    assert function.implementation(*example.cells) == example.result


def test_usage_in_both_separators() -> None:
    """A typical formula is shown with the separator of the machine."""
    rate, group = CATALOGUE[0], CATALOGUE[4]

    assert usage(rate, ";") == "=INDICATOR_RATE(F7;E7)"
    assert usage(group, ",") == "=GROUP_RATE(F7:F24,E7:E24)"


def test_evaluate_gives_text_for_every_failure() -> None:
    """A host without error values gets "#LỖI: …" for bad input and for a wrong number of arguments."""
    assert evaluate(CATALOGUE[0], "59", 72) == "#LỖI: Tử số phải là số, không phải chữ. Thấy: “59”."
    assert evaluate(CATALOGUE[0], 59) == "#LỖI: INDICATOR_RATE cần 2 đến 3 đối số."
    assert evaluate(CATALOGUE[1], 59) == "#LỖI: INDICATOR_ATTAINED cần 3 đối số."
    assert evaluate(CATALOGUE[0], 59, 72, None) == 81.9


def test_functions_load_without_heavy_modules() -> None:
    """Loading the functions pulls in neither what introspects nor what only names and documents need."""
    code = "import sys, phuluc.functions; print([m for m in sys.argv[1:] if m in sys.modules])"
    unwanted = ["inspect", "dataclasses", "typing", "ast", "phuluc.domain.units", "phuluc.domain.figures"]
    source = Path(phuluc.functions.__file__).parents[2]

    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code, *unwanted],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(source)},
    )

    assert loaded.stdout.strip() == "[]"
