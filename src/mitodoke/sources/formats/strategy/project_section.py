"""Reads the projects of a measure: texts and rows, in whatever form each project is printed."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.sources.formats.strategy.context import Context
from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.heading import read_sdgs
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.lookahead import is_kpi_label
from mitodoke.sources.formats.strategy.open_project import OpenProject
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.project_texts import ProjectTexts
from mitodoke.sources.formats.strategy.row_cells import fits
from mitodoke.sources.formats.strategy.row_heading import goes_on_values, is_heading_row, row_heading
from mitodoke.sources.formats.strategy.table_head import read_head


class ProjectSection:
    """The projects under `measure`, from the label 事業名・事業の内容 to the next measure."""

    def __init__(self, measure: ItemDraft, context: Context) -> None:
        self._context = context
        self._open = OpenProject(measure, context)
        self._texts = ProjectTexts(self._open)

    @property
    def closed(self) -> bool:
        """Whether no project is open whose description could go on."""
        return self._open.closed

    @property
    def table(self) -> IndicatorTable | None:
        """The tables of the last project."""
        return self._open.table

    @property
    def bare_title(self) -> ItemDraft | None:
        """The open project if it is nothing but a title so far."""
        project = self._open.project
        if project is None or self.closed or project.departments is not None or project.paragraphs:
            return None
        return project if project.title else None

    def end(self) -> None:
        """The section ends: flags that nothing followed belong to the last project."""
        self._open.take_flags_ahead()

    def read(self, piece: Piece, following: Piece | None) -> bool:
        """Take in `piece`; False where it fits nothing, so that its lines stay unaccounted."""
        if piece.cells is None:
            return self._texts.read(piece, following)
        self._texts.notes.end()
        return self._read_row(piece, piece.cells, following)

    def _read_row(self, piece: Piece, cells: tuple[str, ...], following: Piece | None) -> bool:
        if self._read_head(piece, cells):
            return True
        heading = row_heading(cells)
        if heading is not None and is_kpi_label(replace(piece, cells=None)):
            self._open.label_indicators(piece)
            return True
        table = self._open.table
        if table is not None and goes_on_values(cells, table) and table.read_row(piece):
            return True
        if heading is not None and is_heading_row(heading, table, following):
            if not heading.title:
                return self._texts.untitled(piece, heading)
            self._texts.titled(piece, heading, following)
            return True
        return self._read_sdgs(piece, cells) or self._read_values(piece, cells)

    def _read_head(self, piece: Piece, cells: tuple[str, ...]) -> bool:
        """The head of a table, or its second row.

        Behind a table that is no page's continuation (it had a label, this has none) nor a nested one's repeat,
        a head begins a project of which nothing but the table is left.
        """
        table = self._open.table
        if read_head(cells) is not None and (
            table is None or (table.begun and not self._open.labelled and not table.awaits_repeats)
        ):
            self._open.start(piece, None)
            table = self._open.table
        if table is None or not table.read_head(piece):
            return False
        self._context.last_head = table.head
        if piece.nested:
            self._open.own(piece)
        else:
            self._context.heading(piece, "table_head")
        return True

    def _read_sdgs(self, piece: Piece, cells: tuple[str, ...]) -> bool:
        """A row of SDG numbers beside the heading of a project whose table has not begun."""
        if self.closed or self._open.project is None:
            return False
        numbers = [read_sdgs(cell) for cell in cells if cell]
        if any(found is None for found in numbers):
            return False
        found = [number for cell in numbers if cell for number in cell]
        self._open.project.sdgs = [*(self._open.project.sdgs or []), *found]
        self._open.own(piece)
        return True

    def _read_values(self, piece: Piece, cells: tuple[str, ...]) -> bool:
        """A row of values; the first of a project may be all that is left of it."""
        if self._open.table is None:
            head = self._context.last_head
            if head is None or not fits(cells, head):
                return False
            self._open.start(piece, None)
        return self._open.table is not None and self._open.table.read_row(piece)
