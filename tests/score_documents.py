"""The three published documents on scores as working books: Bình Phước, Hưng Yên, xã Bình Thành."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.refresh import refresh_book
from phuluc.book_port import Area
from phuluc.results import ImportResult
from phuluc.workbook.file_book import FileBook
from tests.once_a_run import once_a_run

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
    """Make the working book of a document with its figures in it, once a run; return what the imports said."""

    def make(kept: Path) -> None:
        book = kept.with_suffix(".xlsx")
        said = make_document_book(kind, book, edition)
        kept.write_bytes(pickle.dumps((book.read_bytes(), said)))

    content, said = pickle.loads(once_a_run(f"{kind}-{edition}.pickle", make))  # noqa: S301 - written by this run
    path.write_bytes(content)
    return list(said)


def make_document_book(kind: str, path: Path, edition: str = "live") -> list[ImportResult]:
    """Do so by the tables of rules in force now."""
    create_book(kind, path, edition=edition, settings=SETTINGS[kind])
    return [import_figures(EXAMPLES / kind / source, path, None, slot=slot) for source, slot in SOURCES[kind]]


#: What people type where a score belongs: blank, a dash, words, numbers as text, beyond the scale. Not logical values:
#: for LibreOffice they are numbers, see docs/libreoffice.md.
DIRT: Final = (
    None,
    "-",
    " – ",
    "Hệ thống không thông báo dữ liệu",
    "n/a",
    "90,5 điểm",
    "90.5",
    101,
    -1,
    0,
    89.995,
)
#: What people type where "a/b" belongs.
PAIR_DIRT: Final = (None, "3/0", "1.313/1.500", "1.5/3", "1,5/3", " 7 / 9 ", "a/b", "5", 5, "002/004", "-", "1/2/3")


def put_dirt(path: Path) -> None:
    """Put them one below the other into the rows of a table, both slots, and refresh the book."""
    file = FileBook.open(path)
    names = file.names()
    key, dirt = ("noi_dung_so_lieu", PAIR_DIRT) if "noi_dung_so_lieu_nay" in names else (_scores_in(names), DIRT)
    for slot, shift in (("nay", 0), ("truoc", 5)):
        area = names[f"{key}_{slot}"]
        count = min(area.height - 3, len(dirt))
        rows = [[dirt[(at + shift) % len(dirt)]] for at in range(count)]
        # Below the first row, which is a parent or heads a section in some tables.
        file.set_values(Area(area.sheet, area.top + 2, area.left, area.top + 1 + count, area.left), rows)
    file.save(path)
    refresh_book(path, None)


def _scores_in(names: Mapping[str, Area]) -> str:
    return next(key for key in ("cap_huyen_diem", "ket_qua_diem") if f"{key}_nay" in names)
