"""Parts the title of a vision from its subtitle, only by what the document itself shows.

Some forms of the summary table print the subtitle in a paragraph or cell of its own; the closing list prints
both in one line. Where they stand apart once, the word that ends those titles (often the short name of the
city) parts the others too; else the name of the city, or a word that all visions share. Otherwise the text
stays whole: a subtitle is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mitodoke.domain.japanese_text import comparable

_WORD = re.compile(r"\S+")


def part_titles(
    texts: Mapping[int, str], apart: Mapping[int, tuple[str, str]], municipality: str | None
) -> dict[int, tuple[str, str | None]]:
    """Title and subtitle (or None) of each text; `apart` are the titles and subtitles printed apart."""
    endings = _endings(list(texts.values()), [title for title, _ in apart.values()], municipality)
    parted: dict[int, tuple[str, str | None]] = {}
    for key, text in texts.items():
        parted[key] = _part(text, apart.get(key), endings)
    return parted


def _part(text: str, apart: tuple[str, str] | None, endings: Sequence[str]) -> tuple[str, str | None]:
    words = [(match.group(), match.end()) for match in _WORD.finditer(text)]
    if apart is not None:
        title, subtitle = comparable(apart[0]), comparable(apart[1])
        for _, end in words:
            if comparable(text[:end]) == title or (subtitle and comparable(text[end:]) == subtitle):
                return text[:end].strip(), text[end:].strip() or None
    for ending in endings:
        for place, (word, end) in enumerate(words[:-1]):
            shared = word == ending and place > 0
            if shared or (len(word) > len(ending) and word.endswith(ending)):
                return text[:end].strip(), text[end:].strip()
    return text, None


def _endings(texts: Sequence[str], titles: Sequence[str], municipality: str | None) -> list[str]:
    """What may end a title, the surest first; each a whole word or the end of one."""
    endings: dict[str, None] = {}
    last_words = {title.split()[-1] for title in titles if title.split()}
    if len(last_words) == 1 and (len(titles) > 1 or any(len(title.split()) > 1 for title in titles)):
        endings[last_words.pop()] = None
    elif len(last_words) > 1 and len(shared := _common_end(list(last_words))) >= 2:
        endings[shared] = None
    if municipality:
        endings[municipality] = None
        short = re.sub(r"[都道府県市区町村]\Z", "", municipality)
        if len(short) >= 2:
            endings[short] = None
    if len(texts) > 1:
        shared_words = set(texts[0].split()[1:-1])
        for text in texts[1:]:
            shared_words &= set(text.split()[1:-1])
        if len(shared_words) == 1:
            endings[shared_words.pop()] = None
    return list(endings)


def _common_end(words: Sequence[str]) -> str:
    shortest = min(words, key=len)
    for length in range(len(shortest), 0, -1):
        if all(word.endswith(shortest[-length:]) for word in words):
            return shortest[-length:]
    return ""
