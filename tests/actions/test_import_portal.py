"""The portal's scores imported into books of scores, through the command a clerk gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.portal_dumps import COUNTRY, PortalUnit, portal_units, write_csv, write_dump, write_html, write_json
from phuluc import cli
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.units import canonical_name
from phuluc.functions import INDICATOR_RANK, SCORE_CHANGE, SCORE_TREND

DUMP = Path(__file__).parents[1] / "data" / "cong_dvcqg_an_giang_2025_10.xlsx"
TRENDS = {"Tăng": "tang", "Giảm": "giam", "Giữ nguyên": "giu_nguyen"}
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; gives its exit status and standard output."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        status = cli.main([str(argument) for argument in arguments])
        return status, capsys.readouterr().out

    return call


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with empty books and a province of 149 units at two dates in all forms."""
    path = tmp_path_factory.mktemp("portal")
    for kind in ("diem-tuan", "diem-thang"):
        assert cli.main(["new", kind, "-o", str(path / f"{kind}.xlsx")]) == 0
    before, now = portal_units(date=0), portal_units(date=1)
    write_json(path / "before.json", before, asOf="2026-09-30", period="tháng 9/2026")
    write_json(path / "now.json", now, asOf="2026-10-31", period="tháng 10/2026")
    write_dump(path / "now.xlsx", now)
    write_csv(path / "now.csv", now)
    write_html(path / "now.xls", now)
    book = path / "before.xlsx"
    source = str(path / "before.json")
    assert cli.main(["import", source, str(path / "diem-tuan.xlsx"), "-o", str(book), "--slot", "previous"]) == 0
    return path


def exported(run: Run, book: Path) -> dict[str, Any]:
    status, text = run("export", book)
    assert status == 0
    return dict(json.loads(text))


def rows_of(figures: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(table["tier"], row["unit"]): row for table in figures["tables"] for row in table["rows"]}


def tier_of(unit: PortalUnit) -> str:
    return "cap_tinh" if unit.group == "AGENCY" else "cap_xa"


def test_a_province_at_two_dates(folder: Path, tmp_path: Path, run: Run) -> None:
    """149 units of 2026 imported twice: every score, axis, change, trend and rank is that of the two exports."""
    book = tmp_path / "book.xlsx"
    assert run("import", folder / "now.json", folder / "before.xlsx", "-o", book)[0] == 0
    figures = exported(run, book)
    rows = rows_of(figures)
    before = {unit.code: unit for unit in portal_units(date=0)}
    now = portal_units(date=1)
    totals = {tier: [[float(u.total)] for u in now if tier_of(u) == tier] for tier in ("cap_tinh", "cap_xa")}
    earlier = {tier: [[float(u.total)] for u in before.values() if tier_of(u) == tier] for tier in totals}

    assert figures["comparable"] is True
    assert (figures["period"], figures["previous_period"]) == ("tháng 10/2026", "tháng 9/2026")
    for unit in now:
        tier, was = tier_of(unit), before[unit.code]
        row = rows[tier, canonical_name(unit.name)]
        assert (row["current"], row["previous"]) == (float(unit.total), float(was.total))
        assert row["axes"] == {
            code: float(unit.points[{"dvctt": "CLGQ"}.get(code, code.upper())]) for code in AXIS_CODES
        }
        assert row["change"] == SCORE_CHANGE(float(unit.total), float(was.total))
        assert row["trend"] == TRENDS[SCORE_TREND(float(unit.total), float(was.total))]
        assert row["rank"] == INDICATOR_RANK(float(unit.total), totals[tier])
        assert row["previous_rank"] == INDICATOR_RANK(float(was.total), earlier[tier])


