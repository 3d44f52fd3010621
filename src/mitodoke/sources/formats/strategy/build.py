"""Turns drafts into records: ids, codes, units, desired change, places, findings and the use of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.outline import GlossaryTerm, ItemKind, PlanItem
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.strategy import doubts
from mitodoke.sources.formats.strategy.build_indicators import build_indicators
from mitodoke.sources.formats.strategy.doubts import Doubt
from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.footnotes import Footnote
from mitodoke.sources.formats.strategy.item_codes import item_codes
from mitodoke.sources.formats.strategy.notes import attach_notes
from mitodoke.sources.line_ledger import LineLedger


class Builder:
    """Builds the records of one document; results are in `items`, `indicators`, `glossary` and `findings`."""

    def __init__(self, ledger: LineLedger) -> None:
        self._ledger = ledger
        self.items: list[PlanItem] = []
        self.indicators: list[Indicator] = []
        self.glossary: list[GlossaryTerm] = []
        self.findings: list[Finding] = []

    def build_items(self, drafts: list[ItemDraft]) -> None:
        """Records of all items and their indicators, in document order."""
        codes = item_codes(drafts)
        used: Counter[str] = Counter()
        ids: dict[int, str] = {}
        for draft in drafts:
            code = codes[id(draft)]
            used[code] += 1
            item_id = code if used[code] == 1 else f"{code}~{used[code]}"
            ids[id(draft)] = item_id
            if used[code] > 1:
                self._doubt(item_id, doubts.duplicate_code(_first_line(draft), code))
            attach_notes(draft)
            self._record(draft.lines, item_id)
            self.items.append(_item(draft, item_id, code, ids.get(id(draft.parent))))
            if not draft.title:
                self._doubt(item_id, doubts.lost_heading(_first_line(draft), draft.kind.label))
            for doubt in draft.doubts:
                self._doubt(item_id, doubt)
            for indicator, lines, found in build_indicators(draft, item_id):
                self.indicators.append(indicator)
                self._record(lines, indicator.indicator_id)
                for doubt in found:
                    self._doubt(indicator.indicator_id, doubt)

    def build_glossary(self, notes: Iterable[Footnote]) -> None:
        """The glossary's terms; a definition that is lost is an empty text and a finding."""
        for note in notes:
            term_id = f"glossary-{note.number}"
            self._record(note.lines, term_id)
            self.glossary.append(
                GlossaryTerm(
                    number=note.number,
                    term=note.term,
                    definition=join_lines(note.definition),
                    place=line_place(note.first, note.last),
                )
            )
            if note.repeated:
                self._doubt(term_id, doubts.repeated_footnote_number(note.first, note.number, note.term))
            if not note.definition:
                self._doubt(term_id, doubts.lost_definition(note.first, note.number, note.term))

    def _record(self, lines: list[int], record_id: str) -> None:
        for line in lines:
            self._ledger.record(line, line, record_id)

    def _doubt(self, subject: str, doubt: Doubt) -> None:
        self.findings.append(
            Finding(
                check=doubt.check,
                severity=doubt.severity,
                subject=subject,
                field=doubt.field,
                place=line_place(doubt.line),
                printed=doubt.printed,
                expected=doubt.expected,
                message=doubt.message,
            )
        )


def _own_lines(draft: ItemDraft) -> list[int]:
    lines = list(draft.lines)
    for indicator in draft.indicators:
        lines.extend(indicator.lines)
    if draft.heading_line is not None:
        lines.append(draft.heading_line)
    return lines or [1]


def _first_line(draft: ItemDraft) -> int:
    return min(_own_lines(draft))


def _item(draft: ItemDraft, item_id: str, code: str, parent_id: str | None) -> PlanItem:
    lines = _own_lines(draft)
    project = draft.kind is ItemKind.PROJECT
    groups = ["\n".join(group) for group in (draft.situation, draft.paragraphs) if group]
    none_printed = None if project else ()
    return PlanItem(
        item_id=item_id,
        parent_id=parent_id,
        kind=draft.kind,
        code=code,
        title=join_lines(draft.title) or None,
        place=line_place(min(lines), max(lines)),
        departments=none_printed if draft.departments is None else tuple(dict.fromkeys(draft.departments)),
        flags=None if not draft.title and not draft.flags else tuple(draft.flags),
        sdgs=none_printed if draft.sdgs is None else tuple(dict.fromkeys(draft.sdgs)),
        summary="\n\n".join(groups) or None,
        audience=tuple(draft.audience),
        outcomes=tuple(draft.outcomes),
    )
