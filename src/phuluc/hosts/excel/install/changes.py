"""What an installation or removal is going to do: a list of changes, each of which can be told before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phuluc.results import Progress, no_progress


@dataclass(frozen=True)
class Change:
    """One step.

    Attributes:
        plan: what would be done, "Chép phần bổ trợ vào …"; the same words with "Đã" before them tell that it was done.
        apply: does it, reporting its progress.
    """

    plan: str
    apply: Callable[[Progress], None]

    @property
    def done(self) -> str:
        return f"Đã {self.plan[0].lower()}{self.plan[1:]}"


@dataclass(frozen=True)
class Plan:
    """The changes in their order, and what the person should know besides."""

    changes: tuple[Change, ...]
    notices: tuple[str, ...] = ()


def carry_out(plan: Plan, progress: Progress = no_progress) -> list[str]:
    """Apply all changes; gives what was done, in words."""
    told = []
    for change in plan.changes:
        change.apply(progress)
        told.append(change.done)
    return told


def quietly(action: Callable[[], object]) -> Callable[[Progress], None]:
    """A change's `apply` made of something that has no progress to report."""

    def apply(_progress: Progress) -> None:
        action()

    return apply
