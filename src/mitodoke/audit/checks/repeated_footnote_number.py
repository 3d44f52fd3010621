"""Looks for footnotes that share a number or a term."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    numbers: dict[int, str] = {}
    terms: dict[str, int | None] = {}
    for term in content.glossary:
        if term.number is not None and term.number in numbers:
            yield Doubt(
                subject=f"glossary-{term.number}",
                field="number",
                place=term.place,
                printed=f"※{term.number} {term.term}",
                message=f"注の番号※{term.number}が「{numbers[term.number]}」と「{term.term}」の二つに使われています。"
                "本文の※がどちらを指すか分からなくなるため、番号を確かめてください。",
            )
        elif comparable(term.term) in terms:
            yield Doubt(
                subject=f"glossary-{term.number}",
                field="term",
                place=term.place,
                printed=f"※{term.number} {term.term}",
                message=f"「{term.term}」の説明が※{terms[comparable(term.term)]}にもあります。どちらかにまとめられます。",
            )
        if term.number is not None:
            numbers.setdefault(term.number, term.term)
        terms.setdefault(comparable(term.term), term.number)


CHECK = Check(
    name="repeated_footnote_number",
    label="注の番号の重複",
    explanation="用語の注（※1、※2…）に同じ番号が二度使われていないか、同じ用語が二度説明されていないかを見ます。",
    severity=Severity.WARNING,
    look=_look,
)
