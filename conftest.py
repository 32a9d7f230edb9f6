"""Plugins of the whole test run."""

pytest_plugins = [
    "tests.built_books",
    "tests.hosts",
    "tests.once_a_run",
    "tests.office_worker",
    "tests.own_state",
    "tests.required_hosts",
    "tests.scaled_books",
]
