"""The quarter's book of the acceptance tests, and their keeping of logs."""

from tests.acceptance.conftest import _logs_of_the_test, quarter_live

__all__ = ["_logs_of_the_test", "quarter_live"]
