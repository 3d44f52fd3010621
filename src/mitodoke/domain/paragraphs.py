"""Printed text put back into paragraphs: which of its line breaks only the width of a cell made."""

from __future__ import annotations

import re
import unicodedata

from mitodoke.domain.japanese_text import join_lines

_BULLET = re.compile(
    r"\s*(?:[・･○●◎◇◆□■△▲▽▼※→＊*➢➤▶☆★－-]|[（(]?[0-9０-９]{1,3}[)）.．、]|[①-⑳⑴-⒇]|[【〈《＜])"
)
_SENTENCE_ENDS = ("。", "：", ":", "！", "？", "】")
_SLACK = 8
"""How much narrower than the widest line (in half-width columns) a line may be and still count as full."""


def columns(text: str) -> int:
    """The width of `text` in half-width columns: a full-width character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a printed text, with the line breaks closed that only the width of a cell caused.

    A break stays where a sentence ends, where the next line begins with a bullet, a number, a bracket or an
    indent, or where the line stops clearly before the width of the widest one. For showing only: the record
    keeps its breaks.
    """
    lines = [line.rstrip() for line in (text or "").splitlines()]
    width = max(map(columns, lines), default=0)
    found: list[list[str]] = []
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
            continue
        if is_open and not _BULLET.match(line) and not line.startswith("\u3000"):
            found[-1].append(line)
        else:
            found.append([line])
        is_open = not line.endswith(_SENTENCE_ENDS) and columns(line) > width - _SLACK
    return tuple(join_lines(lines) for lines in found)
