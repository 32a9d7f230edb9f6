"""The values of a range that Excel hands over as an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from phuluc.functions import WorksheetError

if TYPE_CHECKING:  # xlwings stays out of the modules that are tested and used without it
    import xlwings

#: Excel cuts addresses at 255 characters; one near that may name fewer areas than there are.
_LONGEST_ADDRESS: Final = 240


def values_of(cells: xlwings.Range) -> Any:
    """Read a range in one call; the areas of a selection like (F7:F9;F12:F15) one under the other, as one column.

    Without this, Excel gives the first area alone, and a group's rate would silently leave out the others.

    Raises:
        WorksheetError: too many areas to be sure of them all.
    """
    address = cells.address
    if "," not in address:
        return cells.raw_value
    if len(address) > _LONGEST_ADDRESS:
        raise WorksheetError("Vùng chọn gồm quá nhiều phần rời nhau", remedy="Chia thành ít phần hơn")
    areas = (cells.sheet.range(area).raw_value for area in address.split(","))
    return [[cell] for area in areas for cell in _flat(area)]


def _flat(area: Any) -> list[Any]:
    return [cell for row in area for cell in row] if isinstance(area, (tuple, list)) else [area]
