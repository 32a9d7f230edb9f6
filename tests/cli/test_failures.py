"""How failures reach the person, and what the log file keeps."""

import errno
from pathlib import Path

import pytest

from phuluc.errors import PhuLucError
from phuluc.hosts import logfile

PERSONAL = "Nguyễn Văn A, số 12 đường Lê Lợi"


def failing(error):
    def action(*_values, **_options):
        raise error

    return action


@pytest.fixture
def fail(run, install):
    """Run `phuluc check` with an action that fails."""

    def call(error):
        install("phuluc.actions.check", "check_book", failing(error))
        return run("check", "so.xlsx")

    return call


def test_an_explained_error_is_one_message(fail, logs):
    """An error of ours is told once, with its own exit status, and leaves no log."""
    status, out, err = fail(PhuLucError("Tệp rỗng", where="so.xlsx", found="0 byte", remedy="Chọn tệp khác"))

    assert (status, out) == (2, "")
    assert err == "Lỗi: so.xlsx: Tệp rỗng. Thấy: 0 byte. Chọn tệp khác.\n"
    assert not logs.exists()


def test_an_unforeseen_error_shows_no_traceback(fail, logs):
    """An unforeseen error is told shortly, with the path of the log file; the log has class and place."""
    status, out, err = fail(ZeroDivisionError(PERSONAL))

    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert str(logs) in err
    log = logs.read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in log
    assert "phuluc/hosts/headless/commands.py:" in log


def test_the_log_keeps_nothing_of_the_office(fail, logs, tmp_path):
    """Texts of errors, paths of files and folders of people stay out of the log, causes included."""
    error = PhuLucError("Không đọc được", where=PERSONAL)
    error.__cause__ = OSError(errno.EIO, PERSONAL, str(tmp_path / PERSONAL))

    status, _, _ = fail(error)

    assert status == 2
    log = logs.read_text(encoding="utf-8")
    assert "errno 5" in log
    for personal in (PERSONAL, "Nguyễn", str(tmp_path), str(Path.home())):
        assert personal not in log


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOENT, "Không tìm thấy tệp"),
        (errno.EACCES, "Không có quyền"),
        (errno.ENOSPC, "Ổ đĩa đã đầy"),
        (errno.EIO, "Không đọc hoặc ghi được tệp"),
    ],
)
def test_errors_of_the_system_are_explained(fail, number, what):
    """A file error that no action explained still comes out as what, where and what to do."""
    status, _, err = fail(OSError(number, "strerror", "D:/so.xlsx"))

    assert status == 2
    assert err.startswith(f"Lỗi: D:/so.xlsx: {what}")
    assert "strerror" not in err


def test_debug_shows_the_traceback(fail, monkeypatch):
    """PHULUC_DEBUG=1 adds the traceback for those who want it."""
    monkeypatch.setenv("PHULUC_DEBUG", "1")

    status, _, err = fail(ZeroDivisionError("x"))

    assert status == 2
    assert "Traceback" in err


def test_interruption_is_not_a_failure(fail, logs):
    """Ctrl+C ends with 130 and one sentence."""
    status, _, err = fail(KeyboardInterrupt())

    assert (status, err) == (130, "Đã dừng theo yêu cầu.\n")
    assert not logs.exists()


def test_no_log_is_no_second_failure(fail, logs):
    """Where no log can be written the message still comes, without a path."""
    logs.parent.write_text("a file where the folder should be", encoding="utf-8")

    status, _, err = fail(ZeroDivisionError("x"))

    assert status == 2
    assert "sự cố" in err
    assert "phuluc.log" not in err


def test_the_log_rotates(fail, logs, monkeypatch):
    """The log does not grow without end."""
    monkeypatch.setattr(logfile, "_MOST_BYTES", 2_000)
    for _ in range(20):
        fail(ZeroDivisionError("x"))

    files = sorted(logs.parent.iterdir())
    assert [file.name for file in files] == ["phuluc.log", "phuluc.log.1", "phuluc.log.2"]
    assert all(file.stat().st_size <= 2_000 for file in files)
