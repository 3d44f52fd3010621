"""What is gathered of an item, an indicator or a doubt while reading; ids are given once all is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import ValueRole
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.sources.formats.strategy.table_head import TableHead


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that still lacks the id of its subject."""

    check: str
    severity: Severity
    field: str
    line: int
    printed: str
    expected: str
    message: str


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

    `name_mark` is the note mark on the name, `cell_marks` those on values, `table` the number of its table
    within the item, `notes` what notes say of it (`value_notes` of one role).
    """

    name: str
    head: TableHead
    table: int
    lines: list[int]
    cells: dict[int, str] = field(default_factory=dict)
    cell_lines: dict[int, int] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    width: int = 0
    name_mark: str = ""
    cell_marks: dict[int, str] = field(default_factory=dict)
    changed: bool = False
    notes: list[str] = field(default_factory=list)
    value_notes: dict[ValueRole, list[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class ItemDraft:
    """An item of any level; `number` is the printed one, `code` a direction's printed code.

    `heading_line` is None where the heading is lost; `lines` hold what belongs to the item itself (not to items
    under it); `paragraphs` make the summary (for a goal those of its direction, `situation` those before).
    """

    kind: ItemKind
    parent: ItemDraft | None
    heading_line: int | None
    title: list[str] = field(default_factory=list)
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

    def add_flags(self, flags: tuple[RevisionFlag, ...]) -> None:
        """Add flags that are not there yet."""
        self.flags.extend(flag for flag in flags if flag not in self.flags)
