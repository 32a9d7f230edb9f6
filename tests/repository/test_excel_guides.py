"""The guides for Excel say what is true of the files beside them."""

import re
from pathlib import Path

import pytest

from phuluc.functions import CATALOGUE
from phuluc.workbook.vba.ribbon import GROUPS

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("excel.md", "excel-cai-dat.md")


def section(title):
    """The lines below a heading of excel.md, up to the next one of the same level."""
    text = (DOCS / "excel.md").read_text(encoding="utf-8")
    return re.split(r"^## ", text.split(f"## {title}\n")[1], flags=re.MULTILINE)[0].splitlines()


@pytest.mark.parametrize("name", GUIDES)
def test_links_and_pictures_are_there(name):
    """Every link of a guide leads to a file or a heading; people see a workbook, the tab, and where it is drawn."""
    text = (DOCS / name).read_text(encoding="utf-8")
    links = re.findall(r"\[[^\]]*\]\((?!https?:)([^)#]+)\)", text)

    assert [link for link in links if not (DOCS / link).exists()] == []
    assert [link for link in links if link.startswith("pictures/")]
    assert re.search(r"vẽ (lại )?từ", text)


def test_every_button_is_explained():
    """The table of buttons has those of the tab, in their order."""
    rows = [line.split("|")[1].strip() for line in section("Các nút của thẻ Phụ lục") if line.startswith("| ")]

    assert rows[1:] == [button.label for group in GROUPS for button in group.buttons]


def test_ten_things_to_try():
    """The first person with a Windows machine has ten numbered things to do, the number of functions among them."""
    steps = [line for line in section("Mười việc thử cho người đầu tiên có máy Windows") if re.match(r"\d+\. ", line)]

    assert [step.split(".")[0] for step in steps] == [str(number) for number in range(1, 11)]
    assert f"đủ {len(CATALOGUE)} hàm" in "\n".join(steps)


def test_what_is_unproved_is_listed():
    """What only Windows and Excel can show is named apart from what is proved."""
    proved, unproved = "\n".join(section("Điều gì đã và chưa được chứng minh")).split("Chưa, phải có Windows và Excel:")

    assert "tests/hosts/memory_engine" in proved
    assert unproved.count("\n- ") >= 5
