"""Plugins of the whole test run."""

pytest_plugins = ["tests.hosts", "tests.own_state", "tests.required_hosts"]
