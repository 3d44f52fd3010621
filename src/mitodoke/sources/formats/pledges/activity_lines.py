"""The lines below 取組事業内容: which of them make one activity, and which are already the next title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.japanese_text import join_lines
from mitodoke.domain.outline import Activity, Repeat
from mitodoke.domain.place import line_place
from mitodoke.sources.formats.pledges.line_marks import repeat_mark

_ENUMERATOR = re.compile(r"[①-⑳㉑-㉟]|[(（]\d{1,2}[)）]|\d{1,2}[.．)）]\s?\D")
_LONGEST_MARK = 20
_REPEAT_AT_START = re.compile(r"\s*[【［\[(（]\s*(?:一部|全部)?\s*再\s*掲\s*[】］\])）]\s*(?=\S)")
_REPEAT_AT_END = re.compile(r"(?<=\S)\s*[【［\[(（]\s*(?:一部|全部)?\s*再\s*掲\s*[】］\])）]\s*\Z")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text: its number, its text without any bullet, and the bullet (empty: none)."""

    number: int
    text: str
    bullet: str = ""


def read_activities(lines: Sequence[TextLine], repeat: Repeat) -> tuple[Activity, ...]:
    """The activities that `lines` hold, each with the mark `repeat` of its measure.

    A bullet begins an activity and lines without one continue it, after a blank line or a page too. Where
    nothing has a bullet, numbers ① or (1) begin activities; without those, each paragraph is one, and so is
    each line when all of them are whole sentences. An activity with its own 再掲 mark has that one.
    """
    activities = []
    for position, group in enumerate(_groups(lines), start=1):
        text, own = own_mark(join_lines([line.text for line in group]))
        activities.append(
            Activity(
                position=position,
                text=text,
                repeat=repeat if own is Repeat.NONE else own,
                place=line_place(group[0].number, group[-1].number),
            )
        )
    return tuple(activities)


def own_mark(text: str) -> tuple[str, Repeat]:
    """A 再掲 mark at the very beginning or end, taken off the text."""
    if found := _REPEAT_AT_START.match(text):
        return text[found.end() :], repeat_mark(found[0])
    if found := _REPEAT_AT_END.search(text, max(0, len(text) - _LONGEST_MARK)):
        return text[: found.start()], repeat_mark(found[0])
    return text, Repeat.NONE


def trailing_title(lines: Sequence[TextLine]) -> int:
    """Where the title of the next measure begins in `lines`, when no departments stand between; else their end.

    The title is what follows the last sentence (。) without a bullet; where no sentence ends, the last
    paragraph without a bullet that a blank line sets apart.
    """
    start = len(lines)
    while start > 0 and not lines[start - 1].bullet:
        start -= 1
    for cut in range(len(lines), max(start, 1) - 1, -1):
        if lines[cut - 1].text.endswith("。"):
            return cut
    for cut in range(len(lines) - 1, max(start, 1) - 1, -1):
        if lines[cut].number > lines[cut - 1].number + 1:
            return cut
    return len(lines)


def _by_bullets(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """A ・ directly below an unfinished sentence, where other bullets begin the activities, is part of a word."""
    main = next(line.bullet for line in lines if line.bullet)
    groups: list[list[TextLine]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        inside = line.bullet == "・" != main and last is not None and _unfinished(last, line)
        if last is None or (line.bullet and not inside):
            groups.append([line])
        else:
            groups[-1].append(TextLine(line.number, line.bullet + line.text) if inside else line)
    return groups


def _unfinished(line: TextLine, following: TextLine) -> bool:
    return following.number == line.number + 1 and not line.text.endswith("。")


def _groups(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    if any(line.bullet for line in lines):
        return _by_bullets(lines)
    if any(_ENUMERATOR.match(line.text) for line in lines):
        starts = [_ENUMERATOR.match(line.text) is not None for line in lines]
    elif all(line.text.endswith("。") for line in lines):
        starts = [True] * len(lines)
    else:
        starts = [_opens_paragraph(lines, i) for i in range(len(lines))]
    groups: list[list[TextLine]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _opens_paragraph(lines: Sequence[TextLine], i: int) -> bool:
    return i > 0 and lines[i].number > lines[i - 1].number + 1 and lines[i - 1].text.endswith("。")
