"""What can be wrong with the figures of an annex: all of it at once, each finding with its cell and its remedy."""

from __future__ import annotations

from phuluc.checks.runner import run_checks

__all__ = ["run_checks"]
