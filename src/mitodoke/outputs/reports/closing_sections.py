"""The last sections of a plan's report: indicators that belong to no item, and the glossary."""

from __future__ import annotations

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.blocks import Column, Heading, Row, Section, Table, row
from mitodoke.outputs.reports.edition_tree import EditionTree
from mitodoke.outputs.reports.indicator_tables import indicator_blocks
from mitodoke.outputs.reports.wording import flowing, one_line


def closing_sections(tree: EditionTree) -> list[Section]:
    """Those of the two that the edition has something for."""
    sections = []
    loose = indicator_blocks(tree.loose_indicators, caption="指標", name_header="指標名")
    if loose:
        heading = Heading(level=1, text="どの項目にも結び付いていない指標")
        sections.append(Section(name="その他の指標", blocks=(heading, *loose)))
    glossary = _glossary(tree.edition)
    if glossary:
        sections.append(Section(name="用語解説", blocks=(Heading(level=1, text="用語解説"), glossary)))
    return sections


def _glossary(edition: Edition) -> Table | None:
    """The terms that the document explains, in its order; None where it explains none."""
    terms = edition.content.glossary
    if not terms:
        return None
    rows: list[Row] = []
    for term in terms:
        definition = (
            "（解説の文章はこの版に含まれません）" if term.definition is None else flowing(term.definition)
        )
        rows.append(row("" if term.number is None else f"※{term.number}", one_line(term.term), definition))
    columns = (
        Column(header="番号", weight=5),
        Column(header="用語", weight=16),
        Column(header="解説", weight=45),
    )
    return Table(caption="", columns=columns, rows=tuple(rows))
