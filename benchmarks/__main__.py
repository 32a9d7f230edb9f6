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
        outcomes = [compare(case) for group in wanted for case in GROUPS[group](Path(folder))]
    print(table(outcomes))
    return 0 if all(outcome.within_limits for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
