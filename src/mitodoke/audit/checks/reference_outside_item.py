"""Looks for 「上記」 at the head of a measure, where nothing stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_ABOVE = re.compile(r"\s*(上記|前記|前述|先述|上述|同上|前項)")


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for item in content.items:
        for activity in item.activities[:1]:
            if match := _ABOVE.match(activity.text or ""):
                yield Doubt(
                    subject=item.item_id,
                    field=f"activities[{activity.position}]",
                    place=activity.place,
                    printed=match[1],
                    message=f"最初の取組が「{match[1]}」で始まりますが、この施策の中にはその前の取組がありません。"
                    "別の施策を指しているなら、名前を書くか再掲の印を付けてください。",
                )


CHECK = Check(
    name="reference_outside_item",
    label="施策の外を指す「上記」",
    explanation="施策の最初の取組が「上記」「前述」などで始まっていないかを見ます。一つの施策だけを読む人には、何を指すか分かりません。",
    severity=Severity.NOTE,
    look=_look,
)
