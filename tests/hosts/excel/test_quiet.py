"""The program's settings while an action runs, and after."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from phuluc.hosts.excel.quiet import quiet


class Program:
    """A program that may lack a setting, or refuse to take one back."""

    def __init__(self, *, lacks: str = "", refuses: str = "") -> None:
        self.settings = {"screen_updating": True, "enable_events": True, "calculation": "semiautomatic"}
        self._lacks, self._refuses, self._ready = lacks, refuses, True

    def __getattr__(self, name: str) -> Any:
        if name == self._lacks:
            raise NotImplementedError
        return self.settings[name]

    def __setattr__(self, name: str, value: Any) -> None:
        if "_ready" not in self.__dict__:
            object.__setattr__(self, name, value)
        elif name == self._refuses and value == "semiautomatic":
            raise RuntimeError(name)
        else:
            self.settings[name] = value


BEFORE = {"screen_updating": True, "enable_events": True, "calculation": "semiautomatic"}


@pytest.mark.parametrize("fails", [False, True])
def test_settings_come_back(fails: bool) -> None:
    """Inside, nothing is drawn or calculated; afterwards all is as before, also after a failure."""
    program: Any = Program()
    with suppress(ZeroDivisionError), quiet(program):
        assert program.settings == {"screen_updating": False, "enable_events": False, "calculation": "manual"}
        assert 1 / (not fails)
    assert program.settings == BEFORE


def test_a_setting_the_program_lacks_is_left_out() -> None:
    """Engines of other programs without events are kept quiet as far as they can be."""
    program: Any = Program(lacks="enable_events")
    with quiet(program):
        assert program.settings == BEFORE | {"screen_updating": False, "calculation": "manual"}
    assert program.settings == BEFORE


def test_one_setting_that_fails_does_not_keep_the_others() -> None:
    """Where the calculation mode cannot be put back, the screen and the events still are."""
    program: Any = Program(refuses="calculation")
    with pytest.raises(RuntimeError), quiet(program):
        pass
    assert program.settings == BEFORE | {"calculation": "manual"}
