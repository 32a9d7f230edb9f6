"""The portable Python of the bundle: installed beside the record, replaced in one step, removed with it."""

import json

import pytest

from phuluc.hosts.excel.install.addin_file import Addin, addin_settings
from phuluc.hosts.excel.install.changes import carry_out
from phuluc.hosts.excel.install.errors import ExcelRunningError
from phuluc.hosts.excel.install.installation import plan_installation
from phuluc.hosts.excel.install.removal import plan_removal
from phuluc.hosts.excel.install.runtime import MARKER
from tests.hosts.excel.install.profiles import clerk_named, make_python


def unpack_bundle(folder, version="1"):
    """An unpacked bundle; gives its python.exe."""
    make_python(folder / "python")
    library = folder / "python/Lib/site-packages/phuluc"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text(f"__version__ = {version!r}\n", encoding="utf-8")
    (folder / "python/python.exe:Zone.Identifier").write_text("ZoneId=3", encoding="utf-8")
    for name in ("install.cmd", "uninstall.cmd", "phuluc.cmd"):
        (folder / name).write_text("@echo off", encoding="utf-8")
    (folder / MARKER).write_text(json.dumps({"digest": version}), encoding="utf-8")
    return folder / "python/python.exe"


@pytest.fixture
def bundled(clerk):
    """A clerk who unpacked the bundle into the folder of downloads and runs its install.cmd."""
    return clerk.runs(unpack_bundle(clerk.machine.folders.profile / "Downloads/PhuLuc"))


def test_python_moves_into_a_folder_that_stays(bundled, addin):
    """Excel is pointed to a copy that does not depend on the folder of downloads; its modules are compiled."""
    carry_out(plan_installation(bundled.machine, addin))

    home = bundled.machine.home
    settings = addin_settings(Addin(bundled.machine.addin.read_bytes()))
    assert settings["INTERPRETER_WIN"] == str(home / "python/pythonw.exe")
    assert (home / "phuluc.cmd").is_file()
    assert (home / "uninstall.cmd").is_file()
    assert not (home / "install.cmd").exists()
    assert list((home / "python/Lib/site-packages/phuluc/__pycache__").glob("__init__.*.pyc"))


def test_a_second_run_of_the_same_bundle_copies_nothing(bundled, addin):
    """The marker tells that this bundle is installed."""
    carry_out(plan_installation(bundled.machine, addin))

    assert plan_installation(bundled.machine, addin).changes == ()


def test_a_new_bundle_replaces_the_old_python(bundled, addin):
    """Nothing of the old folder is left after an upgrade."""
    carry_out(plan_installation(bundled.machine, addin))
    home = bundled.machine.home
    (home / "python/left.py").write_text("", encoding="utf-8")
    newer = bundled.runs(unpack_bundle(bundled.machine.folders.profile / "Downloads/PhuLuc2", "2"))

    carry_out(plan_installation(newer.machine, addin))

    assert "'2'" in (home / "python/Lib/site-packages/phuluc/__init__.py").read_text(encoding="utf-8")
    assert not (home / "python/left.py").exists()
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == ["python"]


def test_python_in_use(bundled, addin, monkeypatch):
    """While a function server runs on it the old Python stays whole, and the message says to close Excel."""
    carry_out(plan_installation(bundled.machine, addin))
    newer = bundled.runs(unpack_bundle(bundled.machine.folders.profile / "Downloads/PhuLuc2", "2"))
    plan = plan_installation(newer.machine, addin)
    python = bundled.machine.home / "python"

    def refuse(self, target):
        if self == python:
            raise PermissionError(13, "in use")
        return move(self, target)

    move = type(python).rename
    monkeypatch.setattr(type(python), "rename", refuse)
    with pytest.raises(ExcelRunningError):
        carry_out(plan)

    assert "'1'" in (python / "Lib/site-packages/phuluc/__init__.py").read_text(encoding="utf-8")
    assert not python.with_name("python.new").exists()


def test_removal_from_the_unpacked_bundle_leaves_nothing(bundled, addin):
    """Removal run by another Python removes the installed one."""
    before = bundled.everything()
    carry_out(plan_installation(bundled.machine, addin))

    carry_out(plan_removal(bundled.machine))

    assert bundled.everything() == before
    assert not bundled.machine.home.exists()


def test_removal_by_the_installed_python_leaves_it_to_the_script(bundled, addin):
    """A running Python cannot remove itself: uninstall.cmd does, and nothing else is left."""
    carry_out(plan_installation(bundled.machine, addin))
    home = bundled.machine.home
    installed = bundled.runs(home / "python/python.exe")

    plan = plan_removal(installed.machine)
    carry_out(plan)

    assert "uninstall.cmd" in plan.notices[0]
    assert sorted(path.name for path in home.iterdir()) == [MARKER, "phuluc.cmd", "python", "uninstall.cmd"]


def test_installing_again_from_the_installed_python(bundled, addin):
    """`phuluc install` of the installed copy repairs the add-in and does not copy Python onto itself."""
    carry_out(plan_installation(bundled.machine, addin))
    installed = bundled.runs(bundled.machine.home / "python/python.exe")
    bundled.machine.addin.unlink()

    told = carry_out(plan_installation(installed.machine, addin))

    assert len(told) == 1
    assert bundled.machine.addin.is_file()


def test_vietnamese_profile_without_short_names(tmp_path, addin):
    """Where the profile has no ASCII name Python goes below ProgramData, closed to others, one folder a person."""
    places = set()
    for name in ("Hùng", "Thúy"):
        clerk = clerk_named(name, tmp_path / name)
        clerk = clerk.runs(unpack_bundle(clerk.machine.folders.profile / "Downloads/PhuLuc"))
        carry_out(plan_installation(clerk.machine, addin))
        interpreter = addin_settings(Addin(clerk.machine.addin.read_bytes()))["INTERPRETER_WIN"]
        place = interpreter.removeprefix(str(clerk.machine.folders.shared))
        assert place.isascii()
        assert place.startswith("/PhuLuc/")
        places.add(place)
        home = clerk.machine.folders.shared / place.split("/python")[0].lstrip("/")
        assert home.stat().st_mode & 0o077 == 0
        assert clerk.closed[0] == home
        carry_out(plan_removal(clerk.machine))
        assert not (clerk.machine.folders.shared / "PhuLuc").exists()

    assert len(places) == 2
