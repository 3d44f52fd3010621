"""Our own report on the pledges: gauges, donuts and the 総括表 with codes, back into pledges and ratings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.place import parse_place
from mitodoke.domain.rating import Rating
from mitodoke.sources.formats import Layout
from mitodoke.sources.formats.own_reports.masked_text import (
    LOST,
    NOT_TOLD,
    MaskedText,
    is_own_report,
    with_cover,
)
from mitodoke.sources.formats.own_reports.rating_words import RingReader, measure_head
from mitodoke.sources.formats.own_reports.stated_counts import take_stated_counts
from mitodoke.sources.formats.pledges import PLEDGES
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText

_LAYOUT = "own_report_pledges"
_BODY = "Ⅰ 市長公約取組状況"
_SUMMARY = "Ⅱ 市長公約取組状況総括表"
_CHART = "市長公約取組進捗状況"
_SUMMARY_HEAD = ("番号", "ビジョン・公約", "進捗状況", "内訳")
_CALCULATED_HEAD = ("番号", "ビジョン・公約", "計算した進捗状況", "内訳")
"""The head of a table of percentages that the plan's own rule calculated: they are no facts of the document."""
_PROGRESS = re.compile(r"進捗状況[ \u3000](?P<figure>\S.*)\Z")
_CALCULATED = re.compile(r"進捗状況（評価から計算した値）[：: \u3000]")
_LONGEST_RULE = 4
"""No rule with its coverage takes more lines."""
_VISION = re.compile(r"ビジョン(?P<code>\d+)[ \u3000]")
_NOTE = re.compile(r"(?:ビジョン|公約|施策)\d*件|検算 ")
_NO_ACTIVITIES = "取組事業内容の記載はありません。"
_LOST_TITLE = f"（見出しは{LOST}）"


def recognise(text: SourceText) -> float:
    """Whether it is one of our reports with the table of pledges that only we print."""
    heads = {"\t".join(head) for head in (_SUMMARY_HEAD, _CALCULATED_HEAD)}
    return 1.0 if is_own_report(text) and any(line.strip() in heads for line in text.lines) else 0.0


def parse(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Read the report; what we add (recomputations, charts) is left out, what the donuts tell becomes ratings."""
    masked = MaskedText.of(text, ledger)
    body = masked.find(lambda line: line == _BODY) or 0
    end = masked.find(lambda line: line == _SUMMARY, body)
    summary = len(masked.lines) if end is None else end
    counts = take_stated_counts(masked, body)
    rings = RingReader(masked)
    _mask_body(masked, body, summary, rings)
    _mask_summary(masked, summary)
    content, findings = PLEDGES.parse(masked.masked, ledger)
    items = tuple(_with_subtitle(item) for item in content.items)
    document = with_cover(content.document, text, _LAYOUT)
    ratings = _ratings(items, rings, content.document.fiscal_year)
    stated = (*counts, *content.stated)
    return replace(content, document=document, items=items, ratings=ratings, stated=stated), findings


def _mask_body(masked: MaskedText, start: int, end: int, rings: RingReader) -> None:
    in_vision = False
    index = start
    while index < end:
        line = masked.lines[index].strip()
        if _VISION.match(line):
            # Its title and percentage stand in the 総括表 too, which says which is which.
            masked.heading(index, "vision")
            in_vision = True
        elif progress := _PROGRESS.match(line):
            if in_vision:
                masked.leave_out(index, "repeated_in_summary")
            elif progress["figure"] in (LOST, NOT_TOLD):
                masked.lines[index] = "進捗状況"
            in_vision = False
            index = _mask_notes(masked, index + 1, end)
            continue
        elif _CALCULATED.match(line):
            if in_vision:
                masked.leave_out(index, "recomputation")
            else:
                masked.lines[index] = "進捗状況"
            in_vision = False
            index = _mask_rule(masked, index + 1, end)
            continue
        elif line == _NO_ACTIVITIES:
            masked.leave_out(index, "no_activities")
        elif measure_head(line):
            rings.read(index)
        elif line.startswith("担当部署：") and line.partition("：")[2] in (LOST, NOT_TOLD):
            masked.leave_out(index, "no_department")
        elif line == _LOST_TITLE:
            masked.leave_out(index, "lost_heading")
        index += 1


def _mask_notes(masked: MaskedText, index: int, end: int) -> int:
    """Leave out what stands under a gauge (coverage, recomputation); the line after it."""
    while index < end and (not masked.lines[index].strip() or _NOTE.match(masked.lines[index].strip())):
        if masked.lines[index].strip():
            masked.leave_out(index, "recomputation")
        index += 1
    return index


def _mask_rule(masked: MaskedText, index: int, end: int) -> int:
    """Leave out the rule and coverage under a calculated gauge, which may take several lines; the line after them."""
    while index < end and not masked.lines[index].strip():
        index += 1
    first = index
    while index < end and "件を評価" not in masked.lines[index] and index - first < _LONGEST_RULE:
        index += 1
    if index >= end or "件を評価" not in masked.lines[index]:
        return first
    for line in range(first, index + 1):
        masked.leave_out(line, "recomputation")
    return index + 1


def _mask_summary(masked: MaskedText, start: int) -> None:
    chart = masked.find(lambda line: line == _CHART, start)
    end = len(masked.lines) if chart is None else chart
    calculated = False
    for index in range(start, end):
        cells = [cell.strip() for cell in masked.lines[index].split("\t")]
        if tuple(cells) in (_SUMMARY_HEAD, _CALCULATED_HEAD):
            calculated = tuple(cells) == _CALCULATED_HEAD
            masked.heading(index, "table_head")
        elif len(cells) == len(_SUMMARY_HEAD):
            masked.lines[index] = _summary_row(cells, calculated=calculated)
    for index in range(end, len(masked.lines)):
        if masked.lines[index].strip():
            masked.leave_out(index, "chart")


def _summary_row(cells: Sequence[str], *, calculated: bool) -> str:
    code, title, figure, _ = cells
    figure = "" if calculated or figure in (LOST, NOT_TOLD) else figure.removesuffix("%")
    title = "" if title == _LOST_TITLE else title
    if not code:
        return f"{title}\t{figure}"
    number = code.rpartition("-")[2]
    return "\t".join(cell for cell in (number, " ".join(title.split("\u2028")), figure) if cell)


def _with_subtitle(item: PlanItem) -> PlanItem:
    """A vision whose subtitle stands after a full-width space, as our headings set it."""
    if item.kind is not ItemKind.VISION or item.subtitle or not item.title or "\u3000" not in item.title:
        return item
    title, _, subtitle = item.title.partition("\u3000")
    return replace(item, title=title, subtitle=subtitle)


def _ratings(items: Sequence[PlanItem], rings: RingReader, year: int | None) -> tuple[Rating, ...]:
    """The ratings of each measure: what its donuts tell, which stand between its title and its 取組事業内容."""
    if year is None:
        return ()
    found: list[Rating] = []
    for item in items:
        if item.kind is ItemKind.MEASURE:
            lines = parse_place(item.place)
            for head, told in rings.found.items():
                if lines.first <= head + 1 <= lines.last:
                    found += [one.rating(item.item_id, year) for one in told]
    return tuple(found)


OWN_PLEDGES = Layout(
    name=_LAYOUT,
    looked_for="見届けの市長公約の報告書（表紙の版、総括表の「内訳」）",
    recognise=recognise,
    parse=parse,
)
