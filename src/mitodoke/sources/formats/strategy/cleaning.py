"""What is layout and not wording in a line or cell: bold marks, bullets, inline tags, pipes."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|sup|sub|font|small|mark|ins|del|a)(?:\s[^<>]*)?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6});")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HASHES = re.compile(r"\A#{1,6}\s+")
_EDGE_EMPHASIS = re.compile(r"\A\*(?=[^\s*])(?P<text>[^*]+)\*\Z")

_MARKDOWN_BULLET = re.compile(r"\A[-*+–—]\s+(?=\S)")
_GLYPHS = "➢➤▶►▷⮚‣•◦▪▫・･\ue000-\uf8ff"
_LEADING_GLYPHS = re.compile(rf"\A[{_GLYPHS}][\s{_GLYPHS}]*")
_ARROW_INSIDE = re.compile(r"(?=[➢➤▶►▷⮚])")
_DOT_INSIDE = re.compile(r"(?<=\s)(?=[・･•])")

_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_LONGEST_ROW = 12
"""Lines that one row of a pipe table is broken over at most."""
_RULE_CELL = re.compile(r"\A\s*:?-{2,}:?\s*\Z")


def clean(text: str) -> str:
    """`text` without what only lays it out: bold, heading hashes, inline tags, entities, invisible characters.

    A ``<br>`` becomes a line break. Words, digits, spaces between words and misspellings stay as printed.
    """
    if "<" in text:
        text = _INLINE_TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _INVISIBLE.sub("", text).replace("**", "")
    text = _HASHES.sub("", text.strip()).strip()
    return _EDGE_EMPHASIS.sub(r"\g<text>", text)


def take_bullet(text: str) -> tuple[str, bool]:
    """`text` without the marks of a list item before it, and whether there were any.

    Marks are a Markdown bullet and the arrows and dots that cities print (``➢ ➤ ▶ • ・``, also the private-use
    characters that fonts of symbols leave behind). Numbers of a numbered list are wording and stay.
    """
    rest = _MARKDOWN_BULLET.sub("", text, count=1)
    rest = _LEADING_GLYPHS.sub("", rest, count=1)
    return rest.strip(), rest != text


def split_items(text: str) -> list[str]:
    """`text` cut at line breaks and before every arrow, where several list items stand in one cell."""
    pieces = (piece.strip() for line in text.split("\n") for piece in _ARROW_INSIDE.split(line))
    return [piece for piece in pieces if piece and piece not in "-*+–—"]


def split_dotted(text: str) -> list[str]:
    """`text` cut where a space and a dot begin another list item (``・市民　・企業``)."""
    return [piece.strip() for piece in _DOT_INSIDE.split(text) if piece.strip()]


def is_table_row(line: str) -> bool:
    """Whether `line` is a row of a pipe table: it begins with a pipe, or has at least two inside."""
    stripped = line.strip()
    return stripped.startswith("|") or len(_UNESCAPED_PIPE.findall(stripped)) >= 2


def end_of_row(lines: tuple[str, ...], first: int) -> int:
    """The last line of the pipe row that begins at line `first` (from 1), where its cells are broken over lines.

    A row goes on if it does not end in a pipe, and the lines after it, none of which begins a row, come to one
    that does.
    """
    if not lines[first - 1].lstrip().startswith("|") or lines[first - 1].rstrip().endswith("|"):
        return first
    for number in range(first + 1, min(first + _LONGEST_ROW, len(lines) + 1)):
        line = lines[number - 1].strip()
        if not line or line.startswith("|"):
            return first
        if line.endswith("|"):
            return number
    return first


def split_cells(line: str) -> list[str]:
    """The raw cells of a pipe row; the pipes at both ends are borders and an escaped pipe is text."""
    stripped = line.strip()
    cells = _UNESCAPED_PIPE.split(stripped)
    if stripped.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.replace("\\|", "|").strip() for cell in cells]


def is_table_rule(cells: list[str]) -> bool:
    """Whether `cells` are the rule under a pipe table's head (``|---|:--|``)."""
    return any(_RULE_CELL.match(cell) for cell in cells) and all(
        not cell or _RULE_CELL.match(cell) for cell in cells
    )


def is_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, which no title and no name does."""
    return text.rstrip(" \u3000）)」』").endswith(("。", "．"))
