"""The whole examination, in the order in which things have to work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from phuluc.hosts.excel.doctor.addin_checks import (
    addin_diagnosis,
    configured_interpreter,
    disabled_diagnoses,
    duplicate_diagnoses,
    excel_diagnosis,
    startup_folder_diagnosis,
)
from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.doctor.macro_policy import policy_diagnoses
from phuluc.hosts.excel.doctor.protection import protection_diagnoses
from phuluc.hosts.excel.doctor.python_checks import (
    dll_diagnosis,
    path_diagnoses,
    python_diagnosis,
    trial_diagnosis,
    xlwings_diagnosis,
)
from phuluc.hosts.excel.install.addin_file import packaged_addin
from phuluc.hosts.excel.install.errors import InstallError
from phuluc.hosts.excel.install.machine import Machine
from phuluc.hosts.excel.install.office import VERSIONS, find_excel
from phuluc.hosts.excel.install.record import read_record
from phuluc.hosts.logfile import log_path
from phuluc.workbook.soffice import find_soffice


def examine(machine: Machine) -> list[Diagnosis]:
    """Everything the doctor looks at; what concerns Excel only where there is Windows. Changes nothing."""
    found = [python_diagnosis(machine), xlwings_diagnosis()]
    if machine.windows:
        found += _excel(machine)
    return [*found, _libreoffice(), _log()]


def _excel(machine: Machine) -> Iterator[Diagnosis]:
    excel = find_excel(machine)
    yield excel_diagnosis(machine, excel)
    yield from _addin(machine)
    interpreter = configured_interpreter(machine)
    if interpreter is not None:
        yield dll_diagnosis(interpreter, excel)
        yield from path_diagnoses(machine, interpreter)
        yield trial_diagnosis(interpreter)
    else:
        yield from path_diagnoses(machine, machine.python.executable)
    yield from policy_diagnoses(machine, excel.version if excel is not None else VERSIONS[0])
    yield from protection_diagnoses(machine)


def _addin(machine: Machine) -> Iterator[Diagnosis]:
    try:
        yield addin_diagnosis(machine, packaged_addin(), read_record(machine))
    except InstallError as error:
        yield Diagnosis("phan_bo_tro", "error", "Phần bổ trợ", error.what, error.remedy)
    on_network = startup_folder_diagnosis(machine)
    if on_network is not None:
        yield on_network
    yield from duplicate_diagnoses(machine)
    yield from disabled_diagnoses(machine)


def _libreoffice() -> Diagnosis:
    title = "LibreOffice"
    found = find_soffice()
    if found is None:
        return Diagnosis("libreoffice", "ok", title, "không có; chỉ cần khi tạo PDF mà không dùng Excel")
    return Diagnosis("libreoffice", "ok", title, str(found))


def _log() -> Diagnosis:
    path: Path = log_path()
    state = "có ghi sự cố" if path.is_file() else "chưa có sự cố nào"
    return Diagnosis("nhat_ky", "ok", "Tệp nhật ký", f"{path} ({state})")
