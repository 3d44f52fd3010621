"""Collects the indicators of one item from its tables: nested and repeated ones once, broken rows put together."""

from __future__ import annotations

from collections import deque

from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.strategy import doubts
from mitodoke.sources.formats.strategy.drafts import IndicatorDraft, ItemDraft
from mitodoke.sources.formats.strategy.footnotes import Glossary
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.row_cells import fits, sort_cells, split_name, under_its_name
from mitodoke.sources.formats.strategy.table_head import TableHead, complete_head, read_head


class IndicatorTable:
    """The tables of `item`, counted by `count`; `marks` are the note marks in their heads, names and values.

    `fallback` is the head that a table without one is read by (the last one read in the document).
    """

    def __init__(self, item: ItemDraft, glossary: Glossary, fallback: TableHead | None) -> None:
        self.head: TableHead | None = None
        self.count = 0
        self.marks: set[str] = set()
        self._item = item
        self._glossary = glossary
        self._fallback = fallback
        self._nested: dict[str, deque[IndicatorDraft]] = {}
        self._waiting = 0
        self._last: IndicatorDraft | None = None
        self._name_before = ""
        self._name_lines: list[int] = []

    @property
    def begun(self) -> bool:
        """Whether a table of this item has been seen."""
        return self.head is not None

    @property
    def awaits_repeats(self) -> bool:
        """Whether rows that stood nested in a cell have not stood as plain rows yet."""
        return self._waiting > 0

    def read_head(self, piece: Piece) -> bool:
        """Take `piece` in where it is a head, or the second row of one."""
        if piece.cells is None:
            return False
        if head := read_head(piece.cells):
            self._begin(head)
            return True
        if self.head is not None and self._last is None and (second := complete_head(self.head, piece.cells)):
            self.head = second
            return True
        return False

    def read_row(self, piece: Piece) -> bool:
        """Take in a row of values; False where `piece` is none. A missing head is doubted once an item."""
        if piece.cells is None:
            return False
        if self.head is None:
            if self._fallback is None or not fits(piece.cells, self._fallback):
                return False
            self._begin(self._fallback)
            self._item.doubts.append(doubts.table_without_header(piece.line, piece.cells))
        assert self.head is not None
        cells = under_its_name(piece.cells, self.head)
        if self.head.name_index >= len(cells) or not cells[self.head.name_index]:
            return self._go_on(cells, piece, self.head)
        self._add(cells, piece, self.head)
        return True

    def name_only(self, piece: Piece) -> None:
        """The first part of a name whose values stand in the next row."""
        self._name_before += piece.text
        self._name_lines.extend(range(piece.line, piece.last + 1))

    def _begin(self, head: TableHead) -> None:
        self.head = head
        self.count += 1
        self._last = None
        self.marks.update(column.mark for column in head.columns)

    def _add(self, cells: tuple[str, ...], piece: Piece, head: TableHead) -> None:
        name, mark, flagged = split_name(self._name_before + cells[head.name_index])
        row = sort_cells(cells, head)
        draft = IndicatorDraft(
            name=self._glossary.strip(name),
            head=head,
            table=self.count,
            lines=[*self._name_lines, *range(piece.line, piece.last + 1)],
            loose=row.loose,
            loose_line=piece.line,
            width=len(cells),
            name_mark=mark,
            changed=flagged or row.flagged,
        )
        self._name_before, self._name_lines = "", []
        for index, cell in row.cells.items():
            draft.set_cell(index, cell, piece.line)
        if row.shifted:
            draft.doubts.append(doubts.shifted_row(draft.name, piece.line, piece.cells or ()))
        if row.spare:
            draft.doubts.append(doubts.spare_cell(draft.name, piece.line, row.spare))
        self.marks.add(mark)
        self.marks.update(draft.cell_marks.values())
        self._place(draft, piece)

    def _place(self, draft: IndicatorDraft, piece: Piece) -> None:
        """Add `draft`, or let it take the place of the nested row that it repeats."""
        key = comparable(draft.name)
        if not piece.nested and self._nested.get(key):
            nested = self._nested[key].popleft()
            self._waiting -= 1
            before = [cell for cell in nested.cells.values() if cell]
            now = [cell for cell in draft.cells.values() if cell]
            if [comparable(cell) for cell in before] != [comparable(cell) for cell in now]:
                draft.doubts.append(doubts.repeated_table_differs(draft.name, piece.line, now, before))
            self._item.lines.extend(nested.lines)
            nested.replace_by(draft)
            self._last = nested
            return
        if piece.nested:
            self._nested.setdefault(key, deque()).append(draft)
            self._waiting += 1
        self._item.indicators.append(draft)
        self._last = draft

    def _go_on(self, cells: tuple[str, ...], piece: Piece, head: TableHead) -> bool:
        """A row without a name goes on the row before it: it fills empty cells or goes on broken ones."""
        draft = self._last
        columns = {column.index for column in head.columns}
        here = {index: cell for index, cell in enumerate(cells) if cell}
        if draft is None or not here or not set(here) <= columns:
            return False
        if not draft.loose and not draft.doubts:
            draft.doubts.append(doubts.shifted_row(draft.name, piece.line, piece.cells or ()))
        for index, cell in here.items():
            before = draft.cells.get(index, "")
            draft.set_cell(index, before + cell, draft.cell_lines[index] if before else piece.line)
        self.marks.update(draft.cell_marks.values())
        draft.lines.extend(range(piece.line, piece.last + 1))
        return True
