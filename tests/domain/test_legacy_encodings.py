"""Text of the time before Unicode is told from Vietnamese in Unicode, name by name."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phuluc.domain.legacy_encodings import is_legacy_text, legacy_font

DATA = Path(__file__).parents[1] / "data"
#: The code pages, letter for letter, as programs show them that know Latin-1 only.
TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        strict=True,
    )
)
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_MARKS = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë"}
_VNI_ALONE = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "í": "í", "ì": "ì", "ỵ": "î"}


def in_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    if letter.lower() in _VNI_ALONE:
        return _VNI_ALONE[letter.lower()]
    base, *marks = unicodedata.normalize("NFD", letter)
    if not marks:
        return letter
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    shape = next((mark for mark in marks if mark in "\u0302\u0306"), "")
    tone = next((mark for mark in marks if mark in _TONES), "")
    if tone:
        return base + _VNI_MARKS[shape][_TONES.index(tone)]
    return base + {"": "", "\u0302": "â", "\u0306": "ê"}[shape]


def names() -> list[str]:
    """Names of real units and the ways offices write them."""
    with (DATA / "name_variants.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = {str(value) for row in rows for value in row.values() if value}
    return sorted(name for name in cells if name.startswith(("Sở", "UBND", "Ban", "Thanh tra", "Văn phòng")))


def test_no_real_name_is_suspected() -> None:
    """Vietnamese in Unicode, composed or not, is never taken for an old encoding."""
    for name in names():
        assert not is_legacy_text(name)
        assert not is_legacy_text(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize("turned", [in_tcvn3, in_vni])
def test_nearly_every_real_name_is_recognised(turned) -> None:  # type: ignore[no-untyped-def]
    """At least nineteen of twenty names are recognised in each old encoding; the rest could be Vietnamese words."""
    told = [is_legacy_text(turned(name)) for name in names()]
    assert len(told) > 40
    assert sum(told) >= 0.95 * len(told)


@pytest.mark.parametrize(
    "text", ["", "Sở Y tế", "café", "100 m²", "§ 5", "“Đạt” – 5×3", "São Paulo", "hoà giải, toà án, giá"]
)
def test_ordinary_text(text: str) -> None:
    """Signs between words, French and Portuguese words, and Vietnamese letters that Latin-1 has are no sign."""
    assert not is_legacy_text(text)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    """No text stops the question, and Vietnamese letters of Unicode settle it."""
    assert is_legacy_text(text) in (True, False)
    assert not is_legacy_text(text + "ế")


def test_fonts() -> None:
    """Old fonts are known by their names."""
    assert [legacy_font(name) for name in (".VnTime", ".VnArialH", "VNI-Times", "vni-helve")] == ["TCVN3"] * 2 + [
        "VNI"
    ] * 2
    assert legacy_font("Times New Roman") is None
