"""The three published documents on scores as working books: Bình Phước, Hưng Yên, xã Bình Thành."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.results import ImportResult

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
SOURCES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "diem-tuan": (
        ("diem_tuan_binh_phuoc_2025_03_27.csv", "previous"),
        ("diem_tuan_binh_phuoc_2025_04_08.csv", "current"),
    ),
    "diem-thang": (("diem_thang_hung_yen_2024_10.csv", "current"),),
    "diem-xa": (("diem_xa_binh_thanh_2024_01.csv", "previous"), ("diem_xa_binh_thanh_2024_02.csv", "current")),
}
SETTINGS: Final[dict[str, dict[str, str]]] = {
    "diem-tuan": {
        "mo_hinh": "3 cấp",
        "dia_danh": "tỉnh Bình Phước",
        "nam_so_sanh": "2024",
        "thoi_diem_qua_han": "09h ngày 10/04/2025",
    },
    "diem-thang": {"mo_hinh": "3 cấp", "dia_danh": "tỉnh Hưng Yên"},
    "diem-xa": {"dia_danh": "UBND xã Bình Thành"},
}


def document_book(kind: str, path: Path, edition: str = "live") -> list[ImportResult]:
    """Make the working book of a document with its figures in it; return what the imports said."""
    create_book(kind, path, edition=edition, settings=SETTINGS[kind])
    return [import_figures(EXAMPLES / source, path, None, slot=slot) for source, slot in SOURCES[kind]]
