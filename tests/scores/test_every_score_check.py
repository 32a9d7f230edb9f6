"""Every check on scores fires on the change made for it, and is silent on figures that are in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from phuluc.checks.scores.catalogue import SCORE_CATALOGUE
from phuluc.checks.scores.runner import run_score_checks
from phuluc.domain import score_cells as cells
from phuluc.domain.figures import Entry
from phuluc.domain.score_cells import OverdueRow, PrintedText, ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_figures import SlotInfo
from phuluc.domain.slot_rules import rules_on
from phuluc.domain.unit_changes import MERGED

Change = Callable[[ScoreFigures], ScoreFigures]
AXES = {"ckmb": "15.7", "tdgq": "19.8", "dvctt": "8", "tttt": "9", "mdsh": "16.9", "mdhl": "18"}


def entry(raw: Any, where: str) -> Entry:
    is_text = isinstance(raw, str) and not raw.replace(".", "").isdigit()
    return Entry(None if is_text else Decimal(str(raw)), raw, where)


def row(number: int, name: str, figures: dict[tuple[str, str], Any], **more: Any) -> ScoreRow:
    inputs = {key: entry(raw, f"Phụ lục I!{chr(67 + at)}{number}") for at, (key, raw) in enumerate(figures.items())}
    values: dict[str, Any] = {"order": number - 8, "item": "", "code": "", "is_ranked": True} | more
    return ScoreRow(name=name, unit=name, where=f"Phụ lục I!B{number}", row=number, inputs=inputs, results={}, **values)


def scored(number: int, name: str, before: str, now: str) -> ScoreRow:
    axes = {("nay", code): value for code, value in AXES.items()}
    return row(number, name, {("truoc", "diem"): before, ("nay", "diem"): now, **axes})


def item(number: int, key: str, before: tuple[Any, Any], now: tuple[Any, Any]) -> ScoreRow:
    pairs = (("truoc", before), ("nay", now))
    figures = {(role, code): raw for role, pair in pairs for code, raw in zip(("so_lieu", "ty_le"), pair, strict=True)}
    present = {name: raw for name, raw in figures.items() if raw is not None}
    return row(number, f"Mục {key}", present, item=key, is_ranked=False)


def in_order() -> ScoreFigures:
    """Two units, a parent over them, a commune's items: nothing is wrong."""
    units = (scored(9, "Sở Y tế", "87", "87.4"), scored(10, "Sở Nội vụ", "86", "87.4"))
    parent = row(9, "UBND tỉnh", {("nay", "so_hoa"): "90", ("nay", "ban_sao"): 30}, order="I", is_ranked=False)
    others = (
        row(10, "UBND huyện A", {("nay", "so_hoa"): "85", ("nay", "ban_sao"): 10}),
        row(11, "UBND huyện B", {("nay", "so_hoa"): "95", ("nay", "ban_sao"): 20}),
    )
    items = (
        item(10, "1.1", ("5/5", 100), ("6/6", 100)),
        item(11, "1.2a", ("30", "75"), ("60", "75")),
        item(12, "1.2b", ("10", "25"), ("20", "25")),
        item(13, "2.2", (None, "0"), (None, "0")),
        item(14, "3.1", ("3", None), ("3", None)),
        item(15, "3.2", ("4", None), ("4", None)),
        item(16, "3.6", (None, "14.3"), (None, "28.6")),
        item(17, "4.1a", ("13", "100"), ("14", "100")),
        item(18, "4.1b", ("0", "0"), ("0", "0")),
        item(19, "4.3a", ("3", "75"), ("3", "75")),
        item(20, "4.3b", ("1", "25"), ("1", "25")),
        item(21, "6.1", (None, "90"), (None, "91")),
        item(22, "6.3", ("1.500", None), ("1.600", None)),
    )
    details = (row(9, "UBND xã", {("truoc", "qua_han_cong"): 0, ("nay", "so_hoa"): "91"}),)
    axes = tuple(
        row(9 + at, f"Trục {at}", {("toi_da", "diem"): 22, ("truoc", "diem"): 5, ("nay", "diem"): 5 + at})
        for at in range(6)
    )
    tables = (
        ScoreTableFigures("cap_tinh", "Phụ lục II", units),
        ScoreTableFigures("ket_qua", "Phụ lục III", (parent, *others)),
        ScoreTableFigures("noi_dung", "Phụ lục I", items),
        ScoreTableFigures("chi_tiet", "Phụ lục IV", details),
        ScoreTableFigures("truc", "Tổng hợp", axes),
    )
    return ScoreFigures(
        kind="diem-tuan",
        settings={"hang_nay": "8", "tong_xep_hang_nay": "23", "tong_xep_hang_truoc": "23"},
        digits=2,
        previous=SlotInfo("tháng 9/2026", date(2026, 9, 30), "lũy kế", "2026"),
        current=SlotInfo("tháng 10/2026", date(2026, 10, 31), "lũy kế", "2026"),
        previous_rules=rules_on(date(2026, 9, 30)),
        current_rules=rules_on(date(2026, 10, 31)),
        apart="",
        tables=tables,
        overdue=tuple(OverdueRow("Cấp xã", f"Xã {at}", Entry(at, at, f"Hồ sơ quá hạn!C{at}"), "") for at in (1, 2, 3)),
    )


