"""A LibreOffice with the extension, installed as a person installs it, in a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from phuluc.hosts.libreoffice.install.extension_in_profile import Installed, install_extension
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from tests.hosts import require_host
from tests.hosts.libreoffice.live_office import LiveOffice, has_uno, stand_in_python


@pytest.fixture(scope="session")
def warm(soffice: Path) -> Iterator[WarmOffice]:
    """A LibreOffice for one task after another."""
    assert soffice
    with WarmOffice() as office:
        yield office


@pytest.fixture(scope="session")
def installed(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Installed]:
    """A home in which the extension is installed."""
    assert soffice
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        done = install_extension()
    stand_in_python(done.profile, home)
    return home, done


@pytest.fixture(scope="session")
def live(soffice: Path, installed: tuple[Path, Installed]) -> Iterator[LiveOffice]:
    """The program itself, as a person starts it."""
    require_host("LibreOffice's Python bridge (python3-uno)", soffice if has_uno() else None)
    office = LiveOffice(soffice, installed[0])
    yield office
    office.kill()
