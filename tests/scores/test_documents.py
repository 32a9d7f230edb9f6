"""Every figure of the three documents that follows from others is what the books compute."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from phuluc.actions.opening import open_any_book
from phuluc.domain.units import canonical_name
from phuluc.workbook.file_book import FileBook

DATA = Path(__file__).parents[1] / "data"


def document(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def column(path: Path, name: str) -> list[Any]:
    book = FileBook.open(path)
    return [value for (value,) in book.values(book.names()[name])[1:-1]]


def block(path: Path, name: str) -> list[list[Any]]:
    book = FileBook.open(path)
    return [row for row in book.values(book.names()[name])[1:-1] if any(cell not in (None, "") for cell in row)]


def rows(exports: Any, kind: str, tier: str) -> list[Any]:
    return next(table["rows"] for table in exports[kind]["tables"] if table["tier"] == tier)


def test_the_34_changes_of_binh_phuoc(exports: Any) -> None:
    """12 indicators, 11 agencies and 11 districts have the changes the notice prints, two agencies have none."""
    printed = document("binh_phuoc_2025_w15")
    changes = [row["change"]["value"] for row in printed["indicators"]["rows"]]
    assert [row["change"] for row in exports["diem-tuan"]["items"][0]["rows"]] == changes
    compared = 0
    for tier, key in (("cap_tinh", "departments"), ("cap_huyen", "districts")):
        computed = {row["unit"]: row["change"] for row in rows(exports, "diem-tuan", tier)}
        for row in printed[key]["rows"]:
            assert computed[canonical_name(row["unit"])] == row["change"]["value"]
            compared += row["change"]["value"] is not None
    assert len(changes) + compared == 34


@pytest.mark.parametrize(("tier", "key"), [("cap_tinh", "departments"), ("cap_huyen", "districts")])
def test_binh_phuoc_is_sorted_as_printed(exports: Any, tier: str, key: str) -> None:
    """By current score; 86,03 twice: the higher previous score first; units without data last, numbers running on."""
    printed = [canonical_name(row["unit"]) for row in document("binh_phuoc_2025_w15")[key]["rows"]]
    listed = rows(exports, "diem-tuan", tier)
    assert [row["unit"] for row in listed] == printed
    assert [row["order"] for row in listed] == list(range(1, len(printed) + 1))


def test_units_without_data_are_not_ranked(exports: Any) -> None:
    """Sở Ngoại vụ and Sở Dân tộc và Tôn giáo have no score, no rank, no grade, no trend."""
    for row in rows(exports, "diem-tuan", "cap_tinh")[-2:]:
        assert (row["current"], row["rank"], row["grade"], row["trend"]) == (None, None, None, None)


def test_the_tie_shares_its_rank_and_says_why(exports: Any, books: dict[str, Path]) -> None:
    """Hớn Quản and Chơn Thành share rank 4; the ranking says what decided between them."""
    ranks = {row["unit"]: row["rank"] for row in rows(exports, "diem-tuan", "cap_huyen")}
    assert (ranks["UBND huyện Hớn Quản"], ranks["UBND thị xã Chơn Thành"], ranks["UBND huyện Lộc Ninh"]) == (4, 4, 6)
    told = {row[1]: row[6] for row in block(books["diem-tuan"], "xep_hang_cap_huyen")}
    assert told["UBND thị xã Chơn Thành"] == ("Bằng điểm UBND huyện Hớn Quản; xếp sau vì điểm kỳ trước thấp hơn")


def test_the_groups_of_the_notice(books: dict[str, Path]) -> None:
    """05 fell in the order the notice prints, 04 rose, 03 stayed."""
    listed = block(books["diem-tuan"], "bien_dong_chi_so")
    names = {
        row["order"]: row["name"].rstrip(".").casefold()
        for row in document("binh_phuoc_2025_w15")["indicators"]["rows"]
    }
    fell = [row[2].casefold() for row in listed if row[0] == "Giảm"]
    assert fell == [names[number] for number in (9, 8, 7, 11, 1)]
    assert {row[2].casefold() for row in listed if row[0] == "Tăng"} == {names[number] for number in (3, 4, 5, 12)}
    assert {row[2].casefold() for row in listed if row[0] == "Giữ nguyên"} == {names[number] for number in (2, 6, 10)}
    _, working = open_any_book(books["diem-tuan"])
    assert working.cell("bien_dong_chi_so_tom_tat") == "Giảm: 05; tăng: 04; giữ nguyên: 03"


def test_the_sentences_on_overdue_dossiers(books: dict[str, Path]) -> None:
    """Groups in their order, counts with two digits."""
    assert [row[0] for row in block(books["diem-tuan"], "qua_han_loi_van")] == [
        (
            "+ UBND cấp huyện: Thị xã Bình Long: 204 hồ sơ; Huyện Đồng Phú: 02 hồ sơ; Thị xã Chơn Thành: 02 hồ sơ; "
            "Huyện Phú Riềng: 01 hồ sơ."
        ),
        "+ UBND cấp xã: Xã Đức Hạnh: 01 hồ sơ; Xã Long Hà: 01 hồ sơ.",
        "+ Chi nhánh VPĐK Đất đai: Hớn Quản: 01 hồ sơ; Phước Long: 01 hồ sơ; Đồng Phú: 01 hồ sơ.",
    ]


def test_hung_yen_is_sorted_and_graded_as_printed(exports: Any) -> None:
    """By score, 88,64 twice: the higher rate of digitisation first; the province on top, unranked; all "Tốt"."""
    printed = document("hung_yen_2024_10")["annex_II"]["rows"]
    listed = rows(exports, "diem-thang", "cap_huyen")
    assert [row["unit"] for row in listed] == [canonical_name(row["unit"]) for row in printed]
    assert [row["grade"] for row in listed] == [row["ket_qua_danh_gia"] for row in printed]
    assert listed[0]["rank"] is None
    assert [row["rank"] for row in listed[1:]] == [1, 2, 2, 4, 5, 6, 7, 8, 9, 10]


def test_hung_yen_copies_add_up(books: dict[str, Path]) -> None:
    """The copies of the ten districts are the province's 310.630."""
    counts = column(books["diem-thang"], "ket_qua_ban_sao_nay")
    assert counts[0] == sum(counts[1:]) == 310_630


