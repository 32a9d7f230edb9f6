"""What pyproject.toml cannot say: the built add-in goes into the wheel, from where `phuluc install` copies it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from setuptools import setup
from setuptools.command.build_py import build_py

ADDIN: Final = Path("xlwings_addin", "PhuLuc.xlam")
PLACE: Final = Path("phuluc", "hosts", "excel", "resources")


class BuildWithAddin(build_py):
    """`build_py` that also copies the add-in; an editable installation finds it in the source tree."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.mkpath(str(Path(self.build_lib, PLACE)))
            self.copy_file(str(ADDIN), self._copy())

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        ours = [] if self.editable_mode else [self._copy()]
        return [*super().get_outputs(include_bytecode), *ours]

    def _copy(self) -> str:
        return str(Path(self.build_lib, PLACE, ADDIN.name))


setup(cmdclass={"build_py": BuildWithAddin})
