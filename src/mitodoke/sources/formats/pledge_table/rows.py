"""The rows of the wide table put together: visions and pledges merged over rows hold the measures below them.

A cell that is merged over rows says its text in the first of them, so an empty one means the one above. A row without
pledge and measure goes on with the measure above it. Where no row prints a number, the order of the table gives it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mitodoke.domain.japanese_text import comparable, fold_width, is_missing_mark, join_lines
from mitodoke.sources.formats.pledge_table.head import Column, WideHead
from mitodoke.sources.formats.pledge_table.rating_cells import RatingCell, own_lines
from mitodoke.sources.formats.pledge_table.rating_head import RatingHead
from mitodoke.sources.formats.pledges.activity_lines import TextLine, own_mark
from mitodoke.sources.formats.pledges.body_text import (
    BodyText,
    MeasureText,
    OverallText,
    PledgeText,
    VisionText,
)
from mitodoke.sources.formats.pledges.line_marks import (
    Code,
    Mark,
    Percentage,
    mark_lines,
    parse_percentage,
    repeat_mark,
)
from mitodoke.sources.formats.pledges.summary_words import is_overall

_VISION = re.compile(
    r"(?:(?:vision|ビジョン|基本政策|政策|柱)\s*(?:no\.?)?\s*)?(?P<number>\d{1,2})(?![\d%％歳年月日つ])"
    r"\s*[】\]〕>＞:：.．、\s]*(?P<text>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)

_LONGEST_VISION = 200


@dataclass(slots=True)
class Row:
    """A line of the table with its cells by column, and its cells with ratings.

    `progress_or_rating` is the cell that is a percentage or a rating (see `WideHead`); it is among `cells` too.
    """

    line: int
    cells: dict[Column, str]
    ratings: tuple[RatingCell, ...] = ()
    progress_or_rating: RatingCell | None = None

    def text(self, column: Column) -> str:
        """The cell in one line; empty where there is none."""
        return join_lines(self.pieces(column))

    def pieces(self, column: Column) -> list[str]:
        """The cell's own lines, the empty ones left out."""
        return own_lines(self.cells.get(column, ""))

    @property
    def is_rated(self) -> bool:
        """Whether a cell with ratings holds anything."""
        return any(not cell.is_empty for cell in self.ratings)


@dataclass(frozen=True, slots=True)
class RatedRow:
    """A row with columns of ratings: of which measure and pledge it is, None where the row has no measure."""

    row: Row
    measure: MeasureText | None
    pledge: PledgeText | None


@dataclass(slots=True)
class TableText:
    """What the tables of the document say: `body` as the text layout has it, the row of the whole, and doubts.

    `unreadable` are percentages that are none: (line, text as printed). `numbered_by_us` are the lines of the pledges
    that print no number. `rated` are rows with ratings, each with its measure and pledge (None: it has none). `unread` are rows that hold nothing a row of this table can.
    """

    body: BodyText = field(default_factory=BodyText)
    overall: OverallText | None = None
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    numbered_by_us: list[int] = field(default_factory=list)
    rated: list[RatedRow] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def vision_row(line: int, text: str) -> Row | None:
    """A line alone across the table that names a vision (ビジョン1 …); None for any other line."""
    found = _VISION.match(text.strip()[:_LONGEST_VISION])
    if found is None or found.start("number") == 0 or not found["text"].strip():
        return None
    return Row(line, {Column.VISION: text.strip()})


def row_of(line: int, cells: Sequence[str], head: WideHead) -> Row:
    """The cells of a line under `head`; cells beyond the head are not looked at."""

    def rating(place: int, words: RatingHead) -> RatingCell:
        reason = row.text(Column.RATING_REASON)
        return RatingCell(line, words, tuple(own_lines(cells[place] if place < len(cells) else "")), reason)

    row = Row(line, dict(zip(head.columns, cells, strict=False)))
    row.ratings = tuple(rating(place, words) for place, words in head.ratings)
    row.progress_or_rating = rating(*head.progress_or_rating) if head.progress_or_rating else None
    return row


def read_rows(rows: Sequence[Row]) -> TableText:
    """All rows of the document, in order."""
    reader = _RowReader(per_pledge=_is_per_pledge(rows))
    for row in rows:
        reader.read(row)
    return reader.table


def _is_per_pledge(rows: Sequence[Row]) -> bool:
    """Whether a single column of percentages is of pledges: no pledge has a second one in its further rows."""
    return not any(
        row.text(Column.PROGRESS) and not (row.text(Column.PLEDGE) or row.text(Column.NUMBER))
        for row in rows
        if row.text(Column.MEASURE) or row.text(Column.ACTIVITIES)
    ) and not _repeats_pledges(rows)


def _repeats_pledges(rows: Sequence[Row]) -> bool:
    """Whether the pledge stands again in each of its rows, so that nothing shows what a percentage is of."""
    titles = [comparable(row.text(Column.PLEDGE)) for row in rows]
    return any(
        one and one == other and rows[position + 1].text(Column.PROGRESS)
        for position, (one, other) in enumerate(pairwise(titles))
    )


