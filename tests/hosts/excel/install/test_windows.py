"""The adapter to Windows, run against stand-ins of winreg and of kernel32."""

import ctypes
import importlib
import sys
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from phuluc.hosts.excel.install import machine

KEYS = {
    ("HKCU", "Software\\A"): ({"Path": "%APPDATA%", "VBAWarnings": 2, "": "mặc định", "Empty": None}, ["Location0"]),
}


def fake_winreg():
    @contextmanager
    def open_key(hive, key, _reserved, access):
        assert access == 0x20019 | 0x0100
        if (hive, key) not in KEYS:
            raise FileNotFoundError(2, key)
        yield KEYS[hive, key]

    return SimpleNamespace(
        HKEY_CURRENT_USER="HKCU",
        HKEY_LOCAL_MACHINE="HKLM",
        KEY_READ=0x20019,
        KEY_WOW64_64KEY=0x0100,
        OpenKey=open_key,
        QueryInfoKey=lambda handle: (len(handle[1]), len(handle[0]), 0),
        EnumValue=lambda handle, index: (*list(handle[0].items())[index], 1),
        EnumKey=lambda handle, index: handle[1][index],
    )


def short_name(long, buffer, size):
    if "không có" in long:
        return 0
    short = long.replace("Nguyễn Văn A", "NGUYNV~1")
    if buffer is None:
        return len(short) + 1
    assert size == len(short) + 1
    buffer.value = short
    return len(short)


@pytest.fixture
def windows(monkeypatch):
    """The module as Windows would import it."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", fake_winreg())
    kernel = SimpleNamespace(kernel32=SimpleNamespace(GetShortPathNameW=short_name))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    monkeypatch.delitem(sys.modules, "phuluc.hosts.excel.install.windows", raising=False)
    module = importlib.import_module("phuluc.hosts.excel.install.windows")
    yield module
    sys.modules.pop("phuluc.hosts.excel.install.windows", None)


def test_registry(windows):
    """Values come by name in lower case, absent keys read as empty."""
    registry = windows.WindowsRegistry()

    assert registry.values("HKCU", "Software\\A") == {"path": "%APPDATA%", "vbawarnings": 2, "": "mặc định"}
    assert registry.subkeys("HKCU", "Software\\A") == ["Location0"]
    assert registry.values("HKLM", "Software\\A") == {}
    assert registry.subkeys("HKLM", "Software\\A") == []


def test_short_names(windows):
    """A path has its 8.3 name, or itself where there is none."""
    assert windows.short_path(Path("Users/Nguyễn Văn A/x")) == Path("Users/NGUYNV~1/x")
    assert windows.short_path(Path("không có")) == Path("không có")


def test_files_held_open(windows, tmp_path, monkeypatch):
    """A file is held where it or its owner file refuses to be written; an owner file left by a crash does not count."""
    addin = tmp_path / "PhuLuc.xlam"
    assert not windows.held_open(addin)
    addin.touch()
    owner = tmp_path / "~$PhuLuc.xlam"
    owner.touch()
    assert not windows.held_open(addin)

    def refuse(self, *values, **options):
        if self == owner:
            raise PermissionError(13, "sharing violation")
        return opened(self, *values, **options)

    opened = Path.open
    monkeypatch.setattr(Path, "open", refuse)

    assert windows.held_open(addin)


@pytest.mark.parametrize("refused", [0, 5])
def test_a_folder_is_closed_to_others(windows, tmp_path, monkeypatch, refused):
    """Only the user, the system and administrators keep rights; a folder of somebody else is an error."""
    commands = []

    def run(command, **_options):
        commands.append(command)
        return SimpleNamespace(returncode=refused)

    monkeypatch.setattr(windows.subprocess, "run", run)
    for name, value in {"USERDOMAIN": "MAY01", "USERNAME": "Hùng", "SYSTEMROOT": "/Windows"}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(PermissionError) if refused else nullcontext():
        windows.close_to_others(tmp_path)
    assert commands == [
        ["/Windows/System32/icacls.exe", str(tmp_path), "/inheritance:r", "/grant:r"]
        + [f"{who}:(OI)(CI)F" for who in ("MAY01\\Hùng", "*S-1-5-18", "*S-1-5-32-544")]
    ]


def test_this_machine(windows, monkeypatch):
    """Folders come from the variables Windows sets; a missing one is told by its name."""
    assert windows
    for variable in ("USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramData"):
        monkeypatch.setenv(variable, f"/{variable}")

    found = machine.excel_machine()
    assert found.windows
    assert found.startup_folder == Path("/APPDATA/Microsoft/Excel/XLSTART")
    assert found.home == Path("/LOCALAPPDATA/PhuLuc")

    monkeypatch.delenv("APPDATA")
    with pytest.raises(machine.FolderUnknownError, match="%APPDATA%"):
        machine.this_machine()
