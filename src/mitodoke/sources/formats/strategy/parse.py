"""Reads a strategy chapter from its lines to its content and findings."""

from __future__ import annotations

from datetime import date

from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import StatedFigure
from mitodoke.domain.finding import Finding
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.sources.find_municipality import find_municipality
from mitodoke.sources.formats.strategy.body import BodyReader
from mitodoke.sources.formats.strategy.build import Builder
from mitodoke.sources.formats.strategy.context import Context
from mitodoke.sources.formats.strategy.footnote_reader import FootnoteReader
from mitodoke.sources.formats.strategy.footnotes import Glossary
from mitodoke.sources.formats.strategy.goal_starts import find_goals
from mitodoke.sources.formats.strategy.period import find_period
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.pieces import read_pieces
from mitodoke.sources.formats.strategy.sections import OutsideReader, find_title, without_running_heads
from mitodoke.sources.formats.strategy.stated_counts import find_counts
from mitodoke.sources.line_ledger import LineLedger
from mitodoke.sources.read_text import SourceText


def parse_strategy(text: SourceText, ledger: LineLedger) -> tuple[DocumentContent, list[Finding]]:
    """Content and findings of `text`; every line that is understood is entered into `ledger`. Never raises.

    Goals keep 現状と課題 and 施策の基本的方向 in their summary, parted by a blank line; audience and outcomes
    belong to measures; a project's summary is its description, one list item a line.
    """
    pieces = read_pieces(text.lines, ledger)
    found_title = find_title(pieces)
    pieces = without_running_heads(pieces, found_title, ledger)
    skeleton = find_goals(pieces)
    front = pieces[: skeleton.begins]
    glossary = Glossary(pieces)
    context = Context(ledger, glossary)
    outside = OutsideReader(ledger, "introduction")
    period, stated = _front(front, found_title, context, outside)
    BodyReader(context, outside).read(pieces, skeleton)
    builder = Builder(ledger)
    builder.build_items(context.items)
    builder.build_glossary(glossary.notes)
    year = newest_actual(builder.indicators)
    first, last = period or (None, None)
    document = SourceDocument(
        document="",
        title=found_title[1] if found_title is not None else "総合戦略",
        kind=DocumentKind.COMPREHENSIVE_STRATEGY,
        layout="strategy",
        municipality_code=None,
        municipality=find_municipality(text),
        fiscal_year=year if year is not None else date.fromisoformat(first).year if first else None,
        period_start=first,
        period_end=last,
        as_of=FiscalYear(year).last_day.isoformat() if year is not None else None,
        published=None,
        publisher=None,
        sha256="",
        lines=len(text.lines),
        lines_accounted=0,
    )
    content = DocumentContent(
        document=document,
        items=tuple(builder.items),
        indicators=tuple(builder.indicators),
        glossary=tuple(builder.glossary),
        stated=stated,
    )
    return content, builder.findings


def newest_actual(indicators: list[Indicator]) -> int | None:
    """The newest year of an actual value that is given; None where the document has none."""
    years = [
        value.fiscal_year
        for indicator in indicators
        for value in indicator.values
        if value.role is ValueRole.ACTUAL
        and value.fiscal_year is not None
        and value.quantity.value is not None
    ]
    return max(years, default=None)


def _front(
    pieces: list[Piece], title: tuple[int, str] | None, context: Context, outside: OutsideReader
) -> tuple[tuple[str, str] | None, tuple[StatedFigure, ...]]:
    """What stands before the outline: period, counts and footnotes are taken, the rest is left out with reasons."""
    found_period = find_period(pieces)
    counts = list(find_counts(pieces))
    facts = {index for index, _ in counts}
    if found_period is not None:
        facts.add(found_period[2])
    footnotes = FootnoteReader(context.glossary)
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if title is not None and index == title[0]:
            for line in range(piece.line, piece.last + 1):
                context.ledger.heading(line, "title")
        elif index in facts:
            context.ledger.record(piece.line, piece.last, "document")
        elif not footnotes.read(piece, following, set()):
            outside.piece(piece)
    period = (found_period[0], found_period[1]) if found_period is not None else None
    return period, tuple(figure for _, figure in counts)
