"""Where every host is required, a skipped test must not pass for a proof."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1] / "required_hosts.py"
SAMPLES = """
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="LibreOffice is not here")
def test_skipped(): pass

@pytest.fixture
def soffice(): pytest.skip("LibreOffice is not here")

def test_skipped_by_fixture(soffice): pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known_to_fail(): assert False
"""


@pytest.mark.parametrize(
    ("required", "status", "summary"),
    [("", 0, "1 passed, 2 skipped, 1 xfailed"), ("1", 1, "1 passed, 1 xfailed, 2 errors")],
)
def test_a_skip_is_a_failure_where_hosts_are_required(tmp_path, required, status, summary):
    """With PHULUC_REQUIRE_HOSTS=1 skipped tests fail and say why; without it they are counted."""
    shutil.copy(PLUGIN, tmp_path / "conftest.py")
    (tmp_path / "test_samples.py").write_text(SAMPLES, encoding="utf-8")
    environment = {**os.environ, "PHULUC_REQUIRE_HOSTS": required}

    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == status, done.stdout
    assert summary in done.stdout
    assert ("LibreOffice is not here" in done.stdout) == bool(required)