def test_hung_yen_annex_one_keeps_its_order(books: dict[str, Path]) -> None:
    """Phụ lục I stays in the administrative order it was entered in."""
    printed = [canonical_name(row["unit"]) for row in document("hung_yen_2024_10")["annex_I"]["rows"]]
    assert [canonical_name(name) for name in column(books["diem-thang"], "thanh_phan_don_vi")] == printed


def test_binh_thanh_changes_are_those_of_the_rates(books: dict[str, Path]) -> None:
    """Changes are differences of the rates, right where the letter is wrong; no rate, no change."""
    corrected = {"1.1": 0, "1.2a)": -5.25, "3.1": 0.1, "3.5a)": 1.37, "3.5b)": -1.37, "3.6": -4.1}
    items = [
        item for section in document("binh_thanh_2024_02")["annex_I"]["sections"] for item in section.get("items", [])
    ]
    expected = [corrected.get(item["no"], item["change"]) for item in items]
    orders, changes = (column(books["diem-xa"], f"noi_dung_{role}") for role in ("tt", "ty_le_tang_giam"))
    sections = ("I", "II", "III", "IV", "V", "VI")
    computed = [change for order, change in zip(orders, changes, strict=True) if order not in sections]
    assert [None if change == "" else change for change in computed] == expected


def test_binh_thanh_pairs_give_their_rates(books: dict[str, Path]) -> None:
    """1764/1764 and 1731/1731 are 100 %, whatever the letter prints beside them."""
    for role in ("truoc", "nay"):
        pairs, rates = (column(books["diem-xa"], f"noi_dung_{code}_{role}") for code in ("so_lieu", "ty_le"))
        assert {rate for pair, rate in zip(pairs, rates, strict=True) if "/" in str(pair)} == {100}


def test_the_commune_s_sentence_on_score_and_rank(books: dict[str, Path]) -> None:
    """Section VII says score, rank and change as the letter does, with the score of the axes' table."""
    book = FileBook.open(books["diem-xa"])
    area = book.names()["noi_dung_bang"]
    cells = book.values(book.used_area(area.sheet))[area.bottom]
    assert [cell for cell in cells if cell] == [
        "VII",
        "ĐIỂM TỔNG HỢP VÀ XẾP HẠNG",
        "Đạt 81,96/100 điểm; xếp hạng 22/23 xã, thị trấn",
        "Đạt 86,02/100 điểm; xếp hạng 08/23 xã, thị trấn",
        "Tăng 4,06 điểm, tăng 14 bậc trên bảng xếp hạng",
    ]


def test_the_commune_s_axes_are_exported(exports: Any) -> None:
    """One row: total, change, ranks and the six axes."""
    (row,) = rows(exports, "diem-xa", "cap_xa")
    assert (row["current"], row["previous"], row["rank"], row["previous_rank"]) == (86.02, 81.96, 8, 22)
    assert Decimal(str(row["change"])) == Decimal("4.06")
    printed = document("binh_thanh_2024_02")["axes"]
    assert sorted(row["axes"].values()) == sorted(axis["score"]["value"] for axis in printed)
