"""The portal's form of 2026: JSON with lists of departments under `communes` and `agencies`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from phuluc.domain.score_figures import ScoreTier, Semantics, SlotInfo
from phuluc.importers.scores.columns import ScoreColumn, column_of
from phuluc.importers.scores.errors import JsonSourceError, NoScoresError
from phuluc.importers.scores.points import Raw
from phuluc.importers.scores.table import ScoreRows
from phuluc.workbook.judge import read_file
from phuluc.workbook.size_text import size_text

#: 3,321 communes take 1.5 MB.
LARGEST_JSON: Final = 50 * 1000 * 1000
BASIS: Final = "2026"
_DEEPEST: Final = 6
_TIERS: Final[dict[str, ScoreTier]] = {"agencies": "cap_tinh", "communes": "cap_xa", "provinces": "toan_tinh"}
_SEMANTICS: Final[dict[str, Semantics]] = {"YEAR": "lũy kế", "MONTH": "trong kỳ", "QUARTER": "trong kỳ"}
_COLUMNS: Final = (
    ScoreColumn.CODE,
    ScoreColumn.NAME,
    ScoreColumn.GROUP,
    ScoreColumn.TOTAL,
    ScoreColumn.CKMB,
    ScoreColumn.TDGQ,
    ScoreColumn.DVCTT,
    ScoreColumn.TTTT,
    ScoreColumn.MDSH,
    ScoreColumn.MDHL,
)
_PLACES: Final = {column: place for place, column in enumerate(_COLUMNS)}


def is_json(path: Path) -> bool:
    """Tell whether a text file begins as JSON does."""
    head = read_file(path)[:1024]
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"["))


def read_json_tables(path: Path) -> tuple[SlotInfo, tuple[ScoreRows, ...]]:
    """Read the lists of departments of a JSON file, wherever in it they stand.

    Raises:
        JsonSourceError: the text is no JSON, too large or nested too deeply, or has two values for one axis.
        NoScoresError: it holds no list of departments.
    """
    data = _parsed(path)
    tables = tuple(_table(path, title, records) for title, records in _lists(data, "", 0))
    if not tables:
        raise NoScoresError(
            "Tệp JSON không có danh sách đơn vị của Cổng",
            where=path.name,
            remedy="Cần danh sách “communes” hoặc “agencies”, mỗi đơn vị có departmentName, departmentCode, totalScore",
        )
    return _info(data), tables


def _parsed(path: Path) -> Any:
    size = path.stat().st_size
    if size > LARGEST_JSON:
        raise JsonSourceError(
            "tệp JSON quá lớn",
            where=path.name,
            found=f"{size_text(size)}, giới hạn {size_text(LARGEST_JSON)}",
            remedy="Xuất từng phần, mỗi cấp một tệp",
        )
    content = read_file(path)
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise JsonSourceError(
            "tệp JSON hỏng hoặc chép thiếu", where=path.name, found=_seen(error), remedy="Xuất lại tệp từ Cổng"
        ) from error


class _RefusedError(ValueError):
    """What the reader of JSON would take and we do not; the message is ours."""


def _seen(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"dòng {error.lineno}, ký tự {error.colno}"
    return str(error)[:80] if isinstance(error, _RefusedError) else ""


def _refuse_constant(name: str) -> None:
    raise _RefusedError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RefusedError("một khóa ghi hai lần trong một đối tượng")
    return found


def _lists(data: Any, title: str, depth: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        if data and all(isinstance(record, dict) for record in data) and any(map(_is_department, data)):
            yield title or "danh sách", data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _lists(value, f"{title}.{key}" if title else key, depth + 1)


def _is_department(record: dict[str, Any]) -> bool:
    return "departmentName" in record and ("totalScore" in record or "groupScores" in record)


def _table(path: Path, title: str, records: list[dict[str, Any]]) -> ScoreRows:
    rows = [_row(path, f"{title}[{place}]", record) for place, record in enumerate(records)]
    return ScoreRows(
        title=title,
        columns=_PLACES,
        rows=rows,
        address=lambda row, column: f"{title}[{row}], {_COLUMNS[column].upper()}",
        default_tier=_TIERS.get(title.rpartition(".")[2]),
    )


def _row(path: Path, where: str, record: dict[str, Any]) -> list[Raw]:
    row: list[Raw] = [None] * len(_COLUMNS)
    groups = record.get("groupScores")
    values = [*record.items(), *(groups.items() if isinstance(groups, dict) else ())]
    for key, value in values:
        column = column_of(key)
        if column not in _PLACES or value is None:
            continue
        place = _PLACES[column]
        if row[place] is not None and row[place] != value:
            raise JsonSourceError(
                "một trục có hai số khác nhau",
                where=f"{path.name}, {where}",
                found=f"{key}: {row[place]} và {value}",
                remedy="Kiểm tra nguồn: ONLINE và CLGQ là một trục",
            )
        row[place] = value if isinstance(value, (str, int, float, Decimal)) else repr(value)
    return row


def _info(data: Any) -> SlotInfo:
    """Take what the export says of its period, where it does."""
    top = data if isinstance(data, dict) else {}
    period, kind = top.get("period"), str(top.get("periodType", "")).upper()
    return SlotInfo(
        period=period if isinstance(period, str) else "",
        as_of=_day(top.get("asOf")),
        semantics=_SEMANTICS.get(kind),
        basis=BASIS,
    )


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None
