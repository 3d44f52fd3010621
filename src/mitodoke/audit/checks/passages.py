"""The texts of a document that checks of wording read: its raw lines, or else the texts of its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.place import Place, line_place


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with where it stands; `subject` is a record's id, or ``document`` for a raw line."""

    subject: str
    field: str
    place: Place
    text: str


def passages(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Passage]:
    """Every line of the text when the lines are given; else every text of the records."""
    if lines:
        for number, line in enumerate(lines, start=1):
            yield Passage("document", "text", line_place(number), line)
        return
    for item in content.items:
        for field, text in (("title", item.title), ("subtitle", item.subtitle), ("summary", item.summary)):
            if text:
                yield Passage(item.item_id, field, item.place, text)
        for name, texts in (("audience", item.audience), ("outcomes", item.outcomes)):
            for text in texts:
                yield Passage(item.item_id, name, item.place, text)
        for activity in item.activities:
            yield Passage(
                item.item_id, f"activities[{activity.position}]", activity.place, activity.text or ""
            )
    for entry in content.entries:
        for field, text in (
            ("title", entry.title),
            ("purpose", entry.purpose),
            ("organisations", entry.organisations_printed),
            ("dates", entry.dates_printed),
            ("effects", entry.effects),
        ):
            if text:
                yield Passage(entry.entry_id, field, entry.place, text)
    for term in content.glossary:
        yield Passage("glossary", term.term, term.place, f"{term.term}\n{term.definition or ''}")
