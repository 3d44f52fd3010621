"""Table rows without pipes: a head and its values on plain lines, parted by spaces only."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import fold_width, is_missing_mark

_LONGEST = 400
"""No row of a table is longer; longer lines are text and are not looked at."""

_SPACE_AT_BRACKET = re.compile(r"\s+(?=[（(])|(?<=[（(])\s+|\s+(?=[)）])")
_SPACE_BEFORE_YEAR = re.compile(r"(?<=[令和平成昭RH])\s+(?=\d)|(?<=\d)\s+(?=年)")
_NAME_HEAD = re.compile(r"\A(?:指標名?|項目|数値目標|KPI|重要業績評価指標|成果指標)")
_ROLE_HEAD = re.compile(
    r"\A(?:[RH]\d+|.{0,8}年度?)?(?:基準|現状|当初|実績|直近|目標)値?(?:[（(].*[)）])?※?\d*\Z"
)
_NUMBER = re.compile(r"\A(?:累計|延べ|約)*[▲△-]?[\d,.]+")
_BARE_NUMBER = re.compile(r"\A(?:累計|延べ|約)*[▲△-]?[\d,.]+\Z")
_MARK_WORD = re.compile(r"\A(?:累計|延べ|約)\Z")


class SpacedRows:
    """Remembers the head that was seen last, as long as its rows follow."""

    def __init__(self) -> None:
        self._columns = 0

    def end(self) -> None:
        """Something else came: the table has ended."""
        self._columns = 0

    def cells(self, line: str) -> list[str] | None:
        """The cells of `line` where it is such a head, or a row under one; else None."""
        if len(line) > _LONGEST:
            self.end()
            return None
        words = _words(line)
        if (
            len(words) >= 3
            and _NAME_HEAD.match(fold_width(words[0]))
            and all(_ROLE_HEAD.match(fold_width(word)) for word in words[1:])
        ):
            self._columns = len(words) - 1
            return words
        if self._columns and len(words) > self._columns:
            name, values = words[: -self._columns], words[-self._columns :]
            if all(_is_value(value) for value in values):
                return [" ".join(name), *values]
        self.end()
        return None


def _words(line: str) -> list[str]:
    joined = _SPACE_BEFORE_YEAR.sub("", _SPACE_AT_BRACKET.sub("", line.strip().replace("**", "")))
    words: list[str] = []
    for word in joined.split():
        folded = fold_width(word)
        before = fold_width(words[-1]) if words else ""
        follows_mark = _MARK_WORD.match(before) is not None and _NUMBER.match(folded) is not None
        is_unit = (
            _BARE_NUMBER.match(before) is not None
            and not _NUMBER.match(folded)
            and not _MARK_WORD.match(folded)
            and not is_missing_mark(word)
        )
        if follows_mark or is_unit or (is_unit_tail(before, folded)):
            words[-1] += word
        else:
            words.append(word)
    return words


def is_unit_tail(before: str, word: str) -> bool:
    """Whether `word` goes on a unit that was parted (``17,550千`` then ``t``)."""
    return bool(re.match(r"\A(?:累計)?[\d,.]+[千万]\Z", before)) and bool(re.match(r"\A[^\d\s]{1,4}\Z", word))


def _is_value(word: str) -> bool:
    return is_missing_mark(word) or _NUMBER.match(fold_width(word)) is not None
