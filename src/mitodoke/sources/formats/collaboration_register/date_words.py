"""The words that stand beside dates: what cancels, what notes, what tells of no exact day."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import close_gaps

_NOT_HELD = r"(?:中止|未実施|未開催|実施せず|開催せず|実施なし|開催なし|実施無し|開催無し|見送り|取りやめ|とりやめ|取り止め)"
_CANCELLED = re.compile(
    rf"{_NOT_HELD}(?:とし|と?なっ|し|いたしまし|になっ)?(?:た|ました|ている)?(?:ため)?[。.！!]?\Z"
)
_ONLY_PERHAPS = re.compile(
    r"(?:雨天?|荒天|悪天候|降雨|降雪|荒天候)(?:時|の?場合|の際)は?、?\S{0,6}中止|一部(?:を|の)?中止"
)
_REASON = re.compile(
    r"新型コロナ|コロナ|感染|悪天候|雨天|荒天|台風|大雨|大雪|暴風|強風|猛暑|酷暑|熱中症|地震|災害|豪雨|降雪|諸般|諸事情|都合|会場|定員|参加者|申込"
)
_NOTE = re.compile(
    r"(?:(?:.*[でにて])?(?:開催|実施)(?:した|済み?)?|書面(?:開催|会議|決議|審議|協議)|オンライン(?:開催)?|リモート開催|ウェブ開催|web開催"
    r"|(?:ほか|他|外)(?:\d+(?:回|日|日間|件))?|など|等|全?\d+(?:回|日間|日|コース|クール|地区|会場)(?:開催|実施)?|計\d+(?:回|日間|日)|延べ\d+(?:回|日間|日)"
    r"|(?:午前|午後|AM|PM)?\d{1,2}(?:時|:)\S*|午前|午後|終日|上旬|中旬|下旬|末|頃|ごろ|から|まで|～|予定|\d+泊\d+日)[、。]?",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"(?:通年|年間|随時|不定期|毎月|毎週|毎日|隔週|隔月|常時|年\d+回|月\d+回|週\d+回|各月|未定)\S*|\S{1,6}年度(?:中|内|を通して|を通じて|に\d+回)\S*"
)
_REMARK_ON_LABEL = re.compile(r"(?P<label>[^は、。]{1,40})は、?(?P<note>[^。]*)[。]?\Z")
_NO_LABEL = re.compile(r".*(?:\d日|\d月|年度?|時|場合|際)\Z|(?:当日|今回|今年|本年|昨年|例年).*|なお.*")
_OF_EACH = re.compile(r"(?:各|各回|各日|各会場|毎回)、?((?:約|延べ)?[\d０-９,，]+\s*[人名](?:程度)?)")
_TOTAL_ALONE = re.compile(
    r"[※＊*（(\s]*(?:全体で|全日程|参加者?数?|人数)?[:：\s]*(?:延べ|のべ|延|合計|総計|総数|計|約|参加者?数?|人数|[:：\s])*"
    r"[\d,，０-９]+\s*(?:人|名)(?:程度|以上|余り?|前後|強|弱)?(?:参加)?[)）。\s]*\Z"
)


def count_of_each(content: str) -> str | None:
    """The number of persons that is said of each of several dates (``各15人`` is ``15人``), or None."""
    match = _OF_EACH.fullmatch(content) if len(content) <= 40 else None
    return match[1] if match else None


def is_cancellation(text: str) -> bool:
    """Whether `text` ends by saying that something did not take place (not: 雨天時は中止, 一部中止)."""
    compact = re.sub(r"\s+", "", text[-80:])
    return _CANCELLED.search(compact) is not None and _ONLY_PERHAPS.search(compact) is None


def begins_reason(text: str) -> bool:
    """Whether `text` begins the reason of a cancellation rather than the name of an event."""
    return _REASON.match(text) is not None


def is_note(text: str) -> bool:
    """Whether words after a date say something about it and do not name the next event."""
    return len(text) <= 60 and _NOTE.fullmatch(text) is not None


def is_undated(text: str) -> bool:
    """Whether words tell a time without an exact date (通年, 毎月第3木曜日)."""
    return len(text) <= 60 and _UNDATED.fullmatch(text) is not None


def is_total_alone(text: str) -> bool:
    """Whether `text` is nothing but a number of persons for several dates (``※延べ309人``)."""
    return len(text) <= 60 and _TOTAL_ALONE.match(text) is not None


def cancelled_in_remark(text: str) -> tuple[str, str] | None:
    """The (event, reason) of a remark such as ``※まつりは雨天のため中止``, or None.

    A day, a condition or the whole year before は is no event of its own; such a remark stays a remark.
    """
    stripped = text.lstrip("※＊* \u3000\n")
    if not is_cancellation(stripped) or len(stripped) > 200:
        return None
    match = _REMARK_ON_LABEL.match(stripped)
    if match is None or _NO_LABEL.match(match["label"].strip()):
        return None
    return match["label"].strip(), match["note"].strip()


_SPACE_BEFORE_NUMBER = re.compile(r"(延べ|のべ|約|合計|総計|計|参加者数?)[ \u3000]+(?=[\d０-９約延])")
_SPACE_AFTER_NUMBER = re.compile(r"(?<=[\d０-９])[ \u3000]+(?=[人名])")
_BROKEN_NUMBER = re.compile(r"(?<=[\d,])\s(?=[\d,]{1,5}\s?[人名])")
_KEY_WORDS = ("新型コロナウイルス", "悪天候", "影響", "中止", "書面開催", "通年")
_BROKEN_WORD = re.compile("|".join(r"\s?".join(word) for word in _KEY_WORDS))


def mend_words(text: str, *, wrapped: bool) -> str:
    """`text` without the gaps within numbers of persons; in a `wrapped` cell also without those within key words."""
    mended = _SPACE_BEFORE_NUMBER.sub(r"\1", _SPACE_AFTER_NUMBER.sub("", text))
    if not wrapped:
        return mended
    return _BROKEN_WORD.sub(lambda word: "".join(word[0].split()), _BROKEN_NUMBER.sub("", mended))


def mend_numbers(text: str) -> str:
    """The content of brackets that were broken over lines, in one piece."""
    return _BROKEN_NUMBER.sub("", close_gaps(text))


def join_words(pieces: list[str], *, wrapped: bool) -> str:
    """Pieces as one text: with spaces as printed, without them where lines were merely broken."""
    joined = " ".join(pieces)
    return close_gaps(joined) if wrapped else joined


def clean_label(text: str) -> str | None:
    """A label without the marks around it; nothing is left of a bullet or a circled number alone."""
    return text.strip(" \u3000・●○◆◇■□①②③④⑤⑥⑦⑧⑨⑩：:、，,") or None
