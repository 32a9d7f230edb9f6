"""What staff do to a sheet by hand, done by LibreOffice: run by a Python that has its module `uno`, not by pytest.

Arguments: the soffice program, a workbook, the workbook to save, and steps as JSON, each a list of an operation and
its arguments; rows and columns are 1-based.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_PATIENCE = 60.0


def main() -> int:
    soffice, source, target, steps = sys.argv[1:5]
    pipe = f"phuluc-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            soffice,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
            desktop = connected(pipe, office, command)
            try:
                work(desktop, Path(source), Path(target), json.loads(steps))
            finally:
                desktop.terminate()
                office.wait(_PATIENCE)
    return 0


def connected(pipe: str, office: subprocess.Popen[bytes], command: list[str]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            if office.poll() is not None:  # a new profile ends the first start
                subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.2)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def work(desktop: Any, source: Path, target: Path, steps: list[list[Any]]) -> None:
    book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (PropertyValue(Name="Hidden", Value=True),))
    for sheet in book.Sheets:
        sheet.unprotect("")
    for operation, name, *arguments in steps:
        OPERATIONS[operation](book.Sheets.getByName(name), *arguments)
    book.calculateAll()
    book.storeToURL(target.as_uri(), (PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML"),))
    book.close(True)


def insert_rows(sheet: Any, row: int, count: int) -> None:
    sheet.Rows.insertByIndex(row - 1, count)


def delete_rows(sheet: Any, row: int, count: int) -> None:
    sheet.Rows.removeByIndex(row - 1, count)


def move_row(sheet: Any, row: int, before: int) -> None:
    """Cut a row and insert it above another."""
    sheet.Rows.insertByIndex(before - 1, 1)
    old = row + 1 if row >= before else row
    sheet.moveRange(sheet.getCellByPosition(0, before - 1).CellAddress, sheet.Rows.getByIndex(old - 1).RangeAddress)
    sheet.Rows.removeByIndex(old - 1, 1)


def insert_columns(sheet: Any, column: int, count: int) -> None:
    sheet.Columns.insertByIndex(column - 1, count)


def rename(sheet: Any, name: str) -> None:
    sheet.Name = name


def write(sheet: Any, row: int, column: int, value: str | float) -> None:
    cell = sheet.getCellByPosition(column - 1, row - 1)
    if isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value


OPERATIONS = {
    "insert rows": insert_rows,
    "delete rows": delete_rows,
    "move row": move_row,
    "insert columns": insert_columns,
    "rename": rename,
    "write": write,
}

if __name__ == "__main__":
    sys.exit(main())
