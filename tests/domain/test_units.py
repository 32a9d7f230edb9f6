"""Names of units: every spelling of one unit meets, no two units do."""

from __future__ import annotations

import csv
import itertools
import json
import time
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.indicators import Tier
from phuluc.domain.offices import OFFICES, _spellings
from phuluc.domain.units import (
    LONGEST_NAME,
    _name_by_rules,
    canonical_name,
    footnote_marks,
    infer_tier,
    same_unit,
    unit_key,
    without_marks,
)
from phuluc.domain.vietnamese_numbers import clean_text

DATA = Path(__file__).parents[1] / "data"


def printed_variants() -> list[tuple[str, str]]:
    """Pairs (printed form, canonical name) of the four documents; bare place names need their context and are left out.

    Canonical names are disambiguated there: by province (BĐ, BP, HY), and the communes of a district by "cấp xã thuộc".
    """
    with (DATA / "name_variants.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (
            row["form_printed"],
            row["canonical"].removeprefix("BĐ ").removeprefix("BP ").removeprefix("HY ").replace("cấp xã thuộc ", ""),
        )
        for row in rows
        if "(bare" not in row["form_printed"]
    ]


@pytest.mark.parametrize(("printed", "canonical"), printed_variants())
def test_printed_variants_have_their_canonical_name(printed: str, canonical: str) -> None:
    """Every form of a name in the documents leads to the one canonical name, which leads to itself."""
    assert canonical_name(printed) == canonical
    assert canonical_name(canonical) == canonical


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GTVT", "Sở Giao thông vận tải"),
        ("Sở VHTT", "Sở Văn hóa và Thể thao"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở LĐTB&XH", "Sở Lao động – Thương binh và Xã hội"),
        ("Sở LĐ-TB&XH", "Sở Lao động – Thương binh và Xã hội"),
        ("Sở Nông Nghiệp và Môi trường - Tỉnh Phú Thọ", "Sở Nông nghiệp và Môi trường"),
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("Sở Y tế tỉnh Bình Định", "Sở Y tế"),
        ("Thanh tra tỉnh An Giang", "Thanh tra tỉnh"),
        ("BQL KKT", "Ban Quản lý Khu kinh tế tỉnh"),
        ("Ban Quản lý Khu kinh tế Phú Quốc - tỉnh An Giang", "Ban Quản lý Khu kinh tế Phú Quốc"),
        ("UBND Đặc khu Kiên Hải - tỉnh An Giang", "UBND đặc khu Kiên Hải"),
        ("UBND ĐK Phú Quốc", "UBND đặc khu Phú Quốc"),
        ("UBND TX. An Nhơn", "UBND thị xã An Nhơn"),
        ("UBND TT Ngô Mây", "UBND thị trấn Ngô Mây"),
        ("P. Bùi Thị Xuân", "UBND phường Bùi Thị Xuân"),
        ("X. Nhơn Lý", "UBND xã Nhơn Lý"),
        ("UBND P.12", "UBND phường 12"),
        ("UBND TP. HCM", "UBND thành phố Hồ Chí Minh"),
        ("XÃ EA H'LEO", "UBND xã Ea H'leo"),
        ("Uỷ ban nhân dân xã Hoà Bình", "UBND xã Hòa Bình"),
        ("Sở Y tế (*); - tỉnh An Giang (1).", "Sở Y tế"),
        ("- UBND  xã\u00a0Tân\u200b Hội;", "UBND xã Tân Hội"),
    ],
)
def test_known_spellings(printed: str, canonical: str) -> None:
    """Abbreviations, casing, province suffixes, late tone marks and stray characters are spelling, not another unit."""
    assert canonical_name(printed) == canonical


@pytest.mark.parametrize("name", ["TT Phục vụ hành chính công", "Tỉnh ủy An Giang", "Phòng Tư pháp", "Huyện đoàn", ""])
def test_names_no_rule_knows_stay(name: str) -> None:
    """A name that only looks like an abbreviation or a place is left as it is."""
    assert canonical_name(name) == name


