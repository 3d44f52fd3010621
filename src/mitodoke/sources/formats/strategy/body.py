"""Reads the outline of a strategy piece by piece: which goal, direction, measure or section each belongs to."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import ItemKind
from mitodoke.sources.formats.strategy.context import Context
from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.footnote_reader import FootnoteReader
from mitodoke.sources.formats.strategy.goal_starts import GoalStart, Skeleton
from mitodoke.sources.formats.strategy.heading import read_title
from mitodoke.sources.formats.strategy.item_reader import ItemReader
from mitodoke.sources.formats.strategy.marks import Label, label_of, read_direction, read_measure
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.project_section import ProjectSection
from mitodoke.sources.formats.strategy.sections import OutsideReader

_IN_GOAL = (Label.SITUATION, Label.BASIC_DIRECTION, Label.NUMERICAL_TARGETS, Label.KPI)
_IN_MEASURE = (Label.SUMMARY, Label.AUDIENCE, Label.OUTCOMES, Label.PROJECTS, Label.KPI)


class BodyReader:
    """The state of reading: the open goal, direction and measure, and inside a measure its projects."""

    def __init__(self, context: Context, outside: OutsideReader) -> None:
        self._context = context
        self._outside = outside
        self._footnotes = FootnoteReader(context.glossary)
        self._goal: ItemDraft | None = None
        self._direction: ItemDraft | None = None
        self._measure: ItemDraft | None = None
        self._reader: ItemReader | None = None
        self._projects: ProjectSection | None = None
        self._ended = False

    def read(self, pieces: list[Piece], skeleton: Skeleton) -> None:
        """Read all pieces from the outline's beginning on."""
        goals = {start.first: start for start in skeleton.goals}
        index = skeleton.begins
        while index < len(pieces):
            if (start := goals.pop(index, None)) is not None:
                self._start_goal(start, pieces[start.first : start.after])
                index = start.after
                continue
            piece = pieces[index]
            following = pieces[index + 1] if index + 1 < len(pieces) and index + 1 not in goals else None
            if index in skeleton.repeats:
                self._context.ledger.leave_out(piece.line, piece.last, "page_header")
            else:
                self._piece(piece, following)
            index += 1
        self._end_projects()

    def _piece(self, piece: Piece, following: Piece | None) -> None:
        """Whatever nothing here takes in stays unaccounted."""
        if self._footnotes.read(piece, following, self._own_marks()):
            return
        describing = self._projects is not None and not self._projects.closed
        if not describing and self._outside.ends_outline(piece, following):
            self._end_projects()
            self._ended = True
        if self._ended:
            self._outside.piece(piece)
        elif self._is_heading(piece):
            return
        elif self._projects is not None:
            self._projects.read(piece, following)
        elif self._reader is not None:
            if self._reader.begins_project(piece, following):
                self._projects = ProjectSection(self._reader.item, self._context)
                self._projects.read(piece, following)
            elif piece.cells is None:
                self._reader.text(piece)
            elif not self._labelled_row(piece, piece.cells):
                self._reader.row(piece)

    def _own_marks(self) -> set[str]:
        """The note marks in the tables of the item that is being read."""
        reader = self._projects if self._projects is not None else self._reader
        return reader.table.marks if reader is not None and reader.table is not None else set()

    def _end_projects(self) -> None:
        if self._projects is not None:
            self._projects.end()
        self._projects = None

    def _open(self, item: ItemDraft) -> None:
        self._end_projects()
        self._reader = ItemReader(item, self._context)
        self._context.items.append(item)

    def _start_goal(self, start: GoalStart, titles: list[Piece]) -> None:
        self._ended = False
        goal = ItemDraft(ItemKind.BASIC_GOAL, None, titles[0].line if titles else None)
        self._entitle(goal, start.title or "", titles)
        self._goal, self._direction, self._measure = goal, None, None
        self._open(goal)

    def _entitle(self, item: ItemDraft, title: str, pieces: list[Piece]) -> None:
        heading = read_title(title)
        if heading.title:
            item.add_title(self._context.glossary.strip(heading.title))
        if heading.departments is not None:
            item.departments = list(heading.departments)
        item.add_flags(heading.flags)
        for piece in pieces:
            item.own(piece.line, piece.last)

    def _is_heading(self, piece: Piece) -> bool:
        """Take in a direction, a measure or a label; False for anything else, as for a list item of a description."""
        if piece.cells is not None or (
            piece.marked and self._projects is not None and not self._projects.closed
        ):
            return False
        if (found := read_direction(piece.text)) is not None:
            code, mark = found
            kind = ItemKind.BASIC_DIRECTION
            direction = ItemDraft(kind, self._goal, piece.line, number=mark.number, code=code)
            if self._begin(direction, self._direction, mark.title, piece):
                self._direction, self._measure = direction, None
            return True
        if (found_measure := read_measure(piece.text)) is not None:
            parent = self._direction or self._goal
            measure = ItemDraft(ItemKind.MEASURE, parent, piece.line, number=found_measure.number)
            if self._begin(measure, self._measure, found_measure.title, piece):
                self._measure = measure
            return True
        return self._is_label(piece)

    def _begin(self, item: ItemDraft, before: ItemDraft | None, title: str, piece: Piece) -> bool:
        """Begin `item`, unless its heading is the open item's again, as the top of a new page repeats it."""
        if (
            before is not None
            and title
            and (item.number, item.code) == (before.number, before.code)
            and comparable(read_title(title).title) == comparable("".join(before.title))
        ):
            self._context.ledger.leave_out(piece.line, piece.last, "page_header")
            return False
        self._entitle(item, title, [piece])
        self._open(item)
        return True

    def _is_label(self, piece: Piece) -> bool:
        found = label_of(piece.text)
        if found is None:
            return False
        label, rest, decorated = found
        if self._projects is not None:
            if label is Label.PROJECTS and self._projects.closed:
                self._context.heading(piece, label.value)
                return True
            if label is not Label.SUMMARY or not decorated:
                return False
            self._open_lost_measure()
        if not self._take_label(label, piece, decorated=decorated):
            return False
        if rest and self._reader is not None and label is not Label.PROJECTS:
            self._reader.text(replace(piece, text=rest))
        return True

    def _take_label(self, label: Label, piece: Piece, *, decorated: bool) -> bool:
        """Begin the part under `label`; a measure whose heading is lost begins with its label."""
        kind = self._reader.item.kind if self._reader is not None else None
        if kind is ItemKind.MEASURE:
            if label not in _IN_MEASURE:
                return False
        elif not (kind is ItemKind.BASIC_GOAL and label in _IN_GOAL):
            if label is not Label.SUMMARY and not (decorated and label in _IN_MEASURE):
                return False
            self._open_lost_measure()
        assert self._reader is not None
        self._context.heading(piece, label.value)
        self._reader.label = label
        if label is Label.PROJECTS:
            self._projects = ProjectSection(self._reader.item, self._context)
        return True

    def _open_lost_measure(self) -> None:
        """Begin a measure whose heading is lost; a bare title just before it was its own, not a project's."""
        measure = ItemDraft(ItemKind.MEASURE, self._direction or self._goal, None)
        title = self._projects.bare_title if self._projects is not None else None
        if title is not None:
            self._context.items.pop()
            measure.title, measure.lines, measure.flags = title.title, title.lines, title.flags
            measure.heading_line = title.heading_line
        self._measure = measure
        self._open(measure)

    def _labelled_row(self, piece: Piece, cells: tuple[str, ...]) -> bool:
        """A row of a label and the text under it (``| 対象 | ・市民 |``)."""
        filled = [cell for cell in cells if cell]
        found = label_of(filled[0])
        if (
            found is None
            or found[1]
            or self._reader is None
            or self._reader.item.kind is not ItemKind.MEASURE
        ):
            return False
        if not self._take_label(found[0], piece, decorated=True):
            return False
        for text in filled[1:]:
            self._reader.text(replace(piece, text=text, cells=None))
        return True
