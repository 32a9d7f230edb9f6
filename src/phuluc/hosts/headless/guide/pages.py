"""Which pages there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from phuluc.hosts.headless.guide.checks_page import checks_page
from phuluc.hosts.headless.guide.commands_page import commands_page
from phuluc.hosts.headless.guide.families_page import families_page
from phuluc.hosts.headless.guide.functions_page import functions_page
from phuluc.hosts.headless.guide.settings_page import settings_page
from phuluc.hosts.headless.guide.sources_page import sources_page

GUIDE_FOLDER: Final = Path("docs", "huong-dan")


def guide_pages() -> dict[Path, Callable[[], bytes]]:
    """Return the written pages: path below the project's root and what makes each."""
    return {
        GUIDE_FOLDER / "cac-loai.md": families_page,
        GUIDE_FOLDER / "ham.md": functions_page,
        GUIDE_FOLDER / "kiem-tra.md": checks_page,
        GUIDE_FOLDER / "lenh.md": commands_page,
        GUIDE_FOLDER / "nhap-so-lieu.md": sources_page,
        GUIDE_FOLDER / "thiet-dat.md": settings_page,
    }
