"""What is doubtful in a source of scores, in words: told and not changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from phuluc.domain.score_checks import DoubtKind, ScoreDoubt, numbered_apart, snapshot_doubts
from phuluc.domain.score_figures import ScoreSnapshot
from phuluc.domain.scoring_rules import axis_names

#: Nobody reads more of one kind; the number of all is told.
_MOST_NAMED: Final = 5


def told_doubts(snapshot: ScoreSnapshot) -> list[str]:
    """Tell what is doubtful in a snapshot, a sentence for each kind."""
    by_kind: dict[DoubtKind, list[ScoreDoubt]] = defaultdict(list)
    # The columns were proved to hold no more than their maxima when they were read.
    for doubt in snapshot_doubts(snapshot):
        by_kind[doubt.kind].append(doubt)
    told = [_sentence(kind, doubts, snapshot) for kind, doubts in by_kind.items()]
    apart = numbered_apart(snapshot)
    if apart is not None:
        first, second = (snapshot.units[place] for place in apart)
        told.append(
            f"Các bảng của tệp không cùng một lần xuất hoặc không cùng kỳ: thứ hạng {first.rank} ghi cho cả "
            f"{first.unit} ({first.score.where}) và {second.unit} ({second.score.where}); kiểm tra trước khi so sánh"
        )
    return told


def _sentence(kind: DoubtKind, doubts: Sequence[ScoreDoubt], snapshot: ScoreSnapshot) -> str:
    named = "; ".join(_named(doubt, snapshot) for doubt in doubts[:_MOST_NAMED])
    more = "; …" if len(doubts) > _MOST_NAMED else ""
    return f"{len(doubts):02} đơn vị có {kind.value} (giữ nguyên điểm của nguồn): {named}{more}"


def _named(doubt: ScoreDoubt, snapshot: ScoreSnapshot) -> str:
    unit = snapshot.units[doubt.index]
    axis = f" {axis_names()[doubt.axis].lower()}" if doubt.axis and doubt.kind is DoubtKind.ABOVE_MAXIMUM else ""
    expected = f", không phải {doubt.expected}" if doubt.expected else ""
    return f"{unit.unit}{axis} {doubt.found}{expected} ({unit.score.where})"
