"""Rates in a running LibreOffice with the extension: what its process spends on recalculating and loading them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.harness import Cost
from benchmarks.rate_cells import CELLS
from phuluc.hosts.libreoffice.install.extension_in_profile import install_extension
from phuluc.workbook.soffice import find_soffice
from tests.hosts.libreoffice.live_office import LiveOffice

#: So many recalculations together are well above the clock's tick of a hundredth of a second.
_REPEATS = 5


class RateOffice:
    """LibreOffice with a sheet of denominators in A and numerators in B; started when first measured."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="phuluc-benchmark-"))
        self._office: LiveOffice | None = None
        self._sheet: Any = None
        self._document: Any = None

    def recalculate(self, formula: str, *, array: bool = False) -> Callable[[], Cost]:
        """Measure the recalculation of `formula` in every row of C, or as one array formula over them."""

        def measure() -> Cost:
            office = self._started()
            area = self._sheet.getCellRangeByName(f"C1:C{CELLS}")
            area.clearContents(1023)
            if array:
                area.setArrayFormula(formula)
            else:
                self._sheet.getCellRangeByName("C1").setFormula(formula)
                area.fillAuto(0, 1)
            before = self._spent(office)
            for _ in range(_REPEATS):
                self._document.calculateAll()
            return Cost((self._spent(office) - before) / _REPEATS)

        return measure

    def load(self, workbook: Path) -> Callable[[], Cost]:
        """Measure opening a workbook."""

        def measure() -> Cost:
            office = self._started()
            before = self._spent(office)
            document = office.open(workbook)
            spent = self._spent(office) - before
            document.close(True)
            return Cost(spent)

        return measure

    def close(self) -> None:
        if self._office is not None:
            self._office.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    def _started(self) -> LiveOffice:
        if self._office is None:
            soffice = find_soffice()
            assert soffice is not None, "LibreOffice is not here"
            with mock.patch.dict(os.environ, {"HOME": str(self._home)}):
                install_extension()
            self._office = LiveOffice(soffice, self._home)
            self._document = self._office.new()
            self._sheet = self._document.Sheets[0]
            figures = tuple((100.0 + row % 997, float(row * 7 % (101 + row % 997))) for row in range(CELLS))
            self._sheet.getCellRangeByName(f"A1:B{CELLS}").setDataArray(figures)
        return self._office

    def _spent(self, office: LiveOffice) -> float:
        """CPU seconds of the office's processes so far."""
        command = ["pgrep", "-g", str(office.process_group)]
        group = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        ticks = 0
        for process in group:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")
