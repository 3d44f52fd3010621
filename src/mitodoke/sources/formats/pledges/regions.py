"""The parts of a pledge report: where its pledges begin, which lines head them, and where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.japanese_text import comparable
from mitodoke.sources.formats.pledges.department_block import department_block, known_departments
from mitodoke.sources.formats.pledges.line_marks import LONGEST_MARK, Code, Line, Mark

SUMMARY_HEAD = re.compile(r"[^。、]{0,40}(?:総括表?|一覧表?|集計表)\s*(?:[(（][^)）]{0,60}[)）])?\Z")
LIST_ENTRY = re.compile(
    r"[-‐–—−－・*●○■◆\s]*(?:vision|ｖｉｓｉｏｎ|ビジョン|政策|基本政策|柱)\s*(?:no\.?)?\s*"
    r"(?P<number>\d{1,2})\s*(?P<mark>[:：.．、】\])）]|\s)\s*(?P<text>\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
LOOSE_ENTRY = re.compile(
    r"[-‐–—−－・*●○■◆\s]*[^\d\s:：]{1,8}\s?(?P<number>\d{1,2})\s?[:：]\s*(?P<text>\S.*)\Z", re.DOTALL
)
_SECTION = re.compile(
    r"(?:第?\s*[IVXⅠ-Ⅻ\d一二三四五六七八九十]{1,4}\s*[章節部編]?[.．、\s]*)?"
    r"(?P<name>[^。、]{1,40}?(?:状況|総括表?|一覧表?|集計表|推移|結果|について))\s*(?:[(（][^)）]{0,60}[)）])?\Z"
)


@dataclass(frozen=True, slots=True)
class Regions:
    """Positions (from 0) in the marked lines.

    `headings` head a pledge each; `repeats` are lines that print a pledge's code again (below its heading, or
    at the top of a further page); the pledges take up `body_start` to `body_end` (excluded).
    """

    headings: tuple[int, ...]
    repeats: frozenset[int]
    body_start: int
    body_end: int


def find_regions(lines: Sequence[Line]) -> Regions:
    """Find the headings of pledges and with them the body of the report.

    A line with a code heads a pledge when, before any activities, the code stands again or a line says
    進捗状況; or when it follows in number on the pledge before it and has activities. A table of contents and a
    title that begins like a code do neither.
    """
    codes = [i for i, line in enumerate(lines) if line.mark is Mark.CODE]
    signs = _signs(lines, codes)
    headings: list[int] = []
    repeats: set[int] = set()
    titles: dict[tuple[int, int], str] = {}
    last: Code | None = None
    for place, i in enumerate(codes):
        line = lines[i]
        code = line.code
        if code is None or i in repeats:
            continue
        repeated, progress, activities = signs[place]
        title = comparable(line.text[:LONGEST_MARK])
        if last is not None and code.key == last.key and not progress and not repeated:
            if not title or title.startswith(titles[last.key]) or titles[last.key].startswith(title):
                repeats.add(i)
            continue
        follows = activities and not line.rest and _follows(last, code)
        sure = (progress or repeated) if not line.rest else progress and repeated
        if not (sure or follows):
            continue
        if repeated:
            repeats.add(codes[place + 1])
        headings.append(i)
        titles[code.key] = title
        last = code
    start = headings[0] if headings else len(lines)
    return Regions(tuple(headings), frozenset(repeats), start, _body_end(lines, headings))


def is_section_head(text: str) -> bool:
    """Whether a line is worded like the heading of a section of the report (…状況, …総括表, …一覧)."""
    return len(text) <= 80 and _SECTION.match(text) is not None


def is_summary_head(text: str) -> bool:
    """Whether a line heads the summary table (総括表)."""
    return len(text) <= 120 and SUMMARY_HEAD.match(text) is not None


def _signs(lines: Sequence[Line], codes: Sequence[int]) -> list[tuple[bool, bool, bool]]:
    """For each code line: whether the same code follows, 進捗状況 follows, activities follow, before another code."""
    signs = []
    for place, i in enumerate(codes):
        end = codes[place + 1] if place + 1 < len(codes) else len(lines)
        progress = lines[i].percentage is not None
        activities = False
        for line in lines[i + 1 : end]:
            if line.mark is Mark.PROGRESS and not activities:
                progress = True
            elif line.mark is Mark.DEPARTMENT:
                break
            elif line.mark is Mark.ACTIVITY_HEAD:
                activities = True
                break
        repeated = False
        if not activities and not progress and end < len(lines):
            following, here = lines[end].code, lines[i].code
            repeated = following is not None and here is not None and following.key == here.key
            repeated = repeated and (not lines[end].text or lines[end].text == lines[i].text)
        signs.append((repeated, progress, activities))
    return signs


def _follows(last: Code | None, code: Code) -> bool:
    if last is None:
        return code.pledge == 1
    return code.key in ((last.vision, last.pledge + 1), (last.vision + 1, 1))


def _body_end(lines: Sequence[Line], headings: Sequence[int]) -> int:
    """After the departments of the last activities, or where the next part begins when those are lost."""
    if not headings:
        return len(lines)
    start = headings[-1]
    for i in range(start, len(lines)):
        if lines[i].mark is Mark.ACTIVITY_HEAD:
            start = i
    known = known_departments(lines)
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if line.mark is Mark.DEPARTMENT:
            return _after_departments(lines, i, known)
        if line.mark in (Mark.TEXT, Mark.BULLET) and (is_summary_head(line.text) or starts_list(line.text)):
            return i
    return len(lines)


def _after_departments(lines: Sequence[Line], first: int, known: frozenset[str]) -> int:
    """Behind the block of departments at `first` and any further block that follows it at once."""
    end = department_block(lines, first, known)[-1] + 1
    following = end
    while following < len(lines) and lines[following].mark is Mark.BLANK:
        following += 1
    if following < len(lines) and lines[following].mark is Mark.DEPARTMENT and following <= first + 3:
        return department_block(lines, following, known)[-1] + 1
    return end


def starts_list(text: str) -> bool:
    """Whether a line begins an entry of the closing list of visions (``Vision01 : …``)."""
    return len(text) <= LONGEST_MARK and LIST_ENTRY.match(text) is not None