class _RowReader:
    def __init__(self, *, per_pledge: bool) -> None:
        self.table = TableText()
        self._per_pledge = per_pledge
        self._vision: VisionText | None = None
        self._pledge: PledgeText | None = None
        self._pledge_title = ""
        self._seen: dict[str, VisionText] = {}

    def read(self, row: Row) -> None:
        """One row: its vision, its pledge, its measure, whichever of them it holds."""
        first = next((text for column in row.cells if (text := row.text(column))), "")
        if is_overall(first):
            progress = next((c for c in (Column.PROGRESS, Column.PLEDGE_PROGRESS) if row.text(c)), None)
            value = self._percentage(row, progress) if progress else None
            self.table.overall = OverallText([row.line], value)
            return
        known = self._read_vision(row)
        known |= self._read_pledge(row)
        measured = self._read_measure(row)
        known |= measured
        if row.ratings:
            has = measured and self._pledge is not None
            self.table.rated.append(
                RatedRow(row, self._pledge.measures[-1] if has and self._pledge else None, self._pledge)
            )
        if not known:
            self.table.unread.append(row.line)

    def _percentage(self, row: Row, column: Column) -> Percentage | None:
        text = row.text(column)
        if not text:
            return None
        found = parse_percentage(text, row.line)
        if found is None:
            self.table.unreadable.append((row.line, text))
        return found

    def _read_vision(self, row: Row) -> bool:
        text = row.text(Column.VISION)
        if not text:
            return False
        key = comparable(text)
        if key not in self._seen:
            found = _VISION.match(text)
            self._seen[key] = VisionText(
                number=int(found["number"]) if found else 0,
                printed=fold_width(found["number"]) if found else "",
                lines=[row.line],
                text=found["text"].strip() if found else text,
                percentage=self._percentage(row, Column.VISION_PROGRESS),
            )
            self.table.body.visions.append(self._seen[key])
        if self._vision is not self._seen[key]:
            self._vision, self._pledge, self._pledge_title = self._seen[key], None, ""
        return True

    def _read_pledge(self, row: Row) -> bool:
        text, number = row.text(Column.PLEDGE), row.text(Column.NUMBER)
        if not text and not number:
            return False
        if self._pledge is not None and comparable(number + text) == self._pledge_title:
            return True
        code, title = self._code(row, number, text)
        self._pledge = PledgeText(code, [row.line])
        self._pledge_title = comparable(number + text)
        if title:
            self._pledge.title.append(TextLine(row.line, title))
        column = Column.PLEDGE_PROGRESS
        if not row.text(column) and self._per_pledge and column not in row.cells:
            column = Column.PROGRESS
        self._pledge.percentage = self._percentage(row, column)
        self._pledge.progress_seen = row.text(column) != "" or Column.PLEDGE_PROGRESS in row.cells
        self.table.body.pledges.append(self._pledge)
        return True

    def _code(self, row: Row, number: str, text: str) -> tuple[Code, str]:
        """The code of a pledge: as printed in its column or before its title, else by its place in the table."""
        marked = mark_lines([number, text])
        for mark, title in ((marked[0], text), (marked[1], marked[1].text)):
            if mark.mark is Mark.CODE and mark.code is not None:
                if self._vision is not None and not self._vision.number:
                    self._vision.number = mark.code.vision
                    self._vision.printed = mark.code.vision_printed
                return mark.code, title
        vision = self._own_vision()
        printed = _VISION.match(number) or _VISION.match(text)
        if printed is not None:
            own, title = fold_width(printed["number"]), text if number else printed["text"].strip()
        else:
            own, title = str(self._next_pledge(vision.number)), text
            self.table.numbered_by_us.append(row.line)
        return Code(f"{vision.printed}-{own}", vision.number, int(own)), title

    def _own_vision(self) -> VisionText:
        """The vision that is open, with a number: where it prints none, the next that is free."""
        if self._vision is None:
            self._vision = VisionText(number=0, printed="", lines=[])
        if not self._vision.number:
            taken = [vision.number for vision in self.table.body.visions]
            taken += [pledge.code.vision for pledge in self.table.body.pledges]
            self._vision.number = max(taken, default=0) + 1
            self._vision.printed = str(self._vision.number)
        return self._vision

    def _next_pledge(self, vision: int) -> int:
        pledges = [one.code.pledge for one in self.table.body.pledges if one.code.vision == vision]
        return max(pledges, default=0) + 1

    def _read_measure(self, row: Row) -> bool:
        texts = {
            column: row.text(column) for column in (Column.MEASURE, Column.ACTIVITIES, Column.DEPARTMENT)
        }
        if self._pledge is None:
            return False
        if not any(texts.values()):
            # Nothing but a rating goes on with the measure above; beside a pledge it is that of the pledge.
            goes_on = row.is_rated and not row.text(Column.PLEDGE) and bool(self._pledge.measures)
            if goes_on:
                self._pledge.measures[-1].other.append(row.line)
            return goes_on
        begins = bool(texts[Column.MEASURE]) or bool(row.text(Column.PLEDGE)) or not self._pledge.measures
        if Column.MEASURE not in row.cells:
            begins = True
        if begins:
            self._pledge.measures.append(MeasureText())
        measure = self._pledge.measures[-1]
        if texts[Column.MEASURE]:
            title, measure.repeat = own_mark(texts[Column.MEASURE])
            measure.title.append(TextLine(row.line, title))
        self._activities(row, measure)
        if not is_missing_mark(texts[Column.DEPARTMENT]):
            measure.departments += [TextLine(row.line, piece) for piece in row.pieces(Column.DEPARTMENT)]
        if not self._per_pledge:
            measure.percentage = measure.percentage or self._percentage(row, Column.PROGRESS)
        measure.other.append(row.line)
        return True

    @staticmethod
    def _activities(row: Row, measure: MeasureText) -> None:
        for piece in row.pieces(Column.ACTIVITIES):
            if is_missing_mark(piece):
                continue
            if len(piece) <= _LONGEST_MARK_LINE and repeat_mark(piece).value != "none":
                measure.repeat = repeat_mark(piece)
                continue
            (marked,) = mark_lines([piece])
            bullet = marked.mark is Mark.BULLET
            measure.activities.append(
                TextLine(row.line, marked.text if bullet else piece, marked.rest if bullet else "")
            )


_LONGEST_MARK_LINE = 8
"""Letters of a line that is nothing but a mark of 再掲 in brackets."""
