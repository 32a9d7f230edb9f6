"""Draws the ribbon tab "Phụ lục" from its declaration: labels, order and groups as Excel shows them, not its icons."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from phuluc.workbook.vba.ribbon import GROUPS, Button

_FONT: Final = "/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf"
_BUTTON_WIDTH: Final = 92
_HEIGHT: Final = 150
_TABS: Final = ("Tệp", "Trang đầu", "Chèn", "Phụ lục")
_INK, _MUTED, _EXCEL_GREEN = "#262626", "#6B6B6B", "#217346"


def draw_ribbon(picture: Path) -> None:
    """Write the drawing as a PNG."""
    width = sum(len(group.buttons) for group in GROUPS) * _BUTTON_WIDTH + 16 * (len(GROUPS) + 1)
    image = Image.new("RGB", (width, _HEIGHT + 34), "#F3F2F1")
    draw = ImageDraw.Draw(image)
    label_font, small_font = ImageFont.truetype(_FONT, 15), ImageFont.truetype(_FONT, 13)
    left = 16
    for tab in _TABS:
        is_ours = tab == _TABS[-1]
        draw.text((left, 8), tab, font=label_font, fill=_EXCEL_GREEN if is_ours else _INK)
        length = int(draw.textlength(tab, font=label_font))
        if is_ours:
            draw.rectangle((left, 29, left + length, 31), fill=_EXCEL_GREEN)
        left += length + 28
    draw.rectangle((6, 36, width - 6, _HEIGHT + 28), fill="white", outline="#D2D0CE")
    left = 16
    for group in GROUPS:
        right = left + len(group.buttons) * _BUTTON_WIDTH
        for number, button in enumerate(group.buttons):
            _draw_button(draw, left + number * _BUTTON_WIDTH, button, label_font)
        middle = (left + right) / 2
        draw.text((middle, _HEIGHT + 14), group.label, font=small_font, fill=_MUTED, anchor="mm")
        draw.line((right + 8, 46, right + 8, _HEIGHT + 20), fill="#D2D0CE")
        left = right + 16
    picture.parent.mkdir(parents=True, exist_ok=True)
    image.save(picture, optimize=True)


def _draw_button(draw: ImageDraw.ImageDraw, left: int, button: Button, font: ImageFont.FreeTypeFont) -> None:
    middle = left + _BUTTON_WIDTH / 2
    draw.rounded_rectangle((middle - 17, 50, middle + 17, 84), 5, outline=_EXCEL_GREEN, width=2)
    draw.text((middle, 67), button.label[0], font=font, fill=_EXCEL_GREEN, anchor="mm")
    for number, line in enumerate(_lines(draw, button.label, font)):
        draw.text((middle, 98 + 17 * number), line, font=font, fill=_INK, anchor="mm")


def _lines(draw: ImageDraw.ImageDraw, label: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) > _BUTTON_WIDTH - 8:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
