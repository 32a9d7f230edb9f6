"""A working book of a score family seen through the Book port."""

from __future__ import annotations

from phuluc.actions.named_book import NamedBook, OtherFamilyError
from phuluc.actions.scores.office_tables import use_office_tables
from phuluc.annexes import rules_in_book
from phuluc.annexes.families import FAMILIES
from phuluc.annexes.score_families import BOOK_TITLES, WITH_OVERDUE, score_tables
from phuluc.annexes.score_settings import setting_entries
from phuluc.annexes.score_tables import ScoreTable
from phuluc.annexes.settings import SettingEntry
from phuluc.book_port import Book


class ScoreWorkingBook(NamedBook):
    """Finds settings, tables and lists by name.

    Attributes:
        model: model of government, "" where it makes no difference.
        tables: in the order of the sheets.

    Raises:
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is no whole book of a score family.
    """

    def __init__(self, book: Book, file_name: str) -> None:
        super().__init__(book, file_name)
        use_office_tables()
        if self.kind not in BOOK_TITLES:
            raise OtherFamilyError(
                "Sổ thuộc loại phụ lục khác",
                where=file_name,
                found=self.kind,
                remedy="Lệnh này cần sổ điểm: " + ", ".join(BOOK_TITLES),
            )
        models = FAMILIES[self.kind].models
        self.model = self.require_model(models) if models else ""
        self.tables: tuple[ScoreTable, ...] = score_tables(self.kind, self.model)
        for table in self.tables:
            self.require_columns(table)

    @property
    def entries(self) -> tuple[SettingEntry, ...]:
        """The entries of its "Thông tin"."""
        return setting_entries(self.kind)

    @property
    def has_overdue(self) -> bool:
        """Whether it has the sheet of overdue dossiers."""
        return self.kind in WITH_OVERDUE

    @property
    def has_rules(self) -> bool:
        """Whether it has the sheet of the rules of scoring; older books do not."""
        return self.has_name(rules_in_book.AXES_AREA_NAME)

    def has_units(self) -> bool:
        """Tell whether any table that lists units names one beside the parent."""
        listing = [table for table in self.tables if table.tiers and (not table.rows or table.has_parent)]
        return any(any(self.names_in(table.key)[1 if table.has_parent else 0 :]) for table in listing)
