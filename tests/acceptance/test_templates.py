"""The committed templates: built from text, accepted by Microsoft's validator, fit to be worked in and printed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from phuluc.hosts.headless.build_artifacts import templates
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import ROOT, done
from tests.acceptance.packages import parts
from tests.hosts import Validate

TEMPLATES = [ROOT / path for path in templates()]
A4, MARGIN_INCHES = 9, (0.55, 1.4)
by_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)


@cache
def opened(template: Path) -> Any:
    """A template as openpyxl reads it, once for all who look at it."""
    return openpyxl.load_workbook(template)


def annexes(book: Any) -> list[Any]:
    return [sheet for sheet in book if sheet.title.startswith("Phụ lục")]


def test_templates_are_rebuilt_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`phuluc build` gives the committed templates, all of them and no other."""
    monkeypatch.chdir(tmp_path)
    done("build")
    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
    committed = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "workbook_templates").rglob("*.xlsx")}
    assert built.keys() == committed.keys()
    assert [path for path in built if built[path] != committed[path]] == []


@by_template
def test_new_gives_the_template(template: Path, tmp_path: Path) -> None:
    """`phuluc new` without units gives the committed template."""
    kind = template.parent.name
    model, edition = re.fullmatch(rf"{kind}(?:-(\d)cap)?-(\w+)", template.stem).groups()
    chosen = ("--set", f"mo_hinh={model} cấp") if model else ()
    done("new", kind, "-o", tmp_path / f"so{template.suffix}", "--edition", edition, *chosen)
    assert (tmp_path / f"so{template.suffix}").read_bytes() == template.read_bytes()


@by_template
def test_microsoft_finds_nothing_wrong_with_a_template(template: Path, open_xml_findings: Validate) -> None:
    """Excel has nothing to repair in a template."""
    assert open_xml_findings(template) == []


@pytest.mark.parametrize("book", ["quarter_live", "quarter_native", "dirty_live"])
def test_microsoft_finds_nothing_wrong_with_a_filled_book(
    book: str, open_xml_findings: Validate, request: pytest.FixtureRequest
) -> None:
    """Excel has nothing to repair in a book after import and refresh."""
    assert open_xml_findings(request.getfixturevalue(book)) == []


def test_microsoft_finds_nothing_wrong_with_the_issued_annex(
    quarter_live: Path, open_xml_findings: Validate, tmp_path: Path
) -> None:
    """Excel has nothing to repair in the issued annex."""
    done("annex", quarter_live, "-o", tmp_path / "phu luc.xlsx")
    assert open_xml_findings(tmp_path / "phu luc.xlsx") == []


def rules_of(path: Path) -> dict[str, int]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: sum(len(found.rules) for found in sheet.conditional_formatting) for sheet in book}


def test_conditional_formats_are_per_column(tmp_path: Path, quarter_live: Path) -> None:
    """The number of rules depends on the columns alone, in a new book of 135 communes and after an import."""
    units = tmp_path / "units.csv"
    units.write_text("tier,unit\n" + "\n".join(f"cap_xa,UBND xã số {n}" for n in range(135)), encoding="utf-8")
    done("new", "bay-chi-tieu", "-o", tmp_path / "135.xlsx", "--units", units)
    empty = rules_of(ROOT / "workbook_templates/bay-chi-tieu/bay-chi-tieu-2cap-live.xlsx")
    assert sum(empty.values()) > 100
    assert rules_of(tmp_path / "135.xlsx") == empty
    three_tiers = ROOT / "workbook_templates/bay-chi-tieu/bay-chi-tieu-3cap-live.xlsx"
    assert rules_of(quarter_live) == rules_of(three_tiers)


