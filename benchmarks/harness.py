"""Measures tasks in processes of their own: CPU time (the least of some rounds) and peak memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: As people run it: with compiled modules, whatever the shell of the developer says.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    "PYTHONHASHSEED": "0",
}


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and peak resident memory in MiB; None where it was not taken."""

    cpu: float
    peak: float | None = None

    def least(self, other: Cost) -> Cost:
        peaks = [peak for peak in (self.peak, other.peak) if peak is not None]
        return Cost(min(self.cpu, other.cpu), min(peaks, default=None))

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.cpu - other.cpu, self.peak)


@dataclass(frozen=True)
class Case:
    """One comparison.

    Attributes:
        ours, baseline: run once and give the cost.
        most_ratio: limit of ours / baseline.
        most_cpu: limit of ours in seconds.
        most_peak: limit of ours in MiB.
        net: judge what ours costs above the baseline (a start-up within a start-up).
    """

    name: str
    ours: Callable[[], Cost]
    baseline_name: str
    baseline: Callable[[], Cost]
    most_ratio: float | None = None
    most_cpu: float | None = None
    most_peak: float | None = None
    net: bool = False
    rounds: int = 3


@dataclass(frozen=True)
class Outcome:
    case: Case
    ours: Cost
    baseline: Cost

    @property
    def ratio(self) -> float:
        return self.ours.cpu / self.baseline.cpu

    @property
    def within_limits(self) -> bool:
        case, ours = self.case, self.ours
        limits = ((case.most_ratio, self.ratio), (case.most_cpu, ours.cpu), (case.most_peak, ours.peak or 0))
        return all(limit is None or value <= limit for limit, value in limits)


def run_task(name: str, *arguments: str | Path) -> Cost:
    """The cost a function of `benchmarks.tasks` reports of itself, start-up of the interpreter not counted."""
    command = [sys.executable, "-m", "benchmarks.tasks", name, *map(str, arguments)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def run_module(name: str, *arguments: str) -> Any:
    """What `python -m NAME ARGUMENTS` prints as JSON."""
    command = [sys.executable, "-m", name, *arguments]
    return json.loads(subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


def run_python(code: str) -> Cost:
    """The CPU of a whole process `python -c CODE`."""
    return _whole_process("-c", code)


def run_command(*arguments: str | Path) -> Cost:
    """The CPU of a whole process `phuluc ARGUMENTS`."""
    return _whole_process("-m", "phuluc", *map(str, arguments))


def _whole_process(*arguments: str) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        env=ENVIRONMENT,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    # 1 says that there is something to look at.
    assert done.returncode in (0, 1), done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def compare(case: Case) -> Outcome:
    """Run both sides by turns, so that a busy moment of the machine does not fall on one of them alone."""
    ours, baseline = case.ours(), case.baseline()
    for _ in range(case.rounds - 1):
        ours, baseline = ours.least(case.ours()), baseline.least(case.baseline())
    return Outcome(case, ours - baseline if case.net else ours, baseline)


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a Markdown table."""
    lines = [
        "| what | CPU ms | baseline | CPU ms | ratio | limit | peak MiB | baseline | |",
        "|---|--:|---|--:|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *map(_line, outcomes)])


def _line(outcome: Outcome) -> str:
    case = outcome.case
    limits = [f"{case.most_ratio:g}×"] if case.most_ratio is not None else []
    limits += [f"{case.most_cpu * 1000:.0f} ms"] if case.most_cpu is not None else []
    limits += [f"{case.most_peak:.0f} MiB"] if case.most_peak is not None else []
    cells = (
        case.name,
        f"{outcome.ours.cpu * 1000:.0f}",
        case.baseline_name,
        f"{outcome.baseline.cpu * 1000:.0f}",
        f"{outcome.ratio:.2f}",
        ", ".join(limits),
        _peak(outcome.ours),
        _peak(outcome.baseline),
        "ok" if outcome.within_limits else "**too much**",
    )
    return f"| {' | '.join(cells)} |"


def _peak(cost: Cost) -> str:
    return "" if cost.peak is None else f"{cost.peak:.0f}"
