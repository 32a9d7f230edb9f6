"""Writes requirements/*.txt: exact pins of what this interpreter has: what runs, what develops, what Spark needs.

Run it with the interpreter of a fresh `.venv` into which the wanted versions were installed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
#: Needed by a dependency on Windows only, so that a Linux environment does not show them.
WINDOWS_ONLY = {
    "runtime.txt": ('pywin32==312 ; sys_platform == "win32"',),
    "dev.txt": ('colorama==0.4.6 ; sys_platform == "win32"',),
}
#: Under GPLv3 and needed by oletools for disassembly alone, which the tests do without. Pins are installed as they
#: stand, so nothing brings it in.
LEFT_OUT = {"pcodedmp"}
HEADER = "# Written by scripts/pin_requirements.py.\n"


def closure(wanted: Iterable[str]) -> dict[str, str]:
    """The wanted distributions and all they need on this machine, with their installed versions."""
    pins: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in wanted]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in LEFT_OUT or not _applies(requirement, extra):
            continue
        try:
            pins[name] = version(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is not installed") from None
        for asked in {"", *requirement.extras}:
            if (name, asked) not in seen:
                seen.add((name, asked))
                waiting += [(Requirement(text), asked) for text in requires(name) or ()]
    return pins


def _applies(requirement: Requirement, extra: str) -> bool:
    """Tell whether a requirement holds on this machine for who asked for `extra` of the distribution that states it."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = closure([*project["project"]["dependencies"], *project["build-system"]["requires"]])
    _write("runtime.txt", runtime, "")
    for extra in ("dev", "spark"):
        pins = closure(project["project"]["optional-dependencies"][extra])
        added = {name: pin for name, pin in pins.items() if name not in runtime}
        _write(f"{extra}.txt", added, "-r runtime.txt\n")


def _write(name: str, pins: dict[str, str], first: str) -> None:
    lines = sorted([*(f"{package}=={pin}" for package, pin in pins.items()), *WINDOWS_ONLY.get(name, ())])
    (ROOT / "requirements" / name).write_text(HEADER + first + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
