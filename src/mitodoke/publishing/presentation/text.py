"""Printed text made fit for a page: layout line breaks closed, controls taken out of titles."""

from __future__ import annotations

import re
import unicodedata

from mitodoke.domain.japanese_text import join_lines

_BULLET = re.compile(
    r"\s*(?:[・･○●◎◇◆□■△▲▽▼※→＊*➢➤▶☆★－-]|[（(]?[0-9０-９]{1,3}[)）.．、]|[①-⑳⑴-⒇]|[【〈《＜])"
)
_SENTENCE_END = ("。", "：", ":", "！", "？", "】")
_BIDI_CONTROLS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")
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
    open_paragraph = False
    for line in lines:
        if not line.strip():
            open_paragraph = False
            continue
        if open_paragraph and not _BULLET.match(line) and not line.startswith("\u3000"):
            found[-1].append(line)
        else:
            found.append([line])
        open_paragraph = not line.endswith(_SENTENCE_END) and columns(line) > width - _SLACK
    return tuple(join_lines(lines) for lines in found)


def one_line(text: str | None) -> str:
    """`text` on one line, without controls: for page titles and labels, where no mark-up can isolate them."""
    cleaned = _OTHER_CONTROLS.sub("", _BIDI_CONTROLS.sub("", text or ""))
    return _SPACES.sub(" ", cleaned).strip()


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut after `length` characters with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1] + "…"


def address_key(text: str) -> str:
    """`text` as one safe segment of an address: letters, digits, ``-``, ``_`` and ``~``; the rest becomes ``_``."""
    return re.sub(r"[^\w~-]", "_", text) or "_"
