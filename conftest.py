"""Plugins of the whole test run, and compiled modules for all it starts, as on a person's machine."""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

pytest_plugins = [
    "tests.built_books",
    "tests.hosts", "tests.once_a_run",
    "tests.office_worker",
    "tests.own_state",
    "tests.required_hosts",
    "tests.scaled_books",
]
