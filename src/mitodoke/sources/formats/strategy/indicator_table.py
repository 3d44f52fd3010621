"""Collects the indicators of one item from its tables: nested and repeated ones once, shifted rows put right."""

from __future__ import annotations

import re
from collections import deque

from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable, fold_width, is_missing_mark
from mitodoke.sources.formats.strategy.drafts import Doubt, IndicatorDraft, ItemDraft
from mitodoke.sources.formats.strategy.footnotes import Glossary
from mitodoke.sources.formats.strategy.heading import take_flags
from mitodoke.sources.formats.strategy.pieces import Piece
from mitodoke.sources.formats.strategy.table_head import TableHead, complete_head, read_head, read_mark

_MARK_AT_END = re.compile(r"[（(]?※\s*[0-9０-９]{0,2}[)）]?\s*\Z")
_VALUE = re.compile(r"\A(?:累計|延べ|のべ|約|年間?|月|毎年|[(（\s])*[-−▲△]?\d")


def looks_like_value(cell: str) -> bool:
    """Whether `cell` can be a value: a number with or without marks before it, or a dash."""
    return is_missing_mark(cell) or _VALUE.match(fold_width(cell[:40])) is not None


def fits(cells: tuple[str, ...], head: TableHead) -> bool:
    """Whether `cells` read under `head` are a name and nothing but values, so that they can be a row of it."""
    values = [cells[column.index] for column in head.columns if column.index < len(cells)]
    named = head.name_index < len(cells) and bool(cells[head.name_index])
    return named and any(values) and all(looks_like_value(value) for value in values)


class IndicatorTable:
    """The tables of `item`. `fallback` is the head that a table without one is read by (the last one read)."""

    def __init__(self, item: ItemDraft, glossary: Glossary, fallback: TableHead | None) -> None:
        self.item = item
        self.head: TableHead | None = None
        self.count = 0
        self.fallback = fallback
        self._glossary = glossary
        self.marks: set[str] = set()
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
            self.head = head
            self.count += 1
            self._last = None
            self.marks.update(column.mark for column in head.columns)
            return True
        if self.head is not None and self._last is None and (second := complete_head(self.head, piece.cells)):
            self.head = second
            return True
        return False

    def read_row(self, piece: Piece) -> bool:
        """Take in a row of values; False where `piece` is none. A missing head is doubted once a table."""
        if piece.cells is None:
            return False
        cells = piece.cells
        if self.head is None:
            if self.fallback is None or not fits(cells, self.fallback):
                return False
            self.head = self.fallback
            self.count += 1
            self.item.doubts.append(_without_head(piece))
        filled = [index for index, cell in enumerate(cells) if cell]
        name_index = self.head.name_index
        if (
            filled[0] > name_index
            and not looks_like_value(cells[filled[0]])
            and not take_flags(cells[filled[0]])[1]
        ):
            cells = (*cells[:name_index], *cells[filled[0] :])
        if not cells[name_index]:
            return self._continue(cells, piece)
        self._add(cells, piece)
        return True

    def name_only(self, piece: Piece) -> None:
        """The first part of a name whose values stand in the next row."""
        self._name_before += piece.text
        self._name_lines.extend(range(piece.line, piece.last + 1))

    def _name(self, cells: tuple[str, ...]) -> tuple[str, str, bool]:
        """Name without its marks and flags, its note mark, and whether a flag stood in it."""
        assert self.head is not None
        printed, flags = take_flags(cells[self.head.name_index] if self.head.name_index < len(cells) else "")
        mark = _MARK_AT_END.search(printed)
        number = read_mark(mark[0]) if mark else ""
        bare = printed[: mark.start()].strip() if mark else printed
        return self._glossary.strip(bare), number, bool(flags)

    @staticmethod
    def _key(name: str) -> str:
        return comparable(name)

    def _add(self, cells: tuple[str, ...], piece: Piece) -> None:
        assert self.head is not None
        name, mark, changed = self._name(cells)
        lines = [*self._name_lines, *range(piece.line, piece.last + 1)]
        draft = IndicatorDraft(
            self._name_before + name, self.head, self.count, lines, name_mark=mark, changed=changed
        )
        self._name_before, self._name_lines = "", []
        self.marks.add(mark)
        columns = {column.index for column in self.head.columns}
        shifted = False
        rest: list[tuple[int, str]] = []
        for index, cell in enumerate(cells):
            if index == self.head.name_index:
                continue
            bare, flags = take_flags(cell)
            if flags:
                draft.changed = True
                if not bare and index in columns:
                    shifted = True
                    continue
                cell = bare
            rest.append((index, cell))
        if shifted and any(cell for index, cell in rest if index >= self.head.width):
            moved = [cell for _, cell in rest]
            order = [index for index in range(len(cells)) if index != self.head.name_index]
            rest = list(zip(order, moved, strict=False))
            shifted = False
        if shifted:
            draft.loose = [cell for index, cell in rest if index in columns and cell]
            draft.doubts.append(_shifted(draft.name, piece))
        for index, cell in rest:
            if not (shifted and index in columns):
                self._set(draft, index, cell, piece.line)
        draft.width = len(cells)
        known = columns | {self.head.unit_index, self.head.remark_index} | {i for i, _ in self.head.others}
        if spare := [cell for index, cell in rest if cell and index not in known]:
            draft.doubts.append(_spare(draft.name, spare, piece))
        self._place(draft, piece)

    def _set(self, draft: IndicatorDraft, index: int, cell: str, line: int) -> None:
        draft.cells[index] = cell
        draft.cell_lines[index] = line
        if mark := read_mark(cell):
            draft.cell_marks[index] = mark
            self.marks.add(mark)

    def _place(self, draft: IndicatorDraft, piece: Piece) -> None:
        """Add `draft`, or let it take the place of the nested row that it repeats."""
        key = self._key(draft.name)
        if piece.nested:
            self._nested.setdefault(key, deque()).append(draft)
            self._waiting += 1
        elif self._nested.get(key):
            nested = self._nested[key].popleft()
            self._waiting -= 1
            if [comparable(v) for v in nested.cells.values() if v] != [
                comparable(v) for v in draft.cells.values() if v
            ]:
                draft.doubts.append(_differs(draft.name, nested, draft, piece))
            self.item.lines.extend(nested.lines)
            for part in (
                "lines",
                "cells",
                "cell_lines",
                "loose",
                "cell_marks",
                "name_mark",
                "table",
                "doubts",
                "head",
                "width",
            ):
                setattr(nested, part, getattr(draft, part))
            nested.changed = nested.changed or draft.changed
            self._last = nested
            return
        self.item.indicators.append(draft)
        self._last = draft

    def _continue(self, cells: tuple[str, ...], piece: Piece) -> bool:
        """A row without a name goes on the row before it: it fills empty cells or goes on broken ones."""
        draft = self._last
        if draft is None or self.head is None:
            return False
        here = {
            column.index: cells[column.index] for column in self.head.columns if column.index < len(cells)
        }
        here = {index: cell for index, cell in here.items() if cell}
        if not here or any(cell and index not in here for index, cell in enumerate(cells)):
            return False
        if not draft.loose and not draft.doubts:
            draft.doubts.append(_shifted(draft.name, piece))
        for index, cell in here.items():
            before = draft.cells.get(index, "")
            self._set(draft, index, before + cell, draft.cell_lines[index] if before else piece.line)
        draft.lines.extend(range(piece.line, piece.last + 1))
        return True