def test_a_province_of_149_units_is_issued(folder: Path, tmp_path: Path, run: Run) -> None:
    """Each tier is an annex: all units in order of score, a page wide, the header on each page, pages numbered."""
    book, issued = tmp_path / "book.xlsx", tmp_path / "annex.xlsx"
    assert run("import", folder / "now.json", folder / "before.xlsx", "-o", book)[0] == 0
    assert run("annex", book, "-o", issued)[0] == 0
    annexes = openpyxl.load_workbook(issued)

    assert annexes.sheetnames == ["Phụ lục I", "Phụ lục II"]
    for sheet, units in zip(annexes, (14, 135), strict=True):
        scores = [row[3].value for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        assert len(scores) == units
        assert scores == sorted(scores, reverse=True)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddHeader.center.text == "&P"
        assert sheet.HeaderFooter.differentFirst
    # The header is two rows high; the agencies fill one page and need none again.
    assert [sheet.print_title_rows for sheet in annexes] == [None, "$6:$7"]


def test_scores_a_book_has_no_table_for_are_told_once(folder: Path, tmp_path: Path, run: Run) -> None:
    """The monthly letter ranks communes alone: the agencies' scores are one line, and nothing that failed to match."""
    book = tmp_path / "book.xlsx"
    status, text = run("import", folder / "now.json", folder / "diem-thang.xlsx", "-o", book)
    assert status == 0
    assert "không có bảng điểm của cấp tỉnh: bỏ qua điểm của 14 đơn vị" in text
    assert "Không khớp" not in text


@pytest.mark.parametrize("form", ["now.csv", "now.xls", "now.xlsx"])
def test_every_form_fills_the_same_rows(folder: Path, tmp_path: Path, run: Run, form: str) -> None:
    """A CSV, a page named .xls and a dump fill the book that an export as JSON began."""
    book = tmp_path / "book.xlsx"
    status, text = run("import", folder / form, folder / "before.xlsx", "-o", book)
    rows = rows_of(exported(run, book))

    assert status == 0, text
    assert {(tier_of(unit), canonical_name(unit.name), float(unit.total)) for unit in portal_units(date=1)} == {
        (tier, name, row["current"]) for (tier, name), row in rows.items() if row["current"] is not None
    }


def test_across_the_change_of_basis_there_is_no_change(folder: Path, tmp_path: Path, run: Run) -> None:
    """A dump of the old portal beside an export of the new one: no change, no trend, and cells that say why."""
    book = tmp_path / "book.xlsx"
    assert run("import", folder / "now.xlsx", folder / "diem-tuan.xlsx", "-o", book, "--slot", "previous")[0] == 0
    assert run("import", folder / "now.json", book)[0] == 0
    figures = exported(run, book)

    assert figures["comparable"] is False
    assert {(row["change"], row["trend"]) for row in rows_of(figures).values()} == {(None, None)}
    sheet = openpyxl.load_workbook(book, data_only=True)["Phụ lục II"]
    assert any(cell.value == "Không cùng cơ sở tính" for row in sheet for cell in row)


def test_a_csv_gets_its_basis_by_the_day(folder: Path, tmp_path: Path, run: Run) -> None:
    """A source that tells no basis has that of the day in "Thông tin"; without a day that is said."""
    book = tmp_path / "book.xlsx"
    assert "Chưa rõ cơ sở tính điểm" in run("import", folder / "now.csv", folder / "diem-tuan.xlsx", "-o", book)[1]

    dated = tmp_path / "dated.xlsx"
    assert run("new", "diem-tuan", "-o", dated, "--set", "ngay_ky_nay=16/10/2025")[0] == 0
    assert "theo ngày 16/10/2025: Cổng DVCQG, cách tính đến hết năm 2025" in run("import", folder / "now.csv", dated)[1]
    assert run("import", folder / "before.json", dated, "--slot", "previous")[0] == 0
    assert exported(run, dated)["comparable"] is False


def test_what_does_not_match_is_listed(folder: Path, tmp_path: Path, run: Run) -> None:
    """A unit the book lacks, one the source lacks, and a code that disagrees with its name: each is told, exit 1."""
    units = portal_units(date=1)
    communes = [unit for unit in units if unit.group == "COMMUNE"]
    first, second, third = communes[0], communes[1], communes[2]
    changed = {
        first.code: PortalUnit("H99.999", "UBND xã Tân Lập Mới - tỉnh Bình Minh", "COMMUNE", first.points),
        second.code: PortalUnit(third.code, second.name, "COMMUNE", second.points),
    }
    write_json(tmp_path / "now.json", [changed.get(u.code, u) for u in units if u.code != third.code])
    book = tmp_path / "book.xlsx"
    status, text = run("import", tmp_path / "now.json", folder / "before.xlsx", "-o", book)
    rows = rows_of(exported(run, book))

    assert status == 1
    assert "UBND xã Tân Lập Mới" in text
    assert "sổ không có đơn vị này" in text
    assert "mã và tên chỉ đến hai đơn vị khác nhau" in text
    for unit in (first, second, third):
        assert canonical_name(unit.name) in text or unit.name in text
        assert rows["cap_xa", canonical_name(unit.name)]["current"] is None


def test_a_renamed_commune_is_found_by_its_code(folder: Path, tmp_path: Path, run: Run) -> None:
    """A commune that became a ward keeps its code: its row is filled and the other name is told."""
    units = portal_units(date=1)
    commune = next(unit for unit in units if "UBND xã" in unit.name)
    renamed = PortalUnit(commune.code, commune.name.replace("UBND xã", "UBND phường"), "COMMUNE", commune.points)
    write_json(tmp_path / "now.json", [renamed if unit is commune else unit for unit in units])
    book = tmp_path / "book.xlsx"
    status, text = run("import", tmp_path / "now.json", folder / "before.xlsx", "-o", book)

    assert status == 0
    assert f"Mã {commune.code}: nguồn ghi “{canonical_name(renamed.name)}”" in text
    row = rows_of(exported(run, book))["cap_xa", canonical_name(commune.name)]
    assert row["current"] == float(commune.total)


def test_communes_of_one_name_stay_two(folder: Path, tmp_path: Path, run: Run) -> None:
    """Two communes of one name under two codes have two rows, each with its own score."""
    units = portal_units(communes=6, agencies=1)
    first, second = (unit for unit in units if unit.group == "COMMUNE" and unit.code in ("H99.101", "H99.102"))
    twins = [PortalUnit(unit.code, first.name, unit.group, unit.points) if unit is second else unit for unit in units]
    write_json(tmp_path / "twins.json", twins)
    book = tmp_path / "book.xlsx"
    assert run("import", tmp_path / "twins.json", folder / "diem-tuan.xlsx", "-o", book)[0] == 0
    scores = [
        row["current"]
        for table in exported(run, book)["tables"]
        for row in table["rows"]
        if row["unit"] == canonical_name(first.name)
    ]

    assert sorted(scores) == sorted([float(first.total), float(second.total)])


def test_an_giang_of_2025(folder: Path, tmp_path: Path, run: Run) -> None:
    """The real dump fills an empty weekly book: 15 agencies, 102 communes, the province's axes and its rank 9/34."""
    book = tmp_path / "an_giang.xlsx"
    status, text = run("import", DUMP, folder / "diem-tuan.xlsx", "-o", book)
    figures = exported(run, book)
    rows = rows_of(figures)

    assert status == 0
    assert "toàn số nguyên" in text
    assert [len(table["rows"]) for table in figures["tables"]] == [15, 102, 1]
    assert rows["cap_xa", "UBND xã Nhơn Hội"]["current"] == 92.91
    assert rows["cap_xa", "UBND xã Giang Thành"]["rank"] == rows["cap_xa", "UBND xã Chợ Vàm"]["rank"] == 4
    (province,) = figures["tables"][2]["rows"]
    assert (province["current"], province["rank"], province["axes"]["dvctt"]) == (87.86, 9, 8.39)


def test_merged_agencies_are_told(tmp_path: Path, run: Run) -> None:
    """Between October 2024 and April 2025 Sở Tài chính took in another agency, Sở Y tế did not."""
    book, source = tmp_path / "book.xlsx", tmp_path / "scores.csv"
    source.write_text("name,total\nSở Tài chính,62.29\nSở Y tế,87.17\nUBND xã An Lão,80\n", encoding="utf-8")
    days = ("--set", "ngay_ky_truoc=31/10/2024", "--set", "ngay_ky_nay=08/04/2025")
    assert run("new", "diem-tuan", "-o", book, *days)[0] == 0
    text = run("import", source, book)[1]

    assert "Phụ lục II: Sở Tài chính hợp nhất hoặc sắp xếp lại giữa 31/10/2024 và 08/04/2025, không so sánh" in text
    assert "Phụ lục III: UBND" not in text


def test_a_monthly_book_takes_the_month_of_the_province(folder: Path, tmp_path: Path, run: Run) -> None:
    """A book of figures of the period takes "Điểm tháng", not "Điểm năm"."""
    book = tmp_path / "month.xlsx"
    run("import", DUMP, folder / "diem-thang.xlsx", "-o", book)
    province = exported(run, book)["tables"][-1]["rows"][0]

    assert (province["current"], province["rank"]) == (86.74, 13)


def test_a_commune_takes_only_itself(tmp_path: Path, run: Run) -> None:
    """A commune's book takes its own scores out of the province's list, with its rank among the communes."""
    book = tmp_path / "commune.xlsx"
    assert run("new", "diem-xa", "-o", book, "--set", "dia_danh=UBND xã Nhơn Hội")[0] == 0
    assert run("import", DUMP, book)[0] == 0
    (commune,) = exported(run, book)["tables"][-1]["rows"]

    assert (commune["unit"], commune["current"], commune["rank"]) == ("UBND xã Nhơn Hội", 92.91, 9)
    assert sum(Decimal(str(value)) for value in commune["axes"].values()) == Decimal("92.91")


def test_a_commune_that_is_not_in_the_list_takes_nothing(tmp_path: Path, run: Run) -> None:
    """No other commune's scores come into the book of one that the list lacks; the book stays as it was."""
    book = tmp_path / "commune.xlsx"
    assert run("new", "diem-xa", "-o", book, "--set", "dia_danh=UBND xã Bình Thành")[0] == 0
    content = book.read_bytes()

    assert run("import", DUMP, book)[0] == 2
    assert book.read_bytes() == content


def test_a_book_of_the_seven_indicators_refuses_scores(tmp_path: Path, run: Run) -> None:
    """Scores do not go into a book of counts; it is said where they go."""
    book = tmp_path / "counts.xlsx"
    assert run("new", "bay-chi-tieu", "-o", book)[0] == 0
    assert run("import", DUMP, book)[0] == 2


def test_the_communes_of_the_whole_country(folder: Path, tmp_path: Path, run: Run) -> None:
    """3,321 communes of one dump go into a book, each with its score, and are ranked among all."""
    units = portal_units(communes=COUNTRY)
    write_dump(tmp_path / "country.xlsx", units)
    book = tmp_path / "country_book.xlsx"
    status, text = run("import", tmp_path / "country.xlsx", folder / "diem-tuan.xlsx", "-o", book)
    rows = rows_of(exported(run, book))
    communes = [unit for unit in units if unit.group == "COMMUNE"]

    assert status == 0, text
    assert len(rows) == COUNTRY + 15
    for unit in communes:
        assert rows["cap_xa", canonical_name(unit.name)]["current"] == float(unit.total)
    assert rows["cap_xa", canonical_name(communes[0].name)]["rank"] == 1
