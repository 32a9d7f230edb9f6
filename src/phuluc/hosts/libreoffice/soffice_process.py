"""A LibreOffice process of our own: profile, registered components, restart on demand, an end with all it started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from phuluc.hosts.libreoffice.oxt.build import extension_files

#: A new profile makes LibreOffice exit once with this code: "start me again".
RESTART: Final = 81
#: Of a Python environment: they would lead LibreOffice's own Python astray.
_FOREIGN_VARIABLES: Final = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
_WORKER: Final = "worker_component.py"
#: Implementation, services and file of each component that is registered without being installed.
_WORKER_COMPONENT: Final = ("vn.phuluc.Worker", ("vn.phuluc.Worker",), _WORKER)
_FUNCTIONS_COMPONENT: Final = (
    "vn.phuluc.FunctionsImplementation",
    ("vn.phuluc.Functions", "com.sun.star.sheet.AddIn"),
    "functions_component.py",
)
_COMPONENTS: Final = (
    '<?xml version="1.0"?><components xmlns="http://openoffice.org/2010/uno-components">{}</components>'
)
#: Vietnamese separators: 1.313,5 whatever the settings of the machine.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value>\
</prop></item>
</oor:items>
"""


def make_profile(folder: Path) -> None:
    """Prepare a new profile in `folder`: Vietnamese number formats, otherwise as LibreOffice comes."""
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")


def registration(soffice: Path, folder: Path, *, functions: bool) -> list[str]:
    """Options that make the worker, and the functions, known to one process without installing anything.

    Args:
        soffice: LibreOffice's program.
        folder: an existing folder, filled with the extension's files.
        functions: False where the profile may have the extension, which would then be there twice.
    """
    for name, content in extension_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    worker = Path(__file__).parent / "extension" / _WORKER
    (folder / _WORKER).write_bytes(worker.read_bytes())
    components = [_WORKER_COMPONENT, *([_FUNCTIONS_COMPONENT] if functions else [])]
    text = "".join(_component(folder / file, name, services) for name, services, file in components)
    (folder / "components.rdb").write_text(_COMPONENTS.format(text), encoding="utf-8")
    program = soffice.resolve().parent
    # On a Mac the registries stand in Contents/Resources, elsewhere beside the program.
    home = program if (program / "types.rdb").exists() else program.parent / "Resources"
    services = [home / "services.rdb", *sorted((home / "services").glob("*.rdb")), folder / "components.rdb"]
    types = [home / "types.rdb", *sorted((home / "types").glob("*.rdb")), folder / "types.idl"]
    options = ["-env:UNO_SERVICES=" + " ".join(path.as_uri() for path in services)]
    # An extension that brings types cannot be installed where these are set.
    return [*options, "-env:UNO_TYPES=" + " ".join(path.as_uri() for path in types)] if functions else options


def _component(file: Path, implementation: str, services: Sequence[str]) -> str:
    offered = "".join(f'<service name="{service}"/>' for service in services)
    return (
        f'<component loader="com.sun.star.loader.Python" uri="{file.as_uri()}">'
        f'<implementation name="{implementation}">{offered}</implementation></component>'
    )


def start_soffice(
    soffice: Path, profile: Path | None, options: Sequence[str], variables: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start LibreOffice without a window, in a process group of its own.

    Args:
        soffice: LibreOffice's program.
        profile: the folder of its profile; None is the user's own.
        options: further options and documents.
        variables: further environment variables.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    own_profile = [f"-env:UserInstallation={profile.as_uri()}"] if profile is not None else []
    return subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [str(soffice), *own_profile, "--headless", "--norestore", "--nologo", "--nodefault", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**environment, **(variables or {})},
        start_new_session=True,
    )


def end_with_children(process: subprocess.Popen[bytes]) -> None:
    """End the process with all it started: soffice is a launcher, the work is done by its children."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = shutil.which("taskkill") or "taskkill"
            subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