def settle_loose(draft: IndicatorDraft) -> None:
    """Give the values of a shifted row their columns: in order, those that the rows after it left open."""
    for column in draft.head.columns:
        if draft.loose and not draft.cells.get(column.index):
            cell = draft.loose.pop(0)
            draft.cells[column.index] = cell
            draft.cell_lines[column.index] = draft.lines[0]
            if mark := read_mark(cell):
                draft.cell_marks[column.index] = mark


def _shifted(name: str, piece: Piece) -> Doubt:
    return Doubt(
        "shifted_row",
        Severity.NOTE,
        "values",
        piece.line,
        " | ".join(piece.cells or ()),
        "",
        f"「{name}」の行は列がずれているか、次の行に続いています。空いている列に順に当てはめて読みました。原文と見比べてください。",
    )


def _differs(name: str, nested: IndicatorDraft, draft: IndicatorDraft, piece: Piece) -> Doubt:
    return Doubt(
        "repeated_table_differs",
        Severity.WARNING,
        "values",
        piece.line,
        "、".join(cell for cell in draft.cells.values() if cell),
        "、".join(cell for cell in nested.cells.values() if cell),
        f"「{name}」の値が、同じ表の繰り返しの中で違っています。後の行の値を採りました。原文を確かめてください。",
    )


def _without_head(piece: Piece) -> Doubt:
    return Doubt(
        "table_without_header",
        Severity.WARNING,
        "values",
        piece.line,
        " | ".join(piece.cells or ()),
        "",
        "指標の表に見出しの行がありません。直前の表と同じ列の並びとして読みました。列と年度を原文で確かめてください。",
    )


def _spare(name: str, cells: list[str], piece: Piece) -> Doubt:
    return Doubt(
        "spare_cell",
        Severity.WARNING,
        "values",
        piece.line,
        "、".join(cells),
        "",
        f"「{name}」の行に、見出しのない列の記載（{'、'.join(cells)}）があります。どの列の値か原文で確かめてください。",
    )
