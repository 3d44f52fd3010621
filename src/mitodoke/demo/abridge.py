"""Take the sentences out of a reading and keep its facts: names, titles, numbers, dates, departments, places.

What the repository may carry of a published document is its facts and figures, not its wording. The lines of
the source stay as many as they were, so that every place still points where it pointed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.document import LineRole
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import without_space
from mitodoke.domain.outline import PlanItem
from mitodoke.domain.place import parse_place

LEFT_OUT = "…"
LONGEST_NOTE = 40
LONGEST_QUOTE = 24
SHORTEST_PROSE = 8

_REMARK = re.compile(r"※[^。※]*。")
"""A sentence beside the dates."""

_PIECE = re.compile(r"[^\s|<>]+")


def abridge(reading: Reading) -> Reading:
    """`reading` without its sentences; its findings quote at most a few words."""
    content = reading.content
    prose = "\n".join(without_space(text) for text in _sentences(content))
    facts = "\n".join(without_space(text) for text in _facts(content))
    return replace(
        reading,
        content=replace(
            content,
            document=replace(content.document, abridged=True),
            items=tuple(_item(item) for item in content.items),
            indicators=tuple(_indicator(indicator) for indicator in content.indicators),
            entries=tuple(_entry(entry) for entry in content.entries),
            glossary=tuple(replace(term, definition=None) for term in content.glossary),
        ),
        lines=_lines(reading, prose, facts),
        findings=tuple(abridge_finding(finding) for finding in reading.findings),
    )


def abridge_finding(finding: Finding) -> Finding:
    """`finding` with what it quotes cut to a few words."""
    printed, expected = _quote(finding.printed), _quote(finding.expected)
    message = finding.message
    for whole, cut in ((finding.printed, printed), (finding.expected, expected)):
        if whole != cut:
            message = message.replace(whole, cut)
    return replace(finding, printed=printed, expected=expected, message=message)


def _quote(text: str) -> str:
    if "。" not in text and len(text) <= LONGEST_NOTE:
        return text
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + LEFT_OUT


def _short(note: str | None) -> str | None:
    return note if note and "。" not in note and len(note) <= LONGEST_NOTE else None


def _item(item: PlanItem) -> PlanItem:
    activities = tuple(replace(activity, text=None) for activity in item.activities)
    return replace(item, summary=None, audience=(), outcomes=(), activities=activities)


def _indicator(indicator: Indicator) -> Indicator:
    values = tuple(replace(value, note=_short(value.note)) for value in indicator.values)
    return replace(indicator, note=_short(indicator.note), values=values)


def _entry(entry: CollaborationEntry) -> CollaborationEntry:
    prose = entry.organisations_are_prose
    return replace(
        entry,
        purpose=None,
        effects=None,
        dates_printed=_REMARK.sub(LEFT_OUT, entry.dates_printed) if entry.dates_printed else None,
        organisations_printed=_short(entry.organisations_printed) if prose else entry.organisations_printed,
        occurrences=tuple(_occurrence(occurrence) for occurrence in entry.occurrences),
    )


def _occurrence(occurrence: Occurrence) -> Occurrence:
    return replace(occurrence, note=_short(occurrence.note))


def _sentences(content: DocumentContent) -> Iterable[str]:
    """Every text of `content` that `abridge` leaves out."""
    for item in content.items:
        yield from (activity.text or "" for activity in item.activities)
        yield from (item.summary or "", *item.audience, *item.outcomes)
    for entry in content.entries:
        yield from (entry.purpose or "", entry.effects or "")
        if entry.organisations_are_prose:
            yield entry.organisations_printed or ""
        yield from (o.note or "" for o in entry.occurrences if o.note != _short(o.note))
        yield from _REMARK.findall(entry.dates_printed or "")
    for indicator in content.indicators:
        yield indicator.note or ""
        yield from (value.note or "" for value in indicator.values)
    yield from (term.definition or "" for term in content.glossary)


def _facts(content: DocumentContent) -> Iterable[str]:
    """Every name and number of `content` that may also stand inside its sentences."""
    for item in content.items:
        yield from (item.title or "", item.subtitle or "", *(item.departments or ()))
    for entry in content.entries:
        yield from (entry.title, *entry.departments, _REMARK.sub("", entry.dates_printed or ""))
        yield from (organisation.name for organisation in entry.organisations)
        if not entry.organisations_are_prose:
            yield entry.organisations_printed or ""
    for indicator in content.indicators:
        yield indicator.name
    yield from (term.term for term in content.glossary)


def _lines(reading: Reading, prose: str, facts: str) -> tuple[str, ...]:
    left_out: set[int] = set()
    for use in reading.line_uses:
        if use.role is LineRole.LEFT_OUT and use.detail != "blank":
            lines = parse_place(use.place)
            left_out.update(range(lines.first, lines.last + 1))

    def piece(match: re.Match[str]) -> str:
        text = match[0].lstrip("-・➢➤▶※")
        if "。" in text or (len(text) >= SHORTEST_PROSE and text in prose and text not in facts):
            return LEFT_OUT
        return match[0]

    return tuple(
        (LEFT_OUT if line.strip() else line) if number in left_out else _PIECE.sub(piece, line)
        for number, line in enumerate(reading.lines, start=1)
    )
