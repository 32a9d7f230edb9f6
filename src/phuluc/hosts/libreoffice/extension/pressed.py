"""What a press on a button does inside LibreOffice: asks what must be asked, then lets our own Python do the work.

The work runs in a process of its own, `python -m phuluc.hosts.libreoffice.run_action`: the product's libraries are not
those of LibreOffice's Python, and the window stays alive meanwhile. One action at a time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

from phuluc.hosts.libreoffice.extension.connection import offer_connection
from phuluc.hosts.libreoffice.extension.dialogs import dialogs_of
from phuluc.hosts.libreoffice.extension.main_thread import call_later
from phuluc.hosts.libreoffice.extension.profile import declared_names, failure_log, profile_folder
from phuluc.hosts.libreoffice.extension.saved_names import restore_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from phuluc.hosts.libreoffice.extension.dialogs import Dialogs

#: Written into the profile by `phuluc install`: the Python that has the product.
SETTINGS_NAME = "phuluc.json"
_TIME_LIMIT = 600
_EXCEL_FILTER = "Calc MS Excel 2007 XML"
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_SOURCES = [("Số liệu (*.xlsx, *.xlsm, *.csv)", "*.xlsx;*.xlsm;*.csv")]
_ANNEX = [("Phụ lục (*.xlsx)", "*.xlsx")]
#: Variables of a Python environment, LibreOffice's own or one it was started from: they would lead ours astray.
_FOREIGN_VARIABLES = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "UNO_PATH", "URE_BOOTSTRAP")
_running = threading.Lock()


def press(context: Any, frame: Any, action: str) -> None:
    """Start an action on the document of a frame; a message says what came of it."""
    dialogs = dialogs_of(context)
    document = frame.getController().getModel() if frame is not None and frame.getController() is not None else None
    if document is None or not document.supportsService(_SPREADSHEET):
        dialogs.tell("Hãy mở sổ làm việc Phụ lục trước.", "warning")
        return
    python = _python(context)
    if not python:
        dialogs.tell(
            "LibreOffice chưa biết Python nào có chương trình Phụ lục. Hãy chạy lệnh: phuluc install --host libreoffice",
            "error",
        )
        return
    path = _asked_path(dialogs, action, document)
    if path is None:
        return
    if not _running.acquire(blocking=False):
        dialogs.tell("Một thao tác Phụ lục khác đang chạy. Hãy đợi thao tác đó xong.", "warning")
        return
    try:
        folder = tempfile.mkdtemp(prefix="phuluc-")
        request = _write_request(context, document, action, path, folder)
        threading.Thread(target=_run, args=(context, python, request, folder), daemon=True).start()
    except BaseException:
        _running.release()
        raise


def _asked_path(dialogs: Dialogs, action: str, document: Any) -> str | None:
    """The file an action needs, "" where it needs none, None where the person cancelled."""
    if action == "import":
        return dialogs.ask_open("Chọn nguồn số liệu", _SOURCES)
    if action == "annex":
        stem = document.getTitle().rpartition(".")[0] or document.getTitle()
        path = dialogs.ask_save("Lưu phụ lục để ban hành", f"{stem} - phụ lục.xlsx", _ANNEX)
        return path if path is None or path.lower().endswith(".xlsx") else path + ".xlsx"
    return ""


def _python(context: Any) -> str:
    try:
        with open(os.path.join(profile_folder(context), SETTINGS_NAME), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            return str(json.load(stream).get("python", ""))
    except (OSError, ValueError):
        return ""


def _write_request(context: Any, document: Any, action: str, path: str, folder: str) -> str:
    """Put what the other process needs into `folder`: a copy of the document as it stands, and a way to reach it."""
    import uno  # noqa: PLC0415 - exists inside LibreOffice only
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415

    copy = os.path.join(folder, "so_lam_viec.xlsx")  # noqa: PTH118
    filter_ = PropertyValue("FilterName", 0, _EXCEL_FILTER, uno.Enum("com.sun.star.beans.PropertyState", "DIRECT_VALUE"))
    document.storeToURL(uno.systemPathToFileUrl(copy), (filter_,))
    restore_names(copy, declared_names(_extension_folder()))
    request = {
        "action": action,
        "path": path,
        "copy": copy,
        "document": document.RuntimeUID,
        "connection": offer_connection(context),
    }
    name = os.path.join(folder, "request.json")  # noqa: PTH118
    with open(name, "w", encoding="utf-8") as stream:  # noqa: PTH123
        json.dump(request, stream, ensure_ascii=False)
    return name


def _extension_folder() -> str:
    """The folder in which `functions.json` stands: five above this module."""
    folder = os.path.abspath(__file__)  # noqa: PTH100
    for _ in range(6):
        folder = os.path.dirname(folder)  # noqa: PTH120
    return folder


def _run(context: Any, python: str, request: str, folder: str) -> None:
    """Wait for the other process, then say in the office's main thread what came of it."""
    try:
        outcome = _outcome(python, request)
    except Exception as error:  # noqa: BLE001 - a thread that dies silently leaves the person waiting
        failure_log(context).record("run_action", error)
        outcome = {"severity": "error", "text": f"Lỗi: Thao tác bị gián đoạn ({type(error).__name__})."}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _running.release()
    call_later(context, lambda: dialogs_of(context).tell(outcome["text"], outcome["severity"]))


def _outcome(python: str, request: str) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    command = [python, "-m", "phuluc.hosts.libreoffice.run_action", request]
    hidden = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    done = subprocess.run(  # noqa: S603 - the command of our own installation, no shell
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_TIME_LIMIT,
        creationflags=hidden,
        check=True,
    )
    outcome: dict[str, Any] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    return outcome
