"""What a press on a button does inside LibreOffice: it lets our own Python do the work on the open document.

The work runs in a process of its own, `python -m phuluc.hosts.libreoffice.run_button`: the product's libraries are not
those of LibreOffice's Python, and the window stays alive meanwhile. One action at a time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

from phuluc.hosts.libreoffice.extension.connection import OfferedConnection
from phuluc.hosts.libreoffice.extension.dialogs import OfficeDialogs
from phuluc.hosts.libreoffice.extension.main_thread import call_later
from phuluc.hosts.libreoffice.extension.one_action import OneAction
from phuluc.hosts.libreoffice.extension.profile import failure_log, local_path, profile_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Written into the profile by `phuluc install`: the Python that has the product.
SETTINGS_NAME = "phuluc.json"
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
#: Variables of a Python environment, LibreOffice's own or one it was started from: they would lead ours astray.
_FOREIGN_VARIABLES = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "UNO_PATH", "URE_BOOTSTRAP")
_NO_PYTHON = (
    "LibreOffice chưa biết Python nào có chương trình Phụ lục. Hãy chạy lệnh: phuluc install --host libreoffice"
)
_AT_WORK = "Phụ lục đang làm việc…"
_running = threading.Lock()


def press(context: Any, frame: Any, button: str) -> None:
    """Start what a button stands for on the document of a frame; failures end in a message."""
    warn = office_dialogs(context).warn
    document = frame.getController().getModel() if frame is not None and frame.getController() is not None else None
    if document is None or not document.supportsService(_SPREADSHEET):
        warn("Hãy mở một sổ bảng tính trước.")
        return
    python = _python(context)
    if not python:
        warn(_NO_PYTHON)
        return
    if not _running.acquire(blocking=False):
        warn("Một thao tác khác của Phụ lục đang chạy. Hãy đợi thao tác đó xong.")
        return
    try:
        work = _Work(context, frame, document, python, button)
        threading.Thread(target=work.run, daemon=True).start()
    except BaseException:
        _running.release()
        raise


def office_dialogs(context: Any) -> OfficeDialogs:
    """The dialogs of this office."""
    import uno  # noqa: PLC0415 - exists inside LibreOffice only

    return OfficeDialogs(uno, context)


def _python(context: Any) -> str:
    try:
        with open(os.path.join(profile_folder(context), SETTINGS_NAME), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            return str(json.load(stream).get("python", ""))
    except (OSError, ValueError):
        return ""


class _Work:
    """One action, from its button to its end."""

    def __init__(self, context: Any, frame: Any, document: Any, python: str, button: str) -> None:
        self._context, self._python = context, python
        self._action = OneAction(context, document)
        self._connection = OfferedConnection(context)
        self._request = {
            "button": button,
            "document": document.RuntimeUID,
            "connection": self._connection.address,
            "rescue": self._action.rescue,
        }
        self._shown = frame.createStatusIndicator()
        self._shown.start(_AT_WORK, 0)

    def run(self) -> None:
        """Wait for the other process, which talks with the person itself; say so where it could not."""
        try:
            failure = _failure(_program(self._context), self._python, self._request)
        except Exception as error:  # noqa: BLE001 - a thread that dies silently leaves the person waiting
            failure_log(self._context).record("run_button", error)
            failure = f"Không chạy được Python của Phụ lục: {self._python}. {_REMEDY}"
        try:
            self._connection.withdraw()
            self._action.set_free()
            self._shown.end()
        except Exception as error:  # noqa: BLE001 - the document may have been closed meanwhile
            failure_log(self._context).record("run_button", error)
        finally:
            _running.release()
        if failure and self._action.is_half_done:
            failure = f"{failure}\n\n{_HALF_DONE.format(self._action.rescue)}"
        if failure:
            call_later(self._context, lambda: office_dialogs(self._context).warn(failure))


def _program(context: Any) -> str:
    """The soffice that runs here: our process needs its bridge, not that of another version."""
    paths = context.ServiceManager.createInstanceWithContext("com.sun.star.util.PathSubstitution", context)
    folder = local_path(paths.getSubstituteVariableValue("$(prog)"))
    return os.path.join(folder, "soffice.exe" if sys.platform == "win32" else "soffice")  # noqa: PTH118


_REMEDY = "Hãy chạy lệnh: phuluc doctor --host libreoffice"
_HALF_DONE = (
    "Sổ đang mở có thể mới thay đổi một phần: hãy đóng mà không lưu. Sổ như trước thao tác, kể cả phần chưa lưu, ở: {}"
)


def _failure(soffice: str, python: str, request: dict[str, str]) -> str:
    """Run the other process to its end; "" where it went well or told the person itself."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    environment["PHULUC_SOFFICE"] = soffice
    hidden = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    done = subprocess.run(  # noqa: S603 - the command of our own installation, no shell
        [python, "-m", "phuluc.hosts.libreoffice.run_button"],
        env=environment,
        input=json.dumps(request).encode("utf-8"),
        capture_output=True,
        creationflags=hidden,
        check=False,
    )
    told = done.stdout.decode("utf-8", errors="replace").strip()
    broken_off = f"Thao tác của Phụ lục bị ngắt giữa chừng (mã {done.returncode}). {_REMEDY}"
    return "" if done.returncode == 0 else told or broken_off
