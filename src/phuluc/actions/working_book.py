"""A working book of family bay-chi-tieu seen through the Book port: its tables by their defined names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from phuluc.annexes.bay_chi_tieu import KIND, TIER_MODELS, annex_layout
from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.annexes.layout import AnnexLayout, column_name
from phuluc.annexes.settings import LATER_KEYS
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area, Book
from phuluc.domain.figures import CellValue
from phuluc.domain.indicators import Tier
from phuluc.errors import PhuLucError

_KIND_CELL: Final = setting_name("loai")


class NotAWorkingBookError(PhuLucError):
    """The file is a workbook, but not one that `phuluc new` makes."""


class OtherFamilyError(PhuLucError):
    """The workbook belongs to a family this command does not handle."""


class DamagedBookError(PhuLucError):
    """Defined names that address the tables are gone."""


@dataclass(frozen=True)
class Rows:
    """The unit rows of one annex: 1-based first and last row between the edges (last < first when there are none)."""

    sheet: str
    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1


class WorkingBook:
    """Finds settings, tables and lists by name.

    Raises:
        NotAWorkingBookError: there is no "Thông tin" of ours.
        OtherFamilyError: it is of another family.
        DamagedBookError: names of a table are missing or their cells were deleted.
    """

    def __init__(self, book: Book, file_name: str) -> None:
        self.book = book
        self._file_name = file_name
        self._names = book.names()
        self.kind = self._require_kind()
        self.edition: Edition = self._edition()
        model = str(self.setting("mo_hinh") or "")
        if model not in TIER_MODELS:
            raise DamagedBookError(
                "Mục “Mô hình chính quyền” không hợp lệ",
                where="Thông tin",
                found=model or "ô trống",
                remedy="Khôi phục tệp trước khi sửa, hoặc tạo sổ mới rồi nhập lại từ tệp này",
            )
        self.model = model
        self.layouts: tuple[AnnexLayout, ...] = tuple(annex_layout(tier, label) for tier, label in TIER_MODELS[model])
        self._require_names()

    def reload_names(self) -> None:
        """Read the names again after rows were inserted."""
        self._names = self.book.names()

    def area(self, name: str) -> Area:
        """Return the cells of a defined name of ours."""
        if name not in self._names:
            raise DamagedBookError(
                "Sổ thiếu vùng đặt tên của chương trình",
                where=self._file_name,
                found=f"không có tên “{name}”",
                remedy="Khôi phục tệp trước khi xóa cột hoặc trang, hoặc tạo sổ mới rồi nhập lại từ tệp này",
            )
        return self._names[name]

    def cell(self, name: str) -> CellValue:
        """Return the value of a one-cell name, of its first cell otherwise."""
        area = self.area(name)
        return self.book.values(Area(area.sheet, area.top, area.left, area.top, area.left))[0][0]

    def setting(self, key: str) -> CellValue:
        """Return the cell of an entry of "Thông tin"; None where the book is older than the entry."""
        return self.cell(setting_name(key)) if self.has_setting(key) else None

    def has_setting(self, key: str) -> bool:
        """Tell whether "Thông tin" has the entry; every book has all but the later ones."""
        return key not in LATER_KEYS or setting_name(key) in self._names

    def rows(self, tier: Tier) -> Rows:
        """Return the unit rows of a tier's annex."""
        area = self.area(column_name(tier, "don_vi"))
        return Rows(area.sheet, area.top + 1, area.bottom - 1)

    def column(self, tier: Tier, role: str, indicator: str = "") -> int:
        """Return the 1-based column of a kind of figures, wherever it was moved."""
        return self.area(column_name(tier, role, indicator)).left

    def fit(self, area_name: str, needed: int) -> Area:
        """Make a list at least `needed` rows long between its edges and return its area."""
        area = self.area(area_name)
        missing = needed - (area.height - 2)
        if missing <= 0:
            return area
        # Above the last row, not below it: formulas that span the rows, of staff too, then span the new ones.
        before = area.bottom - 1 if area.height > 2 else area.bottom
        self.book.insert_rows(area.sheet, before, missing, format_from=area.bottom - 1)
        self.reload_names()
        return self.area(area_name)

    def has_units(self) -> bool:
        """Tell whether any annex names a unit."""
        for layout in self.layouts:
            rows, column = self.rows(layout.tier), self.column(layout.tier, "don_vi")
            names = self.book.values(Area(rows.sheet, rows.first, column, rows.last, column)) if rows.count else []
            if any(name not in (None, "") for (name,) in names):
                return True
        return False

    def _require_kind(self) -> str:
        if _KIND_CELL not in self._names:
            raise NotAWorkingBookError(
                "Tệp này không phải sổ làm việc của Phụ lục",
                where=self._file_name,
                remedy="Tạo sổ bằng “phuluc new bay-chi-tieu -o SO.xlsx” rồi nhập tệp này bằng “phuluc import”",
            )
        kind = self.cell(_KIND_CELL)
        if kind != KIND:
            raise OtherFamilyError(
                "Sổ thuộc loại phụ lục khác", where=self._file_name, found=str(kind), remedy=f"Lệnh này cần sổ “{KIND}”"
            )
        return KIND

    def _edition(self) -> Edition:
        text = self.setting("ban")
        for edition in EDITIONS:
            if text == edition:
                return edition
        return "live"

    def _require_names(self) -> None:
        for layout in self.layouts:
            for role, indicator in layout.positions():
                self.area(layout.column_name(role, indicator))
