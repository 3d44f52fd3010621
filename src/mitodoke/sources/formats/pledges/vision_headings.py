"""Headings of visions between the pledges, as some cities print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mitodoke.domain.japanese_text import fold_width, join_lines
from mitodoke.sources.formats.pledges.activity_lines import TextLine
from mitodoke.sources.formats.pledges.body_text import VisionText

_HEADING = re.compile(
    r"[■◆●○【\[〔<＜\s]*(?:(?:vision|ビジョン|基本政策|政策|柱)\s*(?:no\.?)?\s*)?"
    r"(?P<number>\d{1,2})(?!\s?[-‐–—−－]?\d)\s*[】\]〕>＞:：.．、\s]*(?P<text>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)


def read_vision_heading(lines: Sequence[TextLine], number: int | None) -> VisionText | None:
    """The heading of vision `number` in `lines` (number first, title after it or below); None if it is none.

    A second paragraph is the subtitle.
    """
    if not lines or number is None:
        return None
    found = _HEADING.match(lines[0].text[:300])
    if found is None or int(found["number"]) != number:
        return None
    start = found.start("text")
    paragraphs: list[list[str]] = [[lines[0].text[start:]]]
    for before, line in pairwise(lines):
        if line.number > before.number + 1 and any(paragraphs[-1]):
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    texts = [join_lines(paragraph) for paragraph in paragraphs]
    return VisionText(
        number=number,
        printed=fold_width(found["number"]),
        lines=[line.number for line in lines],
        text=texts[0],
        subtitle=join_lines(texts[1:]) or None,
    )