def binh_dinh_lists() -> list[list[str]]:
    tiers = json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))["tiers"]
    return [
        [row["name_printed"][table] for row in tier["units"]] for tier in tiers.values() for table in row_tables(tier)
    ]


def row_tables(tier: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    return list(tier["units"][0]["name_printed"])


def an_giang_list() -> list[str]:
    book = openpyxl.load_workbook(DATA / "cong_dvcqg_an_giang_2025_10.xlsx", read_only=True)
    return [
        str(row[1]) for sheet in ("Sở Ban", "Xã Phường") for row in book[sheet].iter_rows(min_row=2, values_only=True)
    ]


def test_no_two_units_of_a_real_list_merge() -> None:
    """Each list of Bình Định (18 + 11 + 11) and the list of An Giang has as many keys as rows."""
    lists = [*binh_dinh_lists(), an_giang_list()]

    assert sorted(len(names) for names in lists) == [11, 11, 11, 11, 18, 18, 117]
    for names in lists:
        assert len({unit_key(name) for name in names}) == len(names)


def test_both_tables_of_an_annex_name_the_same_units() -> None:
    """The two tables of one annex, spelled differently, hold the same units in the same order."""
    lists = binh_dinh_lists()

    for first, second in zip(lists[::2], lists[1::2], strict=True):
        assert [unit_key(name) for name in first] == [unit_key(name) for name in second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("xã Tân Phú", "phường Tân Phú"),
        ("UBND huyện Cao Lãnh", "UBND thành phố Cao Lãnh"),
        ("UBND TT. Tân Phú", "UBND X. Tân Phú"),
        ("Sở Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Nông nghiệp và Môi trường", "Sở Tài nguyên và Môi trường"),
        ("Sở KH&CN", "Sở KH&ĐT"),
        ("Ban Quản lý Khu kinh tế", "Ban Quản lý Khu kinh tế Phú Quốc"),
        ("UBND xã Tân Hội", "UBND xã Tân Hợi"),
        ("UBND xã Hòa Bình", "UBND xã Hoa Bình"),
        ("UBND xã An Phú", "UBND xã Ân Phú"),
        ("UBND xã Phú An", "UBND xã An Phú"),
        ("UBND phường 1", "UBND phường 11"),
        ("UBND phường 1 - thành phố Tân An", "UBND phường 1 - thành phố Mỹ Tho"),
        ("UBND tỉnh Quảng Ninh", "UBND thành phố Quảng Ninh"),
        ("UBND xã Mỹ Lộc - huyện A", "UBND xã Mỹ Lộc - huyện B"),
    ],
)
def test_different_units_stay_different(first: str, second: str) -> None:
    """Names that differ in level, in a tone mark, in the order of words or in the district are different units."""
    assert not same_unit(first, second)


def test_no_spelling_belongs_to_two_offices() -> None:
    """Every abbreviation in the table of offices leads to one of them only."""
    for first, second in itertools.combinations(OFFICES, 2):
        assert not _spellings(first) & _spellings(second)


@pytest.mark.parametrize(
    ("printed", "marks", "bare"),
    [
        ("Sở Giao thông vận tải (*)", ("(*)",), "Sở Giao thông vận tải"),
        ("Sở Kế hoạch và ĐT (**)", ("(**)",), "Sở Kế hoạch và ĐT"),
        ("Sở Y tế(*) (1)", ("(*)", "(1)"), "Sở Y tế"),
        ("UBND phường 12 (2)", ("(2)",), "UBND phường 12"),
        ("Sở Nội vụ*", ("*",), "Sở Nội vụ"),
        ("UBND phường 12", (), "UBND phường 12"),
    ],
)
def test_footnote_marks_are_told_from_the_name(printed: str, marks: tuple[str, ...], bare: str) -> None:
    """Footnote marks are collected in order, and the printed name without them keeps its spelling."""
    assert footnote_marks(printed) == marks
    assert without_marks(printed) == bare