@pytest.mark.parametrize("name", ["quarter_live", "dirty_native"])
def test_rules_and_input_rules_reach_every_unit_row(name: str, request: pytest.FixtureRequest) -> None:
    """Conditional formats and input rules of an annex cover all of its unit rows."""
    path = request.getfixturevalue(name)
    names, book = FileBook.open(path).names(), openpyxl.load_workbook(path)
    for sheet in annexes(book):
        area = next(area for key, area in names.items() if key.endswith("_bang") and area.sheet == sheet.title)
        ranges = [str(found.sqref) for found in sheet.conditional_formatting]
        ranges += [str(found.sqref) for found in sheet.data_validations.dataValidation]
        rows = {tuple(int(number) for number in re.findall(r"\d+", part)) for text in ranges for part in text.split()}
        assert rows == {(area.top, area.bottom)}


@by_template
def test_input_rules_speak_vietnamese(template: Path) -> None:
    """Each input rule has a title and a message in Vietnamese, as long as Excel allows."""
    vietnamese = re.compile(r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE)
    found = [rule for sheet in opened(template) for rule in sheet.data_validations.dataValidation]
    assert len(found) > 20
    for rule in found:
        assert 0 < len(rule.errorTitle) <= 32, rule.sqref
        assert 0 < len(rule.error) <= 255, rule.sqref
        assert vietnamese.search(rule.errorTitle + rule.error), rule.error
        assert rule.showErrorMessage


@by_template
def test_formulas_are_locked_and_inputs_are_not(template: Path) -> None:
    """On protected sheets every formula is locked, every yellow cell is not; no sheet has a password."""
    book = opened(template)
    for sheet in book:
        assert not sheet.protection.password
        cells = [cell for row in sheet.iter_rows() for cell in row]
        for cell in cells:
            is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
            is_input = cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb.endswith("FFF9E3")
            if is_formula and not is_input:
                assert cell.protection.locked, f"{sheet.title}!{cell.coordinate}"
            if is_input:
                assert not cell.protection.locked, f"{sheet.title}!{cell.coordinate}"
    worked_in = [title for title in ("Thông tin", "Tổng hợp", "Tổng quan") if title in book.sheetnames]
    assert worked_in[0] == "Thông tin"
    for title in (*worked_in, *(sheet.title for sheet in annexes(book))):
        assert book[title].protection.sheet, title


@by_template
def test_annexes_are_set_up_for_work_and_print(template: Path) -> None:
    """Panes are frozen at the first unit, headers repeat on every page, paper is A4 landscape with room to bind."""
    for sheet in annexes(opened(template)):
        names_first = str(sheet["A6"].value).lower() in ("tt", "stt", "số tt")
        assert sheet.freeze_panes == ("C9" if names_first else "A9")
        assert sheet.print_title_rows == "$6:$7"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (A4, "landscape")
        margins = sheet.page_margins
        assert all(MARGIN_INCHES[0] <= side <= MARGIN_INCHES[1] for side in (margins.left, margins.right, margins.top))
        assert margins.left == max(margins.left, margins.right, margins.top, margins.bottom)


@by_template
def test_names_and_formulas_point_somewhere(template: Path) -> None:
    """No name and no formula is a #REF!, and every name of a table denotes cells of a sheet that exists."""
    book = FileBook.open(template)
    areas = book.names()
    texts = {name.name: name.text for name in book.package.defined_names()}
    assert len(areas) > 80
    assert [
        name for name, text in texts.items() if "#REF!" in text or (name not in areas and not name.startswith("_xlnm"))
    ] == []
    assert {area.sheet for area in areas.values()} <= set(book.sheet_names())
    formulas = [text for sheet in book._sheets() for _, _, text in sheet.stored_formulas()]
    assert [text for text in formulas if "#REF!" in text] == []


@by_template
def test_templates_hold_nothing_personal(template: Path) -> None:
    """A template names no author and carries the fixed date."""
    properties = parts(template)["docProps/core.xml"]
    root = etree.fromstring(properties)
    texts = {etree.QName(element).localname: element.text for element in root}
    assert not texts.get("creator")
    assert not texts.get("lastModifiedBy")
    assert texts["created"] == texts["modified"] == "2024-01-01T00:00:00Z"


@by_template
def test_template_is_not_hidden_from_people(template: Path) -> None:
    """All sheets of a template are visible, "Thông tin" first."""
    book = opened(template)
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert book.sheetnames[0] == "Thông tin"
