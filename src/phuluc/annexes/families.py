"""The families of annexes: the kinds of `phuluc new`, what they are called, and the models of government they know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Family:
    """A family of annexes as a person chooses it.

    Attributes:
        kind: as the command line and the entry "loai" of "Thông tin" name it.
        meaning: Vietnamese, for the help of the command line.
        label: Vietnamese, for the list of the button "Tạo sổ mới".
        models: models of government, the one of new books first; () where they make no difference.
    """

    kind: str
    meaning: str
    label: str
    models: tuple[str, ...]

    @property
    def default_model(self) -> str:
        return self.models[0] if self.models else ""


SEVEN_TARGETS: Final = "bay-chi-tieu"
WEEKLY_SCORES: Final = "diem-tuan"
MONTHLY_SCORES: Final = "diem-thang"
COMMUNE_SCORES: Final = "diem-xa"
TWO_TIERS: Final = "2 cấp"
THREE_TIERS: Final = "3 cấp"

FAMILIES: Final[dict[str, Family]] = {
    family.kind: family
    for family in (
        Family(
            SEVEN_TARGETS,
            "07 chỉ tiêu theo Quyết định 766/QĐ-TTg (tỉnh Bình Định)",
            "07 chỉ tiêu",
            (TWO_TIERS, THREE_TIERS),
        ),
        Family(
            WEEKLY_SCORES,
            "điểm Bộ chỉ số 766 so với kỳ trước, thông báo tuần (tỉnh Bình Phước)",
            "Điểm Bộ chỉ số 766, thông báo tuần",
            (TWO_TIERS, THREE_TIERS),
        ),
        Family(
            MONTHLY_SCORES,
            "điểm và tiêu chí thành phần, công văn tháng (tỉnh Hưng Yên)",
            "Điểm Bộ chỉ số 766, công văn tháng",
            (TWO_TIERS, THREE_TIERS),
        ),
        Family(
            COMMUNE_SCORES,
            "so sánh số liệu hai kỳ của một xã (xã Bình Thành)",
            "Điểm Bộ chỉ số 766 của một xã",
            (),
        ),
    )
}
