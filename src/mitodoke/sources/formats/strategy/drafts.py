"""What is gathered of an item, an indicator or a doubt while reading; ids are given once all is read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.sources.formats.strategy.doubts import Doubt
from mitodoke.sources.formats.strategy.table_head import TableHead, read_mark


@dataclass
class Note:
    """A note ※… as printed, its line, the number of the table it follows, and its own mark (``※``, ``※2``)."""

    text: str
    line: int
    table: int
    mark: str


@dataclass
class IndicatorDraft:
    """One row: `cells` and `cell_lines` by column; `loose` are values of a shifted row, whose columns are open.

    `width` counts the cells the row had, `table` is the number of its table within the item. `name_mark` is the
    note mark on the name, `cell_marks` those on values; `notes` are what notes say of it (`value_notes` by role).
    """

    name: str
    head: TableHead
    table: int
    lines: list[int]
    cells: dict[int, str] = field(default_factory=dict)
    cell_lines: dict[int, int] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    loose_line: int = 0
    width: int = 0
    name_mark: str = ""
    cell_marks: dict[int, str] = field(default_factory=dict)
    changed: bool = False
    notes: list[str] = field(default_factory=list)
    value_notes: dict[ValueRole, list[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def set_cell(self, index: int, cell: str, line: int) -> None:
        """Put `cell`, which stands on `line`, under column `index`."""
        self.cells[index] = cell
        self.cell_lines[index] = line
        if mark := read_mark(cell):
            self.cell_marks[index] = mark

    def settle_loose(self) -> None:
        """Give the values of a shifted row their columns: in order, those that the rows after it left open."""
        for column in self.head.columns:
            if self.loose and not self.cells.get(column.index):
                self.set_cell(column.index, self.loose.pop(0), self.loose_line)

    def replace_by(self, other: IndicatorDraft) -> None:
        """Take over everything that was read of the same indicator in a later, better place."""
        changed = self.changed or other.changed
        for part in fields(self):
            if part.name not in ("notes", "value_notes"):
                setattr(self, part.name, getattr(other, part.name))
        self.changed = changed


@dataclass
class ItemDraft:
    """An item of any level; `number` is the printed one, `code` a direction's printed code.

    `heading_line` is None where the heading is lost; `lines` hold what belongs to the item itself (not to items
    under it); `title_marked` where the title carries a note mark; `paragraphs` make the summary (for a goal those
    of its direction, `situation` those before).
    """

    kind: ItemKind
    parent: ItemDraft | None
    heading_line: int | None
    title: list[str] = field(default_factory=list)
    title_marked: bool = False
    number: int | None = None
    code: str | None = None
    departments: list[str] | None = None
    flags: list[RevisionFlag] = field(default_factory=list)
    sdgs: list[int] | None = None
    situation: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    audience: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add_title(self, text: str) -> None:
        """Add (a part of) the title; a note mark ※ at its end is no part of it."""
        bare = text.rstrip("※ \u3000")
        self.title_marked = self.title_marked or bare != text.rstrip()
        if bare:
            self.title.append(bare)

    def own(self, first: int, last: int) -> None:
        """Lines `first` to `last` belong to this item."""
        self.lines.extend(range(first, last + 1))

    def add_flags(self, flags: tuple[RevisionFlag, ...]) -> None:
        """Add flags that are not there yet."""
        self.flags.extend(flag for flag in flags if flag not in self.flags)
