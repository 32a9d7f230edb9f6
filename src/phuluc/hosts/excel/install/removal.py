"""Removing the add-in: what was put is taken away, what it replaced comes back, what others changed stays."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.hosts.excel.install.addin_file import Addin
from phuluc.hosts.excel.install.changes import Change, Plan, quietly
from phuluc.hosts.excel.install.conf_file import without_settings
from phuluc.hosts.excel.install.files import (
    put_file,
    refuse_blocked,
    remove_empty,
    remove_file,
    web_mark,
)
from phuluc.hosts.excel.install.machine import Machine
from phuluc.hosts.excel.install.record import Record, read_record, record_path
from phuluc.hosts.excel.install.runtime import PYTHON_FOLDER, remove_runtime
from phuluc.hosts.excel.install.settings import conf_path

#: Where platformdirs puts the log files of "phuluc": Windows does not tell "PhuLuc" and "phuluc" apart.
_LOG_FOLDER: Final = "Logs"


def plan_removal(machine: Machine) -> Plan:
    """Everything that has to go; nothing where nothing is installed.

    Raises:
        ExcelRunningError: Excel has the add-in open; nothing was changed.
        ReadOnlyFileError: the add-in is read-only; nothing was changed.
    """
    record = read_record(machine)
    if record is None:
        return Plan((), _unknown_addin(machine))
    home = Path(record.runtime)
    has_python = (home / PYTHON_FOLDER).is_dir()
    running = has_python and _runs_from(machine, home)
    changes = [*_addin_changes(machine, record), *_conf_changes(machine, record)]
    if has_python and not running:
        changes.append(Change(f"Xóa Python đi kèm trong {home}", quietly(lambda: remove_runtime(home))))
    changes.append(
        Change(f"Xóa bản ghi cài đặt và nhật ký trong {machine.home}", quietly(lambda: _clear_home(machine, record)))
    )
    return Plan(tuple(changes), tuple(_notices(machine, record, running=running)))


def _runs_from(machine: Machine, home: Path) -> bool:
    """Whether we run on the portable Python that is to go: Windows does not remove a running program."""
    return machine.python.executable.parent in (home / PYTHON_FOLDER, machine.home / PYTHON_FOLDER)


def _unknown_addin(machine: Machine) -> tuple[str, ...]:
    if not machine.addin.is_file():
        return ()
    return (f"Để nguyên {machine.addin}: không có bản ghi nào cho biết tệp này do phuluc cài.",)


def _is_ours(machine: Machine, record: Record) -> bool:
    return machine.addin.is_file() and Addin(machine.addin.read_bytes()).digest == record.addin_digest


def _addin_changes(machine: Machine, record: Record) -> list[Change]:
    if not _is_ours(machine, record):
        return []
    target = machine.addin
    refuse_blocked(machine, target)
    changes = [Change(f"Xóa phần bổ trợ {target}", quietly(lambda: _remove_addin(target)))]
    backup = Path(record.backup) if record.backup else None
    if backup is not None and backup.is_file():
        kept = backup.read_bytes()
        changes.append(
            Change(f"Trả lại tệp {target.name} có từ trước", quietly(lambda: _give_back(backup, target, kept)))
        )
    return changes


def _remove_addin(target: Path) -> None:
    remove_file(target)
    remove_file(web_mark(target))


def _give_back(backup: Path, target: Path, kept: bytes) -> None:
    put_file(target, kept)
    remove_file(backup)


def _conf_changes(machine: Machine, record: Record) -> list[Change]:
    conf = conf_path(machine)
    if not conf.is_file():
        return []
    stored = conf.read_bytes()
    wanted = without_settings(stored, record.settings, record.settings_before)
    if wanted == stored:
        return []
    if wanted:
        return [
            Change(f"Bỏ các dòng của phuluc khỏi {conf}, giữ các dòng khác", quietly(lambda: put_file(conf, wanted)))
        ]
    return [Change(f"Xóa cấu hình xlwings {conf}", quietly(lambda: _remove_conf(conf)))]


def _remove_conf(conf: Path) -> None:
    remove_file(conf)
    remove_empty(conf.parent)


def _clear_home(machine: Machine, record: Record) -> None:
    remove_file(record_path(machine))
    for log in (machine.home / _LOG_FOLDER).glob("phuluc.log*"):
        remove_file(log)
    remove_empty(machine.home / _LOG_FOLDER, machine.home / "sao-luu", machine.home / "tmp")
    runtime = Path(record.runtime)
    remove_empty(runtime / "tmp", runtime)
    if runtime.parent == machine.folders.shared / machine.home.name:
        remove_empty(runtime.parent)
    remove_empty(machine.home)


def _notices(machine: Machine, record: Record, *, running: bool) -> list[str]:
    notices = []
    if running:
        notices.append(
            f"Python đi kèm trong {record.runtime} đang chạy lệnh này nên chưa xóa được; uninstall.cmd ở đó xóa nốt."
        )
    if machine.addin.is_file() and not _is_ours(machine, record):
        notices.append(f"Để nguyên {machine.addin}: tệp đã thay đổi sau khi phuluc cài.")
    return notices
