"""What a report says, before it becomes a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: "heading": bold; "item": a lettered or numbered line, bold; "text": a paragraph; "note": italic.
LineKind = Literal["heading", "item", "text", "note"]


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    text: str
    kind: LineKind = "text"


@dataclass(frozen=True)
class Letterhead:
    """The head and the foot of a document, in the form of Nghị định 30/2020/NĐ-CP.

    Attributes:
        parent: the office above, in capitals, "" for none.
        office: the issuing office, in capitals.
        number: "Số:      /BC-VPUBND".
        place_and_date: "Bình Định, ngày      tháng      năm 2024".
        title: "BÁO CÁO"; "" for a letter (công văn), whose subject stands under its number.
        signer: capacity of who signs, in capitals; `name` may be "".
    """

    parent: str
    office: str
    number: str
    place_and_date: str
    title: str
    signer: str
    name: str


@dataclass(frozen=True)
class ReportText:
    """A whole report.

    Attributes:
        head: head and signature.
        subject: what it is about ("trích yếu").
        addressees: lines of "Kính gửi", () for none.
        lines: the body.
        recipients: lines of "Nơi nhận".
        notices: what the person should know about the text, Vietnamese sentences; not part of the document.
    """

    head: Letterhead
    subject: str
    lines: tuple[Line, ...]
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
