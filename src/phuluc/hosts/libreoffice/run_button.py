"""`python -m phuluc.hosts.libreoffice.run_button`: does what a button of LibreOffice's toolbar stands for.

Standard input holds the JSON that `extension.pressed` writes. What the button does, asks and tells is that of Excel's
ribbon; this process reaches the document through the connection it was offered. Exit status 1 with a sentence on
standard output where the person could not be told. With PHULUC_DIALOG_ANSWERS naming a file, its answers stand in for
the person (`prepared_dialogs`).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from phuluc.hosts.headless.failures import explain_failure
from phuluc.hosts.libreoffice.prepared_dialogs import PreparedDialogs


@dataclass(frozen=True)
class Request:
    """What the toolbar asks for.

    Attributes:
        button: the id of the ribbon's button.
        document: the document's RuntimeUID in the office.
        connection: the address of the office for UnoUrlResolver, good for one visit.
        rescue: where a copy of the document is kept while it is changed.
    """

    button: str
    document: str
    connection: str
    rescue: Path

    @classmethod
    def read(cls, text: str) -> Self:
        record = json.loads(text)
        return cls(record["button"], record["document"], record["connection"], Path(record["rescue"]))


def main() -> int:
    request = Request.read(sys.stdin.read())
    answers = os.environ.get("PHULUC_DIALOG_ANSWERS")
    prepared = PreparedDialogs(Path(answers)) if answers else None
    try:
        from phuluc.hosts.excel.ribbon import press  # noqa: PLC0415 - what cannot be loaded is a failure to be told too
        from phuluc.hosts.libreoffice.office_desk import reach_desk  # noqa: PLC0415

        press(request.button, reach_desk(request.connection, request.document, request.rescue, prepared))
    except Exception as error:  # noqa: BLE001 - the last door: a person reads what comes out here
        message = explain_failure(error, request.button).message
        if prepared is None:
            sys.stdout.buffer.write(message.encode("utf-8"))
            return 1
        prepared.warn(message)
    if prepared is not None:
        prepared.finish()
    return 0


if __name__ == "__main__":
    sys.exit(main())
