"""The project that is being read: begins projects, with or without a heading, and keeps what belongs to the open one."""

from __future__ import annotations

from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.sources.formats.strategy.context import Context
from mitodoke.sources.formats.strategy.drafts import ItemDraft
from mitodoke.sources.formats.strategy.heading import Heading
from mitodoke.sources.formats.strategy.indicator_table import IndicatorTable
from mitodoke.sources.formats.strategy.piece import Piece


class OpenProject:
    """The last project under `measure` with its tables; at first there is none."""

    def __init__(self, measure: ItemDraft, context: Context) -> None:
        self.context = context
        self.project: ItemDraft | None = None
        self.table: IndicatorTable | None = None
        self.labelled = False
        self._measure = measure
        self._nested_texts: set[str] = set()
        self._flags_ahead: list[tuple[Piece, tuple[RevisionFlag, ...]]] = []

    @property
    def closed(self) -> bool:
        """Whether the next heading or description begins another project: none is open, or its table has begun."""
        return self.table is None or self.table.begun

    def start(self, piece: Piece, heading: Heading | None) -> ItemDraft:
        """Begin a project with `heading`, or one whose heading is lost (None)."""
        project = ItemDraft(ItemKind.PROJECT, self._measure, None if heading is None else piece.line)
        self.project = project
        self.table = IndicatorTable(project, self.context.glossary, self.context.last_head)
        self.labelled = False
        self._nested_texts = {comparable(piece.text)} if piece.nested else set()
        self.context.items.append(project)
        if heading is not None:
            self.head(heading)
        self.take_flags_ahead()
        return project

    def head(self, heading: Heading) -> None:
        """Add (a part of) a heading to the open project."""
        project = self.project
        assert project is not None
        if heading.title:
            project.add_title(self.context.glossary.strip(heading.title))
        if heading.departments is not None:
            project.departments = [*(project.departments or []), *heading.departments]
        if heading.sdgs is not None:
            project.sdgs = [*(project.sdgs or []), *heading.sdgs]
        project.add_flags(heading.flags)

    def keep_flags_ahead(self, piece: Piece, flags: tuple[RevisionFlag, ...]) -> None:
        """Keep flags that stand before the heading they belong to."""
        self._flags_ahead.append((piece, flags))

    def take_flags_ahead(self) -> None:
        """Give flags that were kept to the open project: the one that follows, or the last of its measure."""
        if self.project is not None:
            for piece, flags in self._flags_ahead:
                self.project.add_flags(flags)
                self.own(piece)
            self._flags_ahead = []

    def own(self, piece: Piece) -> None:
        """The lines of `piece` belong to the open project."""
        if self.project is not None:
            self.project.own(piece.line, piece.last)

    def describe(self, piece: Piece) -> None:
        """Add a text to the open project's description."""
        assert self.project is not None
        self.project.paragraphs.append(self.context.glossary.strip(piece.text))
        self.own(piece)

    def label_indicators(self, piece: Piece) -> None:
        """The label 重要業績評価指標（KPI）; behind another table it belongs to a project whose heading is lost."""
        if self.closed:
            self.start(piece, None)
        self.labelled = True
        if not piece.nested:
            self.context.heading(piece, "kpi")
        self.own(piece)

    def repeats(self, piece: Piece) -> bool:
        """Whether `piece` stood nested in the cell above, whose rows now follow plainly."""
        if piece.nested:
            self._nested_texts.add(comparable(piece.text))
        return (
            piece.in_row
            and not piece.nested
            and self.table is not None
            and self.table.awaits_repeats
            and comparable(piece.text) in self._nested_texts
        )
