"""The sentences follow the figures: what is met, missed, not applicable, one or many."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.figures import BookFigures
from phuluc.domain.indicators import SEVEN_INDICATORS, Tier
from phuluc.report.families import FAMILIES
from phuluc.report.model import ReportText
from phuluc.report.seven_targets.gathered import gather
from phuluc.report.typed.holding import hold_against
from phuluc.report.typed.paragraphs import Paragraph
from phuluc.report.wordings_in_force import wordings_in_force
from phuluc.results import ReportCheck

from .small_books import Figure, book

SNAPSHOT = Path(__file__).with_name("quy_i_2024.txt")
ONLINE = "ho_so_truc_tuyen"
TARGET = Decimal(60)


def report(figures: BookFigures) -> ReportText:
    family = FAMILIES[figures.kind]
    return family.compose(figures, wordings_in_force(family, None))


def texts(figures: BookFigures) -> list[str]:
    return [line.text for line in report(figures).lines]


def item(figures: BookFigures, letter: str) -> list[str]:
    """The paragraphs of an item of section 1."""
    lines = texts(figures)
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{letter}) "))
    end = next(p for p in range(start + 1, len(lines)) if re.match(r"(?:[a-zđ]\)|2\.|\()", lines[p]))
    return lines[start + 1 : end]


def read_back(figures: BookFigures) -> ReportCheck:
    paragraphs = [Paragraph(line.text, f"đoạn {n}") for n, line in enumerate(report(figures).lines)]
    return hold_against(figures, paragraphs)


def online(*figures: Figure, **options: object) -> BookFigures:
    """A book whose units of the first tier report dossiers online."""
    return book({("cap_tinh", unit, ONLINE): figure for unit, figure in enumerate(figures)}, **options)  # type: ignore[arg-type]


def test_the_quarter_in_words(quarter: BookFigures) -> None:
    """The whole text of quý I/2024 stays what it was read to be."""
    text = report(quarter)
    whole = "\n".join([text.subject, *(line.text for line in text.lines), *text.recipients, ""])

    assert whole == SNAPSHOT.read_text(encoding="utf-8")


def test_every_figure_of_the_quarter_agrees_with_the_book(quarter: BookFigures) -> None:
    """Every percentage, count and difference of the text is understood and equals the book's."""
    result = read_back(quarter)

    assert result.findings == ()
    assert result.figures == result.agreeing > 400


@st.composite
def books(draw: st.DrawFn) -> BookFigures:
    targets = st.sampled_from([Decimal(100), TARGET, Decimal("87.5"), None])
    counted = st.integers(0, 400).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d), targets))
    blank: st.SearchStrategy[Figure] = st.tuples(st.none(), st.none(), targets)
    tiers: list[Tier] = ["cap_tinh", "cap_xa"]
    codes = draw(st.sets(st.sampled_from([item.code for item in SEVEN_INDICATORS]), min_size=1, max_size=3))
    figures = {
        (tier, unit, code): draw(st.one_of(counted, counted, blank))
        for tier in tiers
        for unit in range(draw(st.integers(0, 4)))
        for code in sorted(codes)
    }
    previous = {
        key: (numerator, denominator)
        for key in figures
        if (denominator := draw(st.integers(1, 300))) and (numerator := draw(st.integers(0, denominator))) is not None
    }
    return book(
        figures,
        floor=draw(st.sampled_from([TARGET, Decimal(100), None])),
        digits=draw(st.integers(0, 2)),
        previous=previous if draw(st.booleans()) else {},
        previous_period=draw(st.sampled_from(["tháng 02/2026", "quý I năm 2026", "tháng 12 năm 2025", ""])),
    )


@settings(max_examples=80, deadline=None)
@given(books())
def test_every_number_agrees_with_any_book(figures: BookFigures) -> None:
    """Read back from its words, whatever the figures are, the text says what the book says, and all of it is read."""
    result = read_back(figures)
    percentages = sum(len(re.findall(r"\d%", text)) for text in texts(figures))

    assert [(finding.what, finding.sentence, finding.expected) for finding in result.findings] == []
    assert result.figures >= percentages


@settings(max_examples=50, deadline=None)
@given(books())
def test_only_a_miss_is_only(figures: BookFigures) -> None:
    """ "chỉ đạt" stands exactly where a total is below what was set, judged on the exact rate."""
    wanted = []
    for result in gather(figures):
        groups = [result.all] + (
            [*result.tiers.values()] if sum(bool(g.results) for g in result.tiers.values()) > 1 else []
        )
        if result.all.rate is not None:
            wanted += [result.target is not None and g.rate < result.target for g in groups if g.rate is not None]
    said = [bool(re.search(r"chỉ đạt: ", text)) for text in texts(figures) if re.search(r"đạt: ", text)]

    assert said == wanted


