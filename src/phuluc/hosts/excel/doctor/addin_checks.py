"""Whether the add-in stands where Excel loads it, is of this version, and is not switched off or loaded twice."""

from __future__ import annotations

import ntpath
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.install.addin_file import Addin, addin_settings, settled
from phuluc.hosts.excel.install.conf_file import conf_value
from phuluc.hosts.excel.install.errors import AddinDamagedError
from phuluc.hosts.excel.install.files import has_web_mark
from phuluc.hosts.excel.install.machine import ADDIN_NAME, Machine
from phuluc.hosts.excel.install.office import VERSIONS, Excel
from phuluc.hosts.excel.install.record import Record
from phuluc.hosts.excel.install.settings import INTERPRETER, conf_path

_INSTALL: Final = "Đóng Excel rồi chạy phuluc install"
_OFFICE: Final = r"Software\Microsoft\Office"


def excel_diagnosis(machine: Machine, excel: Excel | None) -> Diagnosis:
    title = "Excel"
    if excel is None:
        return Diagnosis("excel", "error", title, "không thấy trên máy này", "Cài Excel 2010 trở lên cho Windows")
    bits = f", {excel.bits}-bit" if excel.bits else ""
    found = f"phiên bản {excel.version}{bits}"
    if excel.from_store:
        return Diagnosis(
            "excel",
            "warning",
            title,
            f"{found}, bản từ Microsoft Store",
            "Bản này không gọi được Python; nhờ bộ phận công nghệ thông tin cài Office bằng bộ cài thường",
        )
    if excel.bits and excel.bits != machine.python.bits:
        found += f" (Python {machine.python.bits}-bit dùng chung được)"
    return Diagnosis("excel", "ok", title, found)


def addin_diagnosis(machine: Machine, addin: Addin, record: Record | None) -> Diagnosis:
    """Compare the installed file with what this version would install."""
    title = "Phần bổ trợ"
    if not machine.addin.is_file():
        return Diagnosis("phan_bo_tro", "error", title, f"chưa có {machine.addin}", _INSTALL)
    there = Addin(machine.addin.read_bytes())
    if has_web_mark(machine.addin):
        found = "mang dấu “tải từ Internet” nên Excel chặn macro của tệp"
        return Diagnosis("phan_bo_tro", "error", title, found, _INSTALL)
    try:
        current = settled(addin, record.settings if record is not None else {}).digest == there.digest
    except AddinDamagedError as error:
        return Diagnosis("phan_bo_tro", "error", title, error.what, error.remedy)
    if not current:
        return Diagnosis("phan_bo_tro", "error", title, "khác với phiên bản phuluc đang cài", _INSTALL)
    return Diagnosis("phan_bo_tro", "ok", title, f"{machine.addin}, đúng phiên bản")


def configured_interpreter(machine: Machine) -> Path | None:
    """The interpreter Excel would start, read where its VBA reads it: the add-in's sheet, then the user's file."""
    value: str | None = None
    if machine.addin.is_file():
        try:
            value = addin_settings(Addin(machine.addin.read_bytes())).get(INTERPRETER)
        except AddinDamagedError:
            value = None
    conf = conf_path(machine)
    if not value and conf.is_file():
        value = conf_value(conf.read_bytes(), INTERPRETER)
    return Path(value) if value else None


def startup_folder_diagnosis(machine: Machine) -> Diagnosis | None:
    """A roaming profile on a server: Excel does not trust network folders unless told to."""
    folder = str(machine.startup_folder)
    if not folder.startswith("\\\\"):
        return None
    return Diagnosis(
        "thu_muc_mang",
        "warning",
        "Thư mục khởi động của Excel",
        f"{folder} nằm trên máy chủ",
        "Nếu thẻ Phụ lục không hiện, nhờ bộ phận công nghệ thông tin cho phép vị trí tin cậy trên mạng cho thư mục này",
    )


def duplicate_diagnoses(machine: Machine) -> Iterator[Diagnosis]:
    """Another copy that Excel loads through its list of add-ins: functions and ribbon would be there twice."""
    for version in VERSIONS:
        values = machine.registry.values("HKCU", rf"{_OFFICE}\{version}\Excel\Options")
        for name, value in values.items():
            path = str(value).removeprefix("/R").strip().strip('"')
            if name.startswith("open") and ntpath.basename(path).lower() == ADDIN_NAME.lower():
                yield Diagnosis(
                    "hai_ban",
                    "warning",
                    "Bản thứ hai của phần bổ trợ",
                    f"Excel còn nạp {path}",
                    "Trong Excel vào Tệp > Tùy chọn > Phần bổ trợ > Đi, bỏ chọn PhuLuc",
                )


def disabled_diagnoses(machine: Machine) -> Iterator[Diagnosis]:
    """Excel's own list of files it does not load any more because it crashed while loading them."""
    for version in VERSIONS:
        values = machine.registry.values("HKCU", rf"{_OFFICE}\{version}\Excel\Resiliency\DisabledItems")
        if any(isinstance(value, bytes) and _mentions_addin(value) for value in values.values()):
            yield Diagnosis(
                "bi_vo_hieu",
                "error",
                "Mục bị Excel vô hiệu hóa",
                "Excel đã ngừng nạp phần bổ trợ sau một lần gặp sự cố",
                "Trong Excel vào Tệp > Tùy chọn > Phần bổ trợ > Quản lý: Mục bị vô hiệu hóa > Đi, chọn PhuLuc rồi Bật",
            )


def _mentions_addin(item: bytes) -> bool:
    """Whether a binary entry holds the add-in's path, UTF-16 in lower case as Office writes it or not."""
    name = ADDIN_NAME.lower()
    return any(name in item[start:].decode("utf-16-le", errors="ignore").lower() for start in (0, 1))
