"""Numbers of persons: 人 and 名 only, never 団体, 回, 組 or 件."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mitodoke.domain.japanese_text import fold_width, is_missing_mark


@dataclass(frozen=True, slots=True)
class PersonCount:
    """A number of persons as printed; `approximate` for 約, `cumulative` for 延べ, `rest` what else stood there."""

    value: int
    approximate: bool
    cumulative: bool
    total: bool
    rest: str | None


_SAME_LENGTH = str.maketrans("０１２３４５６７８９，．：（）〜~\u3000\t\n", "0123456789,.:()～～   ")
_COUNT = re.compile(
    r"(?<![\d～.,])(?<![\d,] )(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)(?P<large>万(?P<small>\d{1,4})?)? {0,3}"
    r"(?:人|名)(?!制|組|乗|称|義|前|様|分|口|員|工|間|/)(?P<after>程度|前後|余り?|弱|強|以上|超)?"
)
_WORDS_BEFORE = re.compile(
    r"(?:延べ|のべ|延|約|およそ|おおよそ|概ね|合計|総計|総数|計|総|参加|来場|入場|出席|観客|受講|利用|者|人|数|:| )*\Z"
)
_WINDOW = 16
_NOT_ATTENDING = re.compile(
    r"(?:対象|定員|募集|応募|登録|申込|未満|各|毎回|1回(?:あたり|当たり)?|スタッフ|講師|うち)\S{0,3} *\Z"
)
_ATTENDING = re.compile("延|のべ|計|総|参加|来場|入場|出席|観客")
_CUMULATIVE = re.compile("延べ|のべ|延")
_APPROXIMATE = re.compile("約|およそ|概ね|程度|前後|余|弱|強|以上|超")
_TOTAL = re.compile("延|のべ|計|総")
_EDGES = " \u3000※＊*、，,・。:：()（）"

_CELL = re.compile(
    r"(?P<before>(?:約|およそ|概ね|延べ|のべ|延|計|合計|参加者|\()*)(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9})"
    r"(?:人|名)?(?P<after>(?:程度|前後|余り?|弱|強|以上|超|\(?延べ?(?:人数)?|\)|\()*)\Z"
)


def find_person_count(text: str) -> PersonCount | None:
    """The persons who took part that `text` tells of, or None when it tells of none or of several kinds.

    Of several numbers the one marked as a total or as participants counts (``係員3人、延べ参加者120人``);
    numbers of invited, registered or helping persons (対象者, 定員, 登録者) are none.
    """
    folded = text.translate(_SAME_LENGTH)
    found = []
    for match in _COUNT.finditer(folded):
        window = folded[max(0, match.start() - _WINDOW) : match.start()]
        words = _WORDS_BEFORE.search(window)
        if words is not None and not _NOT_ATTENDING.search(window):
            found.append((match, words[0]))
    if len(found) > 1:
        marked = [pair for pair in found if _ATTENDING.search(pair[1])]
        found = marked if len(marked) == 1 else [pair for pair in marked if _TOTAL.search(pair[1])]
    if len(found) != 1:
        return None
    match, words_before = found[0]
    before = text[: match.start() - len(words_before)].rstrip(_EDGES)
    after = text[match.end() :].lstrip(_EDGES)
    return PersonCount(
        value=_value(match),
        approximate=_APPROXIMATE.search(words_before + (match["after"] or "")) is not None,
        cumulative=_CUMULATIVE.search(words_before) is not None,
        total=_TOTAL.search(words_before) is not None,
        rest=f"{before} {after}".strip(_EDGES) or None,
    )


def read_count_cell(printed: str) -> tuple[int | None, bool]:
    """The number in a column of participants, and whether the cell could be understood.

    A bare number counts persons, as the column's head says; a dash or nothing is understood as absent.
    ``12団体`` or ``集計中`` is not understood: absent, and a doubtful place.
    """
    if is_missing_mark(printed):
        return None, True
    compact = re.sub(r"\s+", "", fold_width(printed))
    if match := _CELL.match(compact):
        return int(match["number"].replace(",", "")), True
    count = find_person_count(compact)
    return (count.value, True) if count is not None and count.rest is None else (None, False)


def _value(match: re.Match[str]) -> int:
    number = Decimal(match["number"].replace(",", ""))
    if match["large"]:
        number = number * 10_000 + int(match["small"] or 0)
    return int(number)
