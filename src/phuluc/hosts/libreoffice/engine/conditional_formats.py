"""Formats that depend on values: conditions and formulas read and written, scales, bars and icons read.

LibreOffice applies the first condition that is met, so that each rule stops the ones after it. Colour scales, data bars
and icon sets cannot be made through UNO (version 7.4 ends when they are filled in); those of a file are kept and read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import box_of
from phuluc.hosts.libreoffice.engine.colors import NO_COLOR, Color, Rgb, rgb, uno_color
from phuluc.hosts.libreoffice.engine.errors import NotSupportedError
from phuluc.hosts.libreoffice.engine.fonts import Font
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock

#: com.sun.star.sheet.ConditionEntryType
_KINDS: Final = {1: "color_scale", 2: "data_bar", 3: "icon_set"}
#: com.sun.star.sheet.ConditionFormatOperator
_OPERATORS: Final = {
    "equal_to": 0,
    "less_than": 1,
    "greater_than": 2,
    "less_than_or_equal": 3,
    "greater_than_or_equal": 4,
    "not_equal_to": 5,
    "between": 6,
    "not_between": 7,
}
_OPERATOR_NAMES: Final = {number: name for name, number in _OPERATORS.items()}
_EXPRESSION: Final = 24
_TWO_SIDED: Final = ("between", "not_between")
#: Types of the points of scales, bars and icons, in LibreOffice's three numberings.
_SCALE_POINTS: Final = ("lowest_value", "highest_value", "percentile", "number", "percent", "formula")
_BAR_POINTS: Final = ("automatic", "lowest_value", "highest_value", "percentile", "number", "percent", "formula")
_ICON_POINTS: Final = ("lowest_value", "percentile", "number", "percent", "formula")
_VALUED: Final = ("percentile", "number", "percent", "formula")
#: com.sun.star.sheet.IconSetType, in its order.
_ICON_SETS: Final = (
    "3_arrows",
    "3_arrows_gray",
    "3_flags",
    "3_traffic_lights_1",
    "3_traffic_lights_2",
    "3_signs",
    "3_symbols",
    "3_symbols_2",
    "3_smileys",
    "3_color_smileys",
    "4_arrows",
    "4_arrows_gray",
    "4_red_to_black",
    "4_rating",
    "4_traffic_lights",
    "5_arrows",
    "5_arrows_gray",
    "5_rating",
    "5_quarters",
)


@dataclass
class _Condition:
    """A condition as LibreOffice keeps it, with the cell style of the cells that meet it."""

    operator: int
    formula1: str
    formula2: str
    style: str


def _only_conditions(group: UnoObject) -> bool:
    return all(group.getByIndex(number).getType() == 0 for number in range(group.getCount()))


def _conditions(group: UnoObject) -> list[_Condition]:
    entries = [group.getByIndex(number) for number in range(group.getCount())]
    return [_Condition(entry.Operator, entry.Formula1, entry.Formula2, entry.StyleName) for entry in entries]


def _write_group(formats: UnoObject, ranges: UnoObject, conditions: list[_Condition]) -> UnoObject:
    """Make a group of conditions: LibreOffice can only append to one, never remove."""
    identity = formats.createByRange(ranges)
    group = next(made for made in formats.getConditionalFormats() if identity == made.ID)
    for number, condition in enumerate(conditions):
        group.createEntry(0, number)
        entry = group.getByIndex(number)
        entry.setPropertyValue("Operator", condition.operator)
        entry.setPropertyValue("Formula1", condition.formula1)
        entry.setPropertyValue("Formula2", condition.formula2)
        entry.setPropertyValue("StyleName", condition.style)
    return group


@guarded
class ConditionalFormat(base_classes.ConditionalFormat):
    """One rule; what does not apply to its kind is None."""

    def __init__(self, parent: CellBlock, group: UnoObject, number: int) -> None:
        self._parent = parent
        self._group = group
        self._number = number

    @property
    def api(self) -> UnoObject:
        return self._group.getByIndex(self._number)

    @property
    def type(self) -> str:
        kind = self.api.getType()
        if kind == 0:
            operator = self.api.getPropertyValue("Operator")
            return "cell_value" if operator in _OPERATOR_NAMES else "custom" if operator == _EXPRESSION else "unknown"
        return _KINDS.get(kind, "unknown")

    @property
    def _styled(self) -> bool:
        return self.type in ("cell_value", "custom")

    @property
    def stop_if_true(self) -> bool | None:
        return True if self._styled else None

    @property
    def operator(self) -> str | None:
        return _OPERATOR_NAMES.get(self.api.getPropertyValue("Operator")) if self.type == "cell_value" else None

    def _formula(self, name: str) -> str:
        return self._parent.sheet.book.excel_text(self.api.getPropertyValue(name))

    @property
    def formula1(self) -> str | None:
        return self._formula("Formula1") if self.type == "cell_value" else None

    @property
    def formula2(self) -> str | None:
        return self._formula("Formula2") if self.operator in _TWO_SIDED else None

    @property
    def formula(self) -> str | None:
        return self._formula("Formula1") if self.type == "custom" else None

    def _style(self) -> UnoObject:
        styles = self._parent.sheet.book.uno.getStyleFamilies().getByName("CellStyles")
        return styles.getByName(self.api.getPropertyValue("StyleName"))

    @property
    def fill_color(self) -> Rgb | None:
        color = self._style().CellBackColor if self._styled else NO_COLOR
        return None if color == NO_COLOR else rgb(color)

    @property
    def font_color(self) -> Rgb | None:
        color = self._style().CharColor if self._styled else NO_COLOR
        return None if color == NO_COLOR else rgb(color)

    @property
    def font_bold(self) -> bool | None:
        return Font(self, self._style()).bold if self._styled else None

    @property
    def font_italic(self) -> bool | None:
        return Font(self, self._style()).italic if self._styled else None

    @property
    def colors(self) -> tuple[Rgb, ...] | None:
        if self.type != "color_scale":
            return None
        return tuple(rgb(point.getColor()) for point in self.api.getPropertyValue("ColorScaleEntries"))

    @property
    def bar_color(self) -> Rgb | None:
        return rgb(self.api.getPropertyValue("Color")) if self.type == "data_bar" else None

    @property
    def gradient(self) -> bool | None:
        return bool(self.api.getPropertyValue("UseGradient")) if self.type == "data_bar" else None

    @property
    def show_value(self) -> bool | None:
        return bool(self.api.getPropertyValue("ShowValue")) if self.type in ("data_bar", "icon_set") else None

    @property
    def icon_set(self) -> str | None:
        number = self.api.getPropertyValue("Icons") if self.type == "icon_set" else -1
        return _ICON_SETS[number] if 0 <= number < len(_ICON_SETS) else None

    @property
    def reverse_order(self) -> bool | None:
        return bool(self.api.getPropertyValue("Reverse")) if self.type == "icon_set" else None

    def _points(self) -> list[tuple[str, float | str | None]] | None:
        kind = self.type
        if kind == "color_scale":
            return [_point(point, _SCALE_POINTS) for point in self.api.getPropertyValue("ColorScaleEntries")]
        if kind == "data_bar":
            return [_point(point, _BAR_POINTS) for point in self.api.getPropertyValue("DataBarEntries")]
        if kind == "icon_set":
            return [_point(point, _ICON_POINTS) for point in self.api.getPropertyValue("IconSetEntries")[1:]]
        return None

    @property
    def threshold_types(self) -> tuple[str, ...] | None:
        found = self._points()
        return None if found is None else tuple(kind for kind, _ in found)

    @property
    def thresholds(self) -> tuple[float | str | None, ...] | None:
        found = self._points()
        return None if found is None else tuple(value for _, value in found)

    def set(self, changes: dict[str, Any]) -> None:
        """Change a condition; `stop_if_true` has no effect here."""
        book, entry = self._parent.sheet.book, self.api
        for name in ("formula1", "formula2", "formula"):
            if changes.get(name) is not None:
                target = "Formula2" if name == "formula2" else "Formula1"
                entry.setPropertyValue(target, book.office_text(changes[name]).removeprefix("="))
        if "operator" in changes:
            entry.setPropertyValue("Operator", _OPERATORS[changes["operator"]])
        _paint(self._style(), changes)

    def delete(self) -> None:
        """Delete the rule.

        Raises:
            NotSupportedError: it stands with scales, bars or icons, which cannot be written again without it.
        """
        formats = self._parent.sheet.uno.getPropertyValue("ConditionalFormats")
        if self._group.getCount() > 1:
            if not _only_conditions(self._group):
                raise NotSupportedError.from_member("ConditionalFormat.delete")
            kept = _conditions(self._group)
            del kept[self._number]
            _write_group(formats, self._group.getPropertyValue("Range"), kept)
        formats.removeByID(self._group.ID)


@guarded
class ConditionalFormats(base_classes.ConditionalFormats):
    """The rules that touch a range, the first to be tried first."""

    parent: CellBlock

    def __init__(self, parent: CellBlock) -> None:
        self.parent = parent

    @property
    def api(self) -> UnoObject:
        return self.parent.sheet.uno.getPropertyValue("ConditionalFormats")

    def _groups(self) -> list[UnoObject]:
        box = self.parent.box
        return [
            group
            for group in self.api.getConditionalFormats()
            if any(box_of(address).meets(box) for address in group.getPropertyValue("Range").getRangeAddresses())
        ]

    def _all(self) -> list[ConditionalFormat]:
        return [
            ConditionalFormat(self.parent, group, number)
            for group in self._groups()
            for number in range(group.getCount())
        ]

    def __call__(self, key: int) -> ConditionalFormat:
        return self._all()[key - 1]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._all())

    def __contains__(self, key: int) -> bool:
        return 1 <= key <= len(self)

    def add_cell_value(self, spec: dict[str, Any]) -> ConditionalFormat:
        return self._add(_OPERATORS[spec["operator"]], spec["formula1"], spec["formula2"], spec)

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        return self._add(_EXPRESSION, spec["formula"], None, spec)

    def _add(self, operator: int, formula1: str, formula2: str | None, look: dict[str, Any]) -> ConditionalFormat:
        """Put a condition before all others of exactly this range."""
        book = self.parent.sheet.book
        new = _Condition(
            operator,
            book.office_text(formula1).removeprefix("="),
            book.office_text(formula2 or "").removeprefix("="),
            self._new_style(),
        )
        made = ConditionalFormat(self.parent, self._rewritten(self._own_group(), [new]), 0)
        made.set({name: value for name, value in look.items() if name.startswith(("fill", "font"))})
        return made

    def _own_group(self) -> UnoObject:
        """The conditions of exactly these cells, without scales, bars and icons; None where there are none."""
        for group in self._groups():
            boxes = [box_of(address) for address in group.getPropertyValue("Range").getRangeAddresses()]
            if boxes == [self.parent.box] and _only_conditions(group):
                return group
        return None

    def _rewritten(self, group: UnoObject, first: list[_Condition]) -> UnoObject:
        """Make the group anew, with some conditions before its own."""
        conditions = first if group is None else first + _conditions(group)
        if group is not None:
            self.api.removeByID(group.ID)
        ranges = self.parent.sheet.book.uno.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddress(self.parent.range_address, False)
        return _write_group(self.api, ranges, conditions)

    def _new_style(self) -> str:
        document = self.parent.sheet.book.uno
        styles, number = document.getStyleFamilies().getByName("CellStyles"), 1
        while styles.hasByName(f"PhuLuc_DieuKien_{number}"):
            number += 1
        name = f"PhuLuc_DieuKien_{number}"
        styles.insertByName(name, document.createInstance("com.sun.star.style.CellStyle"))
        return name

    def clear(self) -> None:
        """Take the rules away from these cells; elsewhere they stay."""
        for group in self._groups():
            ranges = self.parent.sheet.book.uno.createInstance("com.sun.star.sheet.SheetCellRanges")
            ranges.addRangeAddresses(group.getPropertyValue("Range").getRangeAddresses(), False)
            _cut(ranges, self.parent)
            if ranges.getCount():
                group.setPropertyValue("Range", ranges)
            else:
                self.api.removeByID(group.ID)


def _cut(ranges: UnoObject, block: CellBlock) -> None:
    """Remove the cells of `block` from a collection of ranges, part by part."""
    for found in ranges.getRangeAddresses():
        if box_of(found).meets(block.box):
            ranges.removeRangeAddresses(block.uno.queryIntersection(found).getRangeAddresses())


def _point(point: UnoObject, kinds: tuple[str, ...]) -> tuple[str, float | str | None]:
    number = point.getType()
    kind = kinds[number] if 0 <= number < len(kinds) else "unknown"
    text = point.getFormula()
    if kind not in _VALUED:
        return kind, None
    try:
        value = float(text)
    except ValueError:
        return kind, f"={text}"
    return kind, int(value) if value.is_integer() else value


def _paint(style: UnoObject, look: dict[str, Any]) -> None:
    fill: Color | None = look.get("fill_color")
    if fill is not None:
        style.CellBackColor = uno_color(fill)
    font = Font(None, style)
    if look.get("font_color") is not None:
        font.color = look["font_color"]
    if look.get("font_bold") is not None:
        font.bold = look["font_bold"]
    if look.get("font_italic") is not None:
        font.italic = look["font_italic"]
