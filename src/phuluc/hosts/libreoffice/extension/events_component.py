"""Jobs on documents: functions of a loaded .xlsx come to life, a saved one keeps their plain names.

LibreOffice runs them on the events named in `Jobs.xcu`. What they cannot do must never keep a document from opening or
its saving from being done; it goes to the log.
"""

from __future__ import annotations

import os
from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob

_IMPLEMENTATION = "vn.phuluc.DocumentJob"
_SERVICES = ("vn.phuluc.DocumentJob", "com.sun.star.task.Job")
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_EXCEL_FILES = (".xlsx", ".xlsm")


class DocumentJob(unohelper.Base, XJob, XServiceInfo):  # type: ignore[misc]
    def __init__(self, context: Any) -> None:
        self._context = context

    def execute(self, arguments: tuple[Any, ...]) -> None:
        """Handle one event. The environment holds its name and the document."""
        environment = {
            value.Name: value.Value
            for argument in arguments
            if argument.Name == "Environment"
            for value in argument.Value
        }
        document, event = environment.get("Model"), environment.get("EventName", "")
        try:
            if document is not None and document.supportsService(_SPREADSHEET):
                self._handle(document, event)
        except Exception as error:  # noqa: BLE001 - see the module's text
            from phuluc.hosts.libreoffice.extension.profile import failure_log  # noqa: PLC0415

            failure_log(self._context).record(event, error)

    def _handle(self, document: Any, event: str) -> None:
        from phuluc.hosts.libreoffice.extension.profile import declared_names, local_path  # noqa: PLC0415

        path = local_path(document.getURL())
        if not path.lower().endswith(_EXCEL_FILES):
            return
        names = declared_names(os.path.dirname(__file__))  # noqa: PTH120
        if event == "OnLoadFinished":
            from phuluc.hosts.libreoffice.extension.name_binding import bind_names  # noqa: PLC0415
            from phuluc.hosts.libreoffice.extension.stored_functions import functions_in  # noqa: PLC0415

            mentioned, arrays = functions_in(path, names)
            if mentioned:
                bind_names(document, names, arrays=arrays)
        else:
            from phuluc.hosts.libreoffice.extension.saved_names import restore_names  # noqa: PLC0415

            restore_names(path, names)

    # ruff: noqa: N802 - UNO's names

    def getImplementationName(self) -> str:
        return _IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name in _SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return _SERVICES


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name LibreOffice looks for
g_ImplementationHelper.addImplementation(DocumentJob, _IMPLEMENTATION, _SERVICES)
