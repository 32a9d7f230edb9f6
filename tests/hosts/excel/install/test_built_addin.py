"""The add-in as it is built, installed."""

import io
import zipfile

import pytest

from phuluc.hosts.excel.install.addin_file import Addin, addin_settings, packaged_addin
from phuluc.hosts.excel.install.changes import carry_out
from phuluc.hosts.excel.install.installation import plan_installation


@pytest.fixture
def installed(clerk):
    """The file that Excel loads."""
    carry_out(plan_installation(clerk.machine, packaged_addin()))
    return clerk.machine.addin


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_settings_change(installed):
    """VBA, ribbon and all other parts are installed as they were built."""
    built, there = parts(packaged_addin().content), parts(installed.read_bytes())

    assert list(there) == list(built)
    assert [name for name in built if there[name] != built[name]] == ["xl/worksheets/sheet1.xml"]


def test_vba_finds_its_settings(installed):
    """The sheet's rows follow each other from the first on, as xlwings reads them, each key once."""
    settings = addin_settings(Addin(installed.read_bytes()))
    assert list(settings) == ["ADD_WORKBOOK_TO_PYTHONPATH", "INTERPRETER_WIN", "USE UDF SERVER"]
    sheet = parts(installed.read_bytes())["xl/worksheets/sheet1.xml"].decode()
    assert [f'r="A{row}"' in sheet for row in (1, 2, 3, 4)] == [True, True, True, False]


def test_microsofts_validator_accepts(installed, open_xml_findings):
    """Excel has nothing to repair in the installed file."""
    assert open_xml_findings(installed) == []
