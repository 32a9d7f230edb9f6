"""xlwings as it is on Windows, its own code from the COM server down, with as little of pywin32 as it touches.

A separate copy of xlwings and of `phuluc.hosts.excel` is loaded for the time of a `with`, so that the xlwings other
tests use stays what it is on this system.
"""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures.thread
import ctypes
import datetime as dt
import importlib
import platform
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock, patch

#: Of the standard library, what xlwings loads and what would look for Windows itself: loaded before the pretence.
LOADED_FIRST = (asyncio, concurrent.futures.thread, ctypes, platform, shutil, subprocess, tempfile, uuid)
MODULE = "phuluc.hosts.excel.udfs"
#: What VBA passes for an optional argument that was left out.
LEFT_OUT = -2147352572
_RANGE_INTERFACE = "{00020846-0000-0000-C000-000000000046}"


class ComError(Exception):
    """Stands for pywintypes.com_error."""


class NoWrappedObjectError(TypeError):
    """What asking a plain value for the Python object inside it gives."""


@dataclass
class ComServer:
    """The object VBA talks to, and the xlwings behind it."""

    xlwings: ModuleType
    udfs: ModuleType
    server: Any

    def call(self, name: str, *arguments: Any, module: str = MODULE) -> Any:
        """What a cell shows: a value, a row, or rows; as VBA's `XLPy.CallUDF(module, name, Array(…))`."""
        return self.server.CallUDF(module, name, arguments)


class ComRange:
    """A range as Excel's object model gives it: of several areas, `Value` is that of the first.

    Args:
        areas: the value of each area by its address, rows as tuples.
        failure: what reading the value raises, as while Excel is busy.
    """

    def __init__(self, areas: dict[str, Any], failure: ComError | None = None) -> None:
        first = next(iter(areas.values()))
        rows = first if isinstance(first, tuple) else ((first,),)
        self._first, self._failure = first, failure
        self.Address = ",".join(areas)
        self.Worksheet = MagicMock()
        self.Worksheet.Range.side_effect = lambda address: ComRange({address: areas[address]})
        self.Row, self.Column = 7, 6
        self.Rows, self.Columns = MagicMock(Count=len(rows)), MagicMock(Count=len(rows[0]))
        self._oleobj_ = MagicMock()
        self._oleobj_.GetTypeInfo.return_value.GetTypeAttr.return_value.iid = _RANGE_INTERFACE

    @property
    def Value(self) -> Any:  # noqa: N802 - Excel's name
        if self._failure:
            raise self._failure
        return self._first


@contextmanager
def windows_xlwings() -> Iterator[ComServer]:
    """Load xlwings and our function module as in the process that Excel starts."""
    ours = ("xlwings", "phuluc.hosts.excel")
    kept = {name: module for name, module in sys.modules.items() if name.startswith(ours)}
    for name in kept:
        del sys.modules[name]
    try:
        with patch.dict(sys.modules, _pywin32()), _windows_ctypes():
            yield _start()
    finally:
        for name in [name for name in sys.modules if name.startswith(ours)]:
            del sys.modules[name]
        sys.modules.update(kept)
        _restore_attributes(kept)


def _start() -> ComServer:
    with patch.object(sys, "platform", "win32"):
        udfs = importlib.import_module(MODULE)
        xlwings = sys.modules["xlwings"]
        com_server = importlib.import_module("xlwings.com_server")
    windows = importlib.import_module("xlwings._xlwindows")
    atexit.unregister(windows.cleanup)
    com_server.loop.close()
    return ComServer(xlwings, udfs, com_server.XLPython())


def _restore_attributes(kept: dict[str, ModuleType]) -> None:
    """A package holds its modules as attributes too."""
    for name, module in kept.items():
        package, _dot, last = name.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], last, module)


@contextmanager
def _windows_ctypes() -> Iterator[None]:
    with (
        patch.object(ctypes, "windll", MagicMock(), create=True),
        patch.object(ctypes, "oledll", MagicMock(), create=True),
        patch.object(ctypes, "PyDLL", MagicMock()),
    ):
        yield


def _pywin32() -> dict[str, Any]:
    pywintypes = _module("pywintypes", com_error=ComError, TimeType=dt.datetime, IID=str)
    com_type = type("PyIDispatch", (), {})
    pythoncom = MagicMock(__file__="pythoncom.dll", IID_IDispatch="dispatch", TypeIIDs={"dispatch": com_type})
    server_util = _module("win32com.server.util", unwrap=_unwrap, wrap=lambda wrapped: wrapped)
    policy, dispatcher = _module("win32com.server.policy"), _module("win32com.server.dispatcher")
    server = _module("win32com.server", util=server_util, policy=policy, dispatcher=dispatcher)
    classes = {name: type(name, (), {}) for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass")}
    client = _module("win32com.client", Dispatch=_as_it_is, DispatchEx=_as_it_is, gencache=MagicMock(), **classes)
    modules = (pywintypes, server_util, policy, dispatcher, server, client)
    others = ("win32api", "win32con", "win32event", "win32gui", "win32process", "win32timezone")
    return {
        **{module.__name__: module for module in modules},
        **{name: MagicMock() for name in others},
        "pythoncom": pythoncom,
        "win32com": _module("win32com", client=client, server=server),
        "win32com.client.dynamic": MagicMock(),
    }


def _module(name: str, **attributes: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(attributes)
    return module


def _unwrap(value: Any) -> Any:
    raise NoWrappedObjectError(value)


def _as_it_is(value: Any, **_options: Any) -> Any:
    return value
