"""The worksheet functions in functions of Excel 2010, for formulas that have to live without ours.

Each writer takes the texts of scalar arguments (a cell, a name of one cell, a number, an expression in brackets) and,
where the function takes ranges, the texts of ranges. Its result follows the same rules as the function for numbers,
blanks and "-" (other dashes too, but not in ranges); what the function refuses is #VALUE! here. Functions on text
(VN_NUMBER, VN_TEXT, UNIT_NAME) have no such form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from phuluc.annexes import editions
from phuluc.domain.scores import shipped_bands

#: What the portal and the notices print in place of a score; comparison in formulas knows no case.
_NO_SCORE: Final = ("Hệ thống không thông báo dữ liệu", "Không có dữ liệu", "N/A")


@dataclass(frozen=True)
class NativeForm:
    """How a function is written natively.

    Attributes:
        ranges: places of the arguments that are ranges; all others are scalars.
        defaults: texts of the optional arguments, which come last.
        count: how many arguments there are in all.
        write: gives the expression, without "=", for all arguments; None where there is none for them.
    """

    write: Callable[..., str | None]
    count: int
    defaults: tuple[str, ...] = ()
    ranges: frozenset[int] = frozenset()


def _rate(numerator: str, denominator: str, digits: str) -> str:
    return editions.rate("native", numerator, denominator, digits).removeprefix("=")


def _attained(numerator: str, denominator: str, target: str) -> str:
    return editions.attained("native", numerator, denominator, target).removeprefix("=")


def _shortfall(numerator: str, denominator: str, target: str) -> str:
    return editions.shortfall("native", numerator, denominator, target).removeprefix("=")


def _gap(numerator: str, denominator: str, target: str, digits: str) -> str:
    return editions.gap(numerator, denominator, target, digits).removeprefix("=")


def _group_rate(numerators: str, denominators: str, digits: str) -> str:
    negative = f'COUNTIF({numerators},"<0")+COUNTIF({denominators},"<0")'
    sums = {of: f'SUMIFS({of},{denominators},">0",{numerators},">=0")' for of in (numerators, denominators)}
    part, whole = sums[numerators], sums[denominators]
    rate = f"INT((200*{part}*10^{digits}+{whole})/(2*{whole}))/10^{digits}"
    # What is neither blank, number nor dash. Not by ISTEXT of a range, which not every engine spreads over its cells,
    # nor by COUNTIF(…,"?*"), which counts numbers in LibreOffice.
    texts = "+".join(
        f'ROWS({of})*COLUMNS({of})-COUNTBLANK({of})-COUNT({of})-COUNTIF({of},"-")' for of in (numerators, denominators)
    )
    return (
        f"IF({texts}+{negative}>0,#VALUE!,"
        f'IF({whole}>0,{rate},IF(COUNTBLANK({numerators})=ROWS({numerators})*COLUMNS({numerators}),"","-")))'
    )


def _rank(value: str, values: str, ties: str) -> str | None:
    """Ties make no difference for a single value: among equals it takes the first place either way."""
    if ties.casefold() not in ('"chung"', '"lien-tiep"'):
        return None
    # FREQUENCY counts the numbers up to the value; COUNTIF(">"&value) would compare its first fifteen digits only.
    return _number_or_dash((value,), f"COUNT({values})-INDEX(FREQUENCY({values},{value}),1)+1")


def _change(current: str, previous: str, digits: str) -> str:
    # The inner rounding removes the binary noise of the subtraction, which could tip a half.
    return _score_or_dash((current, previous), f"ROUND(ROUND({current}-{previous},9),{digits})")


def _trend(current: str, previous: str) -> str:
    word = f'IF({current}>{previous},"Tăng",IF({current}<{previous},"Giảm","Giữ nguyên"))'
    return _score_or_dash((current, previous), word)


def _rank_change(current: str, previous: str) -> str:
    ranks = ",".join(f"{rank}>=1,INT({rank})={rank}" for rank in (current, previous))
    moved = f'IF({previous}>{current},"tăng ","giảm ")&ABS({previous}-{current})&" bậc"'
    words = f'IF(AND({ranks}),IF({previous}={current},"giữ nguyên",{moved}),#VALUE!)'
    return _number_or_dash((current, previous), words)


def _grade(score: str, least_scores: str, grades: str) -> str | None:
    shown = f"ROUND({score},2)"
    if bool(least_scores) != bool(grades):
        return None
    if least_scores:
        # The best first: as many grades as are out of reach stand above the one that is given.
        above = f"SUMPRODUCT(({least_scores}>{shown})*1)"
        bands = f"IF({shown}<MIN({least_scores}),#VALUE!,INDEX({grades},{above}+1))"
    else:
        (_, lowest), *others = reversed(shipped_bands())
        bands = f'"{lowest}"'
        for least, name in others:
            bands = f'IF({shown}>={least},"{name}",{bands})'
    return _score_or_dash((score,), f"IF(OR({score}<0,{score}>100),#VALUE!,{bands})")


def _pair_rate(pair: str, digits: str) -> str:
    text = f"TRIM({pair})"
    part, whole = f'TRIM(LEFT({text},FIND("/",{text})-1))', f'TRIM(MID({text},FIND("/",{text})+1,99))'
    numerator, denominator = _count_in(part), _count_in(whole)
    rate = f"INT((200*{numerator}*10^{digits}+{denominator})/(2*{denominator}))/10^{digits}"
    figure = f'IF(AND({_is_printed_count(part)},{_is_printed_count(whole)}),IF({denominator}=0,"-",{rate}),#VALUE!)'
    return f'IF(ISNUMBER(FIND("/",{pair})),{figure},"")'


def _count_in(text: str) -> str:
    return f'VALUE(SUBSTITUTE({text},".",""))'


def _is_printed_count(text: str) -> str:
    """Digits with dots between thousands, if with any: nothing that another notation would read otherwise."""
    digits = f'SUBSTITUTE({text},".","")'
    whole = f'IF(ISERROR(VALUE({digits})),FALSE,REPT("0",LEN({digits})-LEN(VALUE({digits})))&VALUE({digits})={digits})'
    dots = f'MOD(LEN({text})-FIND(".",{text}&"."),4)=3'
    few = f'IF(ISERROR(FIND(".",{text})),TRUE,AND(FIND(".",{text})<=4,{dots}))'
    return f'AND(ISERROR(FIND(",",{text})),{whole},{few})'


def _number_or_dash(cells: tuple[str, ...], result: str) -> str:
    """`result` where all are numbers, "-" where one is blank or "-", else #VALUE!."""
    return _known_or_dash(cells, editions.is_blank_or_dash, result)


