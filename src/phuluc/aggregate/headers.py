"""Which column of a list is which field, told by the meaning of its header."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from phuluc.aggregate.errors import DuplicateFieldError, NotAListError, SeveralValuesError
from phuluc.aggregate.fields import Field, FieldCatalogue, FieldKind
from phuluc.aggregate.people import is_person
from phuluc.domain.quoting import are_captions, quoted_captions
from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.importers.text_keys import caption_key

#: A title and the name of the office stand above the header of an exported list.
SEARCHED_ROWS: Final = 30


@dataclass(frozen=True)
class ListHeader:
    """The columns of one list.

    Attributes:
        row: of the header, from 0.
        width: cells of the header row.
        columns: place (from 0) of each field.
        captions: the header of each field as it stands.
        kinds: what each field holds.
        personal: headers of personal data, which are not read.
        unmapped: headers without a known meaning.
        substituted: fields whose column only stands in for the one that is missing: a name for a code.
        paths: where fields lie in a file whose columns have parts.
    """

    row: int
    width: int
    columns: Mapping[str, int]
    captions: Mapping[str, str]
    kinds: Mapping[str, FieldKind]
    personal: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    substituted: frozenset[str] = frozenset()
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, codes: Collection[str]) -> ListHeader:
        """Give this header without some fields."""
        kept = [code for code in self.columns if code not in codes]
        return replace(
            self,
            columns={code: self.columns[code] for code in kept},
            captions={code: self.captions[code] for code in kept},
            kinds={code: self.kinds[code] for code in kept},
        )


@dataclass
class _Found:
    columns: dict[str, int] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    substituted: set[str] = field(default_factory=set)
    twice: list[tuple[Field, str]] = field(default_factory=list)


class HeaderReader:
    """Finds headers with the captions of the catalogue and of a mapping file, which goes first."""

    def __init__(self, catalogue: FieldCatalogue, mapped: Mapping[str, str], unneeded: Container[str] = ()) -> None:
        """Take `mapped`, field code by key of a caption, "" for one to be left out; `unneeded` fields go unread."""
        self._catalogue = catalogue
        self._mapped = mapped
        self._unneeded = unneeded

    def find(self, rows: Sequence[Sequence[object]], where: str) -> ListHeader:
        """Find the header among the first rows of a list.

        Raises:
            NotAListError: no row names the fields that are needed.
            DuplicateFieldError: two columns with one meaning.
        """
        best: tuple[int, _Found] | None = None
        for number, row in enumerate(rows[:SEARCHED_ROWS]):
            captions = ["" if cell is None else clean_text(str(cell)) for cell in row]
            found = self._columns(captions)
            if all(entry.code in found.columns for entry in self._catalogue.required):
                self._refuse_twice(found, where)
                return self._header(number, len(captions), found)
            if best is None or len(found.columns) > len(best[1].columns):
                best = number, found
        raise self._not_a_list(rows, best, where)

    def refuse_several(self, code: str, header: ListHeader, where: str) -> None:
        """Refuse a column that has several values a dossier, where these have no meaning together.

        Raises:
            SeveralValuesError: it has none: a code, a unit, a day, a state.
        """
        entry = self._catalogue.fields[code]
        if not entry.takes_several:
            raise SeveralValuesError(
                f"Cột “{header.captions[code]}” có nhiều giá trị cho một hồ sơ, không dùng làm “{entry.name}” được",
                where=where,
                remedy="Mỗi hồ sơ cần một giá trị; bỏ cột này hoặc chỉ rõ cột khác bằng tệp ánh xạ (--mapping)",
            )

    def _header(self, number: int, width: int, found: _Found) -> ListHeader:
        columns = {code: place for code, place in found.columns.items() if code not in self._unneeded}
        captions = {code: found.captions[code] for code in columns}
        kinds = {code: self._catalogue.fields[code].kind for code in columns}
        personal, unmapped = tuple(found.personal), tuple(found.unmapped)
        return ListHeader(number, width, columns, captions, kinds, personal, unmapped, frozenset(found.substituted))

    @staticmethod
    def _refuse_twice(found: _Found, where: str) -> None:
        for entry, caption in found.twice:
            raise DuplicateFieldError(
                f"Hai cột cùng mang nghĩa “{entry.name}”",
                where=where,
                found=f"“{found.captions[entry.code]}” và “{caption}”",
                remedy="Chỉ rõ cột cần dùng bằng tệp ánh xạ (--mapping), hoặc xóa một trong hai cột",
            )

    def _columns(self, captions: Sequence[str]) -> _Found:
        found = _Found()
        keys = [caption_key(caption) for caption in captions]
        self._claim(captions, keys, found, substitutes=False)
        self._claim(captions, keys, found, substitutes=True)
        taken = set(found.columns.values())
        for place, (caption, key) in enumerate(zip(captions, keys, strict=True)):
            if place in taken or not key or self._mapped.get(key) == "":
                continue
            if key in self._catalogue.personal:
                found.personal.append(caption)
            elif key not in self._catalogue.unused:
                found.unmapped.append(caption)
        return found

    def _claim(self, captions: Sequence[str], keys: Sequence[str], found: _Found, *, substitutes: bool) -> None:
        before = dict(found.columns)
        # A field that the mapping file names is the column it names, in lists that have it.
        mapped = {self._mapped[key] for key in keys if key in self._mapped}
        for place, (caption, key) in enumerate(zip(captions, keys, strict=True)):
            entry = self._field(key, mapped, substitutes=substitutes)
            if entry is None or entry.code in before or place in found.columns.values():
                continue
            if entry.code in found.columns:
                found.twice.append((entry, caption))
                continue
            if substitutes:
                found.substituted.add(entry.code)
            found.columns[entry.code] = place
            found.captions[entry.code] = caption

    def _field(self, key: str, mapped: Container[str], *, substitutes: bool) -> Field | None:
        if key in self._mapped:
            code = self._mapped[key]
            return self._catalogue.fields[code] if code and not substitutes else None
        for entry in self._catalogue.fields.values():
            if key in (entry.substitutes if substitutes else entry.captions) and entry.code not in mapped:
                return entry
        return None

    @staticmethod
    def _told(found: _Found) -> Sequence[str]:
        """Give what may be told of a row: captions with a meaning, the others where these are most of them."""
        known = [*found.captions.values(), *found.personal]
        rest = found.unmapped
        are_told = len(rest) <= len(known) and are_captions(rest) and not any(map(is_person, rest))
        return [*known, *rest] if are_told else known

    def _not_a_list(
        self, rows: Sequence[Sequence[object]], best: tuple[int, _Found] | None, where: str
    ) -> NotAListError:
        needed = ", ".join(f"“{entry.name}”" for entry in self._catalogue.required)
        if best is None or not best[1].columns:
            first = next((row for row in rows if any(row)), ())
            texts = [clean_text(str(cell))[:30] for cell in first[:6] if cell]
            shown = quoted_captions(texts) if not any(map(is_person, texts)) else "dòng đầu có tên người"
            return NotAListError(
                "Không thấy dòng tiêu đề của danh sách hồ sơ",
                where=where,
                found=shown or "không có chữ nào",
                remedy=f"Cần các cột {needed}; cột mang tên khác thì khai trong tệp ánh xạ (--mapping)",
            )
        number, found = best
        missing = [entry.name for entry in self._catalogue.required if entry.code not in found.columns]
        return NotAListError(
            f"Danh sách thiếu cột {', '.join(f'“{name}”' for name in missing)}",
            where=f"{where}, dòng {number + 1}",
            # The other cells of the row may be those of a person.
            found=", ".join(f"“{caption}”" for caption in self._told(found)[:12]),
            remedy="Cột mang tên khác thì khai trong tệp ánh xạ (--mapping)",
        )
