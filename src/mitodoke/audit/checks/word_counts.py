"""How often the short kanji and katakana strings of a document stand in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

KANJI_RUN = re.compile(r"[一-鿿々]{2,}")
KATAKANA_RUN = re.compile(r"[ァ-ヴー]{4,}")


def kanji_strings(run: str) -> Iterator[str]:
    """The strings of a run of kanji that are compared: the run itself when it has two, else every three in a row."""
    if len(run) == 2:
        yield run
    else:
        for start in range(len(run) - 2):
            yield run[start : start + 3]


def count_kanji(texts: Iterable[str]) -> Counter[str]:
    """The strings of all runs of kanji, counted."""
    return Counter(word for text in texts for run in KANJI_RUN.findall(text) for word in kanji_strings(run))


def count_katakana(texts: Iterable[str]) -> Counter[str]:
    """The katakana words of at least four characters, counted."""
    return Counter(word for text in texts for word in KATAKANA_RUN.findall(text))
