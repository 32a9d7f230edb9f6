"""The dump of the portal that An Giang took in October 2025, as it is."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

from phuluc.domain.score_figures import AXIS_CODES, ScoreSnapshot
from phuluc.importers.errors import DuplicateColumnError, SourceError
from phuluc.importers.scores.errors import AboveMaximumError, ScoresOnlyError, SeveralScoreListsError
from phuluc.importers.scores.reading import read_scores
from phuluc.importers.scores.source import ScoreSource
from phuluc.importers.sniff import read_source

DUMP = Path(__file__).parents[2] / "data" / "cong_dvcqg_an_giang_2025_10.xlsx"


@pytest.fixture(scope="module")
def source() -> ScoreSource:
    return read_scores(DUMP)


@pytest.fixture(scope="module")
def snapshot(source: ScoreSource) -> ScoreSnapshot:
    return source.snapshot("trong kỳ").snapshot


def changed(tmp_path: Path, change) -> Path:
    """Give the dump after `change` was made to its workbook."""
    book = openpyxl.load_workbook(DUMP)
    change(book)
    path = tmp_path / "dump.xlsx"
    book.save(path)
    return path


def rename_header(*names: tuple[str, str]):
    def change(book) -> None:
        for sheet in book:
            for cell in sheet[1]:
                cell.value = dict(names).get(cell.value, cell.value)

    return change


def test_every_unit_is_taken_with_the_portal_points(snapshot: ScoreSnapshot) -> None:
    """102 communes and 15 agencies come with the exact points of their cells, and nothing is left over."""
    with load_workbook(str(DUMP)) as book:
        rows = [row for name in ("Sở Ban", "Xã Phường") for row in book.get_sheet_by_name(name).to_python()[1:]]
    printed = [(row[3], Decimal(row[13]), Decimal(row[11]), Decimal(row[10])) for row in rows]
    units = [unit for unit in snapshot.units if unit.tier != "toan_tinh"]

    assert printed == [
        (unit.code, unit.score.total, unit.score.axes["dvctt"], unit.score.axes["tttt"]) for unit in units
    ]
    assert [unit.tier for unit in units] == ["cap_tinh"] * 15 + ["cap_xa"] * 102
    assert all(set(unit.score.axes) == set(AXIS_CODES) for unit in units)


def test_nothing_is_left_over(source: ScoreSource) -> None:
    """Every row of the dump finds its place."""
    assert source.snapshot("lũy kế").unmatched == ()


def test_names_lose_the_province_and_their_casing(snapshot: ScoreSnapshot) -> None:
    """ " - tỉnh An Giang" falls off, "Xã" becomes "xã", the one name that is not in NFC is."""
    names = {unit.code: unit.unit for unit in snapshot.units}

    assert names["H01.109"] == "UBND xã Nhơn Hội"
    assert names["H01.08"] == "Thanh tra tỉnh"
    assert names["H01.201"] == "UBND đặc khu Phú Quốc"
    assert all(
        name == unicodedata.normalize("NFC", name) and "An Giang" not in name for name in list(names.values())[1:]
    )
    assert len({(unit.tier, unit.unit) for unit in snapshot.units}) == 118


def test_two_boards_of_economic_zones_stay_two(snapshot: ScoreSnapshot) -> None:
    """ "Ban Quản lý Khu kinh tế" and "Ban Quản lý Khu kinh tế Phú Quốc" are never one unit."""
    scores = {unit.unit: unit.score.total for unit in snapshot.units if unit.unit.startswith("Ban Quản lý")}

    assert scores == {
        "Ban Quản lý Khu kinh tế tỉnh": Decimal("93.75"),
        "Ban Quản lý Khu kinh tế Phú Quốc": Decimal("87.05"),
    }


@pytest.mark.parametrize(
    ("semantics", "total", "place"), [("lũy kế", "87.86", (9, 34)), ("trong kỳ", "86.74", (13, 34))]
)
def test_year_and_month_of_the_province_are_told_apart(source: ScoreSource, semantics, total: str, place) -> None:
    """ "Điểm năm" and "Điểm tháng" list the same provinces; the one that is asked for is taken, with its rank."""
    taken = source.snapshot(semantics)

    assert taken.snapshot.units[0].unit == "UBND tỉnh An Giang"
    assert taken.snapshot.units[0].score.total == Decimal(total)
    assert taken.province_rank == place


def test_sheets_that_do_not_say_are_of_no_kind(snapshot: ScoreSnapshot) -> None:
    """ "Sở Ban" and "Xã Phường" say neither year nor period, and nothing is made up."""
    assert snapshot.info.semantics is None


def test_without_knowing_which_the_province_is_left_out(source: ScoreSource) -> None:
    """Where nobody says year or month, the province has no score and both are told."""
    taken = source.snapshot().snapshot

    assert [unit.tier for unit in taken.units].count("toan_tinh") == 0
    assert any("Điểm năm!N10: 87,86" in notice and "Điểm tháng!N14: 86,74" in notice for notice in taken.notices)


def test_scores_are_on_the_basis_before_2026(snapshot: ScoreSnapshot) -> None:
    """A dump of the old interface can only be on the old basis."""
    assert snapshot.info.basis == "2024"


def test_doubts_are_told_and_nothing_is_changed(snapshot: ScoreSnapshot) -> None:
    """The imputed 88 points of an agency without data, and sheets of two different lists, are named."""
    notices = "\n".join(snapshot.notices)

    assert "Sở Dân tộc và Tôn giáo 88 (Sở Ban!N6)" in notices
    assert "thứ hạng 2 ghi cho cả Sở Văn hóa và Thể thao (Sở Ban!N3) và UBND xã Đông Thái (Xã Phường!N2)" in notices
    assert "cộng lại" not in notices
    assert next(unit.score.total for unit in snapshot.units if unit.code == "H01.07") == 88


def test_swapped_codes_are_proved_wrong_by_the_maximum(tmp_path: Path) -> None:
    """Points of "CLGQ" under the code of payments go beyond 10 somewhere, which names the column."""
    swap = rename_header(("CLGQ", "TTTT"), ("TTTT", "CLGQ"))

    def change(book) -> None:
        book["Xã Phường"]["L5"].value = "10.4"
        swap(book)

    with pytest.raises(AboveMaximumError, match=r"Xã Phường!L5: cột “Thanh toán trực tuyến”.*10,4.*CLGQ"):
        read_scores(changed(tmp_path, change))


def test_order_of_columns_means_nothing(tmp_path: Path, snapshot: ScoreSnapshot) -> None:
    """Columns are found by code wherever they stand."""

    def change(book) -> None:
        for sheet in book:
            for row in list(sheet.iter_rows(values_only=True)):
                sheet.append(row[::-1])
            sheet.delete_rows(1, sheet.max_row // 2)

    mirrored = read_scores(changed(tmp_path, change)).snapshot("trong kỳ").snapshot
    assert [(unit.code, unit.score.axes, unit.score.total) for unit in mirrored.units] == [
        (unit.code, unit.score.axes, unit.score.total) for unit in snapshot.units
    ]


@pytest.mark.parametrize(
    ("names", "error"),
    [((("TDGQ", "CKMB"),), DuplicateColumnError), ((("MDHL", "TONG_SCORE"),), DuplicateColumnError)],
)
def test_two_columns_of_one_code_are_refused(tmp_path: Path, names, error: type[SourceError]) -> None:
    """Nothing tells which of two columns is meant."""
    with pytest.raises(error, match="hai cột"):
        read_scores(changed(tmp_path, rename_header(*names)))


def test_labels_in_words_are_no_axes(tmp_path: Path) -> None:
    """A column "Thanh toán trực tuyến" without a code is left out and said so: neighbours swap these labels."""
    source = read_scores(changed(tmp_path, rename_header(("TTTT", "Thanh toán trực tuyến"))))
    taken = source.snapshot("trong kỳ").snapshot

    assert all("tttt" not in unit.score.axes for unit in taken.units)
    assert any("“Thanh toán trực tuyến” (Xã Phường!K1)" in notice for notice in taken.notices)


def test_two_lists_of_communes_are_not_chosen_between(tmp_path: Path) -> None:
    """A second sheet of communes without saying of which period stops the import."""

    def change(book) -> None:
        book.copy_worksheet(book["Xã Phường"]).title = "Xã Phường (2)"

    with pytest.raises(SeveralScoreListsError, match="“Xã Phường”, “Xã Phường \\(2\\)”"):
        read_scores(changed(tmp_path, change)).snapshot()


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    """What staff hid is not imported behind their back."""

    def change(book) -> None:
        book["Sở Ban"].sheet_state = "hidden"

    taken = read_scores(changed(tmp_path, change)).snapshot("lũy kế").snapshot
    assert {unit.tier for unit in taken.units} == {"toan_tinh", "cap_xa"}


def test_bad_cells_are_named(tmp_path: Path) -> None:
    """A cell that holds no points is listed with its address; the rest of the row is taken."""

    def change(book) -> None:
        book["Xã Phường"]["N3"].value = "chín mươi"
        book["Xã Phường"]["H4"].value = "-3"
        book["Xã Phường"]["E5"].value = "9"

    taken = read_scores(changed(tmp_path, change)).snapshot("lũy kế")
    units = {unit.code: unit.score for unit in taken.snapshot.units}

    assert [(item.where, item.found, item.reason) for item in taken.unmatched] == [
        ("Xã Phường!N3", "chín mươi", "không phải điểm"),
        ("Xã Phường!H4", "-3", "không phải điểm"),
    ]
    assert units["H01.174"].total is None
    assert "tdgq" not in units["H01.113"].axes
    assert units["H01.198"].total == Decimal("93.03")


def test_a_code_given_twice_is_listed(tmp_path: Path) -> None:
    """A commune that stands twice is taken once, its second row listed; different figures are said to differ."""

    def change(book) -> None:
        sheet = book["Xã Phường"]
        row = [cell.value for cell in sheet[10]]
        sheet.append(row)
        sheet.append([*row[:13], "50.5", row[14]])

    taken = read_scores(changed(tmp_path, change)).snapshot("lũy kế")

    assert len(taken.snapshot.units) == 118
    assert [item.reason for item in taken.unmatched] == [
        "mã H01.109 đã có ở Xã Phường!N10 (số liệu giống nhau); lấy dòng đầu",
        "mã H01.109 đã có ở Xã Phường!N10 (số liệu KHÁC nhau); lấy dòng đầu",
    ]


def test_one_code_for_two_units_keeps_both(tmp_path: Path) -> None:
    """Two communes under one code stay two, and the code is told and not used."""

    def change(book) -> None:
        book["Xã Phường"]["D3"].value = book["Xã Phường"]["D2"].value

    taken = read_scores(changed(tmp_path, change)).snapshot("lũy kế").snapshot
    codes = {unit.unit: unit.code for unit in taken.units}

    assert codes["UBND xã Đông Thái"] == codes["UBND xã Tân Hội"] == ""
    assert len(taken.units) == 118
    assert any("Mã H01.187 ghi cho nhiều đơn vị" in notice for notice in taken.notices)


def test_scores_are_no_figures_of_the_seven_indicators() -> None:
    """A book of the seven indicators says where a dump of scores belongs."""
    with pytest.raises(ScoresOnlyError, match="diem-tuan"):
        read_source(DUMP)
