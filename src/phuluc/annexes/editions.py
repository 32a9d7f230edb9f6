"""The formulas of a template, in each edition.

`live` and `macro` cells call the worksheet functions; `native` cells say the same with functions of Excel 2010.
Both give the same value for every content of the cells they look at: the native text repeats the rules of
`phuluc.functions`: a blank numerator gives "", nothing to divide by "-"; blanks around a lone dash of any kind do not
matter; any other text, a negative or fractional count, a negative target give #VALUE! before anything else is said;
half-up on exact integers.
"""

from __future__ import annotations

from typing import Final, Literal

Edition = Literal["live", "native", "macro"]
EDITIONS: Final[tuple[Edition, ...]] = ("live", "native", "macro")
#: Every dash of `phuluc.domain.printed_numbers` between blanks, and two blanks first: a text between blanks is found
#: in it when it is blank or one dash.
_BLANK_OR_DASH: Final = "  - ‐ ‑ ‒ – — ― − "


def rate(edition: Edition, numerator: str, denominator: str, digits: str) -> str:
    """Formula of a rate in percent points; arguments are cell references or names."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_RATE({numerator},{denominator},{digits}))'
    # Integers throughout: 200·N·10^d + D over 2·D is half-up without a binary fraction in sight.
    exact = f"INT((200*{numerator}*10^{digits}+{denominator})/(2*{denominator}))/10^{digits}"
    return _judged(numerator, denominator, None, exact)


def attained(edition: Edition, numerator: str, denominator: str, target: str) -> str:
    """Formula of "Đạt" / "Chưa đạt" / "-", judged on the unrounded rate."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_ATTAINED({numerator},{denominator},{_or_dash(target)}))'
    verdict = f'IF(100*{numerator}>=ROUND({target}*{denominator},6),"Đạt","Chưa đạt")'
    return _judged(numerator, denominator, target, verdict)


def shortfall(edition: Edition, numerator: str, denominator: str, target: str) -> str:
    """Formula of the numerator units still missing to attain the target."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_SHORTFALL({numerator},{denominator},{_or_dash(target)}))'
    missing = f"MAX(0,ROUNDUP(ROUND({target}*{denominator},6)/100,0)-{numerator})"
    return _judged(numerator, denominator, target, missing)


def gap(numerator: str, denominator: str, target: str, digits: str) -> str:
    """Native formula of rate − target in percent points, halves rounded away from zero like ROUND."""
    # As for the rate: 100·N − T·D over D, in numbers that are whole to six decimals of the target.
    over = f"(100*{numerator}-ROUND({target}*{denominator},6))"
    steps = f"INT((2*ABS({over})*10^{digits}+{denominator})/(2*{denominator}))"
    exact = f"SIGN({over})*{steps}/10^{digits}"
    return _judged(numerator, denominator, target, exact)


def _or_dash(target: str) -> str:
    """A blank target is none: LibreOffice hands a function 0 for a blank cell, which everybody would attain."""
    return f'IF({target}="","-",{target})'


def group_rate(edition: Edition, numerators: str, denominators: str, sums: tuple[str, str], digits: str) -> str:
    """Formula of a ratio of sums over two ranges; `sums` are the cells that hold the two sums."""
    numerator_sum, denominator_sum = sums
    if edition != "native":
        return f'=IF({numerator_sum}="","",GROUP_RATE({numerators},{denominators},{digits}))'
    return rate("native", numerator_sum, denominator_sum, digits)


def counted_sum(
    edition: Edition,
    numerators: str,
    denominators: str,
    rates: str,
    *,
    of: Literal["numerators", "denominators"],
) -> str:
    """Formula of Σ numerators or Σ denominators over the rows that have both.

    An error in the rate of any row makes it #VALUE!: a sum that silently leaves a row out looks right and is not.
    """
    wrong = f"ISERROR(SUM({rates}))"
    if edition != "native":
        # Where functions cannot return error values they say "#LỖI: …".
        wrong = f'OR({wrong},COUNTIF({rates},"#*")>0)'
    summed = numerators if of == "numerators" else denominators
    total = f'SUMIFS({summed},{denominators},">0",{numerators},">=0")'
    return f'=IF({wrong},#VALUE!,IF(COUNT({numerators})=0,"",{total}))'


def _judged(numerator: str, denominator: str, target: str | None, result: str) -> str:
    """Judge the inputs as the functions do, in their order, around a result that needs numbers only."""
    inputs = f"{numerator},{denominator}" + (f",{target}" if target else "")
    tests = f"{_is_count(numerator)},{_is_count(denominator)}" + (f",{_is_percent(target)}" if target else "")
    needed = 3 if target else 2
    figure = f'IF(COUNT({inputs})<{needed},"-",IF({denominator}=0,"-",{result}))'
    return f'=IF({numerator}="","",IF(AND({tests}),IF(TRIM({numerator})="","",{figure}),#VALUE!))'


def _is_count(cell: str) -> str:
    return f"IF(ISNUMBER({cell}),AND({cell}>=0,INT({cell})={cell}),{is_blank_or_dash(cell)})"


def _is_percent(cell: str) -> str:
    return f"IF(ISNUMBER({cell}),{cell}>=0,{is_blank_or_dash(cell)})"


def is_blank_or_dash(cell: str) -> str:
    """Native condition that a cell is blank or holds a lone dash."""
    return f'ISNUMBER(FIND(" "&TRIM({cell})&" ","{_BLANK_OR_DASH}"))'
