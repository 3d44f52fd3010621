"""Reads what belongs to a goal, direction or measure itself: the texts under its labels, its tables, its notes."""

from __future__ import annotations

from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.outline import ItemKind
from mitodoke.sources.formats.strategy.cleaning import is_sentence, split_dotted
from mitodoke.sources.formats.strategy.context import Context
from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.heading import read_heading, read_title
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.lookahead import is_department_line
from mitodoke.sources.formats.strategy.marks import Label
from mitodoke.sources.formats.strategy.note_reader import NoteReader
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.row_heading import row_heading


class ItemReader:
    """Reads into `item`; `label` is the label that was read last (None: still at the heading)."""

    def __init__(self, item: ItemDraft, context: Context) -> None:
        self.item = item
        self.label: Label | None = None
        self.table = IndicatorTable(item, context.glossary, context.last_head)
        self._context = context
        self._notes = NoteReader()

    def row(self, piece: Piece) -> bool:
        """A row of the item's table; False where it is none."""
        self._notes.end()
        if self.table.read_head(piece):
            self._context.last_head = self.table.head
            self._context.heading(piece, "table_head")
            return True
        return self.table.read_row(piece)

    def begins_project(self, piece: Piece, following: Piece | None) -> bool:
        """Whether `piece` is a project's heading although the label 事業名・事業の内容 before it is lost."""
        if self.item.kind is not ItemKind.MEASURE or self.label is None or piece.marked:
            return False
        if piece.cells is not None:
            heading = row_heading(piece.cells)
            return heading is not None and heading.sure and bool(heading.title)
        if is_sentence(piece.text):
            return False
        heading = read_heading(piece.text)
        return bool(heading.title) and (heading.sure or is_department_line(following))

    def text(self, piece: Piece) -> bool:
        """A text of the item; False where it has no place (behind a goal's table, or under an unknown label)."""
        if self._notes.read(piece, self.item, self.table):
            return True
        heading = read_heading(piece.text)
        if not heading.title and heading.departments is None:
            self.item.add_flags(heading.flags)
        elif not self._place(piece):
            return False
        self.item.own(piece.line, piece.last)
        return True

    def _place(self, piece: Piece) -> bool:
        item = self.item
        text = self._context.glossary.strip(piece.text)
        if item.kind is ItemKind.BASIC_GOAL:
            if self.table.begun:
                return False
            lead = self.label is None or self.label is Label.SITUATION
            (item.situation if lead else item.paragraphs).append(text)
        elif self.label is Label.AUDIENCE:
            _add_to_list(item.audience, piece, text)
        elif self.label is Label.OUTCOMES:
            _add_to_list(item.outcomes, piece, text)
        elif self.label is Label.SUMMARY or is_sentence(piece.text) or piece.marked or item.paragraphs:
            item.paragraphs.append(text)
        elif self.label is None:
            title = read_title(piece.text)
            item.add_title(self._context.glossary.strip(title.title))
            if title.departments is not None:
                item.departments = [*(item.departments or []), *title.departments]
            item.add_flags(title.flags)
        else:
            return False
        return True


def _add_to_list(items: list[str], piece: Piece, text: str) -> None:
    """Add the list items in `text`; a line that touches the one before and has no bullet goes on with it."""
    if not piece.marked and not piece.gap and items:
        items[-1] = join_lines([items[-1], text])
        return
    items.extend(part.lstrip("・･• \u3000") for part in split_dotted(text))
