"""The command line `phuluc`: arguments in, one exit status out.

Everything beyond reading the arguments is imported after they were understood, so that `phuluc --help` stays quick.
Exit status: 0 done; 1 done, with something to look at (or refused); 2 not done; 130 interrupted; 141 nobody reads on;
143 ended by the system.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from phuluc.errors import PhuLucWarning
from phuluc.hosts.headless.arguments.parser import build_parser
from phuluc.hosts.headless.console import abandon_standard_output, flush_results, prepare_streams, say
from phuluc.workbook.collector_pause import collector_paused

EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141
EXIT_ENDED = 143


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the arguments after the program's name; those of the process when None.

    Returns:
        The exit status. Errors are told on standard error, without a traceback unless PHULUC_DEBUG=1.

    Raises:
        SystemExit: from the argument parser, after `--help`, `--version` or a usage error.
    """
    prepare_streams()
    try:
        with _cleaned_up_when_ended():
            given = sys.argv[1:] if argv is None else argv
            return _run(build_parser(given[0] if given else "").parse_args(given))
    except BrokenPipeError:
        abandon_standard_output()
        return EXIT_BROKEN_PIPE
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return EXIT_INTERRUPTED


@contextmanager
def _cleaned_up_when_ended() -> Iterator[None]:
    """Let a request to end unwind the command, so that temporary files go; without it Python ends on the spot."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(EXIT_ENDED)


def _run(arguments: Namespace) -> int:
    from phuluc.hosts.headless.commands import COMMANDS  # noqa: PLC0415 - keeps --help quick

    try:
        with collector_paused(), _warnings_told():
            status = COMMANDS[arguments.command](arguments)
        flush_results()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last door: a person reads what comes out here
        return _explain(error, arguments.command)
    return status


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Tell our own warnings when the command is through; those of libraries are no business of the person."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", PhuLucWarning)
        try:
            yield
        finally:
            for warning in caught:
                if issubclass(warning.category, PhuLucWarning):
                    say(f"Lưu ý: {warning.message}.")


def _explain(error: Exception, command: str) -> int:
    from phuluc.hosts.headless.failures import explain_failure  # noqa: PLC0415 - only failures pay for it

    if os.environ.get("PHULUC_DEBUG") == "1":
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    explanation = explain_failure(error, command)
    say(explanation.message)
    return explanation.exit_code
