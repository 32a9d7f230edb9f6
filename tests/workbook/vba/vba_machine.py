"""A machine that runs our VBA: pyOpenVBA's interpreter with as much of Excel and Windows as the sources touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pyopenvba.interpreter import (
    EMPTY,
    NOTHING,
    HostBridge,
    Interpreter,
    ModuleRuntime,
    VBAArray,
    VBAObject,
    VBARuntimeError,
    member,
    method,
    parse_module,
    setter,
)
from pyopenvba.interpreter._runtime import UNRESOLVED

from phuluc.workbook.vba.sources import Module, ModuleKind

PYTHON = r"C:\PhuLuc\python\python.exe"
DLL = r"C:\PhuLuc\python\xlwings64-0.37.8.dll"
#: What VBA offers and the interpreter leaves out, and where windows would open.
_WINDOWS = """
Public Function GetAttr(ByVal name As String) As Long
    If Not Application.HasFile(name) Then Err.Raise 53
    GetAttr = 0
End Function
Public Function Environ(ByVal name As String) As String
    Environ = Application.Environment(name)
End Function
"""
_DIALOG = "MessageBoxW Application.Hwnd, StrPtr(text), StrPtr(caption), vbInformation"
#: Excel compares the text "False" with True; the interpreter refuses to.
_COMPARED_TEXT = 'GetConfig("SHOW CONSOLE", False) = True'
_ACTIVATION = "If 0 <> XLPyDLLActivateAuto(XLPy, XLPyCommand, 1) Then Err.Raise 1000, Description:=XLPy"
_LOADING = 'If LoadLibrary(ParentFolder(PYTHON_WIN) + "\\" + XLPyDLLName) = 0 Then '
#: A comment after a directive, which Excel allows and the interpreter does not.
_DIRECTIVE_COMMENT = re.compile(r"^(\s*#(?:If|Const)[^'\r]*)'[^\r]*", re.MULTILINE)


def in_ansi(text: str) -> str:
    """What becomes of a text on its way through VBA's own Environ, Open, GetAttr."""
    return text.encode("cp1252", "replace").decode("cp1252")


@dataclass
class Caller(VBAObject):
    """The cell that calls a function."""

    vba_type_name = "Range"
    formula: str
    shown: str

    @member(name="Formula")
    def _formula(self) -> object:
        return self.formula

    @member(name="Text")
    def _text(self) -> object:
        return self.shown


@dataclass
class Cells(VBAObject):
    """A range: the values of its areas, of which `Value` gives the first; None where it cannot be read."""

    vba_type_name = "Range"
    areas: list[object] | None

    @member(name="Areas")
    def _areas(self) -> object:
        return self

    @member(name="Count")
    def _count(self) -> object:
        return len(self._read())

    @member(name="Value")
    def _value(self) -> object:
        return self._read()[0]

    def _read(self) -> list[object]:
        if self.areas is None:
            raise VBARuntimeError(1004, "unable to get the Value property")
        return self.areas


@dataclass
class Book(VBAObject):
    vba_type_name = "Workbook"
    name: str = "so.xlsm"
    is_addin: bool = False

    @member(name="Name")
    def _name(self) -> object:
        return self.name

    @member(name="FullName")
    def _full_name(self) -> object:
        return f"C:\\So\\{self.name}"

    @member(name="Path")
    def _path(self) -> object:
        return "C:\\So"

    @member(name="Saved")
    def _saved(self) -> object:
        return True

    @setter("Saved")
    def _set_saved(self, value: object) -> None:
        assert value

    @member(name="IsAddin")
    def _is_addin(self) -> object:
        return self.is_addin

    @setter("IsAddin")
    def _set_is_addin(self, value: object) -> None:
        self.is_addin = bool(value)

    @member(name="Worksheets")
    def _worksheets(self) -> object:
        return VBAArray([(0, -1)])

    @member(name="Sheets")
    def _sheets(self, name: object) -> object:
        raise VBARuntimeError(9, f"no sheet {name}")


@dataclass
class Python(VBAObject):
    """The function server; `results` are taken in turn, an exception is raised as VBA would see it."""

    vba_type_name = "Object"
    calls: list[tuple[str, str, list[object]]] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    executed: list[str] = field(default_factory=list)

    @method(name="CallUDF")
    def _call_udf(self, module: str, name: str, arguments: VBAArray) -> object:
        self.calls.append((module, name, list(arguments.items)))
        result = self.results.pop(0) if self.results else "from Python"
        if isinstance(result, Exception):
            raise result
        return result

    @method(name="Module")
    def _module(self, name: str) -> object:
        return name

    @method(name="SetAttr")
    def _set_attr(self, module: str, name: str, value: Book) -> object:
        self.attributes[f"{module}.{name}"] = value.name
        return EMPTY

    @method(name="Exec")
    def _exec(self, command: str) -> object:
        self.executed.append(command)
        return EMPTY


@dataclass
class Shell(VBAObject):
    """WScript.Shell: what is run is noted down."""

    vba_type_name = "Object"
    commands: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    @method(name="Run")
    def _run(self, command: str, _style: object, _wait: object) -> object:
        self.commands.append(command)
        return 0

    @method(name="ExpandEnvironmentStrings")
    def _expand(self, text: object) -> object:
        return re.sub("%(.*?)%", lambda name: self.environment.get(name[1].upper(), name[0]), str(text))


