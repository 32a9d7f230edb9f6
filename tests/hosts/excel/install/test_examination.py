"""What the doctor finds on machines on which something stands in the way."""

from dataclasses import replace
from pathlib import PureWindowsPath

import pytest

from phuluc.hosts.excel.doctor import examination, python_checks
from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.doctor.examination import examine
from phuluc.hosts.excel.doctor.python_checks import trial_diagnosis
from phuluc.hosts.excel.install.changes import carry_out
from phuluc.hosts.excel.install.files import web_mark
from phuluc.hosts.excel.install.installation import plan_installation
from phuluc.hosts.excel.install.office import find_excel
from tests.hosts.excel.install.profiles import VERSION, addin_bytes, clerk_named

SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
OFFICE = r"SOFTWARE\Microsoft\Office"


@pytest.fixture(autouse=True)
def pinned(monkeypatch):
    """The pinned xlwings, and no trial start but where a test asks for it."""
    monkeypatch.setattr(python_checks, "wanted_xlwings", lambda: VERSION)
    monkeypatch.setattr(python_checks, "version", lambda _name: VERSION)
    monkeypatch.setattr(examination, "trial_diagnosis", lambda _path: Diagnosis("chay_thu", "ok", "", ""))


@pytest.fixture
def installed(clerk, addin):
    """A clerk with the add-in."""
    carry_out(plan_installation(clerk.machine, addin))
    return clerk


def found(clerk, code):
    """The lines of one code; the one line where there is one."""
    lines = [diagnosis for diagnosis in examine(clerk.machine) if diagnosis.code == code]
    assert lines, code
    return lines[0]


def status(clerk, code):
    return found(clerk, code).status


def test_a_good_machine(installed):
    """Where nothing stands in the way every line is passed and none has a remedy."""
    diagnoses = examine(installed.machine)

    assert {diagnosis.status for diagnosis in diagnoses} == {"ok"}
    assert not any(diagnosis.remedy for diagnosis in diagnoses)


def test_examining_changes_nothing(installed):
    """The doctor reads only."""
    before = installed.everything()
    examine(installed.machine)

    assert installed.everything() == before


def test_whatever_is_not_passed_has_a_remedy(clerk):
    """Every warning and error says what to do."""
    clerk.registry.keys.clear()

    assert all(diagnosis.remedy for diagnosis in examine(clerk.machine) if diagnosis.status != "ok")


def test_no_excel(clerk):
    """A machine without Excel."""
    clerk.registry.keys.clear()

    assert find_excel(clerk.machine) is None
    assert status(clerk, "excel") == "error"


@pytest.mark.parametrize(
    ("keys", "version", "bits"),
    [
        ({rf"{OFFICE}\14.0\Excel\InstallRoot": "C:\\Office14\\", r"SOFTWARE\WOW6432Node\Microsoft": ""}, "14.0", 64),
        ({r"SOFTWARE\WOW6432Node\Microsoft\Office\15.0\Excel\InstallRoot": "C:\\Office15\\"}, "15.0", 32),
        ({rf"{OFFICE}\15.0\Excel\InstallRoot": "C:\\Office15\\"}, "15.0", 32),
    ],
    ids=["2010, 64-bit", "2013, 32-bit", "2013 on a 32-bit Windows"],
)
def test_older_versions_of_excel(clerk, keys, version, bits):
    """Excel 2010 and 2013, installed by the old installer, are found with their width."""
    clerk.registry.keys.clear()
    for key, path in keys.items():
        clerk.registry.put("HKLM", key, Path=path)

    excel = find_excel(clerk.machine)

    assert excel is not None
    assert (excel.version, excel.bits) == (version, bits)


def test_excel_of_the_store(clerk):
    """The packaged Excel cannot reach Python: a warning."""
    clerk.registry.put("HKLM", rf"{OFFICE}\16.0\Excel\InstallRoot", Path="C:\\Program Files\\WindowsApps\\Excel\\")

    assert status(clerk, "excel") == "warning"


def test_other_width_than_python(installed):
    """A 32-bit Excel uses a 64-bit Python, through the DLL of its own width."""
    installed.registry.put("HKLM", rf"{OFFICE}\ClickToRun\Configuration", Platform="x86")
    assert status(installed, "excel") == "ok"
    assert found(installed, "dll").found == f"có xlwings32-{VERSION}.dll"

    (installed.root / f"Python311/xlwings32-{VERSION}.dll").unlink()

    assert status(installed, "dll") == "error"


def test_wrong_version_of_xlwings(clerk, monkeypatch):
    """Another xlwings than the add-in was built for is an error."""
    monkeypatch.setattr(python_checks, "version", lambda _name: "0.36.0")

    assert status(clerk, "xlwings") == "error"
    assert "0.36.0" in found(clerk, "xlwings").found


def test_older_add_in(installed):
    """An add-in of another version is an error."""
    installed.machine.addin.write_bytes(addin_bytes(note="bản cũ"))

    assert status(installed, "phan_bo_tro") == "error"
    assert "khác với phiên bản" in found(installed, "phan_bo_tro").found


def test_add_in_with_the_mark_of_the_web(installed):
    """A marked add-in would be blocked."""
    web_mark(installed.machine.addin).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")

    assert "tải từ Internet" in found(installed, "phan_bo_tro").found


def test_add_in_loaded_twice(installed):
    """A copy in Excel's list of add-ins doubles ribbon and functions."""
    key = r"Software\Microsoft\Office\16.0\Excel\Options"
    installed.registry.put("HKCU", key, OPEN="KeToan.xlam", OPEN1='/R "D:\\lan\\AddIns\\phuluc.xlam"')

    assert "AddIns\\phuluc.xlam" in found(installed, "hai_ban").found


