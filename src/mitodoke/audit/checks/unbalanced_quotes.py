"""Looks for paragraphs with a quotation mark that has no partner."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.place import line_place

_PAIRS = (("「", "」"), ("『", "』"))
_SHORTEST = 40


def unpaired(text: str) -> str | None:
    """The first quotation mark of `text` that opens without closing or closes without opening, else None."""
    for opening, closing in _PAIRS:
        depth = 0
        for character in text:
            depth += (character == opening) - (character == closing)
            if depth < 0:
                return closing
        if depth > 0:
            return opening
    return None


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for number, line in enumerate(lines, start=1):
        before = lines[number - 2].strip() if number > 1 else ""
        after = lines[number].strip() if number < len(lines) else ""
        text = line.strip()
        whole = (
            not before and not after and text.endswith("。") and len(text) >= _SHORTEST and "\t" not in line
        )
        if whole and "|" not in line and (mark := unpaired(text)):
            at = text.index(mark)
            yield Doubt(
                subject="document",
                field="text",
                place=line_place(number),
                printed=text[max(0, at - 20) : at + 20],
                message=f"かぎかっこ（{mark}）の片方がありません。どこからどこまでが引用か確かめてください。",
            )


CHECK = Check(
    name="unbalanced_quotes",
    label="片方だけのかぎかっこ",
    explanation="一つの段落の中で「」『』の始めと終わりがそろっているかを見ます。行の途中で改行された表の中は見ません。",
    severity=Severity.NOTE,
    look=_look,
)
