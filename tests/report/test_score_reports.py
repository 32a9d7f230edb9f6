"""The weekly notice, the monthly letter and the commune's message, on the published figures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from phuluc import cli
from phuluc.actions.families import family_of
from phuluc.actions.opening import open_any_book
from phuluc.domain.score_cells import ScoreFigures
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.report.families import FAMILIES
from phuluc.report.wordings_in_force import wordings_in_force

EXAMPLES = Path("examples")
SOURCES = {
    "diem-tuan": (
        ("diem_tuan_binh_phuoc_2025_03_27.csv", "previous"),
        ("diem_tuan_binh_phuoc_2025_04_08.csv", "current"),
    ),
    "diem-thang": (("diem_thang_hung_yen_2024_10.csv", "current"),),
    "diem-xa": (("diem_xa_binh_thanh_2024_01.csv", "previous"), ("diem_xa_binh_thanh_2024_02.csv", "current")),
}
PLACES = {"diem-tuan": "tỉnh Bình Phước", "diem-thang": "tỉnh Hưng Yên", "diem-xa": "UBND xã Bình Thành"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("diem")
    found = {}
    for kind, sources in SOURCES.items():
        path = found[kind] = folder / f"{kind}.xlsx"
        model = ["--set", "mo_hinh=3 cấp"] if kind != "diem-xa" else []
        assert cli.main(["new", kind, "-o", str(path), *model, "--set", f"dia_danh={PLACES[kind]}"]) == 0
        for source, slot in sources:
            assert cli.main(["import", str(EXAMPLES / kind / source), str(path), "--slot", slot]) in (0, 1)
    return found


@pytest.fixture(scope="module")
def read(books: dict[str, Path]) -> Callable[[str], ScoreFigures]:
    def figures(kind: str) -> ScoreFigures:
        _, working = open_any_book(books[kind])
        found: ScoreFigures = family_of(working).figures(working)
        return found

    return figures


def said(figures: ScoreFigures) -> list[str]:
    family = FAMILIES[figures.kind]
    return [line.text for line in family.compose(figures, wordings_in_force(family, None)).lines]


def with_settings(figures: ScoreFigures, **settings: str) -> ScoreFigures:
    return replace(figures, settings={**figures.settings, **settings})


def test_the_weekly_notice(read: Callable[[str], ScoreFigures]) -> None:
    """Rank and fall of places, five falls, four rises and three unchanged by size, counts with two digits."""
    lines = said(read("diem-tuan"))
    text = "\n".join(lines)

    assert (
        "Tính đến hết ngày 08/4/2025, kết quả đánh giá Bộ chỉ số 766 của tỉnh Bình Phước xếp hạng 20/63 tỉnh, thành "
        "phố, giảm 12 bậc so với phiên họp ngày 27/3/2025 (xếp hạng 08/63)." in lines
    )
    falls = next(line for line in lines if line.startswith("- Có 05 chỉ số giảm"))
    assert re.findall(r"giảm ([\d,]+) điểm", falls) == ["24,27", "5,35", "2,11", "0,27", "0,06"]
    rises = next(line for line in lines if line.startswith("- Có 04 chỉ số tăng"))
    assert re.findall(r"tăng ([\d,]+) điểm", rises) == ["2,6", "2,58", "2,48", "1,2"]
    # The published notice called all three "100%".
    same = next(line for line in lines if line.startswith("- Có 03 chỉ số giữ nguyên"))
    assert re.findall(r"\(([\d,]+)%\)", same) == ["93,37", "100", "100"]
    assert "Thị xã Bình Long: 204 hồ sơ; Huyện Đồng Phú: 02 hồ sơ" in text
    assert (
        "- Trong 11 đơn vị có điểm đánh giá: 02 đơn vị tăng điểm, 09 đơn vị giảm điểm, không có đơn vị giữ nguyên"
        in text
    )
    assert "- Hệ thống không thông báo dữ liệu của 02 đơn vị: Sở Ngoại vụ; Sở Dân tộc và Tôn giáo." in lines
    assert "- Xếp loại: Xuất sắc 02 đơn vị; Tốt 06 đơn vị; Khá 02 đơn vị; Trung bình 01 đơn vị." in lines


def test_the_monthly_letter(read: Callable[[str], ScoreFigures]) -> None:
    """Total, grade and rank; each axis against the mean of the country, with its rate and its own rank."""
    lines = said(read("diem-thang"))

    assert (
        "1. Tổng hợp các nhóm chỉ số của tỉnh Hưng Yên đạt 87,29 điểm (xếp loại Tốt); xếp hạng thứ 02/63 tỉnh, thành "
        "phố, trong đó:" in lines
    )
    assert (
        "- Chỉ số Thanh toán trực tuyến: 9/10 điểm (cao hơn 2,3 điểm so với trung bình cả nước là 6,7/10 điểm), đạt "
        "tỷ lệ 65,94%, xếp hạng thứ 20/63 tỉnh, thành phố." in lines
    )
    place = next(number for number, line in enumerate(lines) if line.startswith("- Chỉ số Số hóa hồ sơ"))
    assert lines[place + 1].endswith("85,11%.")
    assert lines[place + 2] == "+ Kết quả cấp bản sao điện tử: 310.630 bản."
    # There is no previous slot: nothing is said to have risen or fallen.
    assert not [line for line in lines if re.search(r"tăng \d|giảm \d|so sánh", line)]


def test_the_commune(read: Callable[[str], ScoreFigures]) -> None:
    """Every axis and the total with their changes, the rank with its places won."""
    lines = said(read("diem-xa"))

    assert (
        "1.3. Điểm số trục nội dung Dịch vụ công trực tuyến đạt 6,9/12 điểm, giảm 0,3 điểm so với tháng 01 năm 2024."
        in lines
    )
    assert (
        "1.7. Điểm tổng hợp đạt 86,02/100 điểm, tăng 4,06 điểm so với tháng 01 năm 2024; xếp hạng 08/23 xã, thị trấn, "
        "tăng 14 bậc so với tháng 01 năm 2024." in lines
    )


@pytest.mark.parametrize("kind", SOURCES)
def test_every_score_and_change_is_the_books(
    books: dict[str, Path], read: Callable[[str], ScoreFigures], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Whatever number follows "tăng", "giảm", "đạt" or a name stands in `phuluc export`, or is a difference of two."""
    capsys.readouterr()
    assert cli.main(["export", str(books[kind])]) == 0
    known = _numbers(json.loads(capsys.readouterr().out))
    figures = read(kind)
    rows = [row for table in figures.tables for row in (*table.rows, *([table.total] if table.total else []))]
    means = [mean for row in rows if (mean := row.number("nay", "trung_binh")) is not None]
    axes = [value for row in rows for code in (*AXIS_CODES, "diem") if (value := row.number("nay", code)) is not None]
    for row in rows:
        known |= {_shown(entry.value) for entry in row.inputs.values() if entry.value is not None}
        for code in ("diem", "ty_le"):
            before, now = row.number("truoc", code), row.number("nay", code)
            known |= {_shown(abs(now - before))} if before is not None and now is not None else set()
    known |= {_shown(abs(score - mean)) for score in axes for mean in means}
    told = re.findall(r"(?<![\d/.])(\d+(?:\.\d{3})*(?:,\d+)?)(?: điểm|%|/\d+ điểm)", "\n".join(said(figures)))

    assert len(told) > 10
    assert [number for number in told if number not in known] == []


