"""What a sheet of scores watches while figures are typed: input rules, and colours of rises and falls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.annexes.layout import TOP_EDGE_ROW, Column
from phuluc.annexes.rules_in_book import maxima_name, maximum_name
from phuluc.annexes.score_settings import NOT_COMPARABLE
from phuluc.annexes.score_tables import AXES_KEY, CHANGED_UNIT_ROLE, SLOT_ROLES, ScoreTable
from phuluc.domain.score_figures import AXIS_CODES, NO_DATA_TEXT
from phuluc.domain.unit_changes import COMPARED_ANYWAY, MERGED, NOT_COMPARED, REARRANGED
from phuluc.workbook.build.canvas import Canvas
from phuluc.workbook.build.styles import EXCEEDS, MET, MISSED, NEAR, NOT_APPLICABLE, Styles

#: Percent points.
_ALL: Final = "100"
_SLOTS: Final = (*SLOT_ROLES.values(), "nam")


def add_score_validations(canvas: Canvas, table: ScoreTable, bottom_edge: int) -> None:
    """Let input columns take only what belongs there, with a Vietnamese message."""
    for key, position in table.positions().items():
        column = table.columns()[key]
        rule = _rule(column, f"{column_letters(position)}{TOP_EDGE_ROW}", _most(table, column))
        if rule is not None:
            canvas.sheet.data_validation(TOP_EDGE_ROW - 1, position - 1, bottom_edge - 1, position - 1, rule)


def _rule(column: Column, cell: str, most: str) -> dict[str, object] | None:
    if column.role == CHANGED_UNIT_ROLE:
        return {
            "validate": "list",
            "source": [MERGED, REARRANGED, NOT_COMPARED, COMPARED_ANYWAY],
            "ignore_blank": True,
            "error_title": "Chọn trong danh sách",
            "error_message": f"Để trống, hoặc chọn “{NOT_COMPARED}”, “{COMPARED_ANYWAY}”.",
        }
    if column.role not in _SLOTS or column.kind not in ("score", "percent", "count"):
        return None
    missing = f'{cell}="-",{cell}="{NO_DATA_TEXT}"'
    if column.kind == "count":
        test = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))"
        message = "Gõ số nguyên không âm, hoặc “-” nếu không có. Không gõ dấu chấm, dấu phẩy."
    else:
        test = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most})"
        limit = "100" if most == _ALL else "điểm tối đa của trục (trang “Quy tắc”)"
        message = f"Gõ số từ 0 đến {limit}, không gõ dấu %; hoặc “-”, “{NO_DATA_TEXT}”."
    return {
        "validate": "custom",
        "value": f"=OR({missing},{test})",
        "ignore_blank": True,
        "error_title": "Cần một số",
        "error_message": message,
        "error_type": "stop",
    }


def _most(table: ScoreTable, column: Column) -> str:
    """The most a cell of a column can hold: 100 percent, or the points of the rules of its slot."""
    if column.kind == "percent":
        return _ALL
    role = "truoc" if column.role == "truoc" else "nay"
    if table.key == AXES_KEY:
        # One axis a row, in the order of the rules.
        order = f"${column_letters(table.positions()['tt', ''])}{TOP_EDGE_ROW}"
        return f"INDEX({maxima_name(role)},N({order}))"
    return maximum_name(column.indicator if column.indicator in AXIS_CODES else "", role)


def add_score_rules(canvas: Canvas, styles: Styles, table: ScoreTable, bottom_edge: int) -> None:
    """Colour rises and falls, missing data, figures above their maximum."""
    for (role, code), position in table.positions().items():
        cell = f"${column_letters(position)}{TOP_EDGE_ROW}"
        rules: Sequence[tuple[str, Mapping[str, object]]] = ()
        if role == "tang_giam":
            rules = [
                *((f'={cell}="{text}"', NEAR) for text in (NOT_COMPARABLE, MERGED, REARRANGED, NOT_COMPARED)),
                (f"=AND(ISNUMBER({cell}),{cell}>0)", MET),
                (f"=AND(ISNUMBER({cell}),{cell}<0)", MISSED),
                (f'={cell}="-"', NOT_APPLICABLE),
            ]
        elif role == "xu_huong":
            rules = [(f'={cell}="Tăng"', MET), (f'={cell}="Giảm"', MISSED), (f'={cell}="-"', NOT_APPLICABLE)]
        elif role in _SLOTS and table.columns()[role, code].kind in ("score", "percent"):
            most = _most(table, table.columns()[role, code])
            rules = [
                (f"=AND(ISNUMBER({cell}),{cell}>{most})", EXCEEDS),
                (f'={cell}="{NO_DATA_TEXT}"', NOT_APPLICABLE),
            ]
        for criteria, look in rules:
            canvas.sheet.conditional_format(
                TOP_EDGE_ROW - 1,
                position - 1,
                bottom_edge - 1,
                position - 1,
                {"type": "formula", "criteria": criteria, "format": styles.rule(dict(look)), "stop_if_true": True},
            )
