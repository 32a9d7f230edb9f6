"""What may be typed into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.errors import MixedValidationError
from phuluc.hosts.libreoffice.engine.names import Name
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, enum

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock

_TYPES: Final = {
    "none": "ANY",
    "whole_number": "WHOLE",
    "decimal": "DECIMAL",
    "date": "DATE",
    "time": "TIME",
    "text_length": "TEXT_LEN",
    "list": "LIST",
    "custom": "CUSTOM",
}
_TYPE_NAMES: Final = {value: name for name, value in _TYPES.items()}
_OPERATORS: Final = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}
_OPERATOR_NAMES: Final = {value: name for name, value in _OPERATORS.items()}
_ALERTS: Final = {"STOP": "stop", "WARNING": "warning", "INFO": "information"}
_COMPARED: Final = frozenset({"whole_number", "decimal", "date", "time", "text_length"})


@guarded
class DataValidation(base_classes.DataValidation):
    """The rule of a range; all but `type` is None where there is none or the cells' rules differ."""

    def __init__(self, parent: CellBlock) -> None:
        self.parent = parent

    @property
    def api(self) -> UnoObject:
        return self.parent.uno.Validation

    def _signatures(self) -> set[tuple[str, str, str, str]]:
        """The different rules in the range."""
        if len(self.parent) == 1:
            members = [self.parent.uno]
        else:
            unique = self.parent.uno.getUniqueCellFormatRanges()
            members = [unique.getByIndex(number) for number in range(unique.getCount())]
        rules = [member.Validation for member in members]
        return {(rule.Type.value, rule.getOperator().value, rule.getFormula1(), rule.getFormula2()) for rule in rules}

    @property
    def type(self) -> str:
        found = self._signatures()
        return "inconsistent" if len(found) > 1 else _TYPE_NAMES.get(next(iter(found))[0], "unknown")

    def _of_rule(self, kinds: frozenset[str] | None, read: Any) -> Any:
        """Something of the rule, None where there is none, several, or one of another kind."""
        kind = self.type
        unfit = kind in ("none", "inconsistent") if kinds is None else kind not in kinds
        return None if unfit else read(self.api)

    @property
    def operator(self) -> str | None:
        found: str | None = self._of_rule(_COMPARED, lambda rule: _OPERATOR_NAMES.get(rule.getOperator().value))
        return found

    def _excel(self, formula: str) -> str:
        return self.parent.sheet.book.excel_text(formula)

    @property
    def formula1(self) -> str | None:
        found: str | None = self._of_rule(_COMPARED, lambda rule: self._excel(rule.getFormula1()))
        return found

    @property
    def formula2(self) -> str | None:
        if self.operator not in ("between", "not_between"):
            return None
        return self._excel(self.api.getFormula2())

    @property
    def formula(self) -> str | None:
        found: str | None = self._of_rule(frozenset({"custom"}), lambda rule: self._excel(rule.getFormula1()))
        return found

    @property
    def source(self) -> str | None:
        """The entries of a list, "A,B", or the formula that gives them, "=$D$1:$D$3"."""
        text: str | None = self._of_rule(frozenset({"list"}), lambda rule: rule.getFormula1())
        if text is None:
            return None
        if text.startswith('"'):
            return ",".join(entry.strip('"') for entry in text.split(";"))
        return self._excel(text)

    @property
    def in_cell_dropdown(self) -> bool | None:
        found: bool | None = self._of_rule(frozenset({"list"}), lambda rule: bool(rule.ShowList))
        return found

    @property
    def ignore_blank(self) -> bool | None:
        found: bool | None = self._of_rule(None, lambda rule: bool(rule.IgnoreBlankCells))
        return found

    @property
    def input_title(self) -> str | None:
        found: str | None = self._of_rule(None, lambda rule: str(rule.InputTitle))
        return found

    @property
    def input_message(self) -> str | None:
        found: str | None = self._of_rule(None, lambda rule: str(rule.InputMessage))
        return found

    @property
    def show_input(self) -> bool | None:
        found: bool | None = self._of_rule(None, lambda rule: bool(rule.ShowInputMessage))
        return found

    @property
    def error_title(self) -> str | None:
        found: str | None = self._of_rule(None, lambda rule: str(rule.ErrorTitle))
        return found

    @property
    def error_message(self) -> str | None:
        found: str | None = self._of_rule(None, lambda rule: str(rule.ErrorMessage))
        return found

    @property
    def show_error(self) -> bool | None:
        found: bool | None = self._of_rule(None, lambda rule: bool(rule.ShowErrorMessage))
        return found

    @property
    def alert_style(self) -> str | None:
        found: str | None = self._of_rule(None, lambda rule: _ALERTS.get(rule.ErrorAlertStyle.value))
        return found

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow the entries of a list: texts, a range, or a defined name."""
        if isinstance(source, list):
            formula = ";".join('"' + entry.replace('"', '""') + '"' for entry in source)
        elif isinstance(source, Name):
            formula = source.name
        else:
            sheet = source.sheet.name.replace("'", "''")
            formula = f"$'{sheet}'.{source.box.address()}"
        rule = self._rule_to_change()
        rule.Type = enum("com.sun.star.sheet.ValidationType", "LIST")
        rule.ShowList = 1 if in_cell_dropdown else 0
        rule.setFormula1(formula)
        self._write(rule)

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        rule = self._rule_to_change()
        rule.Type = enum("com.sun.star.sheet.ValidationType", _TYPES[rule_type])
        if operator is not None:
            rule.setOperator(enum("com.sun.star.sheet.ConditionOperator", _OPERATORS[operator]))
        book = self.parent.sheet.book
        rule.setFormula1(book.office_text(formula1))
        rule.setFormula2(book.office_text(formula2 or "="))
        self._write(rule)

    def _rule_to_change(self) -> UnoObject:
        """The present rule, whose messages stay.

        Raises:
            MixedValidationError: the cells have different rules.
        """
        if len(self._signatures()) > 1:
            raise MixedValidationError(self.parent.box.address())
        rule = self.api
        if rule.Type.value == "ANY":
            rule.ShowErrorMessage = True
        return rule

    def _write(self, rule: UnoObject) -> None:
        rule.setSourcePosition(self.parent.first_cell.getCellAddress())
        self.parent.uno.Validation = rule

    def delete(self) -> None:
        rule = self.api
        rule.Type = enum("com.sun.star.sheet.ValidationType", "ANY")
        for name in ("InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage"):
            rule.setPropertyValue(name, "")
        rule.ShowInputMessage = rule.ShowErrorMessage = False
        self._write(rule)
