"""Looks for events that were cancelled and yet have participants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_CANCELLED = re.compile(r"[【（(〔\[][^】）)〕\]]{0,20}中止[^】）)〕\]]{0,6}[】）)〕\]]")


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        for occurrence in entry.occurrences:
            if occurrence.cancelled and occurrence.participants:
                yield Doubt(
                    subject=entry.entry_id,
                    field=f"occurrences[{occurrence.position}].participants",
                    place=occurrence.place,
                    printed=f"{occurrence.participants}人",
                    message=f"中止とされた回に参加人数（{occurrence.participants}人）があります。どちらが正しいか確かめてください。",
                )
        if entry.participants and _CANCELLED.search(entry.title):
            yield Doubt(
                subject=entry.entry_id,
                field="participants",
                place=entry.place,
                printed=f"{entry.title}：{entry.participants}人",
                message=f"名称に中止とありますが、参加人数（{entry.participants}人）があります。どちらが正しいか確かめてください。",
            )


CHECK = Check(
    name="cancelled_with_participants",
    label="中止なのに参加人数がある事業",
    explanation="中止と書かれた事業や回に、参加人数が入っていないかを見ます。",
    severity=Severity.WARNING,
    look=_look,
)
