"""Lines of the summary part that are neither a vision nor a row: heads, periods, the whole, what lies outside."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import comparable

_OVERALL = re.compile(
    r"(?:市長)?(?:公約)?(?:の)?(?:全体|総合|合計|総計|計|平均|全公約|総平均|全項目)(?:の)?(?:平均)?(?:進捗|達成)?(?:状況|率|度)?(?:の)?(?:平均)?(?:値)?"
    r"(?:\(%\))?:?\Z"
)
_PERIOD = re.compile(r"[(（【［\[][^()（）]{0,80}?\d\s*年[^()（）]{0,80}[)）】］\]]\Z")
_HEAD_WORD = re.compile(
    r"(?:no\.?|№|番号|項番|コード|(?:市長)?公約(?:名|項目|番号|事項)?|項目(?:名)?|名称|ビジョン(?:名)?|基本政策|政策|施策|"
    r"(?:令和\S{1,3}年度末?)?(?:の)?(?:進捗|達成)(?:状況|率|度)?|(?:令和\S{1,3}|\d{4})年度末?(?:時点)?|\(?(?:単位:?)?[%％]\)?|単位:?)+\Z",
    re.IGNORECASE,
)
_OUTSIDE = (
    ("end_mark", re.compile(r"(?:以\s*上|おわり|〆)\Z")),
    (
        "contact",
        re.compile(
            r"[【《〔(（\[■◆\s]*(?:お?問い?合わ?せ|連絡先|(?:電話|TEL|FAX|E-?mail|メール)\s*[\d:：(（])",
            re.IGNORECASE,
        ),
    ),
    ("note", re.compile(r"[(（]?\s*(?:[※＊*]|注\s*[\d:：)）])\s*\S")),
    ("explanation", re.compile(r".{4,400}。[)）」』]?\Z", re.DOTALL)),
)


def is_overall(text: str) -> bool:
    """Whether the words before a percentage mean everything (全体, 合計, 平均)."""
    return len(text) <= 60 and _OVERALL.match(comparable(text)) is not None


def is_period(text: str) -> bool:
    """Whether a line holds only a period of time in brackets."""
    return len(text) <= 200 and _PERIOD.match(text) is not None


def is_table_head(text: str) -> bool:
    """Whether a line names columns only (No., 公約, 進捗状況, %)."""
    if len(text) > 120:
        return False
    words = [comparable(word) for word in re.split(r"[|｜\s]+", text) if word]
    return bool(words) and all(_HEAD_WORD.match(word) for word in words)


def reason_outside(text: str) -> str | None:
    """Why a line of this part holds no fact (note, contact, explanation, end mark); None if it may hold one."""
    if len(text) > 500:
        return None
    return next((reason for reason, pattern in _OUTSIDE if pattern.match(text)), None)
