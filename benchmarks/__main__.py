"""`python -m benchmarks [GROUP …]`: prints the table; exit status 1 when a limit is broken."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.cases import GROUPS
from benchmarks.harness import compare, table


def main() -> int:
    wanted = sys.argv[1:] or list(GROUPS)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = []
        for group in wanted:
            measured = [compare(case) for case in GROUPS[group](Path(folder))]
            # Told group by group: a failure in a later one loses nothing.
            print(f"{table(measured)}\n", flush=True)
            outcomes += measured
    return 0 if all(outcome.within_limits for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
