"""Tells which activities a 再掲 repeats, as the mark itself does not."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.same_activities import tellers, told, told_elsewhere
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import Repeat


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    texts = tellers(content.items)
    for item in content.items:
        if item.repeat is Repeat.NONE:
            continue
        found = []
        for telling in told([item]):
            other = told_elsewhere(telling, texts)
            if other is not None:
                found.append((telling.activity, other))
        if found:
            pairs = "、".join(f"{activity.position}番目＝{other.name}" for activity, other in found)
            mark = "【再掲】" if item.repeat is Repeat.FULL else "【一部再掲】"
            yield Doubt(
                subject=item.item_id,
                field="repeat",
                place=found[0][0].place,
                printed=mark,
                expected=pairs,
                message=f"{mark}の取組のうち、文が一致するのは {pairs} です。取組の件数を数えるときは二重になります。",
            )


CHECK = Check(
    name="repeat_resolved",
    label="再掲の元",
    explanation="【再掲】【一部再掲】の付いた施策について、どの取組がどこの再掲かを、文の一致から示します。"
    "一部再掲の印だけでは、どの項目が再掲か分かりません。",
    severity=Severity.NOTE,
    look=_look,
)
