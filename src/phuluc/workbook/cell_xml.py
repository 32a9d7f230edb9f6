"""The XML of one cell as text: found in its row, taken apart, changed and put together again.

A book of the whole country has a quarter of a million cells. As elements of a tree they took 330 MiB; as text they
take 120, are read, changed and written in half the time, and those nobody changes are saved byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from phuluc.workbook.markup import ATTRIBUTES, attribute, escape_text, escape_xml, without_attribute


@dataclass(slots=True)
class CellXml:
    """One cell taken apart.

    Attributes:
        attributes: as they stand, the kind left out: ' r="B9" s="7"'.
        kind: the attribute "t"; "" where there is none.
        formula: the element `<f>`; "" where there is none.
        value: the element `<v>` or `<is>`; "" where there is none.
        rest: what follows them.
    """

    attributes: str
    kind: str = ""
    formula: str = ""
    value: str = ""
    rest: str = ""

    @property
    def shared_group(self) -> str | None:
        """The group of a shared formula, None for any other."""
        opening = self.formula.partition(">")[0]
        return attribute(opening, "si") if attribute(opening, "t") == "shared" else None

    @property
    def is_shared_master(self) -> bool:
        """Whether others share the text of this formula."""
        text = self.formula.partition(">")[2].partition("<")[0]
        return self.shared_group is not None and text != ""

    def forget_array(self) -> None:
        """Drop the attributes of cells whose formula gives an array or rich data."""
        for name in ("cm", "vm"):
            self.attributes = without_attribute(self.attributes, name)

    def clear(self) -> None:
        """Drop the content; the format stays."""
        self.kind = self.formula = self.value = self.rest = ""
        self.forget_array()


class CellGrammar:
    """How cells are written in one part.

    Args:
        prefix: of the part's main namespace, with its colon; "" in most files.

    Attributes:
        cells: finds all cells in the content of a row. Groups: the cell; letters and digits of its address; its kind;
            attributes beyond these; opening and text of the formula; opening and text of the value; an inline text;
            and, instead of all these, everything from the first character that belongs to no cell.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        p = re.escape(prefix)
        # Whatever stands in them ends before the next cell at the latest, so that broken files take no longer. Only
        # single characters are repeated possessively: of groups Python before 3.11.5 loses what they matched.
        inline, rest = (
            rf"<{p}{name} ?(?:/>|>[^<]*+(?:<(?!/?{p}(?:c|{name})[ />])[^<]*+)*</{p}{name}>)"
            for name in ("is", "extLst")
        )
        formula, value = (rf"(<{p}{name}{ATTRIBUTES}) ?(?:/>|>([^<]*)</{p}{name}>)" for name in "fv")
        self.cells = re.compile(
            rf'(<{p}c r="([A-Za-z]{{1,3}})([0-9]+)"(?: s="[0-9]++")?(?: t="([A-Za-z]++)")?({ATTRIBUTES})'
            rf" ?(?:/>|>(?:{formula})?(?:{value})?({inline})?(?:{rest})?</{p}c>))|(\S[\s\S]*)"
        )
        formula, value = (rf"<{p}{name}{ATTRIBUTES} ?(?:/>|>[^<]*</{p}{name}>)" for name in "fv")
        self._parts = re.compile(
            rf'<{p}c( r="[A-Za-z]+[0-9]+"(?: s="[0-9]++")?)(?: t="([A-Za-z]++)")?({ATTRIBUTES})'
            rf" ?(?:/>|>({formula})?({value}|{inline})?({rest})?</{p}c>)"
        )
        self._plain_text = re.compile(rf"<{p}is><{p}t{ATTRIBUTES}>([^<]*)</{p}t></{p}is>")

    def parse(self, text: str) -> CellXml:
        """Take a cell apart that `cells` found."""
        leading, kind, more, formula, value, rest = self._groups(text)
        return CellXml(leading + more, kind, formula, value, rest)

    def with_value(self, text: str, kind: str, value: str) -> str:
        """A cell with another kind and value, its formula as it was: what `parse` and `text` would do in two steps."""
        leading, _, more, formula, _, rest = self._groups(text)
        return self._joined(leading + more, kind, formula + value + rest)

    def _groups(self, text: str) -> tuple[str, ...]:
        match = self._parts.fullmatch(text)
        if match is None:
            raise ValueError(text[:80])
        return match.groups("")

    def plain_text(self, inline: str) -> str | None:
        """What stands between the tags of an inline text; None where it has runs, each with a format of its own."""
        match = self._plain_text.fullmatch(inline)
        return None if match is None else match[1]

    def text(self, cell: CellXml) -> str:
        """Put a cell together."""
        return self._joined(cell.attributes, cell.kind, cell.formula + cell.value + cell.rest)

    def _joined(self, attributes: str, kind: str, content: str) -> str:
        opening = f'<{self.prefix}c{attributes} t="{kind}"' if kind else f"<{self.prefix}c{attributes}"
        return f"{opening}>{content}</{self.prefix}c>" if content else f"{opening}/>"

    def blank(self, address: str, style: str | None) -> CellXml:
        """A cell without content."""
        return CellXml(f' r="{address}" s="{style}"' if style else f' r="{address}"')

    def moved(self, text: str, before: str, after: str) -> str:
        """A cell with another address."""
        opening = f'<{self.prefix}c r="'
        return opening + after + text[len(opening) + len(before) :]

    def formula(self, text: str, attributes: str = "") -> str:
        """A formula as it stands in the file, without its "="."""
        return f"<{self.prefix}f{attributes}>{escape_xml(text)}</{self.prefix}f>"

    def formula_attributes(self, cell: CellXml) -> str:
        """The attributes of a cell's formula."""
        return cell.formula.partition(">")[0].rstrip(" /")[len(self.prefix) + 2 :]

    def value(self, text: str) -> str:
        """A stored value."""
        return f"<{self.prefix}v{_space(text)}>{escape_xml(escape_text(text))}</{self.prefix}v>"

    def number(self, text: str) -> str:
        """A stored number, or logical value."""
        return f"<{self.prefix}v>{text}</{self.prefix}v>"

    def inline_text(self, text: str) -> str:
        """A text that stands in the cell itself."""
        content = escape_xml(escape_text(text))
        return f"<{self.prefix}is><{self.prefix}t{_space(text)}>{content}</{self.prefix}t></{self.prefix}is>"


@cache
def cell_grammar(prefix: str) -> CellGrammar:
    """The grammar of a prefix, made once."""
    return CellGrammar(prefix)


def _space(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