def _score_or_dash(cells: tuple[str, ...], result: str) -> str:
    """The same for scores, which a source may say it does not have."""
    return _known_or_dash(cells, lambda cell: f"OR({editions.is_blank_or_dash(cell)},{_is_no_score(cell)})", result)


def _is_no_score(cell: str) -> str:
    return f"OR({','.join(f'TRIM({cell})={chr(34)}{text}{chr(34)}' for text in _NO_SCORE)})"


def _known_or_dash(cells: tuple[str, ...], is_missing: Callable[[str], str], result: str) -> str:
    # LibreOffice takes a logical value for a number.
    number = {cell: f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))" for cell in cells}
    numbers = ",".join(number.values())
    known = ",".join(f"OR({number[cell]},{is_missing(cell)})" for cell in cells)
    return f'IF(AND({numbers}),{result},IF(AND({known}),"-",#VALUE!))'


NATIVE_FORMS: Final[dict[str, NativeForm]] = {
    "INDICATOR_RATE": NativeForm(_rate, 3, ("1",)),
    "INDICATOR_ATTAINED": NativeForm(_attained, 3),
    "INDICATOR_GAP": NativeForm(_gap, 4, ("1",)),
    "INDICATOR_SHORTFALL": NativeForm(_shortfall, 3),
    "GROUP_RATE": NativeForm(_group_rate, 3, ("1",), frozenset({0, 1})),
    "INDICATOR_RANK": NativeForm(_rank, 3, ('"chung"',), frozenset({1})),
    "SCORE_CHANGE": NativeForm(_change, 3, ("2",)),
    "SCORE_TREND": NativeForm(_trend, 2),
    "RANK_CHANGE": NativeForm(_rank_change, 2),
    "SCORE_GRADE": NativeForm(_grade, 3, ("", ""), frozenset({1, 2})),
    "PAIR_RATE": NativeForm(_pair_rate, 2, ("2",)),
}
