"""Lines that pages repeat (the document's title, the section, the vision), told by their letters alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mitodoke.domain.japanese_text import fold_width
from mitodoke.sources.formats.pledges.line_marks import LONGEST_MARK

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NUMBERED = re.compile(
    r"[■◆●○【\[〔<＜\s]*(?:vision|ビジョン|基本政策|政策|柱)?\s*(?:no\.?)?\s*\d", re.IGNORECASE
)
_LABEL = re.compile(r"(?:vision|ビジョン|基本政策|政策|柱)(?:no)?")
_SHORTEST = 6


class RunningLines:
    """The texts that may stand again at the top or foot of any page, with or without a page number.

    Those of `visions` count only where a number stands before them: a pledge may be titled like its vision.
    """

    def __init__(self, texts: Iterable[str], visions: Iterable[str] = ()) -> None:
        self._known = {_letters(text) for text in texts if len(text) <= LONGEST_MARK}
        self._known = {letters for letters in self._known if len(letters) >= _SHORTEST}
        self._visions: set[str] = set()
        for text in visions:
            joined = ""
            for token in text[:LONGEST_MARK].split():
                joined += _letters(token)
                if len(joined) >= _SHORTEST:
                    self._visions.add(joined)

    def has_title(self, text: str) -> bool:
        """Whether `text` is one of them, visions apart: for a part that lists the visions itself."""
        return len(text) <= LONGEST_MARK and _letters(text) in self._known

    def has(self, text: str) -> bool:
        """Whether `text` is one of them; of a vision also the beginning up to a space."""
        if len(text) > LONGEST_MARK:
            return False
        letters = _letters(text)
        if letters in self._known:
            return True
        return _NUMBERED.match(text) is not None and _LABEL.sub("", letters, count=1) in self._visions


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold_width(text)).lower()
