"""`phuluc build`: the generated files that users need, committed and equal byte for byte wherever they are built."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from phuluc.annexes.bay_chi_tieu import BookSpec
from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.annexes.families import FAMILIES, SEVEN_TARGETS
from phuluc.annexes.score_families import ScoreBookSpec
from phuluc.annexes.settings import fold
from phuluc.functions import CATALOGUE
from phuluc.hosts.headless.guide.pages import guide_pages
from phuluc.hosts.libreoffice.oxt.build import ADDIN_NAME, build_extension
from phuluc.results import Progress, no_progress
from phuluc.workbook.build.book import build_book
from phuluc.workbook.build.score_book import build_score_book
from phuluc.workbook.saving import save_atomically
from phuluc.workbook.vba.addin import build_addin
from phuluc.workbook.vba.assembly import addin_modules, book_modules
from phuluc.workbook.vba.ribbon import ribbon_xml
from phuluc.workbook.vba.sources import Module, ModuleKind

TEMPLATE_FOLDER: Final = Path("workbook_templates")
ADDIN_FOLDER: Final = Path("xlwings_addin")


def templates() -> dict[Path, Callable[[], bytes]]:
    """Return the committed templates: path below the project's root and what makes each."""
    return {
        TEMPLATE_FOLDER / family.kind / _template_name(family.kind, model, edition): _maker(family.kind, model, edition)
        for family in FAMILIES.values()
        for model in family.models or ("",)
        for edition in EDITIONS
    }


def _maker(kind: str, model: str, edition: Edition) -> Callable[[], bytes]:
    if kind == SEVEN_TARGETS:
        return partial(build_book, BookSpec(edition, model))
    return partial(build_score_book, ScoreBookSpec(kind, edition, model))


def _template_name(kind: str, model: str, edition: str) -> str:
    suffix = "xlsm" if edition == "macro" else "xlsx"
    parts = (kind, fold(model).replace("_", ""), edition)
    return f"{'-'.join(part for part in parts if part)}.{suffix}"


def addin_files() -> dict[Path, Callable[[], bytes]]:
    """Return the committed files of the add-ins: path below the project's root and what makes each.

    The sources of both projects are there as text, so that a change of the built files can be read.
    """
    files: dict[Path, Callable[[], bytes]] = {
        ADDIN_FOLDER / "PhuLuc.xlam": partial(build_addin, CATALOGUE),
        ADDIN_FOLDER / "ribbon" / "customUI14.xml": ribbon_xml,
        ADDIN_FOLDER / ADDIN_NAME: build_extension,
    }
    for kind, modules in (("addin", addin_modules(CATALOGUE)), ("book", book_modules(CATALOGUE))):
        files |= {
            ADDIN_FOLDER / "vba" / _source_name(module, kind): partial(_source_text, module) for module in modules
        }
    return files


def _source_name(module: Module, kind: str) -> str:
    """The file of a module; only what is behind the workbook differs between the add-in and a book."""
    suffix = "bas" if module.kind is ModuleKind.STANDARD else "cls"
    return f"{module.name}{f'_{kind}' * (module.kind is ModuleKind.DOCUMENT)}.{suffix}"


def _source_text(module: Module) -> bytes:
    return module.source.replace("\r\n", "\n").encode("ascii")


def build_all(root: Path, *, progress: Progress = no_progress) -> int:
    """Write every generated file below `root`; return the exit status."""
    makers = {**templates(), **addin_files(), **guide_pages()}
    for done, (path, make) in enumerate(makers.items()):
        progress(f"Dựng {path.name}", done, len(makers))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        save_atomically(root / path, make(), keep=False)
    return 0
