"""`python -m phuluc.hosts.libreoffice.run_action REQUEST`: does what a button in LibreOffice asks for.

REQUEST is the JSON file written by `extension.pressed`. The last line of standard output is the outcome:
{"severity": "note" | "warning" | "error", "text": what the person is told}. The exit status is always 0.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError
from phuluc.hosts.headless import wording
from phuluc.hosts.headless.failures import explain_failure

_MOST_FINDINGS_SHOWN: Final = 12


@dataclass(frozen=True)
class Request:
    """Attributes:
    action: what to do.
    path: the file the person chose, None where none was asked for.
    copy: the document as it stands, saved aside.
    document: the document's RuntimeUID in the office.
    connection: the address of the office for UnoUrlResolver, good for one visit.
    """

    action: str
    path: Path | None
    copy: Path
    document: str
    connection: str

    @classmethod
    def read(cls, file: Path) -> Request:
        record = json.loads(file.read_text(encoding="utf-8"))
        path = Path(record["path"]) if record["path"] else None
        return cls(record["action"], path, Path(record["copy"]), record["document"], record["connection"])


@dataclass(frozen=True)
class Outcome:
    severity: str
    text: str


class NeedsOpenDocumentError(PhuLucError):
    """The action changes the open document, which this process cannot do."""

    def __init__(self, command: str) -> None:
        super().__init__(
            "Thao tác này chưa chạy được ngay trong LibreOffice",
            remedy=f"Lưu sổ, đóng lại rồi chạy lệnh: phuluc {command}",
        )


def _check(request: Request) -> Outcome:
    from phuluc.actions.check import check_book  # noqa: PLC0415 - each action imports its own

    findings = check_book(request.copy)
    severity = "warning" if any(finding.severity == "error" for finding in findings) else "note"
    lines = wording.findings_report(findings).splitlines()
    more = len(lines) - _MOST_FINDINGS_SHOWN
    shown = [*lines[:_MOST_FINDINGS_SHOWN], *([f"… và {more} dòng nữa"] if more > 0 else [])]
    return Outcome(severity, "\n".join(shown))


def _annex(request: Request) -> Outcome:
    from phuluc.actions.save_annex import save_annex  # noqa: PLC0415 - each action imports its own

    assert request.path is not None  # noqa: S101 - the dispatcher asks before it starts this
    result = save_annex(request.copy, request.path, request.path.with_suffix(".pdf"), settings={}, force=False)
    if result.refused:
        errors = [finding for finding in result.findings if finding.severity == "error"]
        text = f"Chưa lập phụ lục vì số liệu còn lỗi.\n{wording.findings_report(errors)}"
        return Outcome("warning", "\n".join(text.splitlines()[:_MOST_FINDINGS_SHOWN]))
    return Outcome("note", "\n".join(f"Đã ghi: {path}" for path in result.written))


def _import(request: Request) -> Outcome:
    raise NeedsOpenDocumentError(f'import "{request.path}" SỔ.xlsx')


def _refresh(_request: Request) -> Outcome:
    raise NeedsOpenDocumentError("refresh SỔ.xlsx")


ACTIONS: Final[dict[str, Callable[[Request], Outcome]]] = {
    "import": _import,
    "refresh": _refresh,
    "check": _check,
    "annex": _annex,
}


def run(file: Path) -> Outcome:
    """Do what a request asks for; any failure becomes an outcome."""
    action = "libreoffice"
    try:
        request = Request.read(file)
        action = f"libreoffice {request.action}"
        return ACTIONS[request.action](request)
    except Exception as error:  # noqa: BLE001 - the person must be told, whatever it was
        return Outcome("error", explain_failure(error, action).message)


def main() -> None:
    outcome = run(Path(sys.argv[1]))
    line = json.dumps({"severity": outcome.severity, "text": outcome.text}, ensure_ascii=False)
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")


if __name__ == "__main__":
    main()
