"""`python -m benchmarks [GROUP …]`: prints the table; exit status 1 when a limit is broken."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import GROUPS
from benchmarks.harness import compare, table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Costs as ratios to named baselines.")
    parser.add_argument("group", nargs="*", help=f"of these, all by default: {', '.join(GROUPS)}")
    wanted = parser.parse_args().group or list(GROUPS)
    if unknown := [group for group in wanted if group not in GROUPS]:
        parser.error(f"no such group: {', '.join(unknown)}")
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
