"""A working book seen through the Book port: its settings, tables and lists by their defined names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from phuluc.annexes.editions import EDITIONS, Edition
from phuluc.annexes.families import FAMILIES
from phuluc.annexes.layout import SheetLayout, column_name
from phuluc.annexes.settings import LATER_KEYS
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area, Book
from phuluc.domain.figures import CellValue
from phuluc.errors import PhuLucError

#: Rows of one annex: the country has 3,321 communes. A name stretched over whole columns would be read cell by cell.
_MOST_ROWS: Final = 50_000
_KIND_CELL: Final = setting_name("loai")


class NotAWorkingBookError(PhuLucError):
    """The file is a workbook, but not one that `phuluc new` makes."""


class OtherFamilyError(PhuLucError):
    """The workbook belongs to a family this program does not know."""


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


def kind_of(book: Book, file_name: str) -> str:
    """Tell the family of a working book.

    Raises:
        NotAWorkingBookError: there is no "Thông tin" of ours.
        OtherFamilyError: it is of no family we know.
    """
    names = book.names()
    if _KIND_CELL not in names:
        raise NotAWorkingBookError(
            "Tệp này không phải sổ làm việc của Phụ lục",
            where=file_name,
            remedy="Tạo sổ bằng nút “Tạo sổ mới” (lệnh phuluc new) rồi nhập tệp này vào sổ đó",
        )
    area = names[_KIND_CELL]
    kind = book.values(Area(area.sheet, area.top, area.left, area.top, area.left))[0][0]
    if kind not in FAMILIES:
        known = ", ".join(FAMILIES)
        raise OtherFamilyError(
            "Sổ thuộc loại phụ lục khác", where=file_name, found=str(kind), remedy=f"Các loại: {known}"
        )
    return str(kind)


class NamedBook:
    """Finds settings, tables and lists by name.

    Attributes:
        kind: the family.
        edition: which formulas its cells hold.
        file_name: for messages.
        file_mark: SHA-256 of the file it was read from, "" where it is open in a program or was just built.

    Raises:
        NotAWorkingBookError, OtherFamilyError: as `kind_of`.
        DamagedBookError: names of a table are missing or their cells were deleted.
    """

    def __init__(self, book: Book, file_name: str) -> None:
        self.book = book
        self.kind = kind_of(book, file_name)
        self.file_name = file_name
        self.file_mark = ""
        self._names = book.names()
        self.edition: Edition = self._edition()

    def reload_names(self) -> None:
        """Read the names again after rows were inserted."""
        self._names = self.book.names()

    def has_name(self, name: str) -> bool:
        """Tell whether the book has a defined name of ours; older books lack those of later sheets."""
        return name in self._names

    def area(self, name: str) -> Area:
        """Return the cells of a defined name of ours."""
        if name not in self._names:
            raise DamagedBookError(
                "Sổ thiếu vùng đặt tên của chương trình",
                where=self.file_name,
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

    def rows(self, key: str) -> Rows:
        """Return the rows of a table between its edges; the key of an annex is its tier."""
        area = self.area(column_name(key, "don_vi"))
        return Rows(area.sheet, area.top + 1, area.bottom - 1)

    def column(self, key: str, role: str, indicator: str = "") -> int:
        """Return the 1-based column of a kind of figures, wherever it was moved."""
        return self.area(column_name(key, role, indicator)).left

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

    def require_columns(self, layout: SheetLayout) -> None:
        """Make sure that all columns of a table have their names.

        Raises:
            DamagedBookError: one is gone, or is far longer than any annex.
        """
        for role, indicator in layout.positions():
            name = layout.column_name(role, indicator)
            rows = self.area(name).height
            if rows > _MOST_ROWS:
                raise DamagedBookError(
                    "Vùng đặt tên của chương trình bị kéo dài bất thường",
                    where=self.file_name,
                    found=f"tên “{name}” gồm {rows} dòng, giới hạn {_MOST_ROWS}",
                    remedy="Xóa các dòng trống dưới bảng (xem Công thức > Trình quản lý tên) rồi lưu lại",
                )

    def names_in(self, key: str) -> list[str]:
        """Return what stands in column "don_vi" of a table, row by row."""
        rows, column = self.rows(key), self.column(key, "don_vi")
        values = self.book.values(Area(rows.sheet, rows.first, column, rows.last, column)) if rows.count else []
        return ["" if name is None else str(name) for (name,) in values]

    def require_model(self, known: tuple[str, ...]) -> str:
        """Return the model of government.

        Raises:
            DamagedBookError: somebody wrote another one into its cell.
        """
        model = str(self.setting("mo_hinh") or "")
        if model not in known:
            raise DamagedBookError(
                "Mục “Mô hình chính quyền” không hợp lệ",
                where="Thông tin",
                found=model or "ô trống",
                remedy="Khôi phục tệp trước khi sửa, hoặc tạo sổ mới rồi nhập lại từ tệp này",
            )
        return model

    def _edition(self) -> Edition:
        text = self.setting("ban")
        for edition in EDITIONS:
            if text == edition:
                return edition
        return "live"