def with_cell(key: str, at: int, cell: tuple[str, str], raw: Any) -> Change:
    """Put another content into a cell of a row of a table."""

    def change(figures: ScoreFigures) -> ScoreFigures:
        table = figures.table(key)
        assert table is not None
        where = next(iter(table.rows[at].inputs.values())).where
        changed = replace(table.rows[at], inputs={**table.rows[at].inputs, cell: entry(raw, where)})
        rows = (*table.rows[:at], changed, *table.rows[at + 1 :])
        return replace(
            figures, tables=tuple(replace(table, rows=rows) if one is table else one for one in figures.tables)
        )

    return change


def with_result(key: str, at: int, cell: tuple[str, str], raw: Any) -> Change:
    """Put a content into a computed cell of a row of a table."""

    def change(figures: ScoreFigures) -> ScoreFigures:
        table = figures.table(key)
        assert table is not None
        changed = replace(table.rows[at], results={cell: Entry(None, raw, f"{table.label}!E9")})
        rows = (*table.rows[:at], changed, *table.rows[at + 1 :])
        return replace(
            figures, tables=tuple(replace(table, rows=rows) if one is table else one for one in figures.tables)
        )

    return change


def printed(table: str, name: str, what: str, text: str) -> Change:
    kept = PrintedText(table, name, what, text, "nguồn.csv!H2", "Đối chiếu!D7")
    return lambda figures: replace(figures, printed=(*figures.printed, kept))


def both(*changes: Change) -> Change:
    def change(figures: ScoreFigures) -> ScoreFigures:
        for one in changes:
            figures = one(figures)
        return figures

    return change


def slot(**more: Any) -> Change:
    return lambda figures: replace(figures, current=replace(figures.current, **more))


def setting(**more: str) -> Change:
    return lambda figures: replace(figures, settings={**figures.settings, **more})


def with_item(added: ScoreRow) -> Change:
    """Put an item more into the commune's table."""
    return lambda figures: replace(
        figures,
        tables=tuple(
            replace(table, rows=(*table.rows, added)) if table.key == "noi_dung" else table for table in figures.tables
        ),
    )


