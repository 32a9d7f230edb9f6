"""`phuluc install --host libreoffice`: puts the extension into the person's own LibreOffice, and takes it out again.

No administrator is needed and no file outside the profile is touched. Beside the extension stands `phuluc.json`, which
tells the toolbar which Python has the product.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from phuluc import __version__
from phuluc.hosts.libreoffice.errors import OfficeUnwillingError
from phuluc.hosts.libreoffice.extension.pressed import SETTINGS_NAME
from phuluc.hosts.libreoffice.install.errors import OfficeOpenError
from phuluc.hosts.libreoffice.oxt.build import ADDIN_NAME, build_extension
from phuluc.hosts.libreoffice.oxt.configuration import EXTENSION_ID
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from phuluc.workbook.saving import save_atomically


@dataclass(frozen=True)
class Installed:
    """What an installation did.

    Attributes:
        profile: the user's part of the profile.
        replaced: the version that was there before, None where there was none.
    """

    profile: Path
    replaced: str | None


def users_office() -> WarmOffice:
    """A LibreOffice on the person's own profile."""
    return WarmOffice(users_own=True)


def install_extension(office: Callable[[], WarmOffice] = users_office) -> Installed:
    """Install or replace the extension and note the running Python for the toolbar.

    Raises:
        LibreOfficeMissingError: there is none.
        OfficeOpenError: it is open, or cannot start.
        OfficeError: it refused.
    """
    with tempfile.TemporaryDirectory(prefix="phuluc-", ignore_cleanup_errors=True) as folder, office() as opened:
        extension = Path(folder) / ADDIN_NAME
        extension.write_bytes(build_extension())
        profile = _profile(opened)
        replaced = opened.ask("extension_version", profile, identifier=EXTENSION_ID)
        opened.ask("add_extension", extension, source=str(extension))
    settings = json.dumps({"python": sys.executable, "version": __version__}, ensure_ascii=False)
    save_atomically(profile / SETTINGS_NAME, settings.encode("utf-8"), keep=False)
    return Installed(profile, replaced)


def remove_extension(office: Callable[[], WarmOffice] = users_office) -> bool:
    """Take the extension out; tells whether it was there.

    Raises:
        LibreOfficeMissingError: there is none.
        OfficeOpenError: it is open, or cannot start.
        OfficeError: it refused.
    """
    with office() as opened:
        profile = _profile(opened)
        removed: bool = opened.ask("remove_extension", profile, identifier=EXTENSION_ID)
    (profile / SETTINGS_NAME).unlink(missing_ok=True)
    return removed


def _profile(opened: WarmOffice) -> Path:
    try:
        return Path(opened.ask("office_profile", Path("LibreOffice")))
    except OfficeUnwillingError as error:
        raise OfficeOpenError from error
