"""A page as its parts in reading order: printed lines of text, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.sources.read_pdf.columns import reading_order
from mitodoke.sources.read_pdf.frame import Frame
from mitodoke.sources.read_pdf.glyphs import Glyph, PageGlyphs
from mitodoke.sources.read_pdf.grids import Grid
from mitodoke.sources.read_pdf.printed_lines import printed_lines
from mitodoke.sources.read_pdf.ruled_tables import ruled_table
from mitodoke.sources.read_pdf.side_labels import Part, with_side_labels
from mitodoke.sources.read_pdf.table import Table
from mitodoke.sources.read_pdf.unruled_tables import find_unruled


@dataclass(frozen=True, slots=True)
class PagePart:
    """A line or paragraph of text, or a table, on a page."""

    frame: Frame
    part: Part

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.part.box.y0


def page_parts(glyphs: PageGlyphs, grids: Sequence[Grid]) -> list[PagePart]:
    """The parts of a page in reading order."""
    frame = glyphs.frame
    ruled, loose = _sorted_into(grids, glyphs.glyphs)
    tables = [table for grid, held in ruled if (table := ruled_table(grid, held, frame.page)) is not None]
    found: list[Part] = []
    for run in reading_order(printed_lines(loose), tables):
        if isinstance(run, Table):
            found.append(run)
        else:
            found += with_side_labels(find_unruled(run, frame.page))
    return [PagePart(frame, part) for part in found]


def _sorted_into(
    grids: Sequence[Grid], glyphs: Sequence[Glyph]
) -> tuple[list[tuple[Grid, list[Glyph]]], list[Glyph]]:
    """The letters inside each grid (the smallest that holds them), and those in none."""
    tables = sorted(
        (grid for grid in grids if grid.columns > 1), key=lambda grid: grid.box.width * grid.box.height
    )
    held: list[tuple[Grid, list[Glyph]]] = [(grid, []) for grid in tables]
    loose: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2
        for grid, inside in held:
            if grid.box.holds(x, y):
                inside.append(glyph)
                break
        else:
            loose.append(glyph)
    return held, loose
