"""The six scored axes ("trục nội dung") of the index of Quyết định 766/QĐ-TTg."""

from __future__ import annotations

from typing import Final, NamedTuple


class Axis(NamedTuple):
    """One of the six scored axes: its code in `phuluc export`, its printed name and its maximum of points."""

    code: str
    name: str
    maximum: int


#: In the order of the reports. Source: Quyết định 766/QĐ-TTg ngày 23/6/2022; together 100 points.
AXES: Final[tuple[Axis, ...]] = (
    Axis("ckmb", "Công khai, minh bạch", 18),
    Axis("tdgq", "Tiến độ giải quyết", 20),
    Axis("dvctt", "Dịch vụ công trực tuyến", 12),
    Axis("tttt", "Thanh toán trực tuyến", 10),
    Axis("mdsh", "Số hóa hồ sơ", 22),
    Axis("mdhl", "Mức độ hài lòng", 18),
)
