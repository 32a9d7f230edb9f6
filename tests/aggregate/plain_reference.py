"""The same figures in plain pandas, row by row and from the words of the definitions: nothing of the program but names.

Period: quý I năm 2026. Fields as in the synchronised dossiers; all cells are text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pandas as pd

from phuluc.domain.units import canonical_name, infer_tier

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
COLUMNS = {
    "MaHoSo": "code",
    "DonViXuLy": "unit",
    "MaTTHC": "procedure",
    "NgayTiepNhan": "received",
    "NgayKetThucXuLy": "finished",
    "NgayTra": "returned",
    "TrangThaiHoSo": "status",
    "KenhThucHien": "channel",
    "Gia": "fee",
    "DuocThanhToanTrucTuyen": "paid",
    "HoSoCoThanhPhanSoHoa": "digitised",
    "DuocLayTuKhoDMQG": "reused",
    "DuongDanTepTinKetQua": "result",
}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_WORDS = {"da tra ket qua": 10, "dang xu ly": 4, "truc tuyen": 2, "co": 1, "khong": 0}
_CODES = {"status": range(1, 11), "channel": range(1, 4), "paid": range(3), "digitised": range(2), "reused": range(2)}
NO_RESULT = ("", "0", "[]", "null", "chưa có tệp", "không")
INDICATORS = (
    "dvc_phat_sinh", "ho_so_truc_tuyen", "tttt_phat_sinh", "thanh_toan_truc_tuyen", "so_hoa", "khai_thac_su_dung_lai",
    "cap_ket_qua_dien_tu",
)  # fmt: skip

Figures = dict[tuple[str, str], tuple[int, int]]


def clean(text: object) -> str:
    if not isinstance(text, str):
        return ""
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def code(text: object) -> str:
    bare = re.sub(r"\s", "", text.translate(_INVISIBLE)) if isinstance(text, str) else ""
    return re.sub(r"^00\d\.\d\d\.\d\d\.", "", re.sub(r"\.0+$", "", bare))


def day(text: object) -> dt.date | None:
    whole = clean(text)
    found, later = whole[:10], 0
    if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d", whole) and re.search(r"(Z|\+00(:?00)?)$", whole):
        later = int(whole[11:13]) + 7 >= 24
    spellings = (
        (r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", (3, 2, 1)),
        (r"(\d{4})-(\d\d)-(\d\d)", (1, 2, 3)),
        (r"(20\d\d)(\d\d)(\d\d)(\d\d)?$", (1, 2, 3)),
    )
    for pattern, order in spellings:
        match = re.match(pattern, found)
        if match:
            try:
                return dt.date(*(int(match[place]) for place in order)) + dt.timedelta(days=later)
            except ValueError:
                return None
    if re.fullmatch(r"[2-7]\d{4}(\.\d+)?", found):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(found[:5]))
    return None


def number(text: object, known: range) -> int | None:
    """The code of a value; -1 for one nobody understands."""
    value = clean(text)
    if not value:
        return None
    if re.fullmatch(r"\d+(\.0+)?", value):
        return int(float(value)) if int(float(value)) in known else -1
    bare = "".join(char for char in unicodedata.normalize("NFD", value.lower().replace("đ", "d")) if char.isascii())
    return _WORDS.get(bare, -1)


def reference(rows: list[dict[str, str]]) -> tuple[Figures, dict[str, int]]:
    """Figures by unit and indicator, and rows by what became of them."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).rename(columns=COLUMNS)
    fates: dict[str, int] = {}
    days = {f"{name}_day": frame[name].map(day) for name in ("received", "finished", "returned")}
    dossiers = frame.assign(key=frame["code"].map(code), **days)
    dossiers = dossiers.assign(
        **{name: frame[name].map(lambda text, known=known: number(text, known)) for name, known in _CODES.items()},
        fee=frame["fee"].map(lambda text: bool(re.search("[1-9]", str(text)) and not re.match("Miễn|0 đ", str(text)))),
        result=frame["result"].map(lambda text: clean(text).lower() not in NO_RESULT),
    )  # fmt: skip
    header = dossiers["key"] == "MaHoSo"
    no_day = dossiers["received_day"].isna()
    no_unit = frame["unit"].map(lambda text: text.strip(" \t\r\n") == "")
    letters = dossiers["key"].str.contains("[A-Za-z]")
    words = dossiers["key"].str.fullmatch("\\D+")
    total = no_day & ~header & (dossiers["key"].str.match("Tổng|Cộng") | (no_unit & ~letters) | words)
    fates["REPEATED_HEADER"], fates["TOTAL_ROW"] = int(header.sum()), int(total.sum())
    dossiers = dossiers[~header & ~total]
    fates["NO_CODE"] = int((dossiers["key"] == "").sum())
    dossiers = dossiers[dossiers["key"] != ""]
    kept = [_latest(group) for _, group in dossiers.groupby("key", sort=False)]
    fates["DUPLICATE"] = len(dossiers) - len(kept)
    return _count(kept, fates)


