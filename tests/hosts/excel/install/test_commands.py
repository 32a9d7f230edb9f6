"""`phuluc install`, `uninstall` and `doctor` as a person runs them."""

import json

import pytest

from phuluc.hosts.excel.doctor import examination, python_checks
from phuluc.hosts.excel.doctor.diagnosis import Diagnosis
from phuluc.hosts.excel.install import addin_file
from tests.hosts.excel.install.profiles import VERSION


@pytest.fixture
def at_work(real_work, monkeypatch):
    """The same without the second that a start of Python takes."""
    trial = Diagnosis("chay_thu", "ok", "Chạy thử", "phuluc, xlwings")
    monkeypatch.setattr(examination, "trial_diagnosis", lambda _interpreter: trial)
    return real_work


@pytest.fixture
def real_work(clerk, addin, sit_at, monkeypatch):
    """The clerk at the keyboard, with the pinned xlwings."""
    assert addin
    monkeypatch.setattr(python_checks, "wanted_xlwings", lambda: VERSION)
    monkeypatch.setattr(python_checks, "version", lambda _name: VERSION)
    sit_at(clerk)
    return clerk


def test_dry_run_tells_and_does_nothing(run, at_work):
    """--dry-run lists what would be done."""
    before = at_work.everything()

    status, out, err = run("install", "--dry-run")

    assert (status, err) == (0, "")
    assert out.startswith("Sẽ làm (chưa thay đổi gì):\n  - ")
    assert str(at_work.machine.addin) in out
    assert at_work.everything() == before


def test_install_tells_what_it_did_and_examines_itself(run, real_work):
    """Installing ends with the doctor's report and with 0 where nothing is wrong."""
    status, out, err = run("install", "--host", "excel")

    assert err == ""
    assert f"- Đã chép phần bổ trợ {real_work.machine.addin}" in out
    assert "Mở lại Excel" in out
    assert "ĐẠT       Phần bổ trợ: " in out
    assert "ĐẠT       Chạy thử Python của Excel: phuluc" in out
    assert status == 0, out


def test_install_twice(run, at_work):
    """A second installation says that there was nothing to do."""
    run("install")
    assert at_work.machine.addin.is_file()

    status, out, _ = run("install")

    assert status == 0
    assert out.startswith("Phụ lục đã được cài từ trước")


def test_install_where_a_rule_forbids_it(run, at_work):
    """What will not work is an error of the report, and the exit status says so."""
    at_work.registry.put(
        "HKLM",
        r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
        **{"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": "1"},
    )

    status, out, _ = run("install")

    assert status == 1
    assert "LỖI       Quy tắc của Microsoft Defender: chặn" in out


def test_excel_running_is_one_message(run, at_work):
    """A locked add-in ends with 1 and one message."""
    run("install")
    at_work.open_files.add(at_work.machine.addin)

    status, out, err = run("uninstall")

    assert (status, out) == (1, "")
    assert err.startswith("Lỗi: ")
    assert "Excel đang mở" in err


def test_uninstall(run, at_work):
    """Removal tells what it did, or that there was nothing to do."""
    run("install")

    status, out, err = run("uninstall")
    assert (status, err) == (0, "")
    assert "Đã gỡ Phụ lục khỏi Excel." in out
    assert not at_work.machine.addin.exists()
    assert run("uninstall")[:2] == (0, "Không có gì để gỡ.\n")


def test_doctor_before_the_installation(run, at_work):
    """Without the add-in the doctor says what is missing and what to run."""
    assert not at_work.machine.addin.exists()

    status, out, err = run("doctor")

    assert (status, err) == (1, "")
    assert "LỖI       Phần bổ trợ: chưa có " in out
    assert "Cách xử lý: Đóng Excel rồi chạy phuluc install." in out


def test_doctor_as_json(run, at_work):
    """--json gives the same lines as records."""
    run("install")
    assert at_work.machine.addin.is_file()

    status, out, err = run("doctor", "--json")

    records = json.loads(out)
    assert (status, err) == (0, "")
    assert all(set(record) == {"code", "status", "title", "found", "remedy"} for record in records)
    assert {"python", "xlwings", "excel", "phan_bo_tro", "dll", "macro", "defender", "libreoffice", "nhat_ky"} <= {
        record["code"] for record in records
    }


def test_package_without_the_add_in(run, at_work, monkeypatch, tmp_path):
    """A package built without the add-in says so."""
    assert at_work
    monkeypatch.setattr(addin_file, "_IN_SOURCES", str(tmp_path / "nowhere"))

    status, _, err = run("install")

    assert status == 1
    assert "thiếu tệp phần bổ trợ" in err


def test_not_windows(run):
    """On this system the Excel add-in is refused, and the doctor looks at what is there."""
    status, _, err = run("install")
    assert status == 1
    assert "chỉ cài được trên Windows" in err

    _, out, _ = run("doctor")
    assert "Phần bổ trợ" not in out
    assert "LibreOffice" in out
