"""Reads the body of a pledge report: from the heading of the first pledge to the departments of its last measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.pledges.activity_lines import TextLine, trailing_title
from mitodoke.sources.formats.pledges.body_text import BodyText, MeasureText, PledgeText
from mitodoke.sources.formats.pledges.department_block import (
    department_block,
    department_text,
    known_departments,
)
from mitodoke.sources.formats.pledges.line_marks import Line, Mark, Percentage
from mitodoke.sources.formats.pledges.regions import Regions
from mitodoke.sources.formats.pledges.running_lines import RunningLines
from mitodoke.sources.formats.pledges.vision_headings import read_vision_heading

_STRUCTURE = (Mark.ACTIVITY_HEAD, Mark.DEPARTMENT, Mark.CODE)
_BETWEEN = (Mark.BLANK, Mark.NUMBER, Mark.PAGE)


def read_body(lines: Sequence[Line], raw: Sequence[str], regions: Regions, running: RunningLines) -> BodyText:
    """The pledges with their measures, in order; every line is in them, left out with a reason, or unread."""
    return _BodyReader(lines, raw, regions, running).read()


class _BodyReader:
    """Walks the lines once. A measure is open while its activities or departments may still come."""

    def __init__(
        self, lines: Sequence[Line], raw: Sequence[str], regions: Regions, running: RunningLines
    ) -> None:
        self._lines, self._raw, self._regions, self._running = lines, raw, regions, running
        self._headings = frozenset(regions.headings)
        self._known = known_departments(lines)
        self._body = BodyText()
        self._measure = MeasureText()
        self._in_header = self._in_activities = False
        self._awaiting: PledgeText | MeasureText | None = None
        self._structure_after: dict[int, Mark] = {}
        self._percent_after: set[int] = set()
        self._look_ahead()
        self._handlers: dict[Mark, Callable[[int], int]] = {
            Mark.PROGRESS: self._progress,
            Mark.PERCENT: self._percent,
            Mark.NUMBER: self._number,
            Mark.ACTIVITY_HEAD: self._activity_head,
            Mark.HEAD_REST: self._head_rest,
            Mark.DEPARTMENT: self._department,
            Mark.BULLET: self._bullet,
            Mark.PAGE: lambda i: self._leave_out(i, "page_number"),
            Mark.RULE: lambda i: self._leave_out(i, "rule"),
            Mark.BLANK: lambda i: i + 1,
        }

    def _look_ahead(self) -> None:
        """One pass from the end: what structure follows a line, and whether a percentage follows at once."""
        structure: Mark | None = None
        percent = False
        for i in range(self._regions.body_end - 1, self._regions.body_start - 1, -1):
            mark = self._lines[i].mark
            if structure is not None:
                self._structure_after[i] = structure
            if percent:
                self._percent_after.add(i)
            if mark in _STRUCTURE:
                structure = mark
            if mark not in _BETWEEN:
                percent = mark is Mark.PERCENT

    def read(self) -> BodyText:
        i = self._regions.body_start
        while i < self._regions.body_end:
            line = self._lines[i]
            if i in self._headings:
                i = self._heading(i)
            elif i in self._regions.repeats:
                i = self._code_again(i)
            elif line.mark is Mark.TEXT and self._running.has(line.text):
                i = self._leave_out(i, "page_repeat")
            else:
                i = self._handlers.get(line.mark, self._text)(i)
        self._close_pledge(None)
        return self._body

    @property
    def _pledge(self) -> PledgeText:
        return self._body.pledges[-1]

    def _leave_out(self, i: int, reason: str) -> int:
        self._body.left_out.append((i + 1, reason))
        return i + 1

    def _heading(self, i: int) -> int:
        line = self._lines[i]
        if line.code is None:
            raise AssertionError("a heading has a code")
        if self._body.pledges:
            self._close_pledge(line.code.vision)
        pledge = PledgeText(line.code, [i + 1], percentage=line.percentage)
        if line.text:
            pledge.title.append(TextLine(i + 1, line.text))
        self._body.pledges.append(pledge)
        self._in_header, self._in_activities = True, False
        if line.percentage is not None:
            self._progress_seen()
        return i + 1

    def _code_again(self, i: int) -> int:
        if not self._in_header:
            return self._leave_out(i, "page_repeat")
        self._pledge.header.append(i + 1)
        self._in_header = False
        if (percentage := self._lines[i].percentage) is not None:
            self._progress_seen()
            self._pledge.percentage = percentage
        return i + 1

    def _progress_seen(self) -> None:
        self._pledge.progress_seen = True
        self._in_header = False

    def _progress(self, i: int) -> int:
        pledge = self._pledge
        owner: PledgeText | MeasureText = self._measure
        if not pledge.progress_seen:
            owner = pledge
            self._progress_seen()
            pledge.header.append(i + 1)
        else:
            self._measure.other.append(i + 1)
        if (percentage := self._lines[i].percentage) is not None:
            owner.percentage = owner.percentage or percentage
        else:
            self._awaiting = owner
        return i + 1

    def _percent(self, i: int) -> int:
        percentage = self._lines[i].percentage
        pledge = self._pledge
        if percentage is None or self._in_activities:
            return self._text(i)
        if self._awaiting is None and not pledge.measures and not self._measure.title:
            same = pledge.percentage is not None and pledge.percentage.value == percentage.value
            self._awaiting = pledge if pledge.percentage is None or same else None
        return self._take_percentage(self._awaiting or self._measure, percentage, i)

    def _take_percentage(self, owner: PledgeText | MeasureText, percentage: Percentage, i: int) -> int:
        if owner.percentage is not None and owner.percentage.value != percentage.value:
            return self._text(i)
        owner.percentage = owner.percentage or percentage
        (owner.header if isinstance(owner, PledgeText) else owner.other).append(i + 1)
        if isinstance(owner, PledgeText):
            self._progress_seen()
        self._awaiting = None
        return i + 1

    def _number(self, i: int) -> int:
        percentage = self._lines[i].percentage
        if self._awaiting is None or percentage is None or i in self._percent_after:
            return self._leave_out(i, "page_number")
        return self._take_percentage(self._awaiting, percentage, i)

    def _activity_head(self, i: int) -> int:
        line = self._lines[i]
        if self._in_header:
            self._divide_header()
        if self._in_activities:
            cut = trailing_title(self._measure.activities)
            if cut == len(self._measure.activities) and not line.text:
                self._measure.head.append(i + 1)
                return i + 1
            self._close_measure_at(cut)
        if line.text:
            self._measure.title.append(TextLine(i + 1, line.text))
        self._measure.head.append(i + 1)
        self._measure.repeat = line.repeat
        if line.rest:
            self._measure.activities.append(TextLine(i + 1, line.rest, bullet=":"))
        self._in_activities, self._awaiting = True, None
        return i + 1

    def _head_rest(self, i: int) -> int:
        self._measure.head.append(i + 1)
        if self._lines[i].repeat.value != "none":
            self._measure.repeat = self._lines[i].repeat
        return i + 1

    def _department(self, i: int) -> int:
        block = department_block(self._lines, i, self._known)
        texts = [TextLine(k + 1, department_text(self._lines[k])) for k in block]
        next_is_head = self._structure_after.get(block[-1]) is Mark.ACTIVITY_HEAD
        if self._in_activities and self._measure.departments:
            self._close_measure_at(trailing_title(self._measure.activities))
        if self._in_activities or (self._measure.title and not next_is_head):
            self._measure.departments += texts
            self._close_measure()
        elif self._measure.title:
            self._measure.departments += texts
        elif self._pledge.measures:
            self._pledge.measures[-1].departments += texts
        else:
            self._body.unread += [text.number for text in texts]
        return block[-1] + 1

    def _bullet(self, i: int) -> int:
        line = TextLine(i + 1, self._lines[i].text, bullet=self._lines[i].rest)
        following = self._structure_after.get(i)
        in_title = self._in_header and following is not Mark.DEPARTMENT
        if not self._in_activities and (in_title or following is Mark.ACTIVITY_HEAD):
            return self._text(i)
        if not self._in_activities:
            self._in_activities, self._in_header = True, False
        self._measure.activities.append(line)
        return i + 1

    def _text(self, i: int) -> int:
        line = self._lines[i]
        text = line.text if line.mark in (Mark.TEXT, Mark.BULLET) else self._raw[i].strip()
        if self._awaiting is not None and is_missing_mark(text):
            return self._take_percentage(self._awaiting, Percentage(text, None, i + 1), i)
        if self._in_activities:
            self._measure.activities.append(TextLine(i + 1, text))
            return i + 1
        title = self._pledge.title if self._in_header else self._measure.title
        if line.mark is Mark.BULLET and line.rest == "・" and title and title[-1].number == i:
            text = f"・{text}"
        title.append(TextLine(i + 1, text))
        return i + 1

    def _divide_header(self) -> None:
        """Where neither the code again nor 進捗状況 ends the title: its first paragraph is the pledge's."""
        self._in_header = False
        title = self._pledge.title
        cut = 1
        while cut < len(title) and title[cut].number == title[cut - 1].number + 1:
            cut += 1
        self._pledge.title, self._measure.title = title[:cut], title[cut:]

    def _close_measure_at(self, cut: int) -> None:
        """Close the measure; its activity lines from `cut` on are the title of the next."""
        activities = self._measure.activities
        title = activities[cut:]
        del activities[cut:]
        self._close_measure()
        self._measure.title = title

    def _close_measure(self) -> None:
        self._pledge.measures.append(self._measure)
        self._measure = MeasureText()
        self._in_activities, self._awaiting = False, None

    def _close_pledge(self, next_vision: int | None) -> None:
        """Close what is open; text that waits for activities is the heading of the next vision, or unread."""
        if not self._body.pledges:
            return
        rest = self._measure
        if self._in_activities:
            self._close_measure()
        elif rest.title or rest.other:
            vision = read_vision_heading(rest.title, next_vision)
            if vision is None:
                self._body.unread += [*(line.number for line in rest.title), *rest.other]
            else:
                vision.percentage = rest.percentage
                vision.lines += rest.other
                self._body.visions.append(vision)
        self._measure = MeasureText()
        self._in_activities, self._awaiting = False, None
