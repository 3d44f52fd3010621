"""The pledge report (市長公約の取組状況): visions, pledges, measures with activities, and the summary table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.domain.fiscal_year import FiscalYear, parse_fiscal_year
from mitodoke.sources.find_municipality import find_municipality
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.pledges.account import account
from mitodoke.sources.formats.pledges.body_text import SummaryText
from mitodoke.sources.formats.pledges.department_block import known_departments
from mitodoke.sources.formats.pledges.doubts import find_doubts
from mitodoke.sources.formats.pledges.front_matter import FrontText, read_front
from mitodoke.sources.formats.pledges.known_pledges import KnownPledges
from mitodoke.sources.formats.pledges.line_marks import LONGEST_MARK, Line, Mark, mark_lines
from mitodoke.sources.formats.pledges.parts import put_together
from mitodoke.sources.formats.pledges.period import find_period
from mitodoke.sources.formats.pledges.read_body import read_body
from mitodoke.sources.formats.pledges.read_summary import read_summary
from mitodoke.sources.formats.pledges.recognise import LOOKED_FOR, recognise
from mitodoke.sources.formats.pledges.regions import (
    LIST_ENTRY,
    Regions,
    find_regions,
    is_summary_head,
    starts_list,
)
from mitodoke.sources.formats.pledges.running_lines import RunningLines
from mitodoke.sources.formats.pledges.stated_counts import stated_counts
from mitodoke.sources.formats.pledges.to_records import to_items, to_stated
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

_SHORTEST_LIST = 2


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read a pledge report into its outline, the figures it states, and what is doubtful in it."""
    raw = text.lines
    lines = mark_lines(raw)
    regions = find_regions(lines)
    first = lines[regions.headings[0]].code if regions.headings else None
    front = read_front(lines, raw, regions.body_start, first.vision if first else None)
    running = _running_lines(front, lines, regions)
    body = read_body(lines, raw, regions, running)
    summaries = _summaries(lines, raw, regions, KnownPledges(body.pledges), running)
    summary = _joined(summaries)
    municipality = find_municipality(text)
    visions = put_together(front, body, summary, municipality)
    account(ledger, visions, front, body, summaries)
    introduction = [(i + 1, raw[i].strip()) for i in front.introduction]
    content = DocumentContent(
        document=document_of(text, lines, front, municipality),
        items=tuple(to_items(visions, known_departments(lines))),
        stated=(*stated_counts(introduction), *to_stated(visions, summary.overall)),
    )
    return content, find_doubts(visions, summary)


def _running_lines(front: FrontText, lines: Sequence[Line], regions: Regions) -> RunningLines:
    """Texts that further pages may repeat: the title, the sections, the publisher, the names of the visions."""
    listed = [
        entry["text"]
        for line in lines[regions.body_end :]
        if line.mark in (Mark.TEXT, Mark.BULLET)
        and len(line.text) <= LONGEST_MARK
        and (entry := LIST_ENTRY.match(line.text)) is not None
    ]
    return RunningLines([front.title, front.publisher or "", *front.sections, *front.periods], listed)


def _summaries(
    lines: Sequence[Line],
    raw: Sequence[str],
    regions: Regions,
    known: KnownPledges,
    running: RunningLines,
) -> list[SummaryText]:
    """The part after the pledges; where it has no table, also the part from a 総括表 heading before them."""
    after = read_summary(lines, raw, (regions.body_end, len(lines)), known, running)
    heads = [i for i in range(regions.body_start) if _is_text(lines[i]) and is_summary_head(lines[i].text)]
    if heads and not after.rows:
        before = read_summary(lines, raw, (heads[0], regions.body_start), known, running)
        if before.rows:
            return [before, after]
    return [after, *_list_in_front(lines, raw, regions, known, running)] if not after.listed else [after]


def _list_in_front(
    lines: Sequence[Line],
    raw: Sequence[str],
    regions: Regions,
    known: KnownPledges,
    running: RunningLines,
) -> list[SummaryText]:
    """The list of the visions where the introduction has it and the end has none."""
    entries = [i for i in range(regions.body_start) if _is_text(lines[i]) and starts_list(lines[i].text)]
    if len(entries) < _SHORTEST_LIST:
        return []
    found = read_summary(lines, raw, (entries[0], entries[-1] + 1), known, running)
    return [found] if found.listed and not (found.rows or found.visions or found.overall) else []


def _is_text(line: Line) -> bool:
    return line.mark in (Mark.TEXT, Mark.BULLET)


def _joined(summaries: Sequence[SummaryText]) -> SummaryText:
    joined = SummaryText()
    for summary in summaries:
        joined.visions += summary.visions
        joined.listed += summary.listed
        joined.rows += summary.rows
        joined.conflicts += summary.conflicts
        joined.overall = joined.overall or summary.overall
    return joined


def document_of(
    text: SourceText, lines: Sequence[Line], front: FrontText, municipality: str | None
) -> SourceDocument:
    """What the front of a pledge report says of it; the period is that of the activities where it tells none."""
    period = front.period or _period_of_activities(lines, text.lines)
    as_of = front.as_of or (period[1] if period else None)
    fiscal_year = FiscalYear.of(datetime.date.fromisoformat(as_of)).year if as_of else None
    if fiscal_year is None:
        fiscal_year = parse_fiscal_year(front.title)
    return SourceDocument(
        document="",
        title=front.title,
        kind=DocumentKind.MAYORAL_PLEDGES,
        layout="pledges",
        municipality_code=None,
        municipality=municipality,
        fiscal_year=fiscal_year,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        as_of=as_of,
        published=front.published,
        publisher=front.publisher,
        sha256=text.sha256,
        lines=len(text.lines),
        lines_accounted=0,
    )


def _period_of_activities(lines: Sequence[Line], raw: Sequence[str]) -> tuple[str, str] | None:
    """The period beside the first 取組事業内容 that has one, where the front tells none."""
    for i, line in enumerate(lines):
        if line.mark in (Mark.ACTIVITY_HEAD, Mark.HEAD_REST) and (found := find_period(raw[i])) is not None:
            return found
    return None


PLEDGES = Layout(name="pledges", looked_for=LOOKED_FOR, recognise=recognise, parse=parse)
