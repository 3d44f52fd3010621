"""How much a text looks like a pledge report (市長公約の取組状況)."""

from __future__ import annotations

import re

from mitodoke.sources.formats.pledges.line_marks import Mark, mark_lines
from mitodoke.sources.formats.pledges.regions import find_regions, is_summary_head
from mitodoke.sources.read_text import SourceText

LOOKED_FOR = "市長公約の取組状況（「01-1」の形の公約番号、「進捗状況」、「取組事業内容」、「担当部署」）"
_PROMISE = re.compile(r"公約|マニフェスト")


def recognise(text: SourceText) -> float:
    """The share of six marks that the text shows: the word 公約, headings with a code, 進捗状況 with or without
    a percentage, 取組事業内容, 担当部署, the summary table (総括表). Without any pledge's heading it is at most a third.
    """
    lines = mark_lines(text.lines)
    marks = {line.mark for line in lines}
    headings = bool(find_regions(lines).headings)
    shown = (
        any(_PROMISE.search(line) for line in text.lines),
        headings,
        Mark.PROGRESS in marks,
        Mark.ACTIVITY_HEAD in marks,
        Mark.DEPARTMENT in marks,
        any(line.mark is Mark.TEXT and is_summary_head(line.text) for line in lines),
    )
    return sum(shown) / (6 if headings else 18)
