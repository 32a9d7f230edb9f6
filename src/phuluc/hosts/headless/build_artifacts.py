"""`phuluc build`: the generated files that users need, committed and equal byte for byte wherever they are built."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.annexes.bay_chi_tieu import KIND, TIER_MODELS, BookSpec
from phuluc.annexes.editions import Edition
from phuluc.annexes.settings import fold
from phuluc.hosts.libreoffice.oxt.build import ADDIN_NAME, build_extension
from phuluc.results import Progress, no_progress
from phuluc.workbook.build.book import build_book
from phuluc.workbook.saving import save_atomically

TEMPLATE_FOLDER: Final = Path("workbook_templates")
ADDIN_FOLDER: Final = Path("xlwings_addin")
_EDITIONS: Final[tuple[Edition, ...]] = ("live", "native")


def templates() -> dict[Path, BookSpec]:
    """Return the committed templates: path below the project's root and what each is built from."""
    return {
        TEMPLATE_FOLDER / KIND / f"{KIND}-{fold(model).replace('_', '')}-{edition}.xlsx": BookSpec(edition, model)
        for model in TIER_MODELS
        for edition in _EDITIONS
    }


def build_all(root: Path, *, progress: Progress = no_progress) -> int:
    """Write every template and the extension below `root`; return the exit status."""
    specs = templates()
    for done, (path, spec) in enumerate(specs.items()):
        progress(f"Dựng {path.name}", done, len(specs))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        save_atomically(root / path, build_book(spec))
    (root / ADDIN_FOLDER).mkdir(exist_ok=True)
    save_atomically(root / ADDIN_FOLDER / ADDIN_NAME, build_extension())
    return 0
