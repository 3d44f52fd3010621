"""Looks for effects with a number of people that stand word for word in several rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable

_PEOPLE = re.compile(r"(?<![0-9.,第])[0-9][0-9,]{0,8}[人名](?!目|以上|以下|未満|分|体制|程度)")


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    texts: dict[str, list[CollaborationEntry]] = defaultdict(list)
    for entry in content.entries:
        if entry.effects:
            texts[comparable(entry.effects)].append(entry)
    for text, same in texts.items():
        people = _PEOPLE.findall(text)
        if len(same) < 2 or not people:
            continue
        counts = [f"{e.entry_id}は{e.participants}人" for e in same if e.participants is not None]
        beside = f"行の参加人数は、{'、'.join(counts)}です。" if counts else ""
        yield Doubt(
            subject=same[-1].entry_id,
            field="effects",
            place=same[-1].place,
            printed="、".join(people),
            message=f"人数（{'、'.join(people)}）を含む同じ文が{len(same)}つの行の効果欄にあります"
            f"（{'、'.join(entry.entry_id for entry in same)}）。{beside}どの行についての人数か確かめてください。",
        )


CHECK = Check(
    name="copied_effects",
    label="人数を含む効果の文の重複",
    explanation="参加人数などを含む「取組の効果」の文が、複数の行に一字一句同じ形で載っていないかを見ます。"
    "写した文の人数は、どの行の参加人数とも合わないことがあります。",
    severity=Severity.NOTE,
    look=_look,
)
