"""The user guide: what can go stale is written by the program and compared; what is written by hand leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from phuluc.annexes.families import FAMILIES
from phuluc.checks.catalogue import CATALOGUE as CHECKS
from phuluc.checks.scores.catalogue import SCORE_CATALOGUE
from phuluc.functions import CATALOGUE as FUNCTIONS
from phuluc.functions import usage
from phuluc.hosts.excel.install import settings as installation_settings
from phuluc.hosts.headless.arguments.parser import build_parser
from phuluc.hosts.headless.guide.commands_page import subcommands
from phuluc.hosts.headless.guide.pages import GUIDE_FOLDER, guide_pages
from phuluc.hosts.headless.guide.settings_page import entries
from phuluc.report.typed.catalogue import CATALOGUE as REPORT_CHECKS
from phuluc.workbook.vba.ribbon import GROUPS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
VARIABLE = re.compile(r"\bPHULUC_[A-Z_]*[A-Z]\b")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / GUIDE_FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "make"), guide_pages().items(), ids=lambda part: getattr(part, "name", ""))
def test_written_pages_are_current(path: Path, make: Callable[[], bytes]) -> None:
    """A page that the program writes is the one that stands here; `phuluc build` brings it up to date."""
    assert (ROOT / path).read_bytes() == make()


def test_every_function_has_examples_in_both_separators() -> None:
    """Each worksheet function is explained, with a formula for Vietnamese and one for English machines."""
    page = text("ham.md")

    for function in FUNCTIONS:
        section = page.partition(f"\n## {function.name}\n")[2].partition("\n## ")[0]
        assert function.summary in section
        assert section.count(f"`={function.name}(") >= 2 * len(function.examples) > 0
        if len(function.usage_arguments) > 1:
            assert f"`={function.name}({function.usage_arguments[0].partition(':')[0]}" in section
            assert usage(function, ";").count(";") <= section.count(";")


def test_every_check_has_a_remedy() -> None:
    """Each check stands in the guide with its code, what makes it fire and what to do."""
    parts = text("kiem-tra.md").split("\n## ")[1:]
    catalogues = (CHECKS, SCORE_CATALOGUE, REPORT_CHECKS)

    for part, check in [(part, check) for part, checks in zip(parts, catalogues, strict=True) for check in checks]:
        section = part.partition(f"\n### {check.title}\n")[2].partition("\n### ")[0]
        assert f"`{check.code}`" in section
        assert check.looks_for.rstrip(".") in section
        assert check.remedy[1:].rstrip(".") in section


def test_every_command_option_and_setting_stands_in_the_guide() -> None:
    """Each command with each of its options, and each entry of "Thông tin" of each family, is explained."""
    commands, settings = text("lenh.md"), text("thiet-dat.md")

    for name, parser in subcommands(build_parser()).items():
        section = commands.partition(f"\n## phuluc {name}\n")[2].partition("\n## ")[0]
        assert f"\nphuluc {name}" in section.partition("Ví dụ:")[2]
        for action in parser._actions:
            assert action.dest == "help" or all(option in section for option in action.option_strings)
            assert action.dest == "help" or action.help
    for kind in FAMILIES:
        section = settings.partition(f"\n## Trang Thông tin: {kind}\n")[2].partition("\n## ")[0]
        assert [entry.key for entry in entries(kind) if f"`{entry.key}`" not in section] == []
    names = {value for name, value in vars(installation_settings).items() if name in ("INTERPRETER", "TEMPORARY")}
    assert [key for key in {*names, *installation_settings._ALWAYS} if f"| `{key}` |" not in settings] == []


def test_every_button_is_explained() -> None:
    """Each button of the ribbon stands by its label in the page on Excel, to which that on LibreOffice leads."""
    page = (DOCS / "excel.md").read_text(encoding="utf-8")

    assert [button.label for group in GROUPS for button in group.buttons if f"| {button.label} |" not in page] == []
    assert "excel.md#các-nút-của-thẻ-phụ-lục" in (DOCS / "libreoffice.md").read_text(encoding="utf-8")


def test_every_variable_of_the_environment_is_explained() -> None:
    """A variable that the sources, the tests or the Makefile look at stands in the guide or in the developers' page."""
    explained = set(VARIABLE.findall(text("thiet-dat.md") + (DOCS / "developing.md").read_text(encoding="utf-8")))
    looked_at = {
        name
        for folder, pattern in (("src", "*.py"), ("tests", "*.py"), (".", "Makefile"), (".ci", "run"))
        for path in (ROOT / folder).rglob(pattern)
        if folder != "." or path.parent == ROOT
        for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }

    assert looked_at - explained == set()


def test_links_and_pictures_of_the_documents_lead_somewhere() -> None:
    """Every link of the documents leads to a file that is there, and to a heading of it where it names one."""
    broken = []
    for document in [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")]:
        for target, anchor in LINK.findall(document.read_text(encoding="utf-8")):
            led_to = (document.parent / target) if target else document
            if not led_to.exists() or (anchor and anchor not in _anchors(led_to)):
                broken.append(f"{document.relative_to(ROOT)}: {target}#{anchor}")

    assert broken == []


def _anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as renderers of Markdown make them."""
    headings = HEADING.findall(document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
