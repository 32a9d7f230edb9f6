"""Components that one LibreOffice process knows without their being installed: the worker, and the functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from phuluc.hosts.libreoffice.oxt.build import function_files

_WORKER: Final = "worker_component.py"
#: Implementation, services and file of each component.
_WORKER_COMPONENT: Final = ("vn.phuluc.Worker", ("vn.phuluc.Worker",), _WORKER)
_FUNCTIONS_COMPONENT: Final = (
    "vn.phuluc.FunctionsImplementation",
    ("vn.phuluc.Functions", "com.sun.star.sheet.AddIn"),
    "functions_component.py",
)
_COMPONENTS: Final = (
    '<?xml version="1.0"?><components xmlns="http://openoffice.org/2010/uno-components">{}</components>'
)


def registration(soffice: Path, folder: Path, *, functions: bool) -> list[str]:
    """Options that make the worker, and the functions, known to one process.

    Args:
        soffice: LibreOffice's program.
        folder: a folder of that process, filled with the extension's files.
        functions: False where the profile may have the extension, which would then be there twice.
    """
    for name, content in function_files().items():
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
