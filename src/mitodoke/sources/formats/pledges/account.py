"""Enters every line that became part of a record, a heading, or was left out with a reason into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mitodoke.sources.formats.pledges.body_text import BodyText, SummaryText
from mitodoke.sources.formats.pledges.front_matter import FrontText
from mitodoke.sources.formats.pledges.parts import VisionParts
from mitodoke.sources.formats.pledges.to_records import WHOLE, measure_id
from mitodoke.sources.line_ledger import LineLedger


def account(
    ledger: LineLedger,
    visions: Sequence[VisionParts],
    front: FrontText,
    body: BodyText,
    summaries: Sequence[SummaryText],
) -> None:
    """Records first: the first use of a line stands."""
    for vision in visions:
        for text in vision.sources:
            _record(ledger, text.lines, vision.item_id)
        for pledge in vision.pledges:
            if pledge.body is not None:
                _record(ledger, pledge.body.header_lines(), pledge.item_id)
            if pledge.row is not None:
                _record(ledger, pledge.row.lines, pledge.item_id)
            for number, measure in enumerate(pledge.measures, start=1):
                _record(ledger, measure.lines(), measure_id(pledge, number))
    for summary in summaries:
        if summary.overall is not None:
            _record(ledger, summary.overall.lines, WHOLE)
        _headings(ledger, summary.headings)
        _left_out(ledger, summary.left_out)
    _left_out(ledger, body.left_out)
    _headings(ledger, front.headings)
    _left_out(ledger, front.left_out)


def _record(ledger: LineLedger, lines: Iterable[int], record_id: str) -> None:
    for line in lines:
        ledger.record(line, line, record_id)


def _headings(ledger: LineLedger, headings: Iterable[tuple[int, str]]) -> None:
    for line, kind in headings:
        ledger.heading(line, kind)


def _left_out(ledger: LineLedger, lines: Iterable[tuple[int, str]]) -> None:
    for line, reason in lines:
        ledger.leave_out(line, line, reason)
