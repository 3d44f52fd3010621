"""What a report is made of: blocks in reading order, the same for PDF, docx and the printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class TextStyle(StrEnum):
    """How a paragraph is set: as running text, smaller as a note, or as a label of what follows it."""

    BODY = "body"
    LABEL = "label"
    NOTE = "note"


class Align(StrEnum):
    """To which side the cells of a column are set."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of `level` 1 to 4; levels are never skipped."""

    level: int
    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text or a note."""

    text: str
    style: TextStyle = TextStyle.BODY
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of texts in the order of the source."""

    texts: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label and what it names on one line: ``担当部署：企画課``."""

    label: str
    text: str
    kind: str = "labelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One percentage as a bar from 0 to 100 with its figure in words; `share` None draws no bar.

    `figure` is the percentage as written or why there is none, `note` what it covers and by which rule.
    """

    label: str
    figure: str
    share: Decimal | None
    note: str
    kind: str = "gauge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A small donut: `share` of 100 is filled, `figure` is written beside it, `label` says whose it is.

    Without a `share` only the words stand there.
    """

    label: str
    figure: str
    share: Decimal | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart: its label, the figure as written (or why there is none), and its length of 100."""

    label: str
    figure: str
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar chart on an axis from 0 to 100; `description` is its text for those who do not see it."""

    caption: str
    bars: tuple[Bar, ...]
    description: str
    kind: str = "bars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its header, its share of the width, the side its cells are set to."""

    header: str
    weight: int = 1
    align: Align = Align.START


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: lines of text; `underlined` marks a changed value, `rowspan` counts the rows it covers."""

    text: str
    underlined: bool = False
    rowspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: a cell for each column, None where a cell above covers it; `emphasised` rows are sums or groups."""

    cells: tuple[Cell | None, ...]
    emphasised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose header row is repeated on every page; `chart` sets it as boxes in a diagram.

    The caption is empty where the heading above already says what the table holds.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: bool = False
    kind: str = "table"


Simple = Paragraph | Bullets | Labelled | Gauge | Bars | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A heading with what belongs to it, set apart: a measure or a project; `mark` stands beside the heading."""

    heading: Heading
    mark: str
    rings: tuple[Ring, ...]
    blocks: tuple[Simple, ...]
    kind: str = "card"


Block = Heading | Card | Simple


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks that begin on a page of their own, upright or `landscape`; `name` serves as the name of a sheet."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page: title, lines under it, and who publishes it."""

    title: str
    lines: tuple[str, ...]
    publisher: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report. `header` runs over every page; `contents_depth` 0 means no table of contents.

    `moment` is the ISO day that the files carry as their date, so that the same edition gives the same bytes.
    `mark` stands in a box on the cover and on every page (案 of what is not published); empty for none.
    """

    title: str
    author: str
    description: str
    header: str
    cover: Cover | None
    contents_depth: int
    sections: tuple[Section, ...]
    moment: str
    mark: str = ""


def row(*texts: str, emphasised: bool = False) -> Row:
    """A row of plain cells."""
    return Row(cells=tuple(Cell(text=text) for text in texts), emphasised=emphasised)
