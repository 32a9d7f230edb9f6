"""The dispatcher of the menu and the toolbar "Phụ lục". What fails ends in a message, never in a window that hangs."""

from __future__ import annotations

from typing import Any

import unohelper
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

_IMPLEMENTATION = "vn.phuluc.Actions"
_SERVICES = ("vn.phuluc.Actions", "com.sun.star.frame.ProtocolHandler")
_PROTOCOL = "vn.phuluc.button:"


class Actions(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):  # type: ignore[misc]
    def __init__(self, context: Any) -> None:
        self._context = context
        self._frame: Any = None

    # ruff: noqa: N802 - UNO's names

    def initialize(self, arguments: tuple[Any, ...]) -> None:
        if arguments:
            self._frame = arguments[0]

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:
        return self if url.Complete.startswith(_PROTOCOL) else None

    def queryDispatches(self, requests: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self.queryDispatch(asked.FeatureURL, asked.FrameName, asked.SearchFlags) for asked in requests)

    def dispatch(self, url: Any, _arguments: tuple[Any, ...]) -> None:
        try:
            from phuluc.hosts.libreoffice.extension.pressed import press  # noqa: PLC0415

            press(self._context, self._frame, url.Complete[len(_PROTOCOL) :])
        except Exception as error:  # noqa: BLE001 - an exception would vanish inside LibreOffice
            self._tell_failure(url.Complete, error)

    def _tell_failure(self, where: str, error: Exception) -> None:
        from phuluc.hosts.libreoffice.extension.pressed import office_dialogs  # noqa: PLC0415
        from phuluc.hosts.libreoffice.extension.profile import failure_log  # noqa: PLC0415

        failure_log(self._context).record(where, error)
        text = f"Lỗi: Chương trình gặp sự cố ngoài dự kiến ({type(error).__name__}) nên thao tác chưa hoàn thành."
        office_dialogs(self._context).warn(text)

    def addStatusListener(self, _listener: Any, _url: Any) -> None: ...

    def removeStatusListener(self, _listener: Any, _url: Any) -> None: ...

    def getImplementationName(self) -> str:
        return _IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name in _SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return _SERVICES


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name LibreOffice looks for
g_ImplementationHelper.addImplementation(Actions, _IMPLEMENTATION, _SERVICES)
