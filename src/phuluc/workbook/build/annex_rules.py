"""What an annex sheet watches while figures are typed: conditional formats and input rules, one per column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.annexes.layout import TOP_EDGE_ROW, AnnexLayout, Column
from phuluc.annexes.row_formulas import denominator_key
from phuluc.annexes.titles import setting_name
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.workbook.build.canvas import Canvas
from phuluc.workbook.build.styles import EXCEEDS, MET, MISSED, NEAR, NOT_APPLICABLE, Styles

_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "count": ("Cần một số đếm", "Gõ số nguyên không âm, hoặc “-” nếu không phát sinh. Không gõ dấu chấm, dấu phẩy."),
    "percent": ("Cần một tỷ lệ phần trăm", "Gõ số trên 0, đến 100, không gõ dấu %; hoặc “-” nếu không giao."),
    "order": ("Cần số thứ tự", "Gõ số nguyên từ 1."),
}


def add_validations(canvas: Canvas, layout: AnnexLayout, bottom_edge: int) -> None:
    """Let input columns take only what belongs there, with a Vietnamese message."""
    columns = layout.columns()
    for key, position in layout.positions().items():
        column = columns[key]
        if column.content == "formula" or column.kind not in (*_MESSAGES, "text"):
            continue
        first = f"{column_letters(position)}{TOP_EDGE_ROW}"
        canvas.sheet.data_validation(
            TOP_EDGE_ROW - 1, position - 1, bottom_edge - 1, position - 1, _validation(column, first)
        )


def _validation(column: Column, cell: str) -> dict[str, object]:
    if column.kind == "text":
        return {
            "validate": "list",
            "source": ["báo cáo", "ước tính"],
            "ignore_blank": True,
            "error_type": "warning",
            "error_title": "Nguồn mẫu số",
            "error_message": "Chọn “báo cáo” hoặc “ước tính”.",
        }
    tests = {
        "count": f'=OR({cell}="-",AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})))',
        "percent": f'=OR({cell}="-",AND(ISNUMBER({cell}),{cell}>0,{cell}<=100))',
        "order": f"=AND(ISNUMBER({cell}),{cell}>=1)",
    }
    title, message = _MESSAGES[column.kind]
    return {
        "validate": "custom",
        "value": tests[column.kind],
        "ignore_blank": True,
        "error_title": title,
        "error_message": message,
        "error_type": "stop",
    }


def add_rules(canvas: Canvas, styles: Styles, layout: AnnexLayout, bottom_edge: int) -> None:
    """Colour rates by met, near, missed, not applicable, and a numerator above its denominator."""
    positions = layout.positions()
    for indicator in SEVEN_INDICATORS:
        cell = {
            role: f"${column_letters(positions[role, indicator.code])}{TOP_EDGE_ROW}"
            for role in ("chi_tieu", "tu_so", "ty_le")
        }
        denominator = f"${column_letters(positions[denominator_key(indicator)])}{TOP_EDGE_ROW}"
        numerator, target, rate = cell["tu_so"], cell["chi_tieu"], cell["ty_le"]
        judged = f"ISNUMBER({rate}),ISNUMBER({target})"
        exceeds = f"=AND(ISNUMBER({numerator}),ISNUMBER({denominator}),{numerator}>{denominator})"
        rules = (
            (exceeds, EXCEEDS),
            (f'={rate}="-"', NOT_APPLICABLE),
            (f"=AND({judged},100*{numerator}>=ROUND({target}*{denominator},6))", MET),
            (f"=AND({judged},{target}-100*{numerator}/{denominator}<={setting_name('nguong_gan_dat')})", NEAR),
            (f"=AND({judged})", MISSED),
        )
        _add(canvas, styles, positions["ty_le", indicator.code], bottom_edge, rules)
        _add(canvas, styles, positions["tu_so", indicator.code], bottom_edge, ((exceeds, EXCEEDS),))
        flag = f"${column_letters(positions['ket_luan', indicator.code])}{TOP_EDGE_ROW}"
        verdicts = ((f'={flag}="Đạt"', MET), (f'={flag}="Chưa đạt"', MISSED), (f'={flag}="-"', NOT_APPLICABLE))
        _add(canvas, styles, positions["ket_luan", indicator.code], bottom_edge, verdicts)


def _add(
    canvas: Canvas, styles: Styles, column: int, bottom_edge: int, rules: Sequence[tuple[str, Mapping[str, object]]]
) -> None:
    for criteria, look in rules:
        canvas.sheet.conditional_format(
            TOP_EDGE_ROW - 1,
            column - 1,
            bottom_edge - 1,
            column - 1,
            {"type": "formula", "criteria": criteria, "format": styles.rule(dict(look)), "stop_if_true": True},
        )
