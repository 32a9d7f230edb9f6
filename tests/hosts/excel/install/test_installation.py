"""Installing and removing the add-in on profiles as offices have them."""

import io
import json
import stat

import openpyxl
import pytest

from phuluc.functions import CATALOGUE
from phuluc.hosts.excel.install.addin_file import Addin, addin_settings
from phuluc.hosts.excel.install.changes import carry_out
from phuluc.hosts.excel.install.conf_file import conf_value
from phuluc.hosts.excel.install.errors import (
    AddinDamagedError,
    ExcelRunningError,
    FolderClosedError,
    ReadOnlyFileError,
    UnreachablePythonError,
)
from phuluc.hosts.excel.install.files import web_mark
from phuluc.hosts.excel.install.installation import plan_installation
from phuluc.hosts.excel.install.removal import plan_removal
from phuluc.hosts.excel.install.settings import conf_path
from phuluc.workbook.vba.assembly import book_modules
from tests.hosts.excel.install.profiles import addin_bytes, clerk_named
from tests.workbook.vba.vba_machine import Excel, VbaMachine

FOREIGN = b"somebody else's add-in"


def install(clerk, addin):
    return carry_out(plan_installation(clerk.machine, addin))


def remove(clerk):
    return carry_out(plan_removal(clerk.machine))


def installed_settings(clerk):
    return addin_settings(Addin(clerk.machine.addin.read_bytes()))


def test_fresh_profile(clerk, addin):
    """The add-in stands alone in Excel's startup folder and knows the interpreter, as does the user's file."""
    told = install(clerk, addin)

    python = str(clerk.root / "Python311" / "pythonw.exe")
    assert [path.name for path in clerk.machine.startup_folder.iterdir()] == ["PhuLuc.xlam"]
    assert installed_settings(clerk)["INTERPRETER_WIN"] == python
    assert conf_value(conf_path(clerk.machine).read_bytes(), "Interpreter_Win") == python
    assert any(line.startswith("Đã chép phần bổ trợ") for line in told)


