"""A province of 149 units at two dates in every form the portal's figures come in."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.portal_dumps import PortalUnit, portal_units, write_csv, write_dump, write_html, write_json
from phuluc.domain.score_figures import ScoreSnapshot
from phuluc.domain.units import canonical_name
from phuluc.importers.errors import SourceEncodingError
from phuluc.importers.scores.errors import AboveMaximumError, JsonSourceError, NoScoresError, WebTableError
from phuluc.importers.scores.reading import read_scores
from phuluc.workbook.errors import EmptyFileError, NotAWorkbookError, OtherDocumentError

FORMS = {"dump.xlsx": write_dump, "gia_lai.json": write_json, "diem.csv": write_csv, "diem.xls": write_html}
AXES_OF_CODES = {"CLGQ": "dvctt"}


def wanted(units: list[PortalUnit]) -> dict[str, tuple[str, str, Decimal, dict[str, Decimal]]]:
    return {
        unit.code: (
            canonical_name(unit.name),
            "cap_tinh" if unit.group == "AGENCY" else "cap_xa",
            unit.total,
            {AXES_OF_CODES.get(code, code.lower()): value for code, value in unit.points.items()},
        )
        for unit in units
    }


def taken(snapshot: ScoreSnapshot) -> dict[str, tuple[str, str, Decimal | None, dict[str, Decimal]]]:
    return {unit.code: (unit.unit, unit.tier, unit.score.total, dict(unit.score.axes)) for unit in snapshot.units}


def read_text(tmp_path: Path, name: str, text: str) -> ScoreSnapshot:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_scores(path).snapshot().snapshot


@pytest.mark.parametrize("date", [0, 1])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(tmp_path: Path, form: str, date: int) -> None:
    """149 units come out of every form with the same codes, names, tiers and exact points."""
    units = portal_units(date=date)
    FORMS[form](tmp_path / form, units)
    source = read_scores(tmp_path / form).snapshot()

    assert taken(source.snapshot) == wanted(units)
    assert len(wanted(units)) == 149
    assert source.unmatched == ()
    assert source.snapshot.notices == ()


def test_the_form_tells_the_basis(tmp_path: Path) -> None:
    """The dump is of the interface before 2026, the JSON of the one since, a CSV tells nothing."""
    units = portal_units(communes=3, agencies=1)
    for form, write in FORMS.items():
        write(tmp_path / form, units)

    assert [read_scores(tmp_path / form).info.basis for form in ("dump.xlsx", "gia_lai.json", "diem.csv")] == [
        "2024",
        "2026",
        "",
    ]


def test_json_says_its_period(tmp_path: Path) -> None:
    """Period, day and kind of value are taken from the export where it has them."""
    path = tmp_path / "diem.json"
    write_json(path, portal_units(communes=3), period="tháng 10/2026", periodType="MONTH", asOf="2026-10-31T00:00:00Z")
    info = read_scores(path).snapshot().snapshot.info

    assert (info.period, f"{info.as_of}", info.semantics) == ("tháng 10/2026", "2026-10-31", "trong kỳ")


def test_null_is_not_zero(tmp_path: Path) -> None:
    """A department with null has no data; one with 0 has 0 points."""
    snapshot = read_text(
        tmp_path,
        "diem.json",
        json.dumps(
            {
                "data": {
                    "communes": [
                        {"departmentName": "UBND xã An Lão", "departmentCode": "H99.1", "totalScore": None},
                        {"departmentName": "UBND xã An Hòa", "departmentCode": "H99.2", "totalScore": 0},
                    ]
                }
            }
        ),
    )

    assert [(unit.score.total, unit.score.status, unit.tier) for unit in snapshot.units] == [
        (None, "no_data", "cap_xa"),
        (Decimal(0), "ok", "cap_xa"),
    ]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ('{"communes": [', JsonSourceError, "dòng 1"),
        ("[" * 100_000, JsonSourceError, "hỏng"),
        ('{"communes": [{"departmentName": "UBND xã A", "totalScore": NaN}]}', JsonSourceError, "NaN"),
        ('{"a": 1, "a": 2}', JsonSourceError, "hai lần"),
        ('{"communes": []}', NoScoresError, "danh sách"),
        (
            '{"communes": [{"departmentName": "UBND xã A", "groupScores": {"ONLINE": 1.5, "CLGQ": 2}}]}',
            JsonSourceError,
            "một trục có hai số",
        ),
        (
            '{"communes": [{"departmentName": "UBND xã A", "groupScores": {"TTTT": 10.5, "CLGQ": 2}}]}',
            AboveMaximumError,
            "communes\\[0\\], TTTT.*10,5",
        ),
    ],
)
def test_bad_json_is_told(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    """Damaged JSON, numbers that are none, two values for one axis: each stops with its own reason."""
    with pytest.raises(error, match=message):
        read_text(tmp_path, "diem.json", text)


@pytest.mark.parametrize("value", ["1e999999999", "-1", '"1.313,5"', "true", "{}", "[1]"])
def test_json_values_that_are_no_points_are_listed(tmp_path: Path, value: str) -> None:
    """What is no number of points is left out with its place, and costs no time."""
    path = tmp_path / "diem.json"
    path.write_text(
        f'{{"communes": [{{"departmentName": "UBND xã An Lão", "totalScore": {value}}}]}}', encoding="utf-8"
    )
    source = read_scores(path).snapshot()

    assert [(item.where, item.reason) for item in source.unmatched] == [("communes[0], TỔNG ĐIỂM", "không phải điểm")]
    assert source.snapshot.units[0].score.total is None


def test_csv_columns_may_be_more_and_in_any_order(tmp_path: Path) -> None:
    """Columns are known by their captions; others are passed over; commas may be decimal."""
    units = portal_units(communes=5, agencies=2)
    columns = ("total", "ghi_chu", "mdsh", "tttt", "name", "ckmb", "dvctt", "tdgq", "mdhl", "code", "group")
    path = tmp_path / "diem.csv"
    with path.open("w", encoding="utf-16", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(columns)
        for unit in units:
            points = {code.lower(): value for code, value in unit.points.items()}
            values = {**points, "dvctt": points["clgq"], "total": unit.total, "ghi_chu": "x, y"}
            values |= {"name": unit.name.upper(), "code": f"000.00.00.{unit.code.lower()}", "group": unit.group.lower()}
            writer.writerow([str(values[column]).replace(".", "," if column != "code" else ".") for column in columns])

    assert taken(read_scores(path).snapshot().snapshot) == wanted(units)


def test_without_a_group_the_name_tells_the_tier(tmp_path: Path) -> None:
    """Rows without a group are sorted by their names; what no rule knows is listed."""
    path = tmp_path / "diem.csv"
    path.write_text(
        "name,total\nSở Y tế,80\nphường Quy Nhơn,90\nUBND tỉnh Gia Lai,66.23\nTổng cộng,236\nUBND huyện An Lão,1",
        encoding="utf-8",
    )
    source = read_scores(path).snapshot()

    assert [(unit.unit, unit.tier) for unit in source.snapshot.units] == [
        ("UBND tỉnh Gia Lai", "toan_tinh"),
        ("Sở Y tế", "cap_tinh"),
        ("UBND huyện An Lão", "cap_huyen"),
        ("UBND phường Quy Nhơn", "cap_xa"),
    ]
    assert [(item.found, item.reason) for item in source.unmatched] == [
        ("Tổng cộng", "không rõ là sở, ban, ngành hay xã, phường")
    ]


def test_words_for_no_data(tmp_path: Path) -> None:
    """What the portal prints for a unit without data is no data, in any spelling of ours."""
    snapshot = read_text(
        tmp_path,
        "diem.csv",
        'name,total\nSở Ngoại vụ,Hệ thống không thông báo dữ liệu\nSở Y tế,-\nSở Tư pháp,\nSở Nội vụ,"95,59"\n',
    )

    assert [(unit.score.total, unit.score.status) for unit in snapshot.units] == [
        (None, "no_data"),
        (None, "no_data"),
        (None, "no_data"),
        (Decimal("95.59"), "ok"),
    ]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFileError),
        (b"%PDF-1.7", OtherDocumentError),
        (b"name;unit\nx;y\n", NoScoresError),
        ("name,total\nSở Y tế,80\n".encode("utf-16-le"), NotAWorkbookError),
        (b"name,total\nS\xf4\xd2 Y t\xea\xec,80\n", SourceEncodingError),
        (b"<html><body><p>Phi\xc3\xaan l\xc3\xa0m vi\xe1\xbb\x87c</p></body></html>", WebTableError),
        (b"<html><table><tr><td>a</td></tr></table></html>", NoScoresError),
        (b"<table><tr><td>S\xf4\xd2 Y t\xea\xec</td></tr></table>", SourceEncodingError),
        (b"<table><tr><td colspan=99999 rowspan=99999>a</td></tr></table>", WebTableError),
        (b"<table><tr><td>" * 20_000, WebTableError),
    ],
)
def test_what_is_no_source_of_scores_is_told(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    """Each other kind of file has its own reason, whatever its name says."""
    path = tmp_path / "diem.xls"
    path.write_bytes(content)

    with pytest.raises(error):
        read_scores(path).snapshot()
