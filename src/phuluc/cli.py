"""The command line `phuluc`: arguments in, one exit status out.

Everything beyond reading the arguments is imported after they were understood, so that `phuluc --help` stays quick.
Exit status: 0 done; 1 done, with something to look at (or refused); 2 not done; 130 interrupted; 141 nobody reads on.
"""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from phuluc.hosts.headless.arguments import build_parser
from phuluc.hosts.headless.console import abandon_standard_output, flush_results, prepare_streams, say

EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


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
        return _run(build_parser().parse_args(argv))
    except BrokenPipeError:
        abandon_standard_output()
        return EXIT_BROKEN_PIPE
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return EXIT_INTERRUPTED


def _run(arguments: Namespace) -> int:
    from phuluc.hosts.headless.commands import COMMANDS  # noqa: PLC0415 - keeps --help quick

    try:
        with _cells_left_alone():
            status = COMMANDS[arguments.command](arguments)
        flush_results()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last door: a person reads what comes out here
        return _explain(error, arguments.command)
    return status


@contextmanager
def _cells_left_alone() -> Iterator[None]:
    """Keep the collector of reference cycles from walking a million cells over and over: a command ends soon enough."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _explain(error: Exception, command: str) -> int:
    from phuluc.hosts.headless.failures import explain_failure  # noqa: PLC0415 - only failures pay for it

    if os.environ.get("PHULUC_DEBUG") == "1":
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    explanation = explain_failure(error, command)
    say(explanation.message)
    return explanation.exit_code
