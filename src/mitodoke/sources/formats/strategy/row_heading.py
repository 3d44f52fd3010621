"""Tells a row that is a project's heading from a row of values."""

from __future__ import annotations

from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.strategy.heading import Heading, read_heading, read_sdgs, take_flags
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.lookahead import is_department_line, is_kpi_label
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.row_cells import looks_like_value


def row_heading(cells: tuple[str, ...]) -> Heading | None:
    """The heading that a row is where all but one of its cells are flags, SDG numbers or 【…】; else None.

    A first cell with departments is a heading whatever stands beside it: no indicator's name ends so.
    """
    title: str | None = None
    words: list[str] = []
    sdgs: list[int] = []
    surely = read_heading(cells[0]).sure
    for index, cell in enumerate(cells):
        if not cell:
            continue
        rest, flags = take_flags(cell)
        numbers = read_sdgs(cell)
        heading = read_heading(cell)
        if numbers is not None and (title is not None or words):
            sdgs.extend(numbers)
        elif (flags and not rest) or (heading.departments is not None and not heading.title):
            words.append(cell)
        elif title is None and (not looks_like_value(cell) or (index == 0 and not is_missing_mark(cell))):
            title = cell
        elif not surely:
            return None
    heading = read_heading(" ".join([title or "", *words]).strip())
    if not sdgs:
        return heading
    return Heading(heading.title, heading.departments, heading.flags, tuple(sdgs), heading.sure)


def is_heading_row(heading: Heading, table: IndicatorTable | None, following: Piece | None) -> bool:
    """Whether a row that can be `heading` is one, and not an indicator with bare numbers or with a flag.

    Doubt is possible only below the head of a table. There a row whose next row has values but no name is an
    indicator whose values slipped, and bare numbers are SDGs only if the next piece goes on with the project.
    """
    if table is None or table.head is None or heading.sure or not heading.title:
        return True
    if heading.flags and following is not None and following.cells is not None:
        name_index = table.head.name_index
        if len(following.cells) > name_index and not following.cells[name_index]:
            return False
    if heading.sdgs is None:
        return True
    return following is not None and (
        following.marked or is_kpi_label(following) or is_department_line(following)
    )


def goes_on_values(cells: tuple[str, ...], table: IndicatorTable | None) -> bool:
    """Whether a row has no name and nothing that only a heading has, so that it goes on the row before it."""
    if table is None or table.head is None:
        return False
    unnamed = table.head.name_index >= len(cells) or not cells[table.head.name_index]
    return unnamed and not any("【" in cell or take_flags(cell)[1] for cell in cells)
