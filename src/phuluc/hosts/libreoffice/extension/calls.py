"""Calls from Calc's cells to the worksheet functions, and what the cells get.

Calc hands over numbers as float, text as str, TRUE as 1.0, ranges as rows with "" for blank cells, a left-out argument
as None; a single blank cell comes as 0.0 and cannot be told from 0, which is why templates look first.
An error is a NaN that carries Calc's error number: unlike an exception it costs nothing, and arrays may hold it.

Standard library only: runs inside LibreOffice.
"""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Union

    CellResult = Union[float, str]
    ArrayResult = tuple[tuple[CellResult, ...], ...]


def error_value(number: int) -> float:
    """The NaN that Calc shows as an error: 519 is #VALUE!."""
    made: float = struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000000 | number))[0]
    return made


VALUE_ERROR = error_value(519)


def find_function(name: str) -> Callable[..., Any]:
    """The worksheet function of that name, without the guard for hosts that have no error values."""
    import phuluc.functions  # noqa: PLC0415 - loaded by the first cell that is calculated

    found: Callable[..., Any] = getattr(phuluc.functions, name)
    return found


def scalar_call(name: str, record: Callable[[str, BaseException], None]) -> Callable[..., CellResult]:
    """The call for a single cell; a result of several cells is #VALUE!.

    Args:
        name: of the worksheet function.
        record: told of failures that are no fault of the cell's input.
    """
    compute = _guarded(name, record)

    def call(*cells: Any) -> CellResult:
        result = compute(cells)
        if type(result) is float or type(result) is str:
            return result
        if isinstance(result, list):
            return cell_result(result[0][0]) if len(result) == 1 == len(result[0]) else VALUE_ERROR
        return cell_result(result)

    return call


def array_call(name: str, record: Callable[[str, BaseException], None]) -> Callable[..., ArrayResult]:
    """The call for an array formula: rows of results."""
    compute = _guarded(name, record)

    def call(*cells: Any) -> ArrayResult:
        result = compute(cells)
        rows = result if isinstance(result, list) else [[result]]
        return tuple([tuple([cell_result(cell) for cell in row]) for row in rows])

    return call


def cell_result(cell: Any) -> CellResult:
    """What one cell gets: Calc takes numbers as float only, and the text of an error becomes a real one."""
    if isinstance(cell, str):
        return VALUE_ERROR if cell.startswith("#LỖI: ") else cell
    return float(cell)


def _guarded(name: str, record: Callable[[str, BaseException], None]) -> Callable[[tuple[Any, ...]], Any]:
    loaded: list[Any] = []

    def compute(cells: tuple[Any, ...]) -> Any:
        try:
            if not loaded:
                from phuluc.errors import PhuLucError  # noqa: PLC0415 - see find_function

                loaded.extend((find_function(name), PhuLucError))
            return loaded[0](*cells)
        except BaseException as error:  # noqa: BLE001 - whatever happens in a cell stays in the cell
            if len(loaded) < 2 or not isinstance(error, loaded[1]):
                record(name, error)
            return VALUE_ERROR

    return compute
