"""The engine's border: what LibreOffice raises becomes the engine's own errors, what is missing says so.

Exceptions of UNO refuse `__traceback__`, so that inside generators (context managers, pytest) they turn into another
error that hides the real one: none may leave the engine.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from phuluc.hosts.libreoffice.engine.errors import NotSupportedError, OfficeGoneError, OfficeRefusedError
from phuluc.hosts.libreoffice.engine.uno_bridge import is_disposed, is_uno_error

_Class = TypeVar("_Class", bound=type)


def guarded(cls: _Class) -> _Class:
    """Translate what the members of a class raise; members xlwings declares and the class lacks raise clearly.

    A member is taken for missing where xlwings' base class, which only raises, would answer. Members that the class
    inherits from other classes of the engine are translated too.
    """
    own = [origin for origin in reversed(cls.__mro__) if origin.__module__.startswith(__package__ or "")]
    members = {name: member for origin in own for name, member in vars(origin).items()}
    for name, member in members.items():
        if not name.startswith("__") or name in _GUARDED_DUNDERS:
            setattr(cls, name, _guard(member, f"{cls.__name__}.{name}"))
    attributes = {name for origin in cls.__mro__ for name in vars(origin).get("__annotations__", {})}
    for name in dir(cls):
        member = inspect.getattr_static(cls, name)
        if not name.startswith("_") and _is_missing(member):
            # What a class annotates is set in its __init__: xlwings' property would stand in the way.
            setattr(cls, name, None if name in attributes else _missing(member, f"{cls.__name__}.{name}"))
    return cls


_GUARDED_DUNDERS = ("__init__", "__call__", "__len__", "__iter__", "__contains__", "__getitem__")


def _guard(member: Any, label: str) -> Any:
    if isinstance(member, property):
        return property(
            member.fget and _translating(member.fget, label),
            member.fset and _translating(member.fset, label),
            doc=member.__doc__,
        )
    if isinstance(member, functools.cached_property):
        kept = functools.cached_property(_translating(member.func, label))
        kept.__set_name__(object, str(member.attrname))
        return kept
    return _translating(member, label) if inspect.isfunction(member) else member


def _translating(function: Callable[..., Any], label: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            if not is_uno_error(error):
                raise
            translated = translate(error, label)
        raise translated

    return call


def translate(error: Exception, where: str) -> OfficeGoneError | OfficeRefusedError:
    """Give the engine's error for one that LibreOffice raised."""
    if is_disposed(error):
        return OfficeGoneError(where)
    return OfficeRefusedError.from_message(where, str(getattr(error, "Message", error)) or type(error).__name__)


def _is_missing(member: Any) -> bool:
    """Whether xlwings' base class, which only raises, would answer."""
    function = member.fget if isinstance(member, property) else member
    return inspect.isfunction(function) and (
        function.__module__ == "xlwings.base_classes"
        and not inspect.iscoroutinefunction(function)
        and "NotImplementedError" in function.__code__.co_names
    )


def _missing(member: Any, label: str) -> Any:
    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise NotSupportedError.from_member(label)

    return property(refuse, refuse) if isinstance(member, property) else refuse
