"""Decides what a text among the projects of a measure is: heading, part of one, description, label or note."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.sources.formats.strategy.cleaning import is_sentence
from mitodoke.sources.formats.strategy.footnotes import is_note
from mitodoke.sources.formats.strategy.heading import Heading, read_heading
from mitodoke.sources.formats.strategy.lookahead import is_department_line, is_kpi_label
from mitodoke.sources.formats.strategy.marks import Label, label_of
from mitodoke.sources.formats.strategy.note_reader import NoteReader
from mitodoke.sources.formats.strategy.open_project import OpenProject
from mitodoke.sources.formats.strategy.piece import Piece
from mitodoke.sources.formats.strategy.row_heading import row_heading
from mitodoke.sources.formats.strategy.table_head import read_head

_UNFINISHED = ("の", "及び", "・", "、", "に", "を", "と", "が", "（", "(")
"""Ends of the first part of a name that is broken over two rows."""


class ProjectTexts:
    """Texts in lines and those that stand alone in a row."""

    def __init__(self, open_project: OpenProject) -> None:
        self._open = open_project
        self.notes = NoteReader()

    def read(self, piece: Piece, following: Piece | None) -> bool:
        """Take in a text; False where it fits nothing."""
        if self._open.repeats(piece):
            self._open.own(piece)
            return True
        label = label_of(piece.text)
        if label is not None and label[0] in (Label.KPI, Label.NUMERICAL_TARGETS) and not label[1]:
            self._open.label_indicators(piece)
            return True
        project, table = self._open.project, self._open.table
        if project is not None and table is not None and self.notes.read(piece, project, table):
            return True
        if is_note(piece.text):
            if project is not None:
                self._open.describe(piece)
            return project is not None
        heading = read_heading(piece.text)
        if piece.marked:
            self._list_item(piece, heading)
            return True
        if not heading.title:
            return self.untitled(piece, heading)
        if piece.in_row and self._is_indicator(heading, following):
            return self._indicator_without_values(piece, following)
        self.titled(piece, heading, following)
        return True

    def _list_item(self, piece: Piece, heading: Heading) -> None:
        """A list item describes the open project; else it begins one, by its department or without a heading."""
        if self._open.closed:
            if heading.sure and heading.title and not is_sentence(heading.title):
                self._open.start(piece, heading)
                self._open.own(piece)
                return
            self._open.start(piece, None)
        self._open.describe(piece)

    def untitled(self, piece: Piece, heading: Heading) -> bool:
        """Departments or flags without a title: of the open project, of the next, or of one whose title is lost."""
        project = self._open.project
        if self._open.closed or project is None:
            if heading.departments is None:
                self._open.keep_flags_ahead(piece, heading.flags)
                return True
            if not heading.sure:
                return False
            self._open.start(piece, heading)
        elif heading.departments is None:
            project.add_flags(heading.flags)
        elif (heading.sure and not (project.paragraphs and project.departments is not None)) or (
            not project.paragraphs and project.departments is None
        ):
            self._open.head(heading)
        else:
            self._open.describe(piece)
            return True
        self._open.own(piece)
        return True

    def titled(self, piece: Piece, heading: Heading, following: Piece | None) -> None:
        """A text that is no list item: a heading, the rest of a broken one, or a description without its bullet.

        Sentences describe. Where no project is open, anything else is a heading. Of an open one without
        departments, flags or description the title goes on if the text has what ends a heading, touches the line
        before, or a list follows. Behind that a heading needs departments or flags.
        """
        project = self._open.project
        if is_sentence(piece.text) or is_sentence(heading.title):
            if self._open.closed or project is None:
                self._open.start(piece, None)
            self._open.describe(piece)
            return
        if self._open.closed or project is None:
            self._open.start(piece, heading)
        elif not project.paragraphs and project.title and project.departments is None and not project.flags:
            ends = heading.departments is not None or bool(heading.flags)
            if not (ends or not piece.gap or (following is not None and following.marked)):
                self._open.describe(piece)
                return
            self._open.head(heading)
        elif heading.sure or heading.flags or is_department_line(following):
            self._open.start(piece, heading)
        else:
            self._open.describe(piece)
            return
        self._open.own(piece)

    def _is_indicator(self, heading: Heading, following: Piece | None) -> bool:
        """Whether a row's only text is an indicator's name: the table goes on with values, or ends here for good.

        A row that is a project's heading is followed by departments, a description, a label or a head.
        """
        table = self._open.table
        if table is None or not table.begun or heading.departments is not None or heading.flags:
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
        """A name whose values are lost, or the first part of one that goes on in the next row."""
        table = self._open.table
        assert table is not None
        assert table.head is not None
        brackets = (
            piece.text.count("（") + piece.text.count("(") - piece.text.count("）") - piece.text.count(")")
        )
        unfinished = piece.text.endswith(_UNFINISHED) or brackets > 0
        if unfinished and following is not None and following.cells is not None:
            table.name_only(piece)
            return True
        cells = [""] * table.head.width
        cells[table.head.name_index] = piece.text
        return table.read_row(replace(piece, cells=tuple(cells)))