def test_the_installed_add_in_differs_in_its_settings_only(clerk, addin):
    """Other rows and other sheets of the add-in stay as they are."""
    install(clerk, addin)

    book = openpyxl.load_workbook(io.BytesIO(clerk.machine.addin.read_bytes()))
    assert book.sheetnames == ["PhuLuc.conf", "Khac"]
    rows = {row[0]: row[1] for row in book["PhuLuc.conf"].iter_rows(values_only=True)}
    assert rows["SHOW CONSOLE"] == "False"
    assert rows["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert list(rows)[:2] == ["INTERPRETER_WIN", "SHOW CONSOLE"]
    assert "PYTHONPATH" not in rows


def test_a_second_run_changes_nothing(clerk, addin):
    """Installing what is installed leaves every byte as it was."""
    install(clerk, addin)
    before = clerk.everything()

    assert plan_installation(clerk.machine, addin).changes == ()
    assert clerk.everything() == before


def test_planning_changes_nothing(clerk, addin):
    """A dry run reads only."""
    before, folders = clerk.everything(), clerk.folders()

    assert plan_installation(clerk.machine, addin).changes
    assert (clerk.everything(), clerk.folders()) == (before, folders)


def test_removal_leaves_nothing(clerk, addin):
    """After removal the machine holds what it held before, folders included."""
    files, folders = clerk.everything(), clerk.folders()
    install(clerk, addin)
    log = clerk.machine.home / "Logs" / "phuluc.log"
    log.parent.mkdir()
    log.write_text("2026-01-01 check: …", encoding="utf-8")

    remove(clerk)

    assert clerk.everything() == files
    # Excel makes its startup folder itself when it starts.
    assert clerk.folders() - folders == {str(clerk.machine.startup_folder.relative_to(clerk.root))}


def test_upgrade_replaces_our_older_add_in_without_a_backup(clerk, addin):
    """An add-in that we installed gives way to the new one."""
    install(clerk, Addin(addin_bytes(note="bản cũ")))

    told = install(clerk, addin)

    assert any(line.startswith("Đã thay phần bổ trợ") for line in told)
    assert not (clerk.machine.home / "sao-luu").exists()
    remove(clerk)
    assert not clerk.machine.addin.exists()


def test_a_foreign_file_of_that_name_comes_back(clerk, addin):
    """A file that is not ours is moved aside, outside the startup folder, and put back by removal."""
    clerk.machine.startup_folder.mkdir()
    clerk.machine.addin.write_bytes(FOREIGN)
    before = clerk.everything()

    install(clerk, addin)
    assert [path.name for path in clerk.machine.startup_folder.iterdir()] == ["PhuLuc.xlam"]
    assert FOREIGN in clerk.everything().values()
    remove(clerk)

    assert clerk.everything() == before


def test_other_add_ins_stay(clerk, addin):
    """Whatever else stands in the startup folder is neither read nor touched."""
    clerk.machine.startup_folder.mkdir()
    other = clerk.machine.startup_folder / "KeToan.xlam"
    other.write_bytes(FOREIGN)

    install(clerk, addin)
    remove(clerk)

    assert other.read_bytes() == FOREIGN


def test_an_add_in_changed_by_others_is_not_removed(clerk, addin):
    """Removal takes only the file that was installed."""
    install(clerk, addin)
    clerk.machine.addin.write_bytes(FOREIGN)

    plan = plan_removal(clerk.machine)
    carry_out(plan)

    assert clerk.machine.addin.read_bytes() == FOREIGN
    assert any("đã thay đổi sau khi phuluc cài" in notice for notice in plan.notices)


def test_removal_where_nothing_was_installed(clerk):
    """Without a record nothing is removed, and a file of the add-in's name is left with a word."""
    assert plan_removal(clerk.machine).changes == ()
    clerk.machine.startup_folder.mkdir()
    clerk.machine.addin.write_bytes(FOREIGN)

    plan = plan_removal(clerk.machine)

    assert plan.changes == ()
    assert "Để nguyên" in plan.notices[0]


def test_settings_of_others_in_the_file_stay(clerk, addin):
    """Lines of the configuration file that are not ours keep their bytes; a value of ours that stood there returns."""
    conf = conf_path(clerk.machine)
    conf.parent.mkdir()
    theirs = '"ONEDRIVE_COMMERCIAL_WIN","D:\\Văn thư"\r\n"INTERPRETER_WIN","D:\\conda\\pythonw.exe"\r\n'.encode(
        "cp1258"
    )
    conf.write_bytes(theirs)

    install(clerk, addin)
    written = conf.read_bytes()
    assert written.startswith('"ONEDRIVE_COMMERCIAL_WIN","D:\\Văn thư"\r\n'.encode("cp1258"))
    assert conf_value(written, "INTERPRETER_WIN") == str(clerk.root / "Python311" / "pythonw.exe")
    install(clerk, Addin(addin_bytes(note="mới")))
    remove(clerk)

    assert conf.read_bytes() == theirs


def test_a_line_changed_after_the_installation_stays(clerk, addin):
    """What somebody set after us is theirs."""
    install(clerk, addin)
    conf = conf_path(clerk.machine)
    conf.write_bytes(conf.read_bytes().replace(b'"USE UDF SERVER","True"', b'"USE UDF SERVER","False"'))

    remove(clerk)

    assert conf.read_bytes() == b'"USE UDF SERVER","False"\r\n'


def test_empty_lines_leave_the_file(clerk, addin):
    """An empty line would shift every pair that xlwings reads after it."""
    conf = conf_path(clerk.machine)
    conf.parent.mkdir()
    conf.write_bytes(b'\r\n"SHOW CONSOLE","True"\r\n\r\n')

    install(clerk, addin)

    assert b"" not in conf.read_bytes().splitlines()


def test_mark_of_the_web_is_removed(clerk, addin):
    """An add-in with the stream Zone.Identifier would be blocked; the stream goes, also from a file that is current."""
    install(clerk, addin)
    web_mark(clerk.machine.addin).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")

    told = install(clerk, addin)

    assert not web_mark(clerk.machine.addin).exists()
    assert any("tải từ Internet" in line for line in told)


def test_excel_running(clerk, addin):
    """While Excel holds the add-in open neither installing nor removing begins."""
    install(clerk, Addin(addin_bytes(note="bản cũ")))
    clerk.open_files.add(clerk.machine.addin)
    before = clerk.everything()

    with pytest.raises(ExcelRunningError, match="đóng mọi cửa sổ Excel"):
        plan_installation(clerk.machine, addin)
    with pytest.raises(ExcelRunningError):
        plan_removal(clerk.machine)
    assert clerk.everything() == before


def test_excel_started_in_between(clerk, addin, monkeypatch):
    """A file that is taken after planning ends in the same message, and the old file is whole."""
    install(clerk, Addin(addin_bytes(note="bản cũ")))
    old = clerk.machine.addin.read_bytes()
    plan = plan_installation(clerk.machine, addin)

    def refuse(self, target):
        if target == clerk.machine.addin:
            raise PermissionError(13, "sharing violation")
        return move(self, target)

    move = type(clerk.machine.addin).replace
    monkeypatch.setattr(type(clerk.machine.addin), "replace", refuse)
    with pytest.raises(ExcelRunningError):
        carry_out(plan)

    assert clerk.machine.addin.read_bytes() == old
    assert not list(clerk.root.rglob("*.tmp"))


def test_read_only_add_in(clerk, addin):
    """A read-only file is somebody's decision: it is told, not overridden."""
    install(clerk, Addin(addin_bytes(note="bản cũ")))
    clerk.machine.addin.chmod(stat.S_IREAD)

    with pytest.raises(ReadOnlyFileError, match="chỉ đọc"):
        plan_installation(clerk.machine, addin)


def test_startup_folder_that_cannot_be_made(clerk, addin):
    """Where the system refuses a folder the message says which."""
    clerk.machine.startup_folder.write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(FolderClosedError, match="XLSTART"):
        install(clerk, addin)


def test_an_interrupted_installation_is_taken_up_again(clerk, addin):
    """After a failure half-way a second run installs all, and the foreign file is still safe."""
    clerk.machine.startup_folder.mkdir()
    clerk.machine.addin.write_bytes(FOREIGN)
    plan = plan_installation(clerk.machine, addin)
    plan.changes[0].apply(lambda *_: None)

    install(clerk, addin)
    assert installed_settings(clerk)
    remove(clerk)

    assert clerk.machine.addin.read_bytes() == FOREIGN


def test_damaged_package(clerk):
    """An add-in that is no workbook is refused before anything is changed."""
    with pytest.raises(AddinDamagedError):
        plan_installation(clerk.machine, Addin(b"PK nonsense"))
    assert not clerk.machine.home.exists()


def test_vietnamese_user_name(tmp_path, addin):
    """Below a profile named Nguyễn Văn A the add-in's own sheet carries the settings, all of them ASCII."""
    clerk = clerk_named("Nguyễn Văn A", tmp_path / "C")
    clerk.short_names[clerk.machine.folders.profile] = tmp_path / "C/Users/NGUYNV~1"

    plan = plan_installation(clerk.machine, addin)
    carry_out(plan)

    settings = installed_settings(clerk)
    assert settings["TEMP DIR"] == str(tmp_path / "C/Users/NGUYNV~1/AppData/Local/Temp")
    assert all(value.isascii() for value in settings.values())
    assert any("Nguyễn Văn A có dấu" in notice for notice in plan.notices)


@pytest.mark.parametrize("python", ["Python311", "Users/Nguyễn Văn A/Python311"])
def test_macro_book_below_a_vietnamese_profile(tmp_path, addin, python):
    """The VBA of a book of edition "macro" finds Python by what the installation wrote into that profile."""
    root, name = tmp_path / "C", "Nguyễn Văn A"
    clerk = clerk_named(name, root, root / python)
    clerk.short_names[root / "Users" / name] = root / "Users" / "NGUYNV~1"
    install(clerk, addin)

    def on_windows(text):
        return text.replace(str(root), "C:").replace("/", "\\")

    conf = on_windows(str(conf_path(clerk.machine)))
    files = {on_windows(str(root / path)) for path in clerk.everything()}
    shortened = {path.replace(name, "NGUYNV~1") for path in files}
    excel = Excel(
        files=files | shortened,
        environment={"USERPROFILE": on_windows(str(clerk.machine.folders.profile)), "PATH": "", "TEMP": ""},
        texts={conf: on_windows(conf_path(clerk.machine).read_text("ascii"))},
    )
    book = VbaMachine(book_modules(CATALOGUE), excel)

    assert book.run("WhyNoPython") == ""
    assert book.run("GetConfig", "INTERPRETER_WIN").endswith(r"\Python311\pythonw.exe")
    assert book.run("GetConfig", "TEMP DIR") == r"C:\Users\NGUYNV~1\AppData\Local\Temp"
    assert book.run("INDICATOR_RATE", 59, 72) == "from Python"


def test_vietnamese_user_name_and_python_in_the_profile(tmp_path, addin):
    """An interpreter below such a profile is called by its 8.3 name."""
    users = tmp_path / "C/Users"
    clerk = clerk_named("Nguyễn Văn A", tmp_path / "C", users / "Nguyễn Văn A/Python311")
    clerk.short_names[users / "Nguyễn Văn A"] = users / "NGUYNV~1"

    install(clerk, addin)

    assert installed_settings(clerk)["INTERPRETER_WIN"] == str(users / "NGUYNV~1/Python311/pythonw.exe")


def test_vietnamese_user_name_without_short_names(tmp_path, addin):
    """Where no 8.3 name helps, the cause and the way out are told and nothing is changed."""
    clerk = clerk_named("Hùng", tmp_path / "C", tmp_path / "C/Users/Hùng/Python311")
    before = clerk.everything()

    with pytest.raises(UnreachablePythonError, match="thư mục không dấu"):
        plan_installation(clerk.machine, addin)
    assert clerk.everything() == before


def test_temporary_folder_without_short_name(tmp_path, addin):
    """With Python in an ASCII folder only xlwings' temporary files need another place."""
    clerk = clerk_named("Hùng", tmp_path / "C")

    install(clerk, addin)
    spare = clerk.machine.folders.shared / "PhuLuc"

    folder = installed_settings(clerk)["TEMP DIR"]
    assert folder.isascii()
    assert folder.startswith(str(spare))
    remove(clerk)
    assert not spare.exists()


def test_add_in_without_settings_sheet(clerk):
    """An add-in without that sheet is copied as it is; the user's file carries the settings."""
    plain = Addin(addin_bytes(settings_sheet=False))

    install(clerk, plain)

    assert clerk.machine.addin.read_bytes() == plain.content
    assert conf_path(clerk.machine).is_file()


def test_record_is_readable(clerk, addin):
    """The record is plain JSON, for whoever has to clean up by hand."""
    install(clerk, addin)

    record = json.loads((clerk.machine.home / "cai-dat.json").read_text(encoding="utf-8"))

    assert record["settings"]["USE UDF SERVER"] == "True"
    assert record["addin_digest"] == Addin(clerk.machine.addin.read_bytes()).digest
