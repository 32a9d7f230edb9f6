"""Tables of vendors' screens: HTML named .xls, where a blank rate is 0 %."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from phuluc.importers.scores.errors import NoScoresError
from phuluc.importers.scores.reading import read_scores
from phuluc.importers.scores.source import TakenSnapshot

#: Captions of the screen "Thống kê theo QĐ 766".
HEADER = """
<tr><th rowspan=2>STT</th><th rowspan=2>Mã định danh</th><th rowspan=2>Tên đơn vị</th>
<th colspan=3>Số hồ sơ nhận giải quyết</th><th colspan=3>Tỷ lệ nộp hồ sơ trực tuyến</th>
<th colspan=4>Kết quả xử lý hồ sơ nộp trực tuyến với hồ sơ đang xử lý</th>
<th rowspan=2>Tổng HS có nghĩa vụ tài chính</th><th colspan=3>Thanh toán trực tuyến trên Cổng DVCQG</th></tr>
<tr><th>Số mới tiếp nhận trực tuyến</th><th>trực tiếp</th><th>qua BCCI</th>
<th>Tỷ lệ trực tuyến (%)</th><th>Tỷ lệ trực tiếp (%)</th><th>Tỷ lệ BCCI (%)</th>
<th>HS xử lý đúng hạn</th><th>quá hạn</th><th>Tỷ lệ đúng hạn (%)</th><th>Tỷ lệ quá hạn (%)</th>
<th>Số HS đã TTTT</th><th>Tỷ lệ TTTT (%)</th><th>Tỷ lệ TT trực tiếp (%)</th></tr>
"""


def page(tmp_path: Path, rows: list[str], header: str = HEADER) -> TakenSnapshot:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    path = tmp_path / "thong_ke.xls"
    path.write_text(f"<html><body><table>{header}{lines}</table></body></html>", encoding="utf-8")
    return read_scores(path).snapshot()


def test_a_blank_rate_is_zero(tmp_path: Path) -> None:
    """The vendor prints nothing for 0 %; counts and rates are read from their own columns."""
    taken = page(
        tmp_path,
        [
            "I||Sở, ban, ngành||||||||||||||",
            "1|H99.01|Sở Y tế|98|2|0|98%|2%||95|3|96.94%|3.06%|40|30|75%|25%",
            "2|H99.02|Sở Nội vụ|0|7|0||100%||0|0|||0|0||",
            "III||Cấp huyện/xã||||||||||||||",
            "1|H99.101|UBND xã An Lão|12|0|0|100%|||12|0|100%||3|3|100%|",
            "||Tổng cộng|110|9|0|92.44%|||107|3|97.27%|2.73%|43|33|76.74%|",
        ],
    )

    assert [(unit.code, unit.tier, dict(unit.score.others)) for unit in taken.snapshot.units] == [
        (
            "H99.01",
            "cap_tinh",
            {
                "ho_so_truc_tuyen": Decimal(98),
                "tien_do": Decimal("96.94"),
                "thanh_toan_truc_tuyen": Decimal(75),
            },
        ),
        (
            "H99.02",
            "cap_tinh",
            {"ho_so_truc_tuyen": Decimal(0), "tien_do": Decimal(0), "thanh_toan_truc_tuyen": Decimal(0)},
        ),
        (
            "H99.101",
            "cap_xa",
            {"ho_so_truc_tuyen": Decimal(100), "tien_do": Decimal(100), "thanh_toan_truc_tuyen": Decimal(100)},
        ),
    ]
    assert taken.unmatched == ()
    assert "để trống" in taken.snapshot.notices[0]


def test_a_rate_beyond_a_hundred_is_listed(tmp_path: Path) -> None:
    """A rate of 1313 % or in words is left out with its cell."""
    taken = page(tmp_path, ["1|H99.01|Sở Y tế|98|2|0|1313%|2%||95|3|nhanh|3.06%|40|30|75%|25%"])

    assert [(item.where, item.found, item.reason) for item in taken.unmatched] == [
        ("Bảng 1!G3", "1313%", "không phải số"),
        ("Bảng 1!L3", "nhanh", "không phải số"),
    ]
    assert dict(taken.snapshot.units[0].score.others) == {"thanh_toan_truc_tuyen": Decimal(75)}


def test_a_blank_score_is_no_zero(tmp_path: Path) -> None:
    """In a page with points a blank cell stays without data: only rates are printed blank for 0."""
    header = "<tr><th>MA_COQUAN</th><th>TEN</th><th>TTTT</th><th>TONG_SCORE</th></tr>"
    taken = page(tmp_path, ["H99.101|UBND xã An Lão||80.5", "H99.102|UBND xã An Hòa||"], header)

    assert [(unit.score.total, dict(unit.score.axes), unit.score.status) for unit in taken.snapshot.units] == [
        (Decimal("80.5"), {}, "ok"),
        (None, {}, "no_data"),
    ]


def test_scripts_and_inner_tables_are_no_cells(tmp_path: Path) -> None:
    """Nothing of a page but what its cells show is read."""
    taken = page(
        tmp_path,
        ["1|H99.01|<script>x()</script>Sở<br>Y&nbsp;tế<!-- a -->|1|0|0|5%|||||||||7%|"],
    )

    assert taken.snapshot.units[0].unit == "Sở Y tế"


def test_a_table_of_counts_alone_is_no_source(tmp_path: Path) -> None:
    """Without a column of rates there is nothing that belongs into a book of scores."""
    header = "<tr><th>STT</th><th>Đơn vị</th><th>Tiếp nhận</th><th>Chưa số hóa TPHS</th></tr>"
    with pytest.raises(NoScoresError):
        page(tmp_path, ["1|Sở Y tế|10|2"], header)
