"""Filtering the rows of a range by its columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import box_of
from phuluc.hosts.libreoffice.engine.cell_values import EPOCH
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, enum, struct, typed, uno

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock

#: com.sun.star.sheet.FilterOperator2
_EMPTY: Final = 0
_NOT_EMPTY: Final = 1
_EQUAL: Final = 2
_OPERATORS: Final = {
    "equal_to": 2,
    "not_equal_to": 3,
    "greater_than": 4,
    "greater_than_or_equal": 5,
    "less_than": 6,
    "less_than_or_equal": 7,
}
_OPERATOR_NAMES: Final = {number: name for name, number in _OPERATORS.items()}
_EXTREMES: Final = {"top_items": 8, "top_percent": 9, "bottom_items": 10, "bottom_percent": 11}
_EXTREME_NAMES: Final = {number: name for name, number in _EXTREMES.items()}
_BETWEEN: Final = {"between": (5, 7, "AND"), "not_between": (6, 4, "OR")}
#: com.sun.star.sheet.FilterFieldType.STRING
_TEXT: Final = 1
_FIELD: Final = "com.sun.star.sheet.TableFilterField3"

_Value = str | dict[str, str] | None


@guarded
class AutoFilter(base_classes.AutoFilter):
    """The filter of a range. There is one for each sheet, as in Excel: filtering another range replaces it."""

    def __init__(self, parent: CellBlock) -> None:
        self.parent = parent

    def _database(self, *, create: bool) -> UnoObject:
        """The sheet's database range without a name, which carries the filter."""
        databases = self.parent.sheet.book.uno.getPropertyValue("UnnamedDatabaseRanges")
        number = self.parent.sheet.number
        if databases.hasByTable(number):
            found = databases.getByTable(number)
            if box_of(found.getDataArea()) == self.parent.box or not create:
                return found
        if not create:
            return None
        databases.setByTable(self.parent.range_address)
        made = databases.getByTable(number)
        made.ContainsHeader = True
        return made

    def _fields(self) -> list[UnoObject]:
        database = self._database(create=False)
        return [] if database is None else list(database.getFilterDescriptor().getFilterFields3())

    def _replace(self, field: int | None, added: list[UnoObject]) -> None:
        """Put conditions in the place of those of a column, None for all columns, and filter."""
        kept = [] if field is None else [old for old in self._fields() if old.Field != field - 1]
        database = self._database(create=True)
        database.AutoFilter = True
        descriptor = database.getFilterDescriptor()
        uno().invoke(descriptor, "setFilterFields3", (typed(f"[]{_FIELD}", tuple(kept + added)),))
        database.refresh()
        if not kept and not added:
            # A filter that lost its last condition leaves its rows hidden.
            self.parent.uno.filter(self.parent.uno.createFilterDescriptor(True))

    def apply_values(self, field: int, values: list[str]) -> None:
        """Show the rows whose cells show one of the values."""
        self._replace(field, [_condition(field, _EQUAL, *map(_operand, values))])

    def apply_comparison(self, field: int, operator: str, value1: _Value, value2: _Value) -> None:
        if value1 is None:
            self._replace(field, [_condition(field, _EMPTY if operator == "equal_to" else _NOT_EMPTY)])
        elif operator in _BETWEEN:
            first, second, join = _BETWEEN[operator]
            conditions = [_condition(field, first, _operand(value1)), _condition(field, second, _operand(value2))]
            conditions[1].Connection = enum("com.sun.star.sheet.FilterConnection", join)
            self._replace(field, conditions)
        else:
            self._replace(field, [_condition(field, _OPERATORS[operator], _operand(value1))])

    def _apply_extreme(self, field: int, kind: str, amount: float) -> None:
        self._replace(field, [_condition(field, _EXTREMES[kind], _operand(str(amount)))])

    def apply_top_items(self, field: int, count: int) -> None:
        self._apply_extreme(field, "top_items", count)

    def apply_bottom_items(self, field: int, count: int) -> None:
        self._apply_extreme(field, "bottom_items", count)

    def apply_top_percent(self, field: int, percent: float) -> None:
        self._apply_extreme(field, "top_percent", percent)

    def apply_bottom_percent(self, field: int, percent: float) -> None:
        self._apply_extreme(field, "bottom_percent", percent)

    def clear(self, field: int | None) -> None:
        """Show all rows again, as far as this column (None: all columns) hid them."""
        if self._database(create=False) is not None:
            self._replace(field, [])

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What each column is filtered by, in xlwings' form."""
        columns = range(1, self.parent.box.width + 1)
        fields = self._fields()
        return [_criterion(column, [field for field in fields if field.Field == column - 1]) for column in columns]


def _operand(value: _Value) -> UnoObject:
    """A number where it reads as one, else the text as cells show it."""
    if isinstance(value, dict):
        moment = dt.datetime.fromisoformat(value["value"])
        number: float | None = (moment - EPOCH).total_seconds() / 86400
    else:
        number = _number(value or "")
    name = "com.sun.star.sheet.FilterFieldValue"
    if number is None:
        return struct(name, IsNumeric=False, StringValue=str(value), FilterType=_TEXT)
    return struct(name, IsNumeric=True, NumericValue=number, StringValue=str(value))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _condition(field: int, operator: int, *operands: UnoObject) -> UnoObject:
    condition = struct(_FIELD, Field=field - 1, Operator=operator)
    condition.Connection = enum("com.sun.star.sheet.FilterConnection", "AND")
    condition.Values = operands
    return condition


def _criterion(column: int, conditions: list[UnoObject]) -> dict[str, Any]:
    if len(conditions) == 2:
        return _between(column, *conditions)
    kind, found = _single(conditions[0]) if conditions else ("none", {})
    return base_classes.empty_autofilter_criteria(column, kind) | found


def _single(condition: UnoObject) -> tuple[str, dict[str, Any]]:
    """Kind and contents of a criterion that is one condition."""
    operator = condition.Operator
    values = [value.NumericValue if value.IsNumeric else value.StringValue for value in condition.Values]
    if operator in _EXTREME_NAMES:
        kind = _EXTREME_NAMES[operator]
        return kind, {"count": int(values[0])} if kind.endswith("items") else {"percent": float(values[0])}
    if operator in (_EMPTY, _NOT_EMPTY):
        return "comparison", {"operator": "equal_to" if operator == _EMPTY else "not_equal_to"}
    if operator == _EQUAL:
        return "values", {"values": [_shown(value) for value in values]}
    if operator in _OPERATOR_NAMES:
        return "comparison", {"operator": _OPERATOR_NAMES[operator], "value1": _shown(values[0])}
    return "unknown", {}


def _between(column: int, first: UnoObject, second: UnoObject) -> dict[str, Any]:
    for name, (low, high, _) in _BETWEEN.items():
        if (first.Operator, second.Operator) == (low, high):
            ends = [_shown(field.Values[0].NumericValue) for field in (first, second)]
            found = base_classes.empty_autofilter_criteria(column, "comparison")
            return found | {"operator": name, "value1": ends[0], "value2": ends[1]}
    return base_classes.empty_autofilter_criteria(column, "unknown")


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
