"""Our own report on the strategy: the outline as cities print it, with our count of changes and charts before it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import GlossaryTerm, ItemKind, PlanItem, RevisionFlag
from mitodoke.domain.place import line_place, parse_place
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.own_reports.indicator_notes import IndicatorNotes
from mitodoke.sources.formats.own_reports.masked_text import LOST, MaskedText, is_own_report, with_cover
from mitodoke.sources.formats.own_reports.stated_counts import take_stated_counts
from mitodoke.sources.formats.pledges.period import find_period
from mitodoke.sources.formats.strategy import STRATEGY
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.placed_lines import BREAK
from mitodoke.sources.read_text import SourceText

_LAYOUT = "own_report_strategy"
_CHARTS = "施策の体系"
_GLOSSARY = "用語解説"
_GLOSSARY_HEAD = ("番号", "用語", "解説")
_SDGS = re.compile(rf"SDGs：(?P<numbers>{LOST}|[\d、]+)\Z", re.ASCII)
_GOAL = re.compile(r"基本目標\d+[ \u3000]")
_FLAGS = {flag.label: flag for flag in RevisionFlag}
_FLAG_COLUMN = 2
_COUNT = re.compile(r"([0-9]{1,4})項目\Z")
_CHANGED = "（変更）"
_NUMBER = re.compile(r"※(\d+)\Z")
_LOST_FLAGS = f"（見直しの印は{LOST}）"
_LOST_TITLE = f"（見出しは{LOST}）"
_LOST_DEPARTMENT = f"【担当課は{LOST}】"


def recognise(text: SourceText) -> float:
    """Whether it is one of our reports with a strategy's outline as charts, or with its goals."""
    if not is_own_report(text):
        return 0.0
    goals = any(_GOAL.match(line) for line in text.lines)
    return (
        1.0
        if goals and any("■重要業績評価指標" in line or line.strip() == _CHARTS for line in text.lines)
        else 0.0
    )


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the report; charts are left out, SDGs, marks of changed indicators and the glossary read as we print them."""
    masked = MaskedText.of(text, ledger)
    charts = masked.find(lambda line: line == _CHARTS)
    goal = masked.find(lambda line: _GOAL.match(line) is not None, (charts or 0) + 1) or 0
    for index in range(goal if charts is None else charts, goal):
        if masked.lines[index].strip():
            masked.leave_out(index, "chart")
    counts = (*take_stated_counts(masked, charts or goal), *_revision_counts(masked, charts or goal))
    lost = {index + 1 for index in range(goal, len(masked.lines)) if _LOST_TITLE in masked.lines[index]}
    sdgs = _mask_body(masked, goal)
    changed = _mask_changed(masked, goal)
    glossary = _mask_glossary(masked, goal)
    notes = IndicatorNotes(masked)
    notes.take(goal)
    content, findings = STRATEGY.parse(masked.masked, ledger)
    return (
        replace(
            content,
            document=_document(content.document, text),
            items=_with_sdgs(content.items, sdgs, lost),
            indicators=notes.given_to([_with_change(one, changed) for one in content.indicators]),
            glossary=glossary or content.glossary,
            stated=(*content.stated, *counts),
        ),
        findings,
    )


def _document(document: SourceDocument, text: SourceText) -> SourceDocument:
    """The document with the period of the cover, where the text tells none."""
    if document.period_start is None:
        for line in text.lines[:10]:
            if line.startswith("（") and (period := find_period(line)) is not None:
                document = replace(document, period_start=period[0], period_end=period[1])
                break
    return with_cover(document, text, _LAYOUT)


def _mask_body(masked: MaskedText, start: int) -> dict[int, tuple[int, ...] | None]:
    """Take out SDGs and our words for what is lost; the numbers (None for lost ones) by their lines, from 1."""
    found: dict[int, tuple[int, ...] | None] = {}
    for index in range(start, len(masked.lines)):
        line = masked.lines[index].strip()
        if (sdgs := _SDGS.match(line)) is not None:
            numbers = sdgs["numbers"]
            found[index + 1] = None if numbers == LOST else tuple(int(n) for n in numbers.split("、") if n)
            masked.leave_out(index, "sdgs")
        elif line == _LOST_FLAGS:
            masked.leave_out(index, "lost")
        elif len(line) > 1 and _LOST_FLAGS.startswith(line):
            following = masked.find(bool, index + 1)
            if following is not None and line + masked.lines[following].strip() == _LOST_FLAGS:
                masked.leave_out(index, "lost")
                masked.leave_out(following, "lost")
        elif LOST in line:
            for words in (_LOST_FLAGS, _LOST_TITLE, _LOST_DEPARTMENT):
                line = line.replace(words, "").rstrip("\u3000 ")
            masked.lines[index] = line
            if not line:
                masked.leave_out(index, "lost")
    return found


def _revision_counts(masked: MaskedText, end: int) -> tuple[StatedFigure, ...]:
    """The counts of changes that the city published, from our table of them."""
    found = []
    for index in range(end):
        cells = [cell.strip() for cell in masked.lines[index].split("\t")]
        flag = _FLAGS.get(cells[_FLAG_COLUMN].strip("「」")) if len(cells) > _FLAG_COLUMN else None
        count = _COUNT.match(cells[1]) if flag else None
        if flag and count:
            found.append(
                StatedFigure(
                    subject="document",
                    figure=f"count.revisions.{flag}",
                    printed=cells[1],
                    value=Decimal(count[1]),
                    place=line_place(index + 1),
                )
            )
            masked.lines[index] = ""
            masked.ledger.record(index + 1, index + 1, "stated_counts")
    return tuple(found)


def _mask_changed(masked: MaskedText, start: int) -> set[int]:
    """Take the mark of a changed indicator from its name; the lines, from 1, where it stood."""
    found = set()
    for index in range(start, len(masked.lines)):
        name, tab, rest = masked.lines[index].partition("\t")
        if tab and name.endswith(_CHANGED):
            masked.lines[index] = name.removesuffix(_CHANGED).rstrip(BREAK) + tab + rest
            found.add(index + 1)
    return found


def _mask_glossary(masked: MaskedText, start: int) -> tuple[GlossaryTerm, ...]:
    head = masked.find(lambda line: line == "\t".join(_GLOSSARY_HEAD), start)
    if head is None:
        return ()
    masked.heading(head, "table_head")
    title = masked.find(lambda line: line == _GLOSSARY, start)
    if title is not None and title < head:
        masked.heading(title, "glossary")
    terms = []
    for index in range(head + 1, len(masked.lines)):
        cells = masked.lines[index].split("\t")
        if len(cells) != len(_GLOSSARY_HEAD):
            continue
        number = _NUMBER.match(cells[0].strip())
        term, definition = (
            " ".join(cell.split(BREAK)).strip() for cell in (cells[1], cells[2].replace(BREAK, "\n"))
        )
        terms.append(
            GlossaryTerm(
                number=int(number[1]) if number else None,
                term=term,
                definition=definition or None,
                place=line_place(index + 1),
            )
        )
        masked.lines[index] = ""
        masked.ledger.record(index + 1, index + 1, term)
    return tuple(terms)


def _with_sdgs(
    items: tuple[PlanItem, ...], sdgs: dict[int, tuple[int, ...] | None], lost: set[int]
) -> tuple[PlanItem, ...]:
    """Items with the SDGs that stand below their heading and above that of the next item; none where none stand.

    An item begins with its first line that is read; the lines `lost` are headings that the source lost, before it.
    """
    heads: list[int] = []
    for item in items:
        first = parse_place(item.place).first
        above = [line for line in lost if line <= first] if item.title is None else []
        heads.append(max([head for head in above if not heads or head > max(heads)], default=first))
    found = []
    for number, item in enumerate(items):
        following = min((head for head in heads if head > heads[number]), default=10**9)
        own = [value for line, value in sdgs.items() if heads[number] <= line < following]
        names_goals = item.kind in (ItemKind.MEASURE, ItemKind.PROJECT)
        found.append(replace(item, sdgs=own[0] if own else ()) if names_goals else item)
    return tuple(found)


def _with_change(indicator: Indicator, changed: set[int]) -> Indicator:
    lines = parse_place(indicator.place)
    is_changed = any(line in changed for line in range(lines.first, lines.last + 1))
    return replace(indicator, changed=True) if is_changed else indicator


OWN_STRATEGY = Layout(
    name=_LAYOUT,
    looked_for="見届けの総合戦略の報告書（表紙の版、施策の体系）",
    recognise=recognise,
    parse=parse,
)