def test_add_in_disabled_by_excel(installed):
    """After a crash Excel keeps a list of what it does not load any more."""
    item = b"\x01\x00\x00\x00" + "d:\\lan\\xlstart\\phuluc.xlam\0".encode("utf-16-le")
    installed.registry.put("HKCU", r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems", **{"2F3A": item})

    assert status(installed, "bi_vo_hieu") == "error"


@pytest.mark.parametrize(("setting", "expected"), [(1, "ok"), (2, "ok"), (3, "warning"), (4, "warning")])
def test_macro_settings(installed, setting, expected):
    """The add-in stands in a trusted location; stricter settings only concern workbooks elsewhere."""
    installed.registry.put("HKCU", SECURITY, VBAWarnings=setting)

    assert status(installed, "macro") == expected


def test_policy_comes_before_the_users_setting(installed):
    """What the office has decided holds."""
    installed.registry.put("HKCU", SECURITY, VBAWarnings=1)
    installed.registry.put("HKCU", POLICY, vbawarnings=4)

    assert status(installed, "macro") == "warning"


@pytest.mark.parametrize(
    ("key", "values", "code", "expected"),
    [
        (rf"{POLICY}\Trusted Locations", {"AllLocationsDisabled": 1}, "vi_tri_tin_cay", "error"),
        (POLICY, {"DisableAllAddins": 1}, "phan_bo_tro_bi_cam", "error"),
        (POLICY, {"RequireAddinSig": 1}, "chu_ky", "warning"),
        (POLICY, {"blockcontentexecutionfrominternet": 1}, "macro_tu_internet", "warning"),
        (r"Software\Policies\Microsoft\Office\16.0\Common", {"VBAOFF": 1}, "vba", "error"),
    ],
)
def test_policies(installed, key, values, code, expected):
    """Each policy that concerns the add-in is named with its remedy."""
    installed.registry.put("HKCU", key, **values)

    assert status(installed, code) == expected


@pytest.mark.parametrize(("path", "expected"), [(r"%APPDATA%/Microsoft/Excel/XLSTART", "ok"), (r"C:\Khac", "warning")])
def test_list_of_trusted_locations(installed, path, expected):
    """Where Excel lists its trusted locations the startup folder has to be among them."""
    installed.registry.put("HKCU", rf"{SECURITY}\Trusted Locations\Location1", Path=path)

    assert status(installed, "vi_tri_tin_cay") == expected


def test_rules_of_device_management(installed):
    """Rules that come by device management stand in one text."""
    rules = "26190899-1602-49e8-8b27-eb1d0a1ce869=1|92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b=6"
    installed.registry.put("HKLM", r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager", ASRRules=rules)

    assert status(installed, "defender") == "warning"
    assert "DLL" in found(installed, "defender").found


def test_rules_that_only_watch(installed):
    """A rule in audit mode forbids nothing."""
    rules = r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
    installed.registry.put("HKLM", rules, **{"d4f940ab-401b-4efc-aadc-ad5f3c50688a": "2"})

    assert status(installed, "defender") == "ok"


def test_other_antivirus(installed):
    """An antivirus program beside Microsoft's is named, with what to allow in it."""
    providers = r"SOFTWARE\Microsoft\Security Center\Provider\Av"
    installed.registry.put("HKLM", rf"{providers}\{{1}}", DISPLAYNAME="Windows Defender")
    installed.registry.put("HKLM", rf"{providers}\{{2}}", DISPLAYNAME="Bkav Pro")

    assert found(installed, "diet_vi_rut").found == "Bkav Pro"


def test_vietnamese_profile(tmp_path, addin):
    """Letters in the user's name do no harm where Python itself can be named; that is said."""
    clerk = clerk_named("Thúy", tmp_path / "C")
    carry_out(plan_installation(clerk.machine, addin))

    assert status(clerk, "duong_dan_python") == "ok"
    assert status(clerk, "duong_dan_nguoi_dung") == "ok"
    assert "vẫn đọc được cấu hình" in found(clerk, "duong_dan_nguoi_dung").found


def test_python_in_a_vietnamese_folder(tmp_path):
    """An interpreter that Excel cannot name is an error before anything is installed."""
    clerk = clerk_named("lan", tmp_path / "C", tmp_path / "C/Dữ liệu/Python311")

    diagnosis = found(clerk, "duong_dan_python")
    assert diagnosis.status == "error"
    assert "cài Python vào thư mục không dấu" in diagnosis.remedy


def test_roaming_profile_on_a_server(installed):
    """Excel does not trust network folders by default."""
    folders = replace(installed.machine.folders, roaming=PureWindowsPath(r"\\may-chu\nguoidung\lan"))
    machine = replace(installed.machine, folders=folders)

    line = examination.startup_folder_diagnosis(machine)

    assert line is not None
    assert line.status == "warning"


def test_trial_start(clerk):
    """A Python that lacks our libraries, is gone, or cannot be run is told apart."""
    folder = clerk.root / "Python311"
    (folder / "python.exe").write_text("#!/bin/sh\necho 'No module named xlwings' >&2\nexit 1\n", encoding="utf-8")
    assert "No module named xlwings" in trial_diagnosis(folder / "pythonw.exe").found

    (folder / "python.exe").chmod(0o644)
    assert "không cho chạy" in trial_diagnosis(folder / "pythonw.exe").found

    assert "không thấy" in trial_diagnosis(folder / "gone" / "pythonw.exe").found


def test_trial_start_that_hangs(clerk, monkeypatch):
    """A Python that does not answer is ended."""
    monkeypatch.setattr(python_checks, "_LONGEST_TRIAL", 0.2)
    program = clerk.root / "Python311/python.exe"
    program.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")

    assert "không trả lời" in trial_diagnosis(program).found