def _latest(group: pd.DataFrame) -> dict[str, object]:
    """The copy that is furthest on, then the greatest in the other columns."""
    records = group.astype(object).where(group.notna(), None).to_dict("records")
    return max(records, key=_rank)


def _rank(row: dict[str, object]) -> tuple[object, ...]:
    start = dt.date(1, 1, 1)

    def low(name: str, least: object) -> object:
        return least if row[name] is None else row[name]

    days = (row["finished_day"] or row["returned_day"], row["received_day"], row["returned_day"])
    finished, received, returned = (day or start for day in days)
    texts = [str(row[name]).encode() for name in ("unit", "procedure")]
    flags = [low(name, -2) for name in ("paid", "digitised", "reused")]
    return (
        finished, low("status", -2), received, *texts, low("channel", -2), row["fee"], *flags, row["result"], returned,
    )  # fmt: skip


def _count(kept: list[dict[str, object]], fates: dict[str, int]) -> tuple[Figures, dict[str, int]]:
    counts: dict[tuple[str, str], list[set[object]]] = {}

    def add(unit: str, indicator: str, item: object, *, above: bool) -> None:
        below_line, above_line = counts.setdefault((unit, indicator), [set(), set()])
        below_line.add(item)
        if above:
            above_line.add(item)

    for row in kept:
        fate = _fate(row)
        fates[fate] = fates.get(fate, 0) + 1
        if fate in ("COUNTED", "CUMULATIVE_ONLY"):
            _add_all(add, canonical_name(str(row["unit"])), row)
    totals = {pair: (len(below), len(above)) for pair, (below, above) in counts.items()}
    units = {unit for unit, _ in totals}
    figures = {(unit, indicator): totals.get((unit, indicator), (0, 0)) for unit in units for indicator in INDICATORS}
    return figures, {fate: size for fate, size in fates.items() if size}


def _within(row: dict[str, object]) -> bool:
    return FIRST <= row["received_day"] <= LAST


def _done(row: dict[str, object]) -> bool:
    finished = row["finished_day"] or row["returned_day"] or row["received_day"]
    return row["status"] in (9, 10) and finished <= LAST


def _fate(row: dict[str, object]) -> str:
    received, finished = row["received_day"], row["finished_day"] or row["returned_day"]
    unread = any(clean(row[name]) and row[f"{name}_day"] is None for name in ("received", "finished", "returned"))
    unit = canonical_name(str(row["unit"])) if clean(row["unit"]) else ""
    reasons = {
        "STRANGE_VALUE": lambda: -1 in (row[name] for name in _CODES),
        "NOT_RECEIVED": lambda: row["status"] in (1, 3),
        "BAD_DATES": lambda: received is None or unread or (finished is not None and finished < received),
        "OUTSIDE_PERIOD": lambda: not _within(row) and not _done(row),
        "NO_UNIT": lambda: not unit,
        "UNKNOWN_UNIT": lambda: infer_tier(unit, legacy=False) is None,
        "COUNTED": lambda: _within(row),
        "CUMULATIVE_ONLY": lambda: True,
    }
    return next(fate for fate, applies in reasons.items() if applies())


def _add_all(add, unit: str, row: dict[str, object]) -> None:
    key, procedure, paid = row["key"], clean(row["procedure"]), row["paid"] in (1, 2)
    if _within(row):
        add(unit, "ho_so_truc_tuyen", key, above=row["channel"] == 2)
        add(unit, "so_hoa", key, above=row["digitised"] == 1)
        add(unit, "khai_thac_su_dung_lai", key, above=row["reused"] == 1)
        if procedure:
            add(unit, "dvc_phat_sinh", procedure, above=row["channel"] == 2)
        if row["fee"]:
            add(unit, "thanh_toan_truc_tuyen", key, above=paid)
            if procedure:
                add(unit, "tttt_phat_sinh", procedure, above=paid)
    if _done(row):
        add(unit, "cap_ket_qua_dien_tu", key, above=bool(row["result"]))
