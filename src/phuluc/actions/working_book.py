"""A working book of family bay-chi-tieu seen through the Book port: its tables by their defined names."""

from __future__ import annotations

from phuluc.actions.named_book import DamagedBookError, NamedBook, NotAWorkingBookError, OtherFamilyError, Rows
from phuluc.annexes.bay_chi_tieu import KIND, TIER_MODELS, annex_layout
from phuluc.annexes.layout import AnnexLayout
from phuluc.book_port import Book

__all__ = ["DamagedBookError", "NotAWorkingBookError", "OtherFamilyError", "Rows", "WorkingBook"]


class WorkingBook(NamedBook):
    """Finds settings, tables and lists by name.

    Raises:
        NotAWorkingBookError: there is no "Thông tin" of ours.
        OtherFamilyError: it is of another family.
        DamagedBookError: names of a table are missing or their cells were deleted.
    """

    def __init__(self, book: Book, file_name: str) -> None:
        super().__init__(book, file_name)
        if self.kind != KIND:
            raise OtherFamilyError(
                "Sổ thuộc loại phụ lục khác", where=file_name, found=self.kind, remedy=f"Lệnh này cần sổ “{KIND}”"
            )
        self.model = self.require_model(tuple(TIER_MODELS))
        self.layouts: tuple[AnnexLayout, ...] = tuple(
            annex_layout(tier, label) for tier, label in TIER_MODELS[self.model]
        )
        for layout in self.layouts:
            self.require_columns(layout)

    def has_units(self) -> bool:
        """Tell whether any annex names a unit."""
        return any(name for layout in self.layouts for name in self.names_in(layout.tier))
