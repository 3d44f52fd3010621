"""Reads the outline of a strategy piece by piece: goals, directions, measures and their texts, footnotes between."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.outline import ItemKind
from mitodoke.sources.formats.strategy.cleaning import is_sentence, split_dotted
from mitodoke.sources.formats.strategy.drafts import ItemDraft, Note
from mitodoke.sources.formats.strategy.footnote_reader import FootnoteReader
from mitodoke.sources.formats.strategy.footnotes import is_note, split_note
from mitodoke.sources.formats.strategy.goal_starts import GoalStart, Skeleton
from mitodoke.sources.formats.strategy.heading import read_heading
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.lookahead import is_department_line
from mitodoke.sources.formats.strategy.marks import (
    Label,
    label_of,
    read_direction,
    read_measure,
    read_section,
)
from mitodoke.sources.formats.strategy.pieces import Piece
from mitodoke.sources.formats.strategy.project_section import Context, ProjectSection, row_heading
from mitodoke.sources.formats.strategy.sections import OutsideReader, section_reason

_IN_GOAL = (Label.SITUATION, Label.BASIC_DIRECTION, Label.NUMERICAL_TARGETS, Label.KPI)
_IN_MEASURE = (Label.SUMMARY, Label.AUDIENCE, Label.OUTCOMES, Label.PROJECTS, Label.KPI)


class BodyReader:
    """The state of reading: the open goal, direction, measure and, inside a measure, its projects."""

    def __init__(self, context: Context, outside: OutsideReader) -> None:
        self.context = context
        self._outside = outside
        self._footnotes = FootnoteReader(context.glossary)
        self._goal: ItemDraft | None = None
        self._direction: ItemDraft | None = None
        self._item: ItemDraft | None = None
        self._table: IndicatorTable | None = None
        self._projects: ProjectSection | None = None
        self._label: Label | None = None
        self._closed = False

    def read(self, pieces: list[Piece], skeleton: Skeleton) -> None:
        """Read all pieces from the outline's beginning on."""
        goals = {start.first: start for start in skeleton.goals}
        index = skeleton.begins
        while index < len(pieces):
            if (start := goals.pop(index, None)) is not None:
                self._start_goal(start, pieces)
                index = start.after
                continue
            piece = pieces[index]
            following = pieces[index + 1] if index + 1 < len(pieces) and index + 1 not in goals else None
            if index in skeleton.repeats:
                self.context.ledger.leave_out(piece.line, piece.last, "page_header")
            else:
                self._piece(piece, following)
            index += 1
        self._end_projects()

    def _piece(self, piece: Piece, following: Piece | None) -> None:
        marks = self._own_marks()
        if self._footnotes.read(piece, following, marks):
            return
        if self._ends_outline(piece, following):
            self._end_projects()
            self._closed = True
        if self._closed:
            self._outside.piece(piece)
            return
        if piece.cells is None and not piece.marked and self._heading(piece):
            return
        if self._projects is not None:
            self._projects.read(piece, following)
        elif piece.cells is not None:
            self._row(piece, following)
        else:
            self._text(piece, following)

    def _own_marks(self) -> set[str]:
        table = self._projects.table if self._projects is not None else self._table
        return table.marks if table is not None else set()

    def _ends_outline(self, piece: Piece, following: Piece | None) -> bool:
        """Whether a chapter or numbered section begins that follows the outline.

        Its number goes on from the sections before the outline, or it counts from 1 again under a title that
        tells of no measure. Inside a project's description, and with a department, it is no section.
        """
        if piece.cells is not None or piece.marked or piece.in_row or not piece.gap:
            return False
        section = read_section(piece.text)
        if section is None or (self._projects is not None and not self._projects.closed):
            return False
        number, title = section
        if read_heading(piece.text).sure or is_department_line(following):
            return False
        before = self._outside.last_number
        return number is None or (
            before > 0 and (number == before + 1 or (number == 1 and section_reason(title) is not None))
        )

    def _end_projects(self) -> None:
        if self._projects is not None:
            self._projects.end()
        self._projects = None

    def _open(self, item: ItemDraft) -> None:
        self._end_projects()
        self._item = item
        self._table = IndicatorTable(item, self.context.glossary, self.context.last_head)
        self._label = None
        self.context.items.append(item)

    def _start_goal(self, start: GoalStart, pieces: list[Piece]) -> None:
        self._closed = False
        titles = pieces[start.first : start.after]
        goal = ItemDraft(ItemKind.BASIC_GOAL, None, titles[0].line if titles else None)
        if start.title:
            heading = read_heading(start.title)
            goal.title.append(self.context.glossary.strip(heading.title))
            goal.add_flags(heading.flags)
        for piece in titles:
            goal.lines.extend(range(piece.line, piece.last + 1))
        self._goal, self._direction = goal, None
        self._open(goal)

    def _heading(self, piece: Piece) -> bool:
        """A direction, a measure or a label; False for anything else."""
        goal = self._goal
        if (found := read_direction(piece.text)) is not None:
            code, mark = found
            direction = ItemDraft(ItemKind.BASIC_DIRECTION, goal, piece.line, number=mark.number, code=code)
            self._begin(direction, mark.title, piece)
            self._direction = direction
            return True
        if (measure := read_measure(piece.text)) is not None:
            parent = self._direction or goal
            draft = ItemDraft(ItemKind.MEASURE, parent, piece.line, number=measure.number)
            self._begin(draft, measure.title, piece)
            return True
        label = label_of(piece.text)
        if label is None:
            return False
        if self._projects is not None:
            if label[0] is not Label.SUMMARY or not label[2]:
                return False
            self._open_lost_measure()
        return self._read_label(label[0], label[1], piece, decorated=label[2])

    def _begin(self, item: ItemDraft, title: str, piece: Piece) -> None:
        heading = read_heading(title)
        if heading.title:
            item.title.append(self.context.glossary.strip(heading.title))
        if heading.departments is not None:
            item.departments = list(heading.departments)
        item.add_flags(heading.flags)
        item.lines.extend(range(piece.line, piece.last + 1))
        self._open(item)

    def _open_lost_measure(self) -> None:
        """A measure whose heading is lost begins with its first label; a bare title just before is its own."""
        measure = ItemDraft(ItemKind.MEASURE, self._direction or self._goal, None)
        project = self._projects.project if self._projects is not None else None
        if project is not None and self._projects is not None and not self._projects.closed:
            if project.title and project.departments is None and not project.paragraphs:
                self.context.items.pop()
                measure.title, measure.lines = project.title, project.lines
                measure.heading_line = project.heading_line
                measure.flags = project.flags
        self._open(measure)

    def _read_label(self, label: Label, rest: str, piece: Piece, *, decorated: bool) -> bool:
        item = self._item
        if item is None or item.kind is not ItemKind.MEASURE:
            if item is not None and item.kind is ItemKind.BASIC_GOAL and label in _IN_GOAL:
                pass
            elif label is Label.SUMMARY or (decorated and label in _IN_MEASURE):
                self._open_lost_measure()
            else:
                return False
        elif label not in _IN_MEASURE:
            return False
        for line in range(piece.line, piece.last + 1):
            self.context.ledger.heading(line, label.value)
        self._label = label
        if label is Label.PROJECTS and self._item is not None:
            self._projects = ProjectSection(self._item, self.context)
        elif rest:
            self._text(replace(piece, text=rest), None)
        return True

    def _row(self, piece: Piece, following: Piece | None) -> None:
        """A table row outside of projects: the goal's targets, a label with its text, or the first project."""
        assert piece.cells is not None
        filled = [cell for cell in piece.cells if cell]
        if self._item is None or self._table is None:
            return
        if self._table.read_head(piece):
            self.context.last_head = self._table.head
            for line in range(piece.line, piece.last + 1):
                self.context.ledger.heading(line, "table_head")
            return
        if self._item.kind is ItemKind.MEASURE:
            label = label_of(filled[0])
            if label is not None and not label[1] and self._read_label(label[0], "", piece, decorated=True):
                for text in filled[1:]:
                    self._text(replace(piece, text=text, cells=None), None)
                return
            heading = row_heading(piece.cells)
            if heading is not None and heading.sure:
                self._read_as_project(piece, following)
                return
        self._table.read_row(piece)

    def _read_as_project(self, piece: Piece, following: Piece | None) -> None:
        """The label of the projects is lost, but `piece` is a project's heading."""
        assert self._item is not None
        self._projects = ProjectSection(self._item, self.context)
        self._projects.read(piece, following)

    def _text(self, piece: Piece, following: Piece | None) -> None:
        """A text outside of projects; where it has no place it stays unaccounted."""
        item = self._item
        if item is None or self._table is None:
            return
        heading = read_heading(piece.text)
        clean = self.context.glossary.strip(piece.text)
        if not heading.title and heading.departments is None:
            item.add_flags(heading.flags)
        elif is_note(piece.text) and self._table.begun:
            mark = split_note(piece.text)[0]
            item.notes.append(Note(piece.text, piece.line, self._table.count, mark))
        elif item.kind is ItemKind.BASIC_GOAL:
            if self._table.begun:
                return
            (item.situation if self._label is Label.SITUATION else item.paragraphs).append(clean)
        elif self._label in (Label.AUDIENCE, Label.OUTCOMES) and not self._is_project(piece, following):
            self._list_item(item.audience if self._label is Label.AUDIENCE else item.outcomes, piece, clean)
        elif self._label is Label.SUMMARY and not self._is_project(piece, following):
            item.paragraphs.append(clean)
        elif item.kind is ItemKind.MEASURE and self._is_project(piece, following):
            self._read_as_project(piece, following)
            return
        elif is_sentence(piece.text) or piece.marked or item.paragraphs:
            item.paragraphs.append(clean)
        else:
            item.title.append(self.context.glossary.strip(heading.title))
            if heading.departments is not None:
                item.departments = [*(item.departments or []), *heading.departments]
            item.add_flags(heading.flags)
        item.lines.extend(range(piece.line, piece.last + 1))

    def _is_project(self, piece: Piece, following: Piece | None) -> bool:
        """Whether `piece` is a project's heading although the label 事業名 is lost."""
        if piece.marked or is_sentence(piece.text) or self._label is None:
            return False
        heading = read_heading(piece.text)
        return bool(heading.title) and (heading.sure or is_department_line(following))

    def _list_item(self, items: list[str], piece: Piece, text: str) -> None:
        if not piece.marked and not piece.gap and items:
            items[-1] = join_lines([items[-1], text])
            return
        for part in split_dotted(text):
            items.append(part.lstrip("・･• \u3000"))