@pytest.mark.parametrize(
    ("name", "legacy", "current"),
    [
        ("Sở TT&TT", "cap_tinh", "cap_tinh"),
        ("BQL KKT", "cap_tinh", "cap_tinh"),
        ("Thanh tra tỉnh An Giang", "cap_tinh", "cap_tinh"),
        ("UBND Huyện An Lão", "cap_huyen", None),
        ("UBND TP.Quy Nhơn", "cap_huyen", None),
        ("Xã Nhơn Hội", "cap_xa", "cap_xa"),
        ("UBND Đặc khu Thổ Châu", "cap_xa", "cap_xa"),
        ("UBND tỉnh An Giang", None, None),
        ("UBND Thành phố Hà Nội", None, None),
        ("Tổng cộng", None, None),
    ],
)
def test_tier_from_the_name(name: str, legacy: Tier | None, current: Tier | None) -> None:
    """The level in the name tells the tier; districts have one only while they exist, provinces never."""
    assert infer_tier(name, legacy=True) == legacy
    assert infer_tier(name, legacy=False) == current


NAME_PARTS = st.lists(
    st.sampled_from(
        ["UBND", "ubnd", "ỦY BAN NHÂN DÂN", "xã", "X.", "TP.", "TT", "tỉnh", "Sở", "TT&TT", "và", "Y tế", "Hoà", "BÌNH",
         "Thuỷ", "-", "–", "(*)", "(1)", "*", "(", ")", ".", ",", "Thanh tra", "BQL", "KKT", "An Giang", "HCM", "ủy"]
    ),
    max_size=7,
)  # fmt: skip


@given(st.one_of(st.text(max_size=20), NAME_PARTS.map(" ".join), NAME_PARTS.map("".join)))
@settings(max_examples=300)
def test_canonical_name_is_idempotent(text: str) -> None:
    """A canonical name is its own canonical name, whatever text it came from."""
    name = canonical_name(text)

    assert canonical_name(name) == name
    assert not footnote_marks(name)


@given(st.sampled_from([printed for printed, _ in printed_variants()]))
@settings(max_examples=60)
def test_unicode_form_does_not_matter(printed: str) -> None:
    """A name typed in decomposed Unicode is the same unit."""
    assert same_unit(unicodedata.normalize("NFD", printed), printed)


@pytest.mark.parametrize(
    "piece", ["(", "(*) ", "*", "¹", " - ", "UBND ", "UBND xã ", "oà ", "a – tỉnh ", "( 1 ", "Sở "]
)
@pytest.mark.parametrize("length", [LONGEST_NAME, 15_000])
def test_text_that_strayed_into_the_column_costs_little(piece: str, length: int) -> None:
    """No text takes the rules of names longer than a blink; what is too long for a name only comes back clean."""
    junk = (piece * length)[:length]
    start = time.process_time()
    name = canonical_name(junk)
    infer_tier(junk, legacy=True)
    footnote_marks(junk)

    assert time.process_time() - start < 0.05
    assert length == LONGEST_NAME or name == clean_text(junk)


WORDS = st.text("0123456789aăâeêioôơuưyýàảãáạèẻéẹìíòóọùúđbcghklmnpqrstvxHĐÂÝ", min_size=1, max_size=6)


@given(
    st.sampled_from(["UBND xã", "UBND Xã", "UBND phường", "UBND Đặc khu", "UBND huyện", "UBND thị xã"]),
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from(["", " - tỉnh An Giang", " - Tỉnh Phú Thọ", " – tỉnh An Giang", " tỉnh An Giang", "(*)"]),
)
def test_the_short_way_gives_what_the_rules_give(level: str, words: list[str], suffix: str) -> None:
    """Names of the portal's regular form take a shorter way to the same canonical name."""
    name = f"{level} {' '.join(words)}{suffix}"
    assert canonical_name(name) == _name_by_rules(name)
