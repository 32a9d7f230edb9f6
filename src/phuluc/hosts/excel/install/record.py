"""The record of an installation: what was put where and what it replaced, so that removal leaves nothing of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from phuluc.hosts.excel.install.files import put_file
from phuluc.hosts.excel.install.machine import Machine

_NAME: Final = "cai-dat.json"


@dataclass(frozen=True)
class Record:
    """What an installation did.

    Attributes:
        version: of phuluc.
        addin_digest: SHA-256 of the add-in file as it was written.
        backup: a file of somebody else's that had the add-in's name, moved aside; "" where there was none.
        settings: the lines written into the configuration file.
        settings_before: the values those lines replaced.
        runtime: the folder for a portable Python and for temporary files, whether or not they are in it.
    """

    version: str
    addin_digest: str
    backup: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    settings_before: Mapping[str, str] = field(default_factory=dict)
    runtime: str = ""


def record_path(machine: Machine) -> Path:
    return machine.home / _NAME


def read_record(machine: Machine) -> Record | None:
    """The record of the last installation; None where there is none or it cannot be understood."""
    try:
        stored: Any = json.loads(record_path(machine).read_text(encoding="utf-8"))
        return Record(**stored)
    except (OSError, ValueError, TypeError):
        return None


def write_record(machine: Machine, record: Record) -> None:
    """Store the record.

    Raises:
        FolderClosedError: the folder cannot be written.
    """
    text = json.dumps(asdict(record), ensure_ascii=False, indent=2, sort_keys=True)
    put_file(record_path(machine), text.encode())