CHANGES: dict[str, Change] = {
    # Half in time are 10 of 20 points; the axis stands at 11.
    "truc_tinh_lai_khac": with_item(item(23, "2.1", (None, "50"), (None, "50"))),
    "vuot_diem_toi_da": with_cell("cap_tinh", 0, ("nay", "tttt"), "10.5"),
    "tong_truc_khac_diem": with_cell("cap_tinh", 0, ("nay", "diem"), "86.5"),
    "bien_dong_truc_khac": both(
        *(with_cell("cap_tinh", 0, ("truoc", code), value) for code, value in AXES.items()),
        with_cell("cap_tinh", 0, ("truoc", "diem"), "86.5"),
    ),
    "ty_le_bo_phan_khac": with_cell("noi_dung", 1, ("nay", "ty_le"), "75.2"),
    "dau_phan_cach_lan": with_cell("noi_dung", 12, ("nay", "so_lieu"), "1,600"),
    "ty_le_khong_the_co": with_cell("noi_dung", 6, ("nay", "ty_le"), "9.8"),
    "quy_mo_khac_ky_truoc": both(
        with_cell("noi_dung", 1, ("nay", "so_lieu"), "600"), with_cell("noi_dung", 2, ("nay", "so_lieu"), "200")
    ),
    "o_tinh_bi_go_de": with_result("cap_tinh", 0, ("tang_giam", "diem"), 0.9),
    "hai_so_mot_chi_tieu": with_cell("chi_tiet", 0, ("nay", "so_hoa"), "90.1"),
    "qua_han_khong_khop": with_cell("noi_dung", 3, ("truoc", "ty_le"), "3.09"),
    "thu_tuc_nhieu_hon": with_cell("noi_dung", 9, ("nay", "so_lieu"), "105"),
    "truc_khong_doi": with_cell("truc", 4, ("nay", "diem"), "5"),
    "dong_tinh_ngoai_khoang": with_cell("ket_qua", 0, ("nay", "so_hoa"), "96"),
    "tinh_dat_100_don_vi_chua": with_cell("ket_qua", 0, ("nay", "so_hoa"), "100"),
    "tong_khac_dong_tinh": with_cell("ket_qua", 0, ("nay", "ban_sao"), 31),
    "qua_han_bat_thuong": lambda figures: replace(
        figures, overdue=(*figures.overdue, OverdueRow("", "Xã 4", Entry(204, 204, ""), "Hồ sơ quá hạn!C9"))
    ),
    "khac_co_so_tinh": both(slot(basis="2027"), lambda figures: replace(figures, apart="Không cùng cơ sở tính")),
    "van_so_sanh": slot(semantics="trong kỳ"),
    "don_vi_thay_doi": lambda figures: replace(
        figures,
        tables=tuple(
            replace(table, rows=(replace(table.rows[0], changed=MERGED, apart=MERGED), *table.rows[1:]))
            if table.key == "cap_tinh"
            else table
            for table in figures.tables
        ),
    ),
    "ngay_hai_ky_nguoc": slot(as_of=date(2026, 9, 30)),
    "hang_lon_hon_tong": setting(hang_nay="24"),
    "tong_xep_hang_doi": setting(tong_xep_hang_nay="34"),
    "tang_giam_in_khac": printed("Phụ lục II", "Sở Y tế", cells.PRINTED_CHANGE, "-0,4"),
    "ty_le_in_khac": printed("Phụ lục I", "1.1", cells.PRINTED_RATE_NOW, "1000%"),
    "loi_van_khac_bang": printed("Phụ lục II", "Sở Y tế", cells.PRINTED_CLAIM, "87,2"),
    "so_luong_loi_van_khac": printed("Lời văn", "sở tăng", cells.PRINTED_COUNT, "03"),
    "xep_loai_in_khac": printed("Phụ lục II", "Sở Y tế", cells.PRINTED_GRADE, "Khá"),
    "thu_tu_in_khac": printed("Phụ lục II", "Sở Y tế", cells.PRINTED_ORDER, "2"),
    "hang_in_khac": printed("Phụ lục II", "Sở Nội vụ", cells.PRINTED_RANK, "2"),
    "ngay_in_khac": printed("Thông tin", "Phụ lục I", cells.PRINTED_DAY, "10/31/2026"),
    "nguon_co_so_thieu": both(
        printed("Phụ lục II", "Sở Không Còn", cells.PRINTED_ORDER, "2"),
        with_cell("cap_tinh", 1, ("truoc", "diem"), "-"),
        printed("Phụ lục II", "Sở Nội vụ", cells.PRINTED_CHANGE, "+1,4"),
    ),
    "thieu_dau_cong": both(
        printed("Phụ lục II", "Sở Y tế", cells.PRINTED_CHANGE, "0,4"),
        printed("Phụ lục II", "Sở Nội vụ", cells.PRINTED_CHANGE, "+1,4"),
    ),
}


