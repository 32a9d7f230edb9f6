"""The agencies of a province, with the abbreviations under which annexes print them.

An agency's name is a row of phrases, each printed in full or abbreviated: "Sở Thông tin và TT", "Sở TT&TT".
Both generations are here: those before and those after the merger of agencies of March 2025; an agency and its
successor stay different units.
"""

from __future__ import annotations

import itertools
import re
from typing import Final, NamedTuple


class Phrase(NamedTuple):
    """A part of a name and the abbreviations in use for it."""

    full: str
    short: tuple[str, ...] = ()


class Office(NamedTuple):
    """An agency: the kind it is ("Sở"), its name as documents print it, and the phrases the name consists of."""

    kind: Phrase
    name: str
    phrases: tuple[Phrase, ...]


_SO: Final = Phrase("Sở")
_BQL: Final = Phrase("Ban Quản lý", ("BQL", "Ban QL"))
_CN: Final = Phrase("Công nghệ", ("CN",))
_DL: Final = Phrase("Du lịch", ("DL",))
_MT: Final = Phrase("Môi trường", ("MT",))
_NN: Final = Phrase("Nông nghiệp", ("NN",))
_TT: Final = Phrase("Thể thao", ("TT",))
_VH: Final = Phrase("Văn hóa", ("VH",))

OFFICES: Final[tuple[Office, ...]] = (
    Office(_SO, "Sở Công Thương", (Phrase("Công Thương"),)),
    Office(_SO, "Sở Du lịch", (Phrase("Du lịch"),)),
    Office(_SO, "Sở Dân tộc và Tôn giáo", (Phrase("Dân tộc", ("DT",)), Phrase("Tôn giáo", ("TG",)))),
    Office(_SO, "Sở Giao thông vận tải", (Phrase("Giao thông vận tải", ("GTVT",)),)),
    Office(_SO, "Sở Giáo dục và Đào tạo", (Phrase("Giáo dục", ("GD",)), Phrase("Đào tạo", ("ĐT",)))),
    Office(_SO, "Sở Khoa học và Công nghệ", (Phrase("Khoa học", ("KH",)), _CN)),
    Office(_SO, "Sở Kế hoạch và Đầu tư", (Phrase("Kế hoạch", ("KH",)), Phrase("Đầu tư", ("ĐT",)))),
    Office(
        _SO,
        "Sở Lao động – Thương binh và Xã hội",
        (Phrase("Lao động", ("LĐ",)), Phrase("Thương binh", ("TB",)), Phrase("Xã hội", ("XH",))),
    ),
    Office(_SO, "Sở Ngoại vụ", (Phrase("Ngoại vụ"),)),
    Office(_SO, "Sở Nông nghiệp và Môi trường", (_NN, _MT)),
    Office(_SO, "Sở Nông nghiệp và Phát triển nông thôn", (_NN, Phrase("Phát triển nông thôn", ("PTNT",)))),
    Office(_SO, "Sở Nội vụ", (Phrase("Nội vụ"),)),
    Office(_SO, "Sở Quy hoạch – Kiến trúc", (Phrase("Quy hoạch", ("QH",)), Phrase("Kiến trúc", ("KT",)))),
    Office(_SO, "Sở Thông tin và Truyền thông", (Phrase("Thông tin", ("TT",)), Phrase("Truyền thông", ("TT",)))),
    Office(_SO, "Sở Tài chính", (Phrase("Tài chính"),)),
    Office(_SO, "Sở Tài nguyên và Môi trường", (Phrase("Tài nguyên", ("TN",)), _MT)),
    Office(_SO, "Sở Tư pháp", (Phrase("Tư pháp"),)),
    Office(_SO, "Sở Văn hóa và Thể thao", (_VH, _TT)),
    Office(_SO, "Sở Văn hóa, Thể thao và Du lịch", (_VH, _TT, _DL)),
    Office(_SO, "Sở Xây dựng", (Phrase("Xây dựng"),)),
    Office(_SO, "Sở Y tế", (Phrase("Y tế"),)),
    Office(_BQL, "Ban Quản lý Khu kinh tế tỉnh", (Phrase("Khu kinh tế", ("KKT",)),)),
    Office(_BQL, "Ban Quản lý các khu công nghiệp tỉnh", (Phrase("các khu công nghiệp", ("các KCN",)),)),
    Office(Phrase("Ban"), "Ban Dân tộc", (Phrase("Dân tộc"),)),
    Office(Phrase("Thanh tra"), "Thanh tra tỉnh", ()),
    Office(Phrase("Công an"), "Công an tỉnh", ()),
    Office(Phrase("Bảo hiểm xã hội", ("BHXH",)), "Bảo hiểm xã hội tỉnh", ()),
    Office(Phrase("Văn phòng", ("VP",)), "Văn phòng UBND tỉnh", (Phrase("UBND", ("Ủy ban nhân dân",)),)),
)

_JOINERS: Final = re.compile(r"\bvà\b|[&,./–\s]+")
_OF_THE_PROVINCE: Final = re.compile(r"(?P<office>.+?) tỉnh(?: .+)?", re.IGNORECASE)


def _squeezed(name: str) -> str:
    return _JOINERS.sub("", name.casefold())


def _spellings(office: Office) -> set[str]:
    parts = [(phrase.full, *phrase.short) for phrase in (office.kind, *office.phrases)]
    return {_squeezed(" ".join(choice)) for choice in itertools.product(*parts)}


_NAMES_BY_SPELLING: Final = {spelling: office.name for office in OFFICES for spelling in _spellings(office)}


def office_name(name: str) -> str | None:
    """Give the full name of an agency in any of its known spellings, None where it is none of `OFFICES`.

    Args:
        name: one agency in clean text (NFC, single spaces, en dashes), with or without "tỉnh …" after it.
    """
    known = _NAMES_BY_SPELLING.get(_squeezed(name))
    if known is not None:
        return known
    match = _OF_THE_PROVINCE.fullmatch(name)
    return _NAMES_BY_SPELLING.get(_squeezed(match["office"])) if match else None
