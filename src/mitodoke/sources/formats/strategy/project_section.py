"""Reads the projects of a measure: headings in lines or rows, descriptions, tables, and projects without heading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mitodoke.domain.japanese_text import comparable, is_missing_mark
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.sources.formats.strategy.cleaning import is_sentence
from mitodoke.sources.formats.strategy.drafts import ItemDraft, Note
from mitodoke.sources.formats.strategy.footnotes import Glossary, is_note, split_note
from mitodoke.sources.formats.strategy.heading import (
    Heading,
    read_heading,
    read_sdgs,
    take_flags,
)
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable, fits, looks_like_value
from mitodoke.sources.formats.strategy.lookahead import is_department_line, is_kpi_label
from mitodoke.sources.formats.strategy.marks import Label, label_of
from mitodoke.sources.formats.strategy.pieces import Piece
from mitodoke.sources.formats.strategy.table_head import TableHead, read_head
from mitodoke.sources.line_ledger import LineLedger


@dataclass
class Context:
    """What all readers of one document share; `items` in document order, `last_head` the last table head read."""

    ledger: LineLedger
    glossary: Glossary
    items: list[ItemDraft] = field(default_factory=list)
    last_head: TableHead | None = None


def row_heading(cells: tuple[str, ...]) -> Heading | None:
    """The heading that a row is where all but one of its cells are flags, SDG numbers or 【…】; else None."""
    title: str | None = None
    words: list[str] = []
    sdgs: list[int] = []
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
        else:
            return None
    heading = read_heading(" ".join([title or "", *words]).strip())
    if not sdgs:
        return heading
    return Heading(heading.title, heading.departments, heading.flags, tuple(sdgs), heading.sure)


_UNFINISHED = ("の", "及び", "・", "、", "に", "を", "と", "が", "（", "(")
"""Ends of the first part of a name that is broken over two rows."""


class ProjectSection:
    """The projects under `measure`, from the label 事業名・事業の内容 to the next measure."""

    def __init__(self, measure: ItemDraft, context: Context) -> None:
        self.project: ItemDraft | None = None
        self.table: IndicatorTable | None = None
        self._measure = measure
        self._context = context
        self._labelled = False
        self._nested_texts: set[str] = set()
        self._flags_ahead: list[tuple[Piece, tuple[RevisionFlag, ...]]] = []
        self._note: Note | None = None
        self._note_last = 0

    @property
    def closed(self) -> bool:
        """Whether the next heading or description begins another project: none is open, or its table has begun."""
        return self.table is None or self.table.begun

    def end(self) -> None:
        """The section ends: flags that nothing followed belong to the last project."""
        if self.project is not None:
            self._take_flags_ahead(self.project)

    def read(self, piece: Piece, following: Piece | None) -> bool:
        """Take in `piece`; False where it fits nothing."""
        if piece.cells is not None:
            return self._row(piece, following)
        note, self._note = self._note, None
        if self._repeats(piece):
            self._own(piece)
            return True
        if piece.nested:
            self._nested_texts.add(comparable(piece.text))
        label = label_of(piece.text)
        if label is not None and label[0] is Label.KPI and not label[1]:
            return self._kpi_label(piece)
        if is_note(piece.text):
            return self._read_note(piece)
        heading = read_heading(piece.text)
        if note is not None and self._goes_on(note, piece, heading):
            return self._go_on_with(note, piece)
        if piece.marked:
            return self._marked(piece, heading)
        if not heading.title:
            return self._untitled(piece, heading)
        if piece.in_row and self._is_indicator(heading, following):
            return self._indicator_without_values(piece, following)
        return self._titled(piece, heading, following)

    def _repeats(self, piece: Piece) -> bool:
        """Whether `piece` stood nested in the cell above, whose rows now follow plainly."""
        return (
            piece.in_row
            and not piece.nested
            and self.table is not None
            and self.table.awaits_repeats
            and comparable(piece.text) in self._nested_texts
        )

    def _start(self, piece: Piece, heading: Heading | None) -> ItemDraft:
        lost = heading is None
        project = ItemDraft(ItemKind.PROJECT, self._measure, None if lost else piece.line)
        if heading is not None:
            self._head(project, heading)
        self.project = project
        self.table = IndicatorTable(project, self._context.glossary, self._context.last_head)
        self._context.items.append(project)
        self._labelled = False
        self._nested_texts = {comparable(piece.text)} if piece.nested else set()
        self._take_flags_ahead(project)
        return project

    def _head(self, project: ItemDraft, heading: Heading) -> None:
        if heading.title:
            project.title.append(self._context.glossary.strip(heading.title))
        if heading.departments is not None:
            project.departments = [*(project.departments or []), *heading.departments]
        if heading.sdgs is not None:
            project.sdgs = [*(project.sdgs or []), *heading.sdgs]
        project.add_flags(heading.flags)

    def _take_flags_ahead(self, project: ItemDraft) -> None:
        for piece, flags in self._flags_ahead:
            project.add_flags(flags)
            project.lines.extend(range(piece.line, piece.last + 1))
        self._flags_ahead = []

    def _own(self, piece: Piece) -> None:
        if self.project is not None:
            self.project.lines.extend(range(piece.line, piece.last + 1))

    def _describe(self, piece: Piece) -> bool:
        assert self.project is not None
        self.project.paragraphs.append(self._context.glossary.strip(piece.text))
        self._own(piece)
        return True

    def _kpi_label(self, piece: Piece) -> bool:
        if self.closed:
            self._start(piece, None)
        self._labelled = True
        for line in range(piece.line, piece.last + 1):
            if not piece.nested:
                self._context.ledger.heading(line, "kpi")
        self._own(piece)
        return True

    def _read_note(self, piece: Piece) -> bool:
        if self.project is None or self.table is None:
            return False
        if not self.table.begun:
            return self._describe(piece)
        mark = split_note(piece.text)[0]
        self._note = Note(piece.text, piece.line, self.table.count, mark)
        self._note_last = piece.last
        self.project.notes.append(self._note)
        self._own(piece)
        return True

    def _goes_on(self, note: Note, piece: Piece, heading: Heading) -> bool:
        """Whether `piece` is the rest of a note that was broken over lines."""
        return (
            not piece.gap
            and not piece.marked
            and piece.line == self._note_last + 1
            and heading.departments is None
            and not heading.flags
            and not note.text.endswith(("。", "）", ")"))
        )

    def _go_on_with(self, note: Note, piece: Piece) -> bool:
        note.text += piece.text
        self._note, self._note_last = note, piece.last
        self._own(piece)
        return True

    def _marked(self, piece: Piece, heading: Heading) -> bool:
        if self.closed:
            if heading.sure and heading.title and not is_sentence(heading.title):
                self._start(piece, heading)
                self._own(piece)
                return True
            self._start(piece, None)
        return self._describe(piece)

    def _untitled(self, piece: Piece, heading: Heading) -> bool:
        """A line of departments or flags only."""
        project = self.project
        if heading.departments is None:
            if self.closed:
                self._flags_ahead.append((piece, heading.flags))
                return True
            assert project is not None
            project.add_flags(heading.flags)
        elif self.closed:
            if not heading.sure:
                return False
            project = self._start(piece, heading)
        else:
            assert project is not None
            fresh = not project.paragraphs
            if (fresh and (project.departments is None or heading.sure)) or (
                project.departments is None and heading.sure
            ):
                self._head(project, heading)
            else:
                return self._describe(piece)
        self._own(piece)
        return True

    def _titled(self, piece: Piece, heading: Heading, following: Piece | None) -> bool:
        sentence = is_sentence(piece.text) or is_sentence(heading.title)
        if self.closed:
            if sentence:
                self._start(piece, None)
                return self._describe(piece)
            self._start(piece, heading)
            self._own(piece)
            return True
        project = self.project
        assert project is not None
        if sentence:
            return self._describe(piece)
        if not project.paragraphs and project.title and project.departments is None:
            ahead = following is not None and (following.marked or is_kpi_label(following))
            if heading.departments is not None or heading.flags or not piece.gap or ahead:
                self._head(project, heading)
                self._own(piece)
                return True
        elif heading.sure or heading.flags or is_department_line(following):
            self._start(piece, heading)
            self._own(piece)
            return True
        return self._describe(piece)

    def _is_indicator(self, heading: Heading, following: Piece | None) -> bool:
        """Whether a row's only text is an indicator's name: the table goes on with values, or ends here for good.

        A row that is a project's heading is followed by departments, a description, a label or a head.
        """
        if self.table is None or not self.table.begun or heading.departments is not None or heading.flags:
            return False
        if following is None:
            return True
        if following.cells is not None:
            return read_head(following.cells) is None and not (row_heading(following.cells) or heading).sure
        return not (
            following.in_row
            or following.marked
            or is_kpi_label(following)
            or is_department_line(following)
            or is_sentence(following.text)
        )

    def _indicator_without_values(self, piece: Piece, following: Piece | None) -> bool:
        assert self.table is not None and self.table.head is not None
        unfinished = piece.text.endswith(_UNFINISHED) or _opens(piece.text)
        if unfinished and following is not None and following.cells is not None:
            self.table.name_only(piece)
            return True
        cells = [""] * self.table.head.width
        cells[self.table.head.name_index] = piece.text
        return self.table.read_row(replace(piece, cells=tuple(cells)))

    def _row(self, piece: Piece, following: Piece | None) -> bool:
        cells = piece.cells
        assert cells is not None
        if (head := read_head(cells)) is not None:
            if self.table is None or (
                self.table.begun and not self._labelled and not self.table.awaits_repeats
            ):
                self._start(piece, None)
            assert self.table is not None
            self.table.read_head(piece)
            self._context.last_head = head
            self._account_head(piece)
            return True
        heading = row_heading(cells)
        if self._goes_on_values(cells) and self.table is not None and self.table.read_row(piece):
            return True
        if heading is not None and self._is_heading(piece, heading, following):
            if not heading.title:
                return self._untitled(piece, heading)
            return self._titled(piece, heading, following)
        if self.table is not None and self.table.read_head(piece):
            self._context.last_head = self.table.head
            self._account_head(piece)
            return True
        if self._sdgs_only(piece):
            return True
        if self.table is None:
            if self._context.last_head is None or not fits(cells, self._context.last_head):
                return False
            self._start(piece, None)
        return self.table is not None and self.table.read_row(piece)

    def _sdgs_only(self, piece: Piece) -> bool:
        """A row of SDG numbers beside the heading of a project whose table has not begun."""
        if self.closed or self.project is None or piece.cells is None:
            return False
        numbers = [read_sdgs(cell) for cell in piece.cells if cell]
        if any(found is None for found in numbers):
            return False
        found = [number for cell in numbers if cell for number in cell]
        self.project.sdgs = [*(self.project.sdgs or []), *found]
        self._own(piece)
        return True

    def _goes_on_values(self, cells: tuple[str, ...]) -> bool:
        """Whether a row has no name and nothing that only a heading has, so that it goes on the row before it."""
        if self.table is None or self.table.head is None:
            return False
        name_index = self.table.head.name_index
        unnamed = name_index >= len(cells) or not cells[name_index]
        return unnamed and not any("【" in cell or take_flags(cell)[1] for cell in cells)

    def _account_head(self, piece: Piece) -> None:
        if piece.nested:
            self._own(piece)
            return
        for line in range(piece.line, piece.last + 1):
            self._context.ledger.heading(line, "table_head")

    def _is_heading(self, piece: Piece, heading: Heading, following: Piece | None) -> bool:
        """Whether a row that can be a heading is one, and not an indicator with bare numbers or a flag."""
        if self.table is None or not self.table.begun or heading.sure or not heading.title:
            return True
        assert self.table.head is not None
        if heading.flags and following is not None and following.cells is not None:
            name_index = self.table.head.name_index
            if len(following.cells) > name_index and not following.cells[name_index]:
                return False
        if heading.sdgs is None:
            return True
        return following is not None and (
            following.marked or is_kpi_label(following) or is_department_line(following)
        )


def _opens(text: str) -> bool:
    return text.count("（") > text.count("）") or text.count("(") > text.count(")")
