"""The check that keeps the Excel host to what every engine of xlwings has."""

from __future__ import annotations

import pytest

from scripts.check_xlwings_api import HOST, findings

HEAD = "import xlwings as xw\n"


def reasons(code: str) -> list[str]:
    return [reason for _, reason in findings(HEAD + code)]


def test_excel_host_is_portable() -> None:
    """What the Excel host uses of xlwings exists on every engine, or says why it is for the desktop."""
    modules = sorted(HOST.rglob("*.py"))

    assert "udfs.py" in {module.name for module in modules}
    assert {module.name: found for module in modules if (found := findings(module.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def f(book: xw.Book): return book.sheets[0].range('A1').color", "reading .color"),
        ("def f(book: xw.Book): return book.api", "reading .api"),
        (
            "def f(book: xw.Book):\n    for sheet in book.sheets:\n        sheet.freeze_panes('A2')",
            "reading .freeze_panes",
        ),
        ("def f(book: xw.Book): return [s['A1'].formula for s in book.sheets]", "reading .formula"),
        ("def f(book: xw.Book):\n    cell = book.sheets[0]['A1']\n    return cell.merge_area", "reading .merge_area"),
        ("def f(cells: xw.Range): cells.hyperlink = 'x'", "setting .hyperlink"),
        ("def f(cells: xw.Range): return cells.font.bold", "reading .bold"),
        ("def f(): return xw.apps.active.status_bar", "reading .status_bar"),
        ("class A:\n    book: xw.Book\n    def f(self): self.book.to_pdf()", "reading .to_pdf"),
        ("def g() -> xw.Range: ...\ndef f(): return g().current_region", "reading .current_region"),
        ("def f(unknown): unknown.api.Save()", "reading .api"),
        ("import xlwings.pro", "import of xlwings.pro"),
        ("from xlwings import view", "import of view"),
        ("xw.load()", "reading .load"),
    ],
)
def test_what_not_every_engine_has_is_found(code: str, reason: str) -> None:
    """An attribute beyond the portable part is found through names, attributes, loops and calls."""
    assert reasons(code) == [reason]


@pytest.mark.parametrize(
    "code",
    [
        "def f(cells: xw.Range): cells.color = (255, 0, 0); cells.font.bold = True; return cells.value",
        "def f(book: xw.Book): return book.names['x'].refers_to_range.options(ndim=2).value",
        "def f(book: xw.Book, area: Area): return book.sheets[area.sheet].range(area.top, area.left).value.width",
        "def f(book: xw.Book): book.to_pdf()  # desktop: Excel prints",
        "def f(path): return path.parent.open()",
    ],
)
def test_the_portable_part_passes(code: str) -> None:
    """Values, written formats, names, objects of others and what is marked as the desktop's pass."""
    assert reasons(code) == []


def test_modules_without_xlwings_are_not_judged() -> None:
    """A module that does not import xlwings may name its attributes as it likes."""
    assert findings("def f(thing): return thing.api") == []
