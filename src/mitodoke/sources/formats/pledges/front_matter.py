"""What stands before the first pledge: title, period, date, publisher, and an introduction that is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mitodoke.domain.japanese_text import join_lines
from mitodoke.sources.formats.pledges.activity_lines import TextLine
from mitodoke.sources.formats.pledges.body_text import VisionText
from mitodoke.sources.formats.pledges.department_names import rank
from mitodoke.sources.formats.pledges.line_marks import LONGEST_MARK, Line, Mark
from mitodoke.sources.formats.pledges.period import find_as_of, find_period, find_publication
from mitodoke.sources.formats.pledges.regions import is_section_head
from mitodoke.sources.formats.pledges.summary_words import is_period
from mitodoke.sources.formats.pledges.vision_headings import read_vision_heading

_INTRODUCTION = re.compile(
    r"(?:[\dIVXⅠ-Ⅹ]{1,3}[.．、\s]*)?(?:はじめに|まえがき|前書き|序文?|ご?あいさつ|ご?挨拶|趣旨|目的|概要|目次|もくじ|経緯|背景)\Z"
)
_MUNICIPALITY = re.compile(r"\S{1,8}[都道府県市区町村](?:役所|役場)?\Z")
_TITLE_ENDS = re.compile(
    r"(?:状況|報告書?|について|一覧|結果|進捗|評価|概要|総括|実績|書)(?:\s*[(（].*[)）])?\Z", re.DOTALL
)
_LONGEST_TITLE = 120
_TITLE_GAP = 3


@dataclass(slots=True)
class FrontText:
    """The front of the report; dates are ISO; `introduction` are the lines in which counts may be stated."""

    title: str = ""
    period: tuple[str, str] | None = None
    as_of: str | None = None
    published: str | None = None
    publisher: str | None = None
    sections: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    introduction: list[int] = field(default_factory=list)
    vision: VisionText | None = None


def read_front(lines: Sequence[Line], raw: Sequence[str], end: int, first_vision: int | None) -> FrontText:
    """Lines 0 to `end` (excluded); `first_vision` is the vision of the first pledge, for a heading above it.

    The introduction begins at a heading such as はじめに or at the first whole sentence. Lines that look like
    records (departments, activities, percentages) are never part of it and stay unread.
    """
    front = FrontText()
    front.vision = _vision_above(lines, end, first_vision)
    taken = set(front.vision.lines) if front.vision else set()
    titles: list[TextLine] = []
    in_introduction = False
    for i in range(end):
        line, text = lines[i], raw[i].strip()
        if line.mark is Mark.BLANK or line.number in taken:
            continue
        if line.mark in (Mark.PAGE, Mark.NUMBER):
            front.left_out.append((i + 1, "page_number"))
        elif line.mark is Mark.RULE:
            front.left_out.append((i + 1, "rule"))
        elif line.mark in (Mark.CONTENTS, Mark.CODE):
            front.left_out.append((i + 1, "table_of_contents"))
        elif line.mark in (Mark.TEXT, Mark.BULLET):
            if _INTRODUCTION.match(text) or text.endswith("。"):
                in_introduction = True
            if in_introduction:
                _introduction_line(front, i, text)
            else:
                _front_line(front, titles, i, text)
    front.title = join_lines([line.text for line in titles])
    return front


def _introduction_line(front: FrontText, i: int, text: str) -> None:
    if is_period(text):
        front.headings.append((i + 1, "period"))
        front.periods.append(text)
        front.period = front.period or find_period(text)
    elif is_section_head(text):
        front.headings.append((i + 1, "section"))
        front.sections.append(text)
    elif _INTRODUCTION.match(text):
        front.headings.append((i + 1, "introduction"))
    else:
        front.left_out.append((i + 1, "introduction"))
        front.introduction.append(i)


def _front_line(front: FrontText, titles: list[TextLine], i: int, text: str) -> None:
    """One line of the cover: a date, a period, the publisher, the title or the head of a section."""
    short = len(text) <= LONGEST_MARK
    if (published := find_publication(text)) is not None:
        front.published = front.published or published
        front.headings.append((i + 1, "published"))
    elif (as_of := find_as_of(text)) is not None:
        front.as_of = front.as_of or as_of
        front.headings.append((i + 1, "as_of"))
    elif _is_period_line(text):
        front.period = front.period or find_period(text)
        front.headings.append((i + 1, "period"))
        front.periods.append(text)
    elif short and _is_publisher(text):
        if front.publisher is None or front.publisher in text:
            front.publisher = text
        elif text not in front.publisher and len(front.publisher) < LONGEST_MARK:
            front.publisher += " " + text
        front.headings.append((i + 1, "publisher"))
    elif len(text) <= _LONGEST_TITLE and (not titles or _title_goes_on(titles, i)):
        titles.append(TextLine(i + 1, text))
        front.headings.append((i + 1, "title"))
    elif short and titles and titles[-1].number + _TITLE_GAP > i:
        front.headings.append((i + 1, "title"))
    elif is_section_head(text):
        front.headings.append((i + 1, "section"))
        front.sections.append(text)


def _is_period_line(text: str) -> bool:
    """A range of time in brackets, or with no more than a few words around it."""
    if len(text) > 80 or find_period(text) is None:
        return False
    bare = text.strip()
    return (
        is_period(bare)
        or re.fullmatch(
            r"(?:対象)?(?:期間|年度)?[:：\s]*[\dRHS元令和平成年度月日末まから~～〜\-－―.．／/\s(（)）]+(?:まで)?(?:の?(?:実施|取組)\S{0,6})?",
            bare,
        )
        is not None
    )


def _is_publisher(text: str) -> bool:
    words = text.split()
    if not words or len(text) > 40 or any(word in text for word in ("状況", "取組", "進捗", "報告")):
        return False
    return all(_MUNICIPALITY.match(word) or rank(word) is not None for word in words)


def _title_goes_on(titles: Sequence[TextLine], i: int) -> bool:
    return titles[-1].number == i and len(titles) < 3 and _TITLE_ENDS.search(titles[-1].text) is None


def _vision_above(lines: Sequence[Line], end: int, vision: int | None) -> VisionText | None:
    """The heading of a vision in the last lines before the first pledge."""
    above: list[TextLine] = []
    for i in range(end - 1, max(-1, end - 12), -1):
        if lines[i].mark is Mark.BLANK:
            continue
        if lines[i].mark is not Mark.TEXT or is_section_head(lines[i].text) or is_period(lines[i].text):
            return None
        above.insert(0, TextLine(i + 1, lines[i].text))
        if (found := read_vision_heading(above, vision)) is not None:
            return None if "公約" in found.text else found
        if len(above) == 4:
            return None
    return None
