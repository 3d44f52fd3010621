"""Reads the summary table (総括表) and the closing list of visions, by number and not by the form of the lines.

Five forms of one table are known, often several in one document: numbers and percentages with spaces between
their digits and the percentage printed twice; no percentage of the vision; the percentage at the end of the
heading and the subtitle in the next paragraph; everything in one line with tabs; a table of pipes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mitodoke.sources.formats.pledges.body_text import SummaryText, VisionText
from mitodoke.sources.formats.pledges.known_pledges import KnownPledges
from mitodoke.sources.formats.pledges.line_marks import LONGEST_MARK, Line, Mark
from mitodoke.sources.formats.pledges.regions import LIST_ENTRY, LOOSE_ENTRY, is_section_head, is_summary_head
from mitodoke.sources.formats.pledges.running_lines import RunningLines
from mitodoke.sources.formats.pledges.summary_cells import Cells, read_cells
from mitodoke.sources.formats.pledges.summary_entries import SummaryEntries
from mitodoke.sources.formats.pledges.summary_words import (
    is_overall,
    is_period,
    is_table_head,
    reason_outside,
)

_OF_REPORT = re.compile("公約|進捗|取組")
_OUTSIDE = {Mark.RULE: "rule", Mark.PAGE: "page_number", Mark.DEPARTMENT: "contact"}


def read_summary(
    lines: Sequence[Line],
    raw: Sequence[str],
    span: tuple[int, int],
    known: KnownPledges,
    running: RunningLines,
) -> SummaryText:
    """Everything in lines `span` (first position and end, the end excluded)."""
    return _SummaryReader(lines, raw, span, known, running).read()


def _heads(text: str) -> bool:
    return is_summary_head(text) or is_period(text)


class _SummaryReader:
    def __init__(
        self,
        lines: Sequence[Line],
        raw: Sequence[str],
        span: tuple[int, int],
        known: KnownPledges,
        running: RunningLines,
    ) -> None:
        self._lines, self._raw = lines, raw
        self._start, self._end = span
        self._running = running
        self._entries = SummaryEntries(known)
        self._summary = self._entries.summary
        self._text_after = self._texts_after()

    def _texts_after(self) -> list[str]:
        """For each position the next line that is not blank, as text."""
        following = ""
        texts = [""] * (self._end - self._start)
        for i in range(self._end - 1, self._start - 1, -1):
            texts[i - self._start] = following
            if self._lines[i].mark is not Mark.BLANK:
                following = self._raw[i].strip()
        return texts

    def read(self) -> SummaryText:
        for i in range(self._start, self._end):
            line, text = self._lines[i], self._raw[i].strip()
            if line.mark is Mark.BLANK:
                continue
            if line.mark in _OUTSIDE:
                self._summary.left_out.append((i + 1, _OUTSIDE[line.mark]))
            elif line.mark is Mark.TEXT and not _heads(text) and self._running.has_title(text):
                self._summary.left_out.append((i + 1, "page_repeat"))
            elif line.mark in (Mark.NUMBER, Mark.PERCENT):
                self._number_alone(i, line)
            elif not self._heading(i, text):
                self._content(i, text)
        return self._entries.finish()

    def _heading(self, i: int, text: str) -> bool:
        """Headings and what lies outside the table; they end the entry above."""
        kind = None
        if is_period(text):
            kind = "period"
        elif is_overall(text):
            return False
        elif is_summary_head(text) or (is_section_head(text) and _OF_REPORT.search(text)):
            kind = "section"
        elif is_table_head(text):
            kind = "table_head"
        if kind is not None:
            self._summary.headings.append((i + 1, kind))
        elif (reason := reason_outside(text)) is not None and not self._may_belong(reason, text):
            self._summary.left_out.append((i + 1, reason))
        else:
            return False
        self._entries.current = None
        return True

    def _may_belong(self, reason: str, text: str) -> bool:
        """A sentence with a number before it, or below the heading of a vision (its subtitle), explains nothing."""
        if reason != "explanation":
            return False
        vision = self._entries.current
        below = isinstance(vision, VisionText) and vision.subtitle is None and not vision.rows
        return below or text[0].isdigit() or LIST_ENTRY.match(text[:LONGEST_MARK]) is not None

    def _content(self, i: int, text: str) -> None:
        if len(text) <= LONGEST_MARK and (entry := LIST_ENTRY.match(text) or LOOSE_ENTRY.match(text)):
            labelled = read_cells(f"{entry['number']} {entry['text']}", i + 1, int(entry["number"]))
            self._entries.open_vision(labelled, labelled=True)
            return
        vision = self._entries.vision
        cells = read_cells(text, i + 1, vision.number + 1 if vision else 1)
        if is_overall(cells.text):
            self._entries.open_overall(i + 1, cells.percentage)
        elif cells.number is None or (
            cells.glued and not cells.padded and not self._entries.is_row_without_gap(cells)
        ):
            if not self._entries.continue_with(cells, text, rows_follow=self._rows_follow(i)):
                self._summary.unread.append(i + 1)
        elif cells.vision is not None:
            self._entries.open_row(cells, cells.vision, cells.vision_printed)
        else:
            self._entries.open_numbered(cells)

    def _number_alone(self, i: int, line: Line) -> None:
        """A number on a line of its own: of a vision or row whose title follows, a percentage, or the page's."""
        digits = "".join(line.text.split())
        if line.mark is Mark.NUMBER and digits.isdecimal():
            cells = Cells(i + 1, number=int(digits), number_printed=digits)
            if digits.startswith("0") and len(digits) == 2 and cells.number:
                self._entries.open_vision(cells)
                return
            title = read_cells(self._text_after[i - self._start], i + 2)
            if title.number is None and self._entries.is_title_of(title.text, int(digits)):
                vision = self._entries.vision
                self._entries.open_row(
                    cells, vision.number if vision else 0, vision.printed if vision else ""
                )
                return
        sure = line.mark is Mark.PERCENT
        if line.percentage is not None and self._entries.take_percentage(line.percentage, sure=sure):
            return
        if not sure and self._outside_table(i):
            self._summary.left_out.append((i + 1, "page_number"))
        elif not sure and self._entries.current is not None:
            self._summary.left_out.append((i + 1, "stray_number"))
        else:
            self._summary.unread.append(i + 1)

    def _outside_table(self, i: int) -> bool:
        """Whether position `i` lies before the first vision, or before a further heading or the end."""
        following = self._text_after[i - self._start]
        return not self._summary.visions or not following or is_section_head(following)

    def _rows_follow(self, i: int) -> bool:
        """Whether rows come next, so that a labelled vision is one of the table and not of the closing list."""
        following = read_cells(self._text_after[i - self._start], i + 2)
        return following.number is not None and not following.labelled
