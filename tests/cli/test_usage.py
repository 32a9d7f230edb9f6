"""What the command line says about itself."""

import re

import pytest

COMMANDS = (
    "new",
    "import",
    "aggregate",
    "refresh",
    "check",
    "annex",
    "report",
    "wording",
    "rules",
    "next-period",
    "freeze",
    "export",
    "functions",
    "build",
    "install",
    "uninstall",
    "doctor",
)
ARGPARSE_ENGLISH = re.compile(
    r"usage:|positional|show this|optional arguments|^options:|required:|unrecognized|expected|invalid|choose from",
    re.MULTILINE,
)


def test_help_lists_every_command(run, monkeypatch):
    """`phuluc --help` names each command with a Vietnamese summary and its English term."""
    monkeypatch.setenv("COLUMNS", "120")
    status, out, _ = run("--help")

    assert status == 0
    for command in COMMANDS:
        assert re.search(rf"^ +{command}\s+\w.*\(\w[\w ]+\)", out, re.MULTILINE), command


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)], ids=" ".join)
def test_help_is_vietnamese(run, command):
    """No word of argparse itself is left in English."""
    status, out, err = run(*command, "--help")

    assert status == 0
    assert out.startswith("Cách dùng: phuluc")
    assert "tùy chọn (options)" in out
    assert not ARGPARSE_ENGLISH.search(out)
    assert err == ""


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "phuluc: lỗi: thiếu tham số bắt buộc: LỆNH"),
        (["dem"], "phuluc: lỗi: LỆNH: không có lựa chọn 'dem'; hãy chọn: "),
        (["annex", "so.xlsx"], "phuluc annex: lỗi: thiếu tham số bắt buộc: -o/--output"),
        (["new", "bay-chi-tieu", "-o"], "phuluc new: lỗi: -o/--output: cần một giá trị"),
        (["new", "sau-chi-tieu", "-o", "so.xlsx"], "phuluc new: lỗi: KIND: không có lựa chọn 'sau-chi-tieu'"),
        (["check", "so.xlsx", "--xml"], "phuluc: lỗi: không hiểu tham số: --xml"),
        (["check", "so.xlsx", "-hx", "--jso"], "phuluc check: lỗi: -h/--help: không nhận giá trị, thấy 'x'"),
        (
            ["new", "bay-chi-tieu", "-o", "a.xlsx", "--set", "ky"],
            "phuluc new: lỗi: --set: cần dạng KEY=VALUE, thấy 'ky'",
        ),
        (["annex", "a.xlsx", "-o", "b.xlsx", "--set", "=1"], "annex: lỗi: --set: cần dạng KEY=VALUE, thấy '=1'"),
    ],
)
def test_usage_errors_are_vietnamese(run, argv, message):
    """A usage error ends with status 2, one Vietnamese message and the way to the help."""
    status, out, err = run(*argv)

    assert status == 2
    assert out == ""
    assert message in err
    assert "--help" in err
    assert not ARGPARSE_ENGLISH.search(err)


def test_version(run):
    """`--version` names the product and its version."""
    status, out, _ = run("--version")

    assert status == 0
    assert re.fullmatch(r"phuluc \d+\.\d+\.\d+\n", out)
