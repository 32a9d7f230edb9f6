"""Whether Excel can start our Python: version, xlwings and its DLL, the path, and a trial start."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.install.ascii_paths import ascii_path, is_ascii
from phuluc.hosts.excel.install.machine import Machine
from phuluc.hosts.excel.install.office import Excel

_REINSTALL: Final = "Đóng Excel rồi chạy lại phuluc install"
#: What a cell needs, imported as the function server does.
_TRIAL: Final = """
import json, phuluc, phuluc.hosts.excel.udfs, xlwings
print(json.dumps({"xlwings": xlwings.__version__, "phuluc": phuluc.__version__}))
"""
#: Seconds; a first start with an antivirus looking on is slow.
_LONGEST_TRIAL: Final = 60


def python_diagnosis(machine: Machine) -> Diagnosis:
    python = machine.python
    found = f"{python.version}, {python.bits}-bit, {python.executable}"
    if "\\windowsapps\\" in str(python.executable).lower():
        return Diagnosis(
            "python",
            "warning",
            "Python",
            f"{found} (bản từ Microsoft Store)",
            "Nếu hàm không tính được, dùng Python tải từ trang chính thức hoặc gói có sẵn Python",
        )
    return Diagnosis("python", "ok", "Python", found)


def wanted_xlwings() -> str:
    """The version of xlwings this package is pinned to, "" where it asks for none."""
    for requirement in requires("phuluc") or ():
        match = re.match(r"xlwings\s*==\s*([\w.]+)", requirement)
        if match:
            return match[1]
    return ""


def xlwings_diagnosis() -> Diagnosis:
    wanted = wanted_xlwings()
    try:
        found = version("xlwings")
    except PackageNotFoundError:
        return Diagnosis("xlwings", "error", "Thư viện xlwings", "chưa cài", f"Cài xlwings {wanted} rồi {_REINSTALL}")
    if wanted and found != wanted:
        return Diagnosis(
            "xlwings",
            "error",
            "Thư viện xlwings",
            f"{found}, phần bổ trợ cần đúng {wanted}",
            f"Cài lại xlwings {wanted}: phần bổ trợ gọi tệp DLL mang đúng số phiên bản này",
        )
    return Diagnosis("xlwings", "ok", "Thư viện xlwings", found)


def dll_diagnosis(interpreter: Path, excel: Excel | None) -> Diagnosis:
    """Excel loads the DLL of its own width from the interpreter's folder or the one above; Python's width is free."""
    widths = [excel.bits] if excel is not None and excel.bits else [64, 32]
    names = [f"xlwings{bits}-{wanted_xlwings()}.dll" for bits in widths]
    folders = (interpreter.parent, interpreter.parent.parent)
    missing = [name for name in names if not any((folder / name).is_file() for folder in folders)]
    if missing:
        return Diagnosis(
            "dll",
            "error",
            "Tệp DLL của xlwings",
            f"không thấy {', '.join(missing)} cạnh {interpreter}",
            "Nếu phần mềm diệt vi-rút đã cách ly tệp thì khôi phục và cho phép tệp; nếu không thì cài lại xlwings",
        )
    return Diagnosis("dll", "ok", "Tệp DLL của xlwings", f"có {', '.join(names)}")


def path_diagnoses(machine: Machine, interpreter: Path) -> Iterator[Diagnosis]:
    """The characters of the paths that VBA passes on."""
    title = "Chữ trong đường dẫn Python"
    if ascii_path(machine, interpreter) is None:
        yield Diagnosis(
            "duong_dan_python",
            "error",
            title,
            f"{interpreter} có chữ có dấu mà VBA không truyền được",
            "Dùng gói có sẵn Python (install.cmd tự chọn thư mục không dấu), hoặc cài Python vào thư mục không dấu",
        )
    else:
        yield Diagnosis("duong_dan_python", "ok", title, "không dấu hoặc có tên ngắn 8.3")
    profile = machine.folders.profile
    if not is_ascii(profile):
        yield Diagnosis(
            "duong_dan_nguoi_dung",
            "ok",
            "Chữ trong tên thư mục người dùng",
            f"{profile} có dấu; phần bổ trợ và sổ bản macro vẫn đọc được cấu hình ở đó",
        )


def trial_diagnosis(interpreter: Path) -> Diagnosis:
    """Start the interpreter as Excel would and let it import what the functions need."""
    title = "Chạy thử Python của Excel"
    program = _with_console(interpreter)
    if not program.is_file():
        return Diagnosis("chay_thu", "error", title, f"không thấy {program}", _REINSTALL)
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter of our own configuration, no shell
            [str(program), "-B", "-c", _TRIAL], capture_output=True, timeout=_LONGEST_TRIAL, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        found = f"không trả lời sau {_LONGEST_TRIAL} giây"
        return Diagnosis("chay_thu", "error", title, found, "Kiểm tra phần mềm diệt vi-rút có chặn python.exe không")
    except OSError as error:
        found = f"Windows không cho chạy {program} ({error.strerror})"
        return Diagnosis("chay_thu", "error", title, found, "Nhờ bộ phận công nghệ thông tin cho phép chạy tệp này")
    except ValueError:
        last = done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2]
        return Diagnosis("chay_thu", "error", title, f"thiếu thư viện ({last})", f"Cài lại phuluc. {_REINSTALL}")
    return Diagnosis("chay_thu", "ok", title, f"phuluc {answer['phuluc']}, xlwings {answer['xlwings']}")


def _with_console(interpreter: Path) -> Path:
    """pythonw.exe has no standard output to answer on."""
    other = interpreter.with_name(interpreter.name.lower().replace("pythonw.exe", "python.exe"))
    return other if other.is_file() else interpreter
