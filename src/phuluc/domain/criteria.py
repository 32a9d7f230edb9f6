"""By what units are ranked and how ties are treated: keys, and the labels people choose from."""

from __future__ import annotations

from typing import Final, Literal

from phuluc.domain.aliases import Ties

Criterion = Literal["so_chi_tieu_dat", "ty_le_chi_tieu", "khoang_cach_chi_tieu"]

CRITERION_LABELS: Final[dict[Criterion, str]] = {
    "so_chi_tieu_dat": "Số chỉ tiêu đạt",
    "ty_le_chi_tieu": "Tỷ lệ của một chỉ tiêu",
    "khoang_cach_chi_tieu": "Khoảng cách bình quân đến chỉ tiêu",
}
TIES_LABELS: Final[dict[Ties, str]] = {
    "chung": "Đồng hạng (1, 2, 2, 4)",
    "lien-tiep": "Liên tiếp (1, 2, 3, 4)",
}