def test_a_hair_below_is_not_printed_as_reached() -> None:
    """1.999 of 2.000 against 100 % is 99,95 %, not "chỉ đạt: 100%"."""
    lines = item(online((1999, 2000, Decimal(100)), floor=Decimal(100)), "a")

    assert lines[0].startswith("- Tỷ lệ bình quân chung của cả tỉnh chỉ đạt: 99,95% (1.999/2.000 hồ sơ), thấp hơn 0,1 ")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([(6, 10, TARGET)], "- Đơn vị duy nhất có phát sinh (Sở Giao thông vận tải) đạt chỉ tiêu được giao."),
        ([(5, 10, TARGET)], "- Đơn vị duy nhất có phát sinh (Sở Giao thông vận tải) chưa đạt chỉ tiêu được giao."),
        ([(6, 10, TARGET)] * 3, "- Tất cả 03 cơ quan, đơn vị, địa phương có phát sinh đều đạt chỉ tiêu được giao."),
        ([(5, 10, TARGET)] * 3, "- Cả 03 cơ quan, đơn vị, địa phương có phát sinh đều chưa đạt chỉ tiêu được giao."),
        (
            [(6, 10, TARGET), (5, 10, TARGET), (0, 9, TARGET)],
            "- Có 01/03 cơ quan, đơn vị, địa phương đạt chỉ tiêu được giao; 02 cơ quan, đơn vị, địa phương chưa đạt.",
        ),
        (
            [(6, 10, None), (None, None, TARGET)],
            "- Chưa có số liệu: 01 cơ quan, đơn vị, địa phương (Sở Văn hóa, Thể thao và Du lịch).",
        ),
        (
            [(6, 10, None), (0, 0, TARGET)],
            "- Không phát sinh: 01 cơ quan, đơn vị, địa phương (Sở Văn hóa, Thể thao và Du lịch).",
        ),
    ],
)
def test_how_many_units_attained(figures: list[Figure], said: str) -> None:
    """One unit, several, all and none, those without dossiers and those not yet entered, each in words of its own."""
    assert item(online(*figures), "a")[-1] == said


def test_nothing_to_report() -> None:
    """Where nobody has such procedures the text says so, and gives no rate."""
    lines = item(online((0, 0, TARGET)), "a")

    assert lines == ["- Trong kỳ, cả tỉnh không phát sinh hồ sơ."]


def test_nothing_entered() -> None:
    """Where no figure was entered yet the text says so, and does not call it nothing."""
    assert item(online((None, None, TARGET)), "a") == ["- Chưa có số liệu."]


def test_everybody_attained() -> None:
    """Section 2 of a book without misses is one sentence."""
    lines = texts(online((9, 10, TARGET), (10, 10, TARGET)))

    place = lines.index("2. Các cơ quan, đơn vị, địa phương chưa đạt chỉ tiêu được giao")
    assert (
        lines[place + 1]
        == "Trong tháng 3 năm 2026, không có cơ quan, đơn vị, địa phương nào chưa đạt chỉ tiêu được giao."
    )
    assert not lines[place + 2].startswith("a)")


def test_ties_are_told_together() -> None:
    """Units with one rate and one target are named together; equal printed rates that differ exactly are not."""
    lines = texts(online((1, 3, TARGET), (2, 6, TARGET), (3334, 10000, TARGET), (9, 10, TARGET)))

    assert (
        "- Cấp tỉnh (03 cơ quan, chỉ tiêu 60%): Sở Giao thông vận tải và Sở Văn hóa, Thể thao và Du lịch cùng 33,3% "
        "(thấp hơn 26,7 điểm); Sở Y tế 33,3% (thấp hơn 26,7 điểm, còn thiếu 2.666 hồ sơ)." in lines
    )


def test_a_long_list_is_cut_and_says_so(quarter: BookFigures, tmp_path: Path) -> None:
    """Beyond the office's limit only the lowest are named, and the text leads to the annex for the rest."""
    family = FAMILIES[quarter.kind]
    (tmp_path / family.file_name).write_text("[gioi_han]\n2\n", encoding="utf-8")
    text = family.compose(quarter, wordings_in_force(family, tmp_path))

    lines = [line.text for line in text.lines if line.text.startswith("- Cấp huyện (11 địa phương")]
    assert lines[0] == (
        "- Cấp huyện (11 địa phương, chỉ tiêu 100%), thấp nhất là: UBND huyện Phù Mỹ 80,2% (thấp hơn 19,8 điểm, còn "
        "thiếu 582 hồ sơ); UBND huyện Vân Canh 82,6% (thấp hơn 17,4 điểm, còn thiếu 130 hồ sơ); các địa phương còn lại "
        "tại Phụ lục 2."
    )


