"""From the hand-made annex of Bình Định, quý I/2024, to the annex that is issued; writes into `out/`."""

from __future__ import annotations

import sys

from phuluc.cli import main

if __name__ == "__main__":
    sys.exit(main(["demo", "out"]))