def test_figures_in_order_are_left_in_peace() -> None:
    """Nothing is found where nothing is wrong."""
    assert run_score_checks(in_order()) == []


@pytest.mark.parametrize("check", SCORE_CATALOGUE, ids=lambda check: check.code)
def test_a_check_fires(check: Any) -> None:
    """Its change makes it fire, with its severity, a place, and what stands there."""
    found = run_score_checks(CHANGES[check.code](in_order()))
    own = [finding for finding in found if finding.code == check.code]
    assert own
    for finding in own:
        assert finding.severity == check.severity
        assert finding.where
        assert finding.found
        assert finding.remedy


@pytest.mark.parametrize(
    ("table", "name", "what", "text"),
    [
        ("Phụ lục II", "Sở Y tế", cells.PRINTED_CHANGE, "+0,4"),
        ("Phụ lục II", "sở y tế", cells.PRINTED_CHANGE, "0,40 "),
        ("Phụ lục I", "1.1", cells.PRINTED_RATE_NOW, "100,0%"),
        ("Phụ lục II", "Sở Y tế", cells.PRINTED_GRADE, "TỐT"),
        ("Phụ lục II", "Sở Nội vụ", cells.PRINTED_RANK, "1"),
        ("Lời văn", "sở tăng", cells.PRINTED_COUNT, "02"),
        ("Thông tin", "Phụ lục I", cells.PRINTED_DAY, "31.10.2026"),
        ("Phụ lục II", "Sở Y tế", cells.PRINTED_CHANGE, "chưa rõ"),
        ("Phụ lục IX", "Sở Y tế", cells.PRINTED_CHANGE, "9"),
    ],
)
def test_what_is_printed_right_is_no_finding(table: str, name: str, what: str, text: str) -> None:
    """Another notation of the same figure, and what the book cannot judge, are left in peace."""
    assert run_score_checks(printed(table, name, what, text)(in_order())) == []


def test_rounding_is_no_contradiction() -> None:
    """Six axes of one decimal may be 0,30 away from the total they were rounded from, as in Hưng Yên."""
    changed = with_cell("cap_tinh", 0, ("nay", "diem"), "87.29")(in_order())
    assert run_score_checks(changed) == []


@pytest.mark.parametrize(
    ("cell", "right", "wrong"),
    [
        (("tang_giam", "diem"), [0.4, 0.4000000000000057, "", None], [-0.4, 40, "-", True, "0,4"]),
        (("xu_huong", "diem"), ["Tăng", "tăng "], ["Giảm", "Giữ nguyên", "-", 1]),
        (("xep_loai", "diem"), ["Tốt"], ["Xuất sắc", "Khá", 87.4]),
        (("hang", ""), [1, 99], []),
    ],
)
def test_computed_cells(cell: tuple[str, str], right: list[Any], wrong: list[Any]) -> None:
    """A change, a trend or a grade that was typed over is told unless it says what the scores give."""
    codes = {
        repr(raw): [finding.code for finding in run_score_checks(with_result("cap_tinh", 0, cell, raw)(in_order()))]
        for raw in (*right, *wrong)
    }
    assert codes == {repr(raw): [] for raw in right} | {repr(raw): ["o_tinh_bi_go_de"] for raw in wrong}


def test_names_before_unicode() -> None:
    """A unit whose name is in TCVN3 is named with its cell."""
    figures = in_order()
    table = figures.tables[0]
    rows = (replace(table.rows[0], name="Së Y tÕ"), *table.rows[1:])
    spoiled = replace(figures, tables=(replace(table, rows=rows), *figures.tables[1:]))
    assert [finding.code for finding in run_score_checks(spoiled)] == ["chu_bang_ma_cu"]
