"""The formulas of a template, in each edition.

`live` and `macro` cells call the worksheet functions; `native` cells say the same with functions of Excel 2010.
Both give the same value for every content of the cells they look at: the native text repeats the rules of
`phuluc.functions` (blank numerator gives "", nothing to divide by gives "-", text or a negative or fractional count
gives #VALUE!, half-up on exact integers).
"""

from __future__ import annotations

from typing import Final, Literal

Edition = Literal["live", "native", "macro"]
EDITIONS: Final[tuple[Edition, ...]] = ("live", "native", "macro")


def rate(edition: Edition, numerator: str, denominator: str, digits: str) -> str:
    """Formula of a rate in percent points; arguments are cell references or names."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_RATE({numerator},{denominator},{digits}))'
    # Integers throughout: 200·N·10^d + D over 2·D is half-up without a binary fraction in sight.
    exact = f"INT((200*{numerator}*10^{digits}+{denominator})/(2*{denominator}))/10^{digits}"
    return _guarded(numerator, _counts_or_error(numerator, denominator, exact))


def attained(edition: Edition, numerator: str, denominator: str, target: str) -> str:
    """Formula of "Đạt" / "Chưa đạt" / "-", judged on the unrounded rate."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_ATTAINED({numerator},{denominator},{target}))'
    verdict = f'IF(100*{numerator}>=ROUND({target}*{denominator},6),"Đạt","Chưa đạt")'
    return _guarded(numerator, _counts_or_error(numerator, denominator, _with_target(target, verdict)))


def shortfall(edition: Edition, numerator: str, denominator: str, target: str) -> str:
    """Formula of the numerator units still missing to attain the target."""
    if edition != "native":
        return f'=IF({numerator}="","",INDICATOR_SHORTFALL({numerator},{denominator},{target}))'
    missing = f"MAX(0,ROUNDUP(ROUND({target}*{denominator},6)/100,0)-{numerator})"
    return _guarded(numerator, _counts_or_error(numerator, denominator, _with_target(target, missing)))


def gap(numerator: str, denominator: str, target: str, digits: str) -> str:
    """Native formula of rate − target in percent points, halves rounded away from zero like ROUND."""
    # As for the rate: 100·N − T·D over D, in numbers that are whole to six decimals of the target.
    over = f"(100*{numerator}-ROUND({target}*{denominator},6))"
    steps = f"INT((2*ABS({over})*10^{digits}+{denominator})/(2*{denominator}))"
    exact = f"SIGN({over})*{steps}/10^{digits}"
    return _guarded(numerator, _counts_or_error(numerator, denominator, _with_target(target, exact)))


def group_rate(edition: Edition, numerators: str, denominators: str, sums: tuple[str, str], digits: str) -> str:
    """Formula of a ratio of sums over two ranges; `sums` are the cells that hold the two sums."""
    numerator_sum, denominator_sum = sums
    if edition != "native":
        return f'=IF({numerator_sum}="","",GROUP_RATE({numerators},{denominators},{digits}))'
    return rate("native", numerator_sum, denominator_sum, digits)


def counted_sum(numerators: str, denominators: str, *, of: Literal["numerators", "denominators"]) -> str:
    """Formula of Σ numerators or Σ denominators over the rows that have both; the same in every edition.

    Text other than "-" in either range makes it #VALUE!: a sum that silently leaves a row out looks right and is not.
    """
    summed = numerators if of == "numerators" else denominators
    text = texts_in(numerators, denominators)
    total = f'SUMIFS({summed},{denominators},">0",{numerators},">=0")'
    return f'=IF({text}>0,#VALUE!,IF(COUNT({numerators})=0,"",{total}))'


def texts_in(*ranges: str) -> str:
    """Expression of how many cells of the ranges hold text other than "-"."""
    return "+".join(f'SUMPRODUCT(ISTEXT({cells})*({cells}<>"-")*({cells}<>""))' for cells in ranges)


def _guarded(numerator: str, result: str) -> str:
    return f'=IF({numerator}="","",{result})'


def _counts_or_error(numerator: str, denominator: str, result: str) -> str:
    nothing = f'OR({numerator}="-",{denominator}="",{denominator}="-",{denominator}=0)'
    whole = f"AND({numerator}>=0,{denominator}>0,INT({numerator})={numerator},INT({denominator})={denominator})"
    valid = f"IF(COUNT({numerator},{denominator})<2,#VALUE!,IF({whole},{result},#VALUE!))"
    return f'IF({nothing},"-",{valid})'


def _with_target(target: str, result: str) -> str:
    return f'IF(OR({target}="",{target}="-"),"-",IF(COUNT({target})=0,#VALUE!,{result}))'
