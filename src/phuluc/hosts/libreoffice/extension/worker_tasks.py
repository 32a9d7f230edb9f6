"""What the worker can do with documents. Runs inside LibreOffice; every path is absolute."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
_PDF_FILTER = "calc_pdf_Export"
#: com.sun.star.sheet.FormulaResult.ERROR; SelectPdfVersion 2 is PDF/A-2b.
_ERROR_RESULTS = 4
_PDF_A2 = 2


def write_pdf(context: Any, source: str, target: str, archive: bool, recalculate: bool) -> None:
    """Print all sheets.

    Args:
        context: the office.
        source: the workbook.
        target: the PDF, replaced.
        archive: PDF/A-2b instead of plain PDF.
        recalculate: compute all formulas first instead of printing the stored values.
    """
    document = _open(context, source)
    try:
        if recalculate:
            document.calculateAll()
        data = _data({"SelectPdfVersion": _PDF_A2}) if archive else ()
        document.storeToURL(_url(target), _properties(FilterName=_PDF_FILTER, FilterData=_any(data)))
    finally:
        document.close(True)


def save_recalculated(context: Any, source: str, target: str, kind: str) -> None:
    """Compute all formulas and save as `kind`, a key of FILTERS."""
    document = _open(context, source)
    try:
        document.calculateAll()
        document.storeToURL(_url(target), _properties(FilterName=FILTERS[kind]))
    finally:
        document.close(True)


def recalculated_values(context: Any, source: str) -> dict[str, list[list[Any]]]:
    """Compute all formulas; gives the rows of each sheet from A1 to its last used cell, errors by their names."""
    document = _open(context, source)
    try:
        document.calculateAll()
        return {sheet.Name: _rows(sheet) for sheet in document.Sheets}
    finally:
        document.close(True)


def _rows(sheet: Any) -> list[list[Any]]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    used = cursor.getRangeAddress()
    area = sheet.getCellRangeByPosition(0, 0, used.EndColumn, used.EndRow)
    rows = [list(row) for row in area.getDataArray()]
    for found in area.queryFormulaCells(_ERROR_RESULTS).getRangeAddresses():
        for row in range(found.StartRow, found.EndRow + 1):
            for column in range(found.StartColumn, found.EndColumn + 1):
                rows[row][column] = sheet.getCellByPosition(column, row).getString()
    return rows


def add_extension(context: Any, source: str) -> None:
    """Install an extension for this user, in place of an older one.

    Raises:
        ValueError: LibreOffice does not want it, as where it is older than the extension asks for.
    """
    if _extensions(context).addExtension(_url(source), (), "user", None, _consent()) is None:
        raise ValueError("extension refused")


def remove_extension(context: Any, identifier: str) -> bool:
    """Remove an extension of this user; tells whether it was there."""
    if extension_version(context, identifier) is None:
        return False
    _extensions(context).removeExtension(identifier, "", "user", None, _consent())
    return True


def extension_version(context: Any, identifier: str) -> str | None:
    """The version of an installed extension, None where it is not installed."""
    for package in _extensions(context).getDeployedExtensions("user", None, _consent()):
        if package.getIdentifier().Value == identifier:
            version: str = package.getVersion()
            return version
    return None


def office_profile(context: Any) -> str:
    """The user's part of the profile this office works on."""
    from phuluc.hosts.libreoffice.extension.profile import profile_folder  # noqa: PLC0415

    return profile_folder(context)


TASKS: dict[str, Callable[..., Any]] = {
    task.__name__: task
    for task in (
        write_pdf,
        save_recalculated,
        recalculated_values,
        add_extension,
        remove_extension,
        extension_version,
        office_profile,
    )
}


def _open(context: Any, source: str) -> Any:
    """Open without window, macros, links or locks.

    Raises:
        ValueError: LibreOffice cannot read the file.
    """
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    properties = _properties(Hidden=True, ReadOnly=True, MacroExecutionMode=0, UpdateDocMode=0)
    document = desktop.loadComponentFromURL(_url(source), "_blank", 0, properties)
    if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        if document is not None:
            document.close(True)
        raise ValueError("not a spreadsheet")
    return document


def _extensions(context: Any) -> Any:
    return context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")


def _consent() -> Any:
    """The environment of an installation in which every question is answered with yes."""
    import uno  # noqa: PLC0415 - these exist inside LibreOffice only
    import unohelper  # noqa: PLC0415
    from com.sun.star.task import XInteractionHandler  # noqa: PLC0415
    from com.sun.star.ucb import XCommandEnvironment, XProgressHandler  # noqa: PLC0415

    approve = uno.getTypeByName("com.sun.star.task.XInteractionApprove")

    class Consent(unohelper.Base, XCommandEnvironment, XInteractionHandler, XProgressHandler):  # type: ignore[misc]
        # ruff: noqa: N802 - UNO's names
        def getInteractionHandler(self) -> Any:
            return self

        def getProgressHandler(self) -> Any:
            return self

        def handle(self, request: Any) -> None:
            for continuation in request.getContinuations():
                if continuation.queryInterface(approve) is not None:
                    continuation.select()
                    return

        def push(self, _status: Any) -> None: ...

        def update(self, _status: Any) -> None: ...

        def pop(self) -> None: ...

    return Consent()


def _url(path: str) -> str:
    import uno  # noqa: PLC0415 - exists inside LibreOffice only

    url: str = uno.systemPathToFileUrl(path)
    return url


def _properties(**values: Any) -> tuple[Any, ...]:
    import uno  # noqa: PLC0415 - these exist inside LibreOffice only
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415

    direct = uno.Enum("com.sun.star.beans.PropertyState", "DIRECT_VALUE")
    return tuple(PropertyValue(name, 0, value, direct) for name, value in values.items())


def _data(values: dict[str, Any]) -> tuple[Any, ...]:
    return _properties(**values)


def _any(properties: tuple[Any, ...]) -> Any:
    """Filter data must arrive as a sequence of properties, not of anything."""
    import uno  # noqa: PLC0415 - exists inside LibreOffice only

    return uno.Any("[]com.sun.star.beans.PropertyValue", properties)
