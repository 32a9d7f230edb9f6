"""How a program refuses."""

from __future__ import annotations


class ComError(Exception):
    """An error of the object model, with the numbers that pywin32 gives it."""

    def __init__(self, message: str, code: int = -2146827284) -> None:
        super().__init__(message)
        self.hresult = -2147352567
        self.excepinfo = (0, "Microsoft Excel", message, None, 0, code)


#: The numbers in which error values arrive, by what the cell shows.
ERROR_NUMBERS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
