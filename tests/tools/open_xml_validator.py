"""Microsoft's Open XML SDK validator as a function: what of a file Excel would stumble over."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
#: .NET has no use for what it would learn in a second: no profile for better code, no collecting beside the work.
_SHORT_RUN = {"DOTNET_TieredPGO": "0", "DOTNET_gcConcurrent": "0"}


@dataclass(frozen=True)
class ValidatorFinding:
    """One violation: part of the package, element in it, and what is wrong."""

    part: str
    element: str
    what: str


class ValidatorFailedError(Exception):
    """The validator did not judge the file at all."""


def find_validator() -> Path | None:
    """The program PHULUC_OOXML_VALIDATOR names, else the one in the project's node_modules."""
    named = os.environ.get("PHULUC_OOXML_VALIDATOR")
    candidates = [Path(named)] if named else []
    commands = PROJECT_ROOT / "node_modules" / ".bin"
    candidates += [commands / name for name in ("ooxml-validator", "ooxml-validator.cmd")]
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def validate(validator: Path, file: Path, *, office: str = "Office2013") -> list[ValidatorFinding]:
    """Judge `file` by the rules of an Office version; an empty list means that Excel has nothing to repair.

    Raises:
        ValidatorFailedError: the file could not be opened, or the validator could not run.
    """
    command = [str(validator), str(file), "--officeVersion", office]
    result = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120, env=os.environ | _SHORT_RUN
    )
    if result.returncode not in {0, 1}:
        raise ValidatorFailedError(result.stderr)
    errors = json.loads(result.stdout)["errors"]
    if any(error["errorType"] == "Exception" for error in errors):
        raise ValidatorFailedError(errors[0]["description"])
    return [ValidatorFinding(error["path"], error["xPath"], error["description"]) for error in errors]