@dataclass
class TextStream(VBAObject):
    """A text file being read."""

    vba_type_name = "Object"
    lines: list[str]

    @member(name="AtEndOfStream")
    def _at_end(self) -> object:
        return not self.lines

    @method(name="ReadLine")
    def _read_line(self) -> object:
        return self.lines.pop(0)

    @method(name="Close")
    def _close(self) -> object:
        return EMPTY


@dataclass
class FileSystem(VBAObject):
    """Scripting.FileSystemObject, which knows every letter; a file of no other text holds the machine's settings."""

    vba_type_name = "Object"
    excel: Excel

    @method(name="FileExists")
    def _file_exists(self, name: str) -> object:
        return name in self.excel.files

    @method(name="OpenTextFile")
    def _open(self, name: str) -> object:
        assert name in self.excel.files
        written = [f'"{key}","{value}"' for key, value in self.excel.settings.items()]
        return TextStream(self.excel.texts[name].splitlines() if name in self.excel.texts else written)


@dataclass
class Excel(VBAObject):
    """Application, with the machine's files and environment."""

    vba_type_name = "Application"
    files: set[str] = field(default_factory=set)
    environment: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    caller: Caller = field(default_factory=lambda: Caller("=X()", ""))
    messages: list[str] = field(default_factory=list)
    described: list[dict[str, object]] = field(default_factory=list)
    describes_hidden: bool = True
    this_book: Book = field(default_factory=Book)
    active_book: Book | None = None
    python: Python = field(default_factory=Python)
    starts: int = 0
    python_starts: bool = True
    shell: Shell = field(default_factory=Shell)

    @member(name="Caller")
    def _caller(self) -> object:
        return self.caller

    @member(name="Name")
    def _name(self) -> object:
        return "Microsoft Excel"

    @member(name="Path")
    def _path(self) -> object:
        return r"C:\Office"

    @member(name="Hwnd")
    def _hwnd(self) -> object:
        return 42

    @member(name="ScreenUpdating")
    def _screen_updating(self) -> object:
        return True

    @setter("ScreenUpdating")
    def _set_screen_updating(self, value: object) -> None: ...

    @method(name="HasFile")
    def _has_file(self, name: str) -> object:
        return in_ansi(name) in self.files

    @method(name="Environment")
    def _environment(self, name: str) -> object:
        return in_ansi(self.environment.get(str(name).upper(), ""))

    @method(name="Told")
    def _told(self, text: str) -> object:
        self.messages.append(str(text))
        return EMPTY

    @method(name="StartPython")
    def _start_python(self) -> object:
        self.starts += 1
        if not self.python_starts:
            raise VBARuntimeError(1000, "no server")
        return self.python

    @method(name="MacroOptions")
    def _macro_options(self, Macro: str, Description: str, Category: str, ArgumentDescriptions: VBAArray) -> object:  # noqa: N803
        if self.this_book.is_addin and not self.describes_hidden:
            raise VBARuntimeError(1004, "Cannot edit a macro on a hidden workbook")
        options = {"macro": Macro, "description": Description, "category": Category}
        self.described.append(options | {"arguments": list(ArgumentDescriptions.items)})
        return EMPTY


class _Windows(HostBridge):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def global_object(self, name: str) -> object:
        objects: dict[str, object] = {
            "application": self._excel,
            "thisworkbook": self._excel.this_book,
            "activeworkbook": self._excel.active_book or NOTHING,
        }
        return objects.get(name, UNRESOLVED)

    def create(self, type_name_: str) -> object:
        if type_name_ == "WScript.Shell":
            return Shell(self._excel.shell.commands, self._excel.environment)
        return FileSystem(self._excel) if type_name_ == "Scripting.FileSystemObject" else UNRESOLVED


class RibbonControl(VBAObject):
    vba_type_name = "IRibbonControl"

    def __init__(self, control_id: str) -> None:
        self._id = control_id

    @member(name="ID")
    def _control_id(self) -> object:
        return self._id


#: Running changes nothing in a parsed module, and most tests load the same ones.
_parsed = cache(parse_module)


class VbaMachine:
    """The modules of a project, loaded and ready to run.

    Only calls that leave VBA (window, DLL) are replaced; all else of our sources and xlwings' runs as it stands.
    """

    def __init__(self, modules: Iterable[Module], excel: Excel) -> None:
        self.excel = excel
        self.interpreter = Interpreter(_Windows(excel))
        self._add(_WINDOWS, "Windows", "standard")
        for module in modules:
            kind = "standard" if module.kind is ModuleKind.STANDARD else "class"
            if module.kind is ModuleKind.DOCUMENT and module.name == "ThisWorkbook":
                kind = "standard"
            self._add(_runnable(module.source), module.name, kind)

    def _add(self, source: str, name: str, kind: str) -> None:
        self.interpreter.modules[name.lower()] = ModuleRuntime(_parsed(source, name=name, kind=kind), self.interpreter)

    def run(self, procedure: str, *arguments: object) -> object:
        """Run a procedure and give its result."""
        return self.interpreter.run(procedure, list(arguments))


def _runnable(source: str) -> str:
    source = _DIRECTIVE_COMMENT.sub(r"\1", source).replace(_DIALOG, "Application.Told text")
    source = source.replace(_ACTIVATION, "Set XLPy = Application.StartPython")
    source = source.replace("Kill LOG_FILE", "")
    source = source.replace(_COMPARED_TEXT, 'GetConfig("SHOW CONSOLE", False) = "True"')
    return source.replace(_LOADING, 'If Not Application.HasFile(ParentFolder(PYTHON_WIN) + "\\" + XLPyDLLName) Then ')
