"""What the body of a pledge report holds, as lines: pledges, their measures, and headings of visions between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mitodoke.domain.outline import Repeat
from mitodoke.sources.formats.pledges.activity_lines import TextLine
from mitodoke.sources.formats.pledges.line_marks import Code, Percentage


@dataclass(slots=True)
class MeasureText:
    """The lines of one measure; `head` are those of its 取組事業内容 heading."""

    title: list[TextLine] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    activities: list[TextLine] = field(default_factory=list)
    departments: list[TextLine] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    repeat: Repeat = Repeat.NONE
    percentage: Percentage | None = None

    def lines(self) -> Iterator[int]:
        """The numbers of all its lines."""
        for text in (self.title, self.activities, self.departments):
            yield from (line.number for line in text)
        yield from self.head
        yield from self.other


@dataclass(slots=True)
class PledgeText:
    """The lines of one pledge; `header` are those of its code, 進捗状況 and percentage."""

    code: Code
    header: list[int]
    title: list[TextLine] = field(default_factory=list)
    percentage: Percentage | None = None
    progress_seen: bool = False
    measures: list[MeasureText] = field(default_factory=list)

    def header_lines(self) -> list[int]:
        """The numbers of the lines that belong to the pledge itself, in order."""
        return sorted({*self.header, *(line.number for line in self.title)})


@dataclass(slots=True)
class VisionText:
    """A vision as one part of the document prints it.

    `text` is its title, with the subtitle where nothing sets that apart; `subtitle` is what stands in a
    paragraph or cell of its own. `percentage` is None where none is printed. `labelled` is a number with a
    word before it (``Vision01``), `rows` how many pledges of the summary table stand below.
    """

    number: int
    printed: str
    lines: list[int]
    text: str = ""
    subtitle: str | None = None
    percentage: Percentage | None = None
    labelled: bool = False
    rows: int = 0


@dataclass(slots=True)
class BodyText:
    """Everything the body holds; `left_out` gives (line, reason), `unread` the lines that fit nothing."""

    pledges: list[PledgeText] = field(default_factory=list)
    visions: list[VisionText] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


@dataclass(slots=True)
class RowText:
    """A pledge in the summary table; `occurrence` counts the rows of one number from 1."""

    code: Code
    lines: list[int]
    text: str = ""
    percentage: Percentage | None = None
    occurrence: int = 1


@dataclass(slots=True)
class OverallText:
    """The percentage over everything (全体)."""

    lines: list[int]
    percentage: Percentage | None = None


@dataclass(slots=True)
class SummaryText:
    """Everything the summary table and the closing list hold.

    `headings` and `left_out` give (line, kind or reason); `conflicts` second percentages of one place that
    differ from the first; `unread` the lines that fit nothing.
    """

    visions: list[VisionText] = field(default_factory=list)
    listed: list[VisionText] = field(default_factory=list)
    rows: list[RowText] = field(default_factory=list)
    overall: OverallText | None = None
    headings: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    conflicts: list[Percentage] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
