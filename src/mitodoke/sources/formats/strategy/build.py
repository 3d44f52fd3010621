"""Turns drafts into records: ids, codes, units, desired change, places, findings and the use of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.outline import GlossaryTerm, ItemKind, PlanItem
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.strategy.build_indicators import build_indicators
from mitodoke.sources.formats.strategy.drafts import Doubt, ItemDraft
from mitodoke.sources.formats.strategy.footnotes import Footnote
from mitodoke.sources.formats.strategy.measure_numbers import starts_again, true_numbers
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
        codes = self._codes(drafts)
        used: Counter[str] = Counter()
        ids: dict[int, str] = {}
        for draft in drafts:
            code = codes[id(draft)]
            used[code] += 1
            item_id = code if used[code] == 1 else f"{code}~{used[code]}"
            ids[id(draft)] = item_id
            if used[code] > 1:
                self._doubt(item_id, _duplicate(draft, code))
            attach_notes(draft)
            self._record(draft.lines, item_id)
            self.items.append(_item(draft, item_id, code, ids.get(id(draft.parent))))
            if not draft.title:
                self._doubt(item_id, _lost_heading(draft))
            for doubt in draft.doubts:
                self._doubt(item_id, doubt)
            for indicator, lines, doubts in build_indicators(draft, item_id):
                self.indicators.append(indicator)
                self._record(lines, indicator.indicator_id)
                for doubt in doubts:
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
                self._doubt(term_id, _repeated_footnote(note))
            if not note.definition:
                self._doubt(term_id, _lost_definition(note))

    def _codes(self, drafts: list[ItemDraft]) -> dict[int, str]:
        measures = [draft for draft in drafts if draft.kind is ItemKind.MEASURE]
        printed = [measure.number for measure in measures]
        numbers = true_numbers(printed)
        anew = any(
            starts_again(printed, [id(_above(measure, levels)) for measure in measures]) for levels in (1, 2)
        )
        codes: dict[int, str] = {}
        seen: set[int] = set()
        for measure, number in zip(measures, numbers, strict=True):
            codes[id(measure)] = f"S{number}"
            if measure.number is not None and measure.number != number and not anew:
                measure.doubts.append(_misnumbered(measure, number, repeated=measure.number in seen))
            seen.update(() if measure.number is None else (measure.number,))
        counts: Counter[str] = Counter()
        goal = ""
        for draft in drafts:
            if draft.kind is ItemKind.BASIC_GOAL:
                counts["goals"] += 1
                codes[id(draft)] = goal = f"G{counts['goals']}"
            elif draft.kind is ItemKind.BASIC_DIRECTION:
                counts[f"directions of {goal}"] += 1
                number = draft.number or counts[f"directions of {goal}"]
                codes[id(draft)] = draft.code or f"{goal.removeprefix('G') or '0'}-{number}"
            elif draft.kind is ItemKind.PROJECT:
                measure = codes[id(draft.parent)]
                counts[measure] += 1
                codes[id(draft)] = f"{measure}-{counts[measure]}"
        return codes

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


def _above(draft: ItemDraft, levels: int) -> ItemDraft | None:
    above: ItemDraft | None = draft
    for _ in range(levels):
        above = above.parent if above is not None else None
    return above


def _own_lines(draft: ItemDraft) -> list[int]:
    lines = list(draft.lines)
    for indicator in draft.indicators:
        lines.extend(indicator.lines)
    if draft.heading_line is not None:
        lines.append(draft.heading_line)
    return lines or [1]


def _item(draft: ItemDraft, item_id: str, code: str, parent_id: str | None) -> PlanItem:
    lines = _own_lines(draft)
    project = draft.kind is ItemKind.PROJECT
    lost = project and not draft.title
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
        flags=None if lost and not draft.flags else tuple(draft.flags),
        sdgs=none_printed if draft.sdgs is None else tuple(dict.fromkeys(draft.sdgs)),
        summary="\n\n".join(groups) or None,
        audience=tuple(draft.audience),
        outcomes=tuple(draft.outcomes),
    )


def _duplicate(draft: ItemDraft, code: str) -> Doubt:
    return Doubt(
        "duplicate_code",
        Severity.WARNING,
        "code",
        min(_own_lines(draft)),
        code,
        "",
        f"番号「{code}」が、前にも使われています。番号の誤りでないか原文で確かめてください。",
    )


def _lost_heading(draft: ItemDraft) -> Doubt:
    return Doubt(
        "lost_heading",
        Severity.NOTE,
        "title",
        min(_own_lines(draft)),
        "",
        "",
        f"{draft.kind.label}の見出しが文書から失われています。名称・担当部署・変更の印は不明として扱います。",
    )


def _misnumbered(measure: ItemDraft, number: int, *, repeated: bool) -> Doubt:
    how = "前の施策と同じです" if repeated else "並び順と合いません"
    return Doubt(
        "repeated_measure_number",
        Severity.WARNING,
        "code",
        min(_own_lines(measure)),
        str(measure.number),
        str(number),
        f"施策の番号「{measure.number}」が{how}。並び順から{number}番として扱います。原文の番号を確かめてください。",
    )


def _repeated_footnote(note: Footnote) -> Doubt:
    return Doubt(
        "repeated_footnote_number",
        Severity.WARNING,
        "number",
        note.first,
        f"※{note.number}",
        "",
        f"注の番号「※{note.number}」（{note.term}）が、前の用語にも使われています。番号の誤りでないか確かめてください。",
    )


def _lost_definition(note: Footnote) -> Doubt:
    return Doubt(
        "lost_definition",
        Severity.NOTE,
        "definition",
        note.first,
        f"※{note.number} {note.term}",
        "",
        f"用語「{note.term}」（※{note.number}）の説明が文書から失われています。説明は空欄として扱います。",
    )
