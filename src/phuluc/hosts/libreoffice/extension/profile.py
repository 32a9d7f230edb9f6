"""What the components inside LibreOffice need of its profile and of their own folder. Standard library only."""

from __future__ import annotations

import json
import os
from urllib.parse import urlparse
from urllib.request import url2pathname

from phuluc.hosts.libreoffice.extension.failure_log import FailureLog
from phuluc.hosts.libreoffice.extension.formula_names import FormulaNames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def local_path(url: str) -> str:
    """The path of a file: URL; "" for any other."""
    parsed = urlparse(url)
    host = f"//{parsed.netloc}" if parsed.netloc else ""
    return url2pathname(host + parsed.path) if parsed.scheme == "file" else ""


def profile_folder(context: Any) -> str:
    """The user's part of the profile."""
    paths = context.ServiceManager.createInstanceWithContext("com.sun.star.util.PathSubstitution", context)
    return local_path(paths.getSubstituteVariableValue("$(user)"))


def failure_log(context: Any) -> FailureLog:
    return FailureLog(os.path.join(profile_folder(context), "phuluc.log"))  # noqa: PTH118 - no pathlib here


def declared_names(folder: str) -> FormulaNames:
    """The names in the `functions.json` of a folder."""
    with open(os.path.join(folder, "functions.json"), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
        declared = json.load(stream)
    arrays = [function["calls"] for function in declared.values() if function["array"]]
    return FormulaNames({function["calls"] for function in declared.values()}, arrays)
