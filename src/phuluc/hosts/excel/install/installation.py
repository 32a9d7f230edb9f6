"""Putting the add-in where Excel loads and trusts it, for this user alone and without administrator's rights.

The place is the user's startup folder XLSTART. Excel opens it without an entry in the registry, every version counts
it among its trusted locations, and links to an add-in in it are stored by name alone (relationship xlStartup), so that
a formula typed on one machine finds the add-in on another. The folder of the add-in dialog (AddIns) has none of this.
Excel opens every file of XLSTART: nothing but the add-in may stand there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from phuluc import __version__
from phuluc.hosts.excel.install.addin_file import Addin, settled
from phuluc.hosts.excel.install.ascii_paths import is_ascii
from phuluc.hosts.excel.install.changes import Change, Plan, quietly
from phuluc.hosts.excel.install.conf_file import replaced_values, with_settings
from phuluc.hosts.excel.install.files import (
    has_web_mark,
    private_folder,
    put_file,
    refuse_blocked,
    remove_file,
    web_mark,
)
from phuluc.hosts.excel.install.machine import ADDIN_NAME, Machine
from phuluc.hosts.excel.install.record import Record, read_record, write_record
from phuluc.hosts.excel.install.runtime import PYTHON_FOLDER, bundle_root, copy_runtime, is_current, runtime_home
from phuluc.hosts.excel.install.settings import conf_path, needed_folders, reachable_interpreter, xlwings_settings


def plan_installation(machine: Machine, addin: Addin) -> Plan:
    """Everything that has to change so that this version is installed; nothing where it is already.

    Raises:
        InstallError: one subclass per cause that would stop it half-way; nothing was changed.
    """
    home = runtime_home(machine)
    root = bundle_root(machine)
    interpreter = _interpreter(machine, root, home)
    settings = xlwings_settings(machine, interpreter, home / "tmp")
    wanted = settled(addin, settings)
    refuse_blocked(machine, machine.addin)
    before = read_record(machine)
    conf = conf_path(machine)
    stored = conf.read_bytes() if conf.is_file() else b""
    there = Addin(machine.addin.read_bytes()) if machine.addin.is_file() else None
    foreign = there is not None and there.digest not in (wanted.digest, before.addin_digest if before else "")
    backup = _backup_path(machine, there) if there is not None and foreign else None
    record = Record(
        version=__version__,
        addin_digest=wanted.digest,
        backup=str(backup) if backup is not None else before.backup if before is not None else "",
        settings=settings,
        settings_before=_values_before(stored, settings, before),
        runtime=str(home),
    )
    changes = [
        # First, so that an installation that is interrupted can be removed or taken up again.
        *_record_changes(machine, record, before),
        *_runtime_changes(machine, root, home),
        *_folder_changes(machine, needed_folders(settings, home / "tmp")),
        *_conf_changes(conf, stored, settings),
        *_backup_changes(there, backup),
        *_addin_changes(machine, there, wanted),
    ]
    return Plan(tuple(changes), tuple(_notices(machine, interpreter)))


def _interpreter(machine: Machine, root: Path | None, home: Path) -> Path:
    if root is None:
        return reachable_interpreter(machine, machine.python.executable)
    name = "pythonw.exe" if (root / PYTHON_FOLDER / "pythonw.exe").is_file() else machine.python.executable.name
    return home / PYTHON_FOLDER / name


def _backup_path(machine: Machine, there: Addin) -> Path:
    """Where a file that has the add-in's name and is not ours goes; not in XLSTART, where Excel would open it."""
    return machine.home / "sao-luu" / f"{machine.addin.stem}-{there.digest[:8]}{machine.addin.suffix}"


def _values_before(stored: bytes, settings: Mapping[str, str], before: Record | None) -> dict[str, str]:
    """The values somebody else had set: those noted at the first installation, and new ones."""
    found = replaced_values(stored, settings)
    if before is None:
        return found
    theirs = {key: value for key, value in found.items() if before.settings.get(key) != value}
    return {**before.settings_before, **theirs}


def _record_changes(machine: Machine, record: Record, before: Record | None) -> list[Change]:
    if record == before:
        return []
    return [Change("Ghi lại những gì cài để sau này gỡ sạch", quietly(lambda: write_record(machine, record)))]


def _runtime_changes(machine: Machine, root: Path | None, home: Path) -> list[Change]:
    if root is None or is_current(root, home):
        return []
    return [Change(f"Chép Python đi kèm vào {home}", lambda progress: copy_runtime(machine, root, home, progress))]


def _folder_changes(machine: Machine, folders: list[Path]) -> list[Change]:
    return [
        Change(f"Tạo thư mục tạm {folder}", quietly(partial(private_folder, machine, folder)))
        for folder in folders
        if not folder.is_dir()
    ]


def _conf_changes(conf: Path, stored: bytes, settings: Mapping[str, str]) -> list[Change]:
    wanted = with_settings(stored, settings)
    if wanted == stored:
        return []
    return [Change(f"Ghi cấu hình xlwings vào {conf}", quietly(lambda: put_file(conf, wanted)))]


def _backup_changes(there: Addin | None, backup: Path | None) -> list[Change]:
    if there is None or backup is None:
        return []
    plan = f"Cất tệp {ADDIN_NAME} có sẵn (không phải của Phụ lục) vào {backup}"
    return [Change(plan, quietly(lambda: put_file(backup, there.content)))]


def _addin_changes(machine: Machine, there: Addin | None, wanted: Addin) -> list[Change]:
    target = machine.addin
    changes = []
    if there != wanted:
        word = "Chép" if there is None else "Thay"
        changes.append(Change(f"{word} phần bổ trợ {target}", quietly(lambda: put_file(target, wanted.content))))
    if has_web_mark(target):
        plan = f"Gỡ dấu “tải từ Internet” khỏi {target.name}"
        changes.append(Change(plan, quietly(lambda: remove_file(web_mark(target)))))
    return changes


def _notices(machine: Machine, interpreter: Path) -> list[str]:
    notices = []
    if not is_ascii(machine.folders.profile):
        notices.append(
            f"Tên thư mục người dùng {machine.folders.profile} có dấu. Excel sẽ gọi Python qua {interpreter}. Nếu ô "
            "báo #LỖI vì không thấy Python, chạy phuluc doctor và làm theo cách xử lý ở dòng LỖI."
        )
    return notices
