"""Plugins of the whole test run."""

pytest_plugins = ["tests.hosts", "tests.required_hosts"]
