"""Plugins of the whole test run."""

pytest_plugins = ["tests.hosts", "tests.office_worker", "tests.required_hosts"]
