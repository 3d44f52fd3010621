"""Looks for activities told word for word in several measures without any 再掲."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.same_activities import told_by_text
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import Repeat

_SHORTEST = 20
"""Shorter texts (「アンケートを実施しました。」) may well be true twice."""


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for text, same in told_by_text(content.items).items():
        unmarked = [told for told in same if Repeat.NONE is told.item.repeat is told.activity.repeat]
        if len(text) < _SHORTEST or len(unmarked) < 2:
            continue
        first, last = unmarked[0], unmarked[-1]
        yield Doubt(
            subject=last.item.item_id,
            field=f"activities[{last.activity.position}]",
            place=last.activity.place,
            printed=last.activity.text or "",
            message=f"同じ文が {'、'.join(told.name for told in unmarked)} にありますが、再掲の印がありません。"
            f"{first.name}の再掲なら印を付け、別の取組なら違いが分かるように書いてください。",
        )


CHECK = Check(
    name="unmarked_repeat",
    label="印のない再掲",
    explanation="取組の文が、再掲の印なしに、二つ以上の場所に一字一句同じ形で載っていないかを見ます。"
    "件数を数えると二重になります。",
    severity=Severity.NOTE,
    look=_look,
)