def test_estimated_denominators_are_no_counts(quarter: BookFigures) -> None:
    """A denominator computed back from a rate is printed neither as a count nor as a shortfall."""
    lines = item(quarter, "đ")

    assert lines[0].startswith("- Tỷ lệ bình quân chung của cả tỉnh chỉ đạt: 33,4%, thấp hơn 26,6 điểm phần trăm")
    assert lines[-1] == "- Mẫu số của 17 cơ quan, đơn vị, địa phương là số ước tính từ tỷ lệ đã công bố."


BEFORE = {("cap_tinh", 0, ONLINE): (5, 10), ("cap_tinh", 1, ONLINE): (10, 10)}


@pytest.mark.parametrize(
    ("period", "before", "said"),
    [
        ("tháng 02/2026", BEFORE, "; tăng 10 điểm phần trăm so với tháng 02/2026 (75%)"),
        ("tháng 12 năm 2025", BEFORE, "; tăng 10 điểm phần trăm so với tháng 12/2025 (75%)"),
        (
            "tháng 02/2026",
            BEFORE | {("cap_tinh", 0, ONLINE): (9, 10)},
            "; giảm 10 điểm phần trăm so với tháng 02/2026 (95%)",
        ),
        ("tháng 02/2026", BEFORE | {("cap_tinh", 0, ONLINE): (7, 10)}, "; không đổi so với tháng 02/2026"),
        ("quý I năm 2026", BEFORE, None),
        ("tháng 4/2026", BEFORE, None),
        ("", BEFORE, None),
        ("tháng 02/2026", {("cap_tinh", 0, ONLINE): (5, 10)}, None),
        ("tháng 02/2026", BEFORE | {("cap_tinh", 2, ONLINE): (5, 10)}, None),
    ],
)
def test_comparison_only_on_the_same_basis(
    period: str, before: dict[tuple[Tier, int, str], tuple[int, int]], said: str | None
) -> None:
    """Periods of one kind, the earlier one before, the same units with a rate in both; otherwise no comparison."""
    figures = online((8, 10, TARGET), (9, 10, TARGET), previous=before, previous_period=period)
    line = item(figures, "a")[0]

    assert ("so với tháng" in line) == (said is not None)
    assert said is None or said in line


def test_cumulative_counts_of_two_years_do_not_compare() -> None:
    """What is counted from the start of the year has another basis in another year."""
    code = "cap_ket_qua_dien_tu"
    key: tuple[Tier, int, str] = ("cap_tinh", 0, code)
    for period, compared in (("tháng 02/2026", True), ("tháng 12 năm 2025", False)):
        figures = book({key: (8, 10, TARGET)}, previous={key: (5, 10)}, previous_period=period)
        assert ("tăng 30 điểm phần trăm" in item(figures, "d")[0]) == compared


def test_a_city_is_called_one() -> None:
    """In a city of the first level the text says "cả thành phố" and "UBND thành phố"."""
    lines = texts(online((8, 10, TARGET), settings={"dia_danh": "thành phố Huế"}))

    assert any("của cả thành phố đạt: 80%" in line for line in lines)
    assert any("UBND thành phố giao thấp nhất 60%" in line for line in lines)


def test_figures_are_exact_and_rounded_once(quarter: BookFigures) -> None:
    """Half-up on the exact rate: 22.239/30.893 is 72 %, 388/492 is 78,9 %, neither cut off nor a mean of rates."""
    lines = [*item(quarter, "b"), *item(quarter, "g")]

    assert "+ Cấp huyện đạt: 72% (22.239/30.893 hồ sơ);" in lines
    assert "+ Cấp xã chỉ đạt: 78,9% (388/492 thủ tục), thấp hơn 21,1 điểm phần trăm." in lines
    assert Fraction(388, 492) * 100 < Fraction("78.9")


def test_the_book_may_leave_out_what_the_head_needs(quarter: BookFigures) -> None:
    """What is not known is dotted or blank and told to the person, never invented."""
    text = report(replace(quarter, settings={"co_quan": "Văn phòng UBND tỉnh", "ky_hieu": "BC-VPUBND"}))

    assert (text.head.parent, text.head.office) == ("UBND TỈNH ………", "VĂN PHÒNG")
    assert text.head.place_and_date.startswith("………, ngày ")
    assert "trong ………" in text.subject
    assert text.notices == ("Trang “Thông tin” còn trống: Kỳ báo cáo, Tỉnh, thành phố, Họ tên người ký",)
