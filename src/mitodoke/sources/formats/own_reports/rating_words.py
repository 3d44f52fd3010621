"""What the donuts of our own report say in words, beside the title of a measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.domain.rating import Rating, RatingState
from mitodoke.sources.formats.own_reports.masked_text import MaskedText

NOT_RATED = frozenset({"評価は原文にありません", "評価がありません"})
_STEP = re.compile(r"10段階中(?P<step>10|[0-9])\Z")
_STATES = {state.label: state for state in RatingState if state is not RatingState.RATED}
_STATE = re.compile(rf"(?P<department>[^：]+)：(?P<state>{'|'.join(_STATES)})（(?P<reason>.*)）\Z", re.DOTALL)
_STATE_BEGINS = re.compile(rf"[^：]+：(?:{'|'.join(_STATES)})（")
_MEASURE_HEAD = re.compile(r"取組事業内容(?:（[^（）]*）)?\s*(?:【(?:一部)?再掲】)?\Z")
_END = re.compile(r"担当部署：|進捗状況[ \u3000]|取組事業内容|・")
_MOST_LINES = 60
"""A title and its donuts take no more lines."""


def measure_head(line: str) -> bool:
    """Whether `line` is the label under which the activities of a measure stand."""
    return _MEASURE_HEAD.match(line) is not None


@dataclass(frozen=True, slots=True)
class RingWords:
    """What one donut tells."""

    department: str
    state: RatingState
    step: int | None = None
    reason: str | None = None

    def rating(self, item_id: str, year: int) -> Rating:
        """The rating of the measure `item_id` that it is."""
        return Rating(
            item_id=item_id,
            department=self.department,
            fiscal_year=year,
            state=self.state,
            step=self.step,
            reason=self.reason,
        )


@dataclass(slots=True)
class RingReader:
    """Takes the words of donuts out of a report; `found` holds them by the line (from 0) of the measure's label."""

    masked: MaskedText
    found: dict[int, list[RingWords]] = field(default_factory=dict)

    def read(self, head: int) -> None:
        """Take out the donuts of the measure whose 取組事業内容 stands on line `head` (from 0)."""
        lines = self.masked.lines
        first = head
        while first > max(0, head - _MOST_LINES) and not _END.match(lines[first - 1].strip()):
            first -= 1
        own = [index for index in range(first, head) if lines[index].strip()]
        position = 0
        while position < len(own):
            position += self._take(own[position:], head)

    def _take(self, own: list[int], head: int) -> int:
        """Take what a donut says at the first of the lines `own`; how many lines were looked at."""
        lines = self.masked.lines
        text = lines[own[0]].strip()
        if text in NOT_RATED:
            self.masked.leave_out(own[0], "not_rated")
        elif len(own) > 1 and (step := _STEP.match(lines[own[1]].strip())) is not None:
            self._add(own[:2], head, RingWords(text, RatingState.RATED, int(step["step"])))
            return 2
        elif _STATE_BEGINS.match(text):
            for count in range(1, len(own) + 1):
                whole = "".join(lines[index].strip() for index in own[:count])
                if whole.count("（") == whole.count("）") and (told := _STATE.match(whole)) is not None:
                    state = _STATES[told["state"]]
                    self._add(own[:count], head, RingWords(told["department"], state, None, told["reason"]))
                    return count
        return 1

    def _add(self, lines: list[int], head: int, words: RingWords) -> None:
        self.found.setdefault(head, []).append(words)
        for index in lines:
            self.masked.leave_out(index, "rating")
