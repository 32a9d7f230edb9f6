"""The tables of the score families: what stands in their rows, which columns hold which slot, what follows from what.

A column of figures is named by its slot and its code: role "truoc" is the previous slot, "nay" the current one,
"nam" the year compared with; "tang_giam" is the change of that code. `diem` is the total score of a unit, `ty_le` a
rate in percent points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from phuluc.annexes.layout import Column, ColumnKind, Content, HeaderGroup, SheetLayout, Zone
from phuluc.annexes.rules_in_book import axis_caption
from phuluc.domain.score_figures import AXIS_CODES, ScoreTier, SlotName
from phuluc.domain.scoring_rules import axis_names

SCORE: Final = "diem"
RATE: Final = "ty_le"
PAIR: Final = "so_lieu"
SLOT_ROLES: Final[dict[SlotName, str]] = {"previous": "truoc", "current": "nay"}
AXES_KEY: Final = "truc"
#: What stands in column "STT" of a parent's row and of a section's heading.
PARENT_ORDER: Final = "I"
BLANK_ROWS: Final = 10

#: A cell of a fixed row under the table: formula template by name, None for an input.
ClosingCells = dict[tuple[str, str], "str | None"]


@dataclass(frozen=True)
class FixedRow:
    """A row a new book begins with: order number or mark, and name with places for entries of "Thông tin"."""

    order: str | int
    name: str


@dataclass(frozen=True)
class ClosingRow:
    """The row under the bottom edge: a total that is entered, or a sentence that follows.

    Attributes:
        order, name: as in a row.
        inputs: columns that are entered here; their cells are named `<key>_tong_<role>`.
        sentences: whether the columns of figures hold sentences on score and rank instead.
    """

    order: str
    name: str
    inputs: tuple[tuple[str, str], ...] = ()
    sentences: bool = False


@dataclass(frozen=True)
class ScoreTable(SheetLayout):
    """One table of a score family: a sheet of the working book, and an annex where it is issued.

    Attributes:
        title: of the annex, with places for entries of "Thông tin".
        tiers: whose units stand in its rows; () where its rows are indicators or items.
        compared: code of the column whose changes are listed in "Biến động"; "" for none.
        is_ranked: whether its units are ranked and may be sorted by score.
        tie_break: column that decides between units of equal score, higher first, and what people call it.
        has_parent: whether its first row is the parent, which is never ranked.
        rows: of a new book where they do not come from a list of units.
        closing: the row under the bottom edge.
        is_issued: whether it is an annex.
    """

    title: str = ""
    tiers: tuple[ScoreTier, ...] = ()
    compared: str = ""
    is_ranked: bool = False
    tie_break: tuple[tuple[str, str], str] = (("truoc", SCORE), "điểm kỳ trước")
    has_parent: bool = False
    rows: tuple[FixedRow, ...] = ()
    closing: ClosingRow | None = None
    is_issued: bool = True

    def input_codes(self, slot: SlotName) -> tuple[str, ...]:
        """Codes of the columns of a slot that figures are entered into."""
        role = SLOT_ROLES[slot]
        return tuple(code for (column_role, code) in self.positions() if column_role == role)

    def heading_rows(self) -> frozenset[str]:
        """Marks in column "STT" of the rows that head a section."""
        return frozenset(str(row.order) for row in self.rows if str(row.order).isupper())


def leading(order: str, name: str, *, name_width: float = 44) -> HeaderGroup:
    """Columns order number and name."""
    return HeaderGroup(
        "", (Column("tt", "", order, "order", "input", 6), Column("don_vi", "", name, "name", "input", name_width))
    )


def figure(
    role: str, code: str, caption: str, kind: ColumnKind = "score", *, content: Content = "input", width: float = 16
) -> Column:
    """A column of figures of a slot."""
    return Column(role, code, caption, kind, content, width)


def change(code: str, caption: str, *, width: float = 16) -> Column:
    """The column of the change between the slots."""
    return Column("tang_giam", code, caption, "change", "formula", width)


def follow_up(*more: HeaderGroup) -> Zone:
    """The part beside a table of ranked units that is not issued: code, axes, ranks."""
    axes = {
        role: HeaderGroup(
            f"{title}: điểm theo trục nội dung",
            tuple(figure(role, code, axis_caption(code, role), width=9.5) for code in AXIS_CODES),
        )
        for role, title in (("nay", "Kỳ này"), ("truoc", "Kỳ trước"))
    }
    ranks = HeaderGroup(
        "Xu hướng, thứ hạng",
        (
            Column("xu_huong", SCORE, "Xu hướng", "flag", "formula", 11),
            Column("hang_truoc", "", "Hạng kỳ trước", "flag", "formula", 8),
            Column("hang", "", "Hạng kỳ này", "flag", "formula", 8),
            Column("doi_hang", "", "Thay đổi hạng", "flag", "formula", 14),
            Column("diem_xep_truoc", "", "Điểm xếp hạng kỳ trước", "score", "formula", 10),
            Column("diem_xep", "", "Điểm xếp hạng kỳ này", "score", "formula", 10),
        ),
    )
    code = HeaderGroup("", (Column("ma", "", "Mã cơ quan", "text", "input", 12), CHANGED_UNIT_COLUMN))
    return Zone(FOLLOW_UP_TITLE, (code, *more, ranks, axes["nay"], axes["truoc"]), is_issued=False)


FOLLOW_UP_TITLE: Final = "Phần theo dõi (không in trong phụ lục)"
#: What happened to the unit between the slots: refresh fills it in, the office may say otherwise.
CHANGED_UNIT_ROLE: Final = "doi_don_vi"
CHANGED_UNIT_COLUMN: Final = Column(CHANGED_UNIT_ROLE, "", "Đơn vị thay đổi giữa hai kỳ", "text", "input", 19)
GRADE_COLUMN: Final = Column("xep_loai", SCORE, "Xếp loại", "grade", "formula", 12)


def axes_table(label: str, title: str, *, owner: ScoreTier) -> ScoreTable:
    """The six axes of the one who is scored (the province, the commune), which the body of the document tells."""
    columns = HeaderGroup(
        "",
        (
            figure("toi_da", SCORE, "Điểm tối đa", content="formula", width=9),
            figure("truoc", SCORE, "Kỳ trước ({ngay_ky_truoc})", width=14),
            figure("nay", SCORE, "Kỳ này ({ngay_ky_nay})", width=14),
            change(SCORE, "Tăng, giảm", width=14),
            figure("nay", "trung_binh", "Trung bình cả nước", width=12),
            figure("nay", RATE, "Tỷ lệ (%)", "percent", width=10),
            figure("nay", "hang", "Hạng", "count", width=8),
        ),
    )
    names = axis_names()
    rows = tuple(FixedRow(number, names.get(code, code)) for number, code in enumerate(AXIS_CODES, start=1))
    inputs = (("truoc", SCORE), ("nay", SCORE), ("nay", "trung_binh"))
    return ScoreTable(
        AXES_KEY,
        label,
        (Zone("Điểm số từng trục nội dung", (leading("TT", "Trục nội dung", name_width=34), columns), is_issued=True),),
        title=title,
        tiers=(owner,),
        compared=SCORE,
        rows=rows,
        closing=ClosingRow("", "Tổng điểm", inputs),
        is_issued=False,
    )


TrendKey = Literal["tang", "giam", "giu_nguyen"]
