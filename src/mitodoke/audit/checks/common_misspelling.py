"""Looks for misspellings that are wrong in any document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.confusable_characters import misspellings
from mitodoke.audit.checks.passages import passages
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


@cache
def _wrong_words() -> re.Pattern[str]:
    """All of them, the longest first; a kanji before one may make another word of it (配分折衝)."""
    longest_first = sorted(misspellings(), key=len, reverse=True)
    return re.compile(r"(?<![一-鿿])(?:" + "|".join(re.escape(word) for word in longest_first) + ")")


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for passage in passages(content, lines):
        for word in dict.fromkeys(_wrong_words().findall(passage.text)):
            right = misspellings()[word]
            yield Doubt(
                subject=passage.subject,
                field=passage.field,
                place=passage.place,
                printed=word,
                expected=right,
                message=f"「{word}」は「{right}」の誤りと思われます。固有の名前でないか確かめてください。",
            )


CHECK = Check(
    name="common_misspelling",
    label="よくある誤字",
    explanation="どの文書でも誤りである綴り（「コロナ渦」「分折」「特定非営利法人」など）を、用意した一覧と照らし合わせます。",
    severity=Severity.WARNING,
    look=_look,
)
