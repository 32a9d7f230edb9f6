"""xlwings without the libraries it loads merely because they are installed.

`import xlwings` tries pandas, NumPy, Matplotlib and others, to convert their objects. The process that answers Excel's
cells hands over plain values only; without those libraries it starts in a fraction of the time and converts faster.
Importing this module before xlwings is all there is to do. Code that runs later imports pandas as usual, but xlwings
will not convert a data frame in this process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final, cast

__all__ = ["HELD_BACK", "xlwings"]

#: Tried by xlwings at import. `xlwings.pro` is not under xlwings' free licence and is not used.
HELD_BACK: Final[tuple[str, ...]] = ("PIL", "matplotlib", "numpy", "pandas", "plotly", "polars", "xlwings.pro")


@contextmanager
def _held_back() -> Iterator[None]:
    loaded = {name: sys.modules[name] for name in HELD_BACK if name in sys.modules}
    # None in sys.modules makes `import` raise ImportError, as where the library is not installed.
    sys.modules.update(dict.fromkeys(HELD_BACK, cast("ModuleType", None)))
    try:
        yield
    finally:
        for name in HELD_BACK:
            del sys.modules[name]
        sys.modules.update(loaded)


with _held_back():
    import xlwings  # a second import of what is loaded changes nothing
