"""The formulas of the score families' rows, as templates with `{row}`, in each edition.

`live` and `macro` cells call the worksheet functions, `native` cells say the same with functions of Excel 2010
(`native_functions`). The builder, the import and the refresh all take them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.annexes.editions import Edition
from phuluc.annexes.layout import column_name
from phuluc.annexes.native_functions import NATIVE_FORMS
from phuluc.annexes.rules_in_book import grades_name, least_scores_name, maxima_name, maximum_name
from phuluc.annexes.score_settings import COMPARABLE_KEY, OVERRIDE_KEY, YES
from phuluc.annexes.score_tables import AXES_KEY, CHANGED_UNIT_ROLE, PAIR, RATE, SCORE, ScoreTable
from phuluc.annexes.titles import setting_name
from phuluc.domain.unit_changes import COMPARED_ANYWAY

Key = tuple[str, str]
#: Columns whose formulas look into the sheet "Quy tắc".
_BY_RULES: Final = frozenset({"xep_loai", "toi_da"})
#: What stands for bands that are not given.
_NO_BANDS: Final[dict[Edition, tuple[str, ...]]] = {"live": (), "macro": (), "native": ("", "")}


def call(edition: Edition, function: str, *arguments: str) -> str:
    """A call of a worksheet function, or what it is natively; without "="."""
    if edition != "native":
        return f"{function}({','.join(arguments)})"
    text = NATIVE_FORMS[function].write(*arguments)
    if text is None:
        msg = f"{function} has no native form"
        raise ValueError(msg)
    return text


def row_formulas(
    table: ScoreTable, positions: Mapping[Key, int], edition: Edition, *, has_rules: bool = True
) -> dict[Key, str]:
    """Formula templates by (role, code) for every formula column.

    Args:
        table: whose.
        positions: where its columns stand.
        edition: of the book.
        has_rules: whether the book has the sheet "Quy tắc"; without it grades follow the shipped rules.
    """
    cells = {key: f"{column_letters(column)}{{row}}" for key, column in positions.items()}
    formulas: dict[Key, str] = {}
    for key in positions:
        formula = (
            _formula(key, table, cells, edition)
            if has_rules or key[0] not in _BY_RULES
            else _without(key, cells, edition)
        )
        if formula is not None:
            formulas[key] = formula
    return formulas


def _without(key: Key, cells: Mapping[Key, str], edition: Edition) -> str | None:
    """The formula of a column that follows the rules, in a book that does not hold them."""
    role, code = key
    if role != "xep_loai":
        return None
    now = cells["nay", code]
    return f'=IF({now}="","",{call(edition, "SCORE_GRADE", now, *_NO_BANDS[edition])})'


def _formula(key: Key, table: ScoreTable, cells: Mapping[Key, str], edition: Edition) -> str | None:
    role, code = key
    if role == "tang_giam":
        now, before = cells["nay", code], cells["truoc", code]
        change = call(edition, "SCORE_CHANGE", now, before, setting_name("so_chu_so"))
        blank = f'OR({now}="",{before}="")' if not table.is_ranked else f'{now}=""'
        return f'=IF({blank},"",{_unless_apart(now, before, change, cells)})'
    if role == "xu_huong":
        now, before = cells["nay", code], cells["truoc", code]
        trend = call(edition, "SCORE_TREND", now, before)
        return f'=IF({now}="","",{_unless_apart(now, before, trend, cells)})'
    if role == "xep_loai":
        now = cells["nay", code]
        grade = call(edition, "SCORE_GRADE", now, least_scores_name("nay"), grades_name("nay"))
        return f'=IF({now}="","",{grade})'
    if role == "toi_da":
        place = cells["tt", ""]
        return f'=IF(ISNUMBER({place}),INDEX({maxima_name("nay")},{place}),"")'
    if role in ("truoc", "nay") and code == RATE and (role, PAIR) in cells:
        pair = cells[role, PAIR]
        return f'=IF({pair}="","",{call(edition, "PAIR_RATE", pair, setting_name("so_chu_so"))})'
    return _rank_formula(role, table, cells, edition)


def _rank_formula(role: str, table: ScoreTable, cells: Mapping[Key, str], edition: Edition) -> str | None:
    if role in ("diem_xep", "diem_xep_truoc"):
        score = cells["nay" if role == "diem_xep" else "truoc", SCORE]
        # The parent's row has a mark, not a number, in the column of order numbers.
        return f'=IF(AND(ISNUMBER({score}),NOT(ISTEXT({cells["tt", ""]}))),{score},"")'
    if role in ("hang", "hang_truoc"):
        ranked = "diem_xep" if role == "hang" else "diem_xep_truoc"
        cell = cells[ranked, ""]
        rank = call(edition, "INDICATOR_RANK", cell, column_name(table.key, ranked), '"chung"')
        return f'=IF({cells["don_vi", ""]}="","",IF(ISNUMBER({cell}),{rank},"-"))'
    if role == "doi_hang":
        now, before = cells["hang", ""], cells["hang_truoc", ""]
        moved = call(edition, "RANK_CHANGE", now, before)
        return f'=IF({now}="","",{_unless_apart(now, before, moved, cells)})'
    return None


def _unless_apart(now: str, before: str, result: str, cells: Mapping[Key, str]) -> str:
    """`result`, or why the slots, or those of this unit, must not be compared where there would be something to."""
    apart, changed = setting_name(COMPARABLE_KEY), cells.get((CHANGED_UNIT_ROLE, ""))
    if changed is None:
        return f'IF(AND(ISNUMBER({now}),ISNUMBER({before}),{apart}<>""),{apart},{result})'
    kept = f'OR({changed}="",{changed}="{COMPARED_ANYWAY}",{setting_name(OVERRIDE_KEY)}="{YES}")'
    reason = f'IF({apart}<>"",{apart},IF({kept},"",{changed}))'
    return f'IF(AND(ISNUMBER({now}),ISNUMBER({before}),{reason}<>""),{reason},{result})'


def score_sentence(edition: Edition, slot_role: str) -> str:
    """Formula "Đạt 86,02/100 điểm; xếp hạng 08/23 xã, thị trấn" from "Tổng hợp" and "Thông tin"."""
    score = total_name(slot_role)
    rank, population = setting_name(f"hang_{slot_role}"), setting_name(f"tong_xep_hang_{slot_role}")
    ranked = (
        f'IF(N({rank})=0,"","; xếp hạng "&TEXT({rank},"00")&IF(N({population})=0,"","/"&{population})'
        f'&" "&{setting_name("doi_tuong_xep_hang")})'
    )
    return (
        f'=IF(ISNUMBER({score}),"Đạt "&{printed(edition, score)}&"/"&{maximum_name("", slot_role)}&" điểm"&{ranked},"")'
    )


def change_sentence(edition: Edition) -> str:
    """Formula "Tăng 4,06 điểm, tăng 14 bậc trên bảng xếp hạng"."""
    now, before = total_name("nay"), total_name("truoc")
    rank_now, rank_before = setting_name("hang_nay"), setting_name("hang_truoc")
    size = printed(edition, f"ABS(ROUND({now}-{before},2))")
    word = f'IF({now}>{before},"Tăng ",IF({now}<{before},"Giảm ","Giữ nguyên"))'
    moved = f'{word}&IF({now}={before},"",{size}&" điểm")'
    ranks = call(edition, "RANK_CHANGE", rank_now, rank_before)
    places = f'IF(OR(N({rank_now})=0,N({rank_before})=0),"",", "&{ranks}&" trên bảng xếp hạng")'
    apart = setting_name(COMPARABLE_KEY)
    return f'=IF(AND(ISNUMBER({now}),ISNUMBER({before})),IF({apart}<>"",{apart},{moved}&{places}),"")'


def total_name(slot_role: str) -> str:
    """Return the defined name of the total score of the one who is scored, in "Tổng hợp"."""
    return f"{AXES_KEY}_tong_{slot_role}"


def printed(edition: Edition, score: str) -> str:
    """A score as Vietnamese documents print it, "86,02", whatever the machine's separators are."""
    if edition != "native":
        return f"VN_TEXT({score})"
    hundredths = f"ROUND({score}*100,0)"
    rest = f"MOD({hundredths},100)"
    decimals = f'IF({rest}=0,"",","&IF(MOD({rest},10)=0,{rest}/10,TEXT({rest},"00")))'
    return f"INT({hundredths}/100)&{decimals}"
