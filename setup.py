"""What pyproject.toml cannot say: built files that stand beside the sources go into the wheel.

`phuluc install` copies the add-in from there, `phuluc demo` its figures; the extension of LibreOffice and the empty
books are there for who installs or hands them out without a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from setuptools import setup
from setuptools.command.build_py import build_py

PACKAGE: Final = Path("phuluc")
#: Where files stand beside the sources (a pattern) and the folder of the package that takes them.
CARRIED: Final = (
    ("xlwings_addin/PhuLuc.xlam", "hosts/excel/resources"),
    ("xlwings_addin/PhuLuc.oxt", "packaged/xlwings_addin"),
    ("workbook_templates/*/*.xls[xm]", "packaged/workbook_templates"),
    ("examples/*/*", "packaged/examples"),
)


class BuildWithBuiltFiles(build_py):
    """`build_py` that also copies those files; an editable installation finds them in the source tree."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for source, copy in self._copies():
                self.mkpath(str(copy.parent))
                self.copy_file(str(source), str(copy))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        ours = [] if self.editable_mode else [str(copy) for _, copy in self._copies()]
        return [*super().get_outputs(include_bytecode), *ours]

    def _copies(self) -> Iterator[tuple[Path, Path]]:
        for pattern, folder in CARRIED:
            found = sorted(Path().glob(pattern))
            if not found:
                raise FileNotFoundError(pattern)
            family = "*/" in pattern
            for source in found:
                below = Path(source.parent.name, source.name) if family else Path(source.name)
                yield source, Path(self.build_lib) / PACKAGE / folder / below


setup(cmdclass={"build_py": BuildWithBuiltFiles})