def _numbers(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_numbers, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(_numbers, value)) if value else set()
    return {_shown(abs(value))} if isinstance(value, (int, float)) and not isinstance(value, bool) else set()


def _shown(value: object) -> str:
    text = str(value)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def test_no_comparison_on_another_basis(read: Callable[[str], ScoreFigures]) -> None:
    """Where the two slots were scored by different rules, nothing rose or fell, and the text says why."""
    figures = replace(read("diem-tuan"), apart="Không cùng cơ sở tính")
    lines = said(figures)

    assert "- Không so sánh với phiên họp ngày 27/3/2025 vì hai kỳ không cùng cơ sở tính." in lines
    assert not [line for line in lines if re.search(r"(?:tăng|giảm) [\d,]+ (?:điểm|bậc)", line)]


@pytest.mark.parametrize(
    ("settings", "said_of_rank"),
    [
        (
            {"hang_nay": "8", "hang_truoc": "22"},
            "08/63 tỉnh, thành phố, tăng 14 bậc so với phiên họp ngày 27/3/2025 (xếp hạng 22/63)",
        ),
        (
            {"hang_nay": "8", "hang_truoc": "8"},
            "08/63 tỉnh, thành phố, giữ nguyên thứ hạng so với phiên họp ngày 27/3/2025",
        ),
        ({"hang_nay": "8", "hang_truoc": "12"}, "tăng 04 bậc"),
        ({"tong_xep_hang_nay": "34"}, "xếp hạng 20/34 tỉnh, thành phố."),
        ({"hang_truoc": ""}, "xếp hạng 20/63 tỉnh, thành phố."),
    ],
)
def test_ranks(read: Callable[[str], ScoreFigures], settings: dict[str, str], said_of_rank: str) -> None:
    """Places won or lost are told only where as many were ranked before."""
    line = next(line for line in said(with_settings(read("diem-tuan"), **settings)) if line.startswith("Tính đến"))

    assert said_of_rank in line


def test_no_rank_entered(read: Callable[[str], ScoreFigures]) -> None:
    """Without a rank there is no sentence on it."""
    assert not [line for line in said(with_settings(read("diem-tuan"), hang_nay="")) if "xếp hạng" in line]


@pytest.mark.parametrize("kind", SOURCES)
def test_through_the_command(books: dict[str, Path], tmp_path: Path, kind: str) -> None:
    """`report` writes each family's document: a notice with its title, a letter with its subject and addressees."""
    path = tmp_path / "bc.docx"
    assert cli.main(["report", str(books[kind]), "-o", str(path), "--set", "nguoi_ky=Nguyễn Văn A"]) == 0
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    head = document.tables[0].rows[0].cells[0].text

    if kind == "diem-tuan":
        assert texts[0] == "THÔNG BÁO"
    else:
        assert "V/v " in head
        assert texts[0] == "Kính gửi:"
    assert ("UBND XÃ BÌNH THÀNH" in head) == (kind == "diem-xa")
    assert document.tables[1].rows[0].cells[1].text.split("\n")[0].startswith("TM." if kind == "diem-xa" else "CHÁNH")
    assert texts[-1].endswith("./.")


def test_checking_a_report_needs_the_seven_targets(
    books: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --report` says which family it is for."""
    old = tmp_path / "cu.txt"
    old.write_text("Hồ sơ trực tuyến: cấp tỉnh đạt 98%", encoding="utf-8")

    assert cli.main(["check", str(books["diem-tuan"]), "--report", str(old)]) == 2
    assert "Lệnh này cần sổ “bay-chi-tieu”" in capsys.readouterr().err
