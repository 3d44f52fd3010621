"""The marks that structure a strategy: goals, directions, measures, section labels, numbered sections."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.japanese_text import fold_width, without_space
from mitodoke.sources.formats.strategy.cleaning import is_sentence

_LONGEST_TITLE = 160
"""A heading with its title is never longer; longer texts are not looked at."""


class Label(StrEnum):
    """What the text under a label is."""

    SITUATION = "situation"
    BASIC_DIRECTION = "basic_direction"
    NUMERICAL_TARGETS = "numerical_targets"
    SUMMARY = "summary"
    AUDIENCE = "audience"
    OUTCOMES = "outcomes"
    PROJECTS = "projects"
    KPI = "kpi"


_WORDINGS: dict[Label, str] = {
    Label.SITUATION: "現状(?:と|・|及び|および|、)?課題(?:認識|整理)?|課題認識|背景と課題",
    Label.BASIC_DIRECTION: (
        "(?:基本目標(?:と|・|及び|および)?)?(?:施策の)?基本的(?:な)?(?:方向|方針|考え方)(?:性)?|施策の(?:方向|方針)(?:性)?"
    ),
    Label.NUMERICAL_TARGETS: r"(?:基本目標の)?数値目標(?:\(KPI\))?(?:一覧|の設定)?",
    Label.SUMMARY: "施策の?(?:概要|内容|趣旨)|概要",
    Label.AUDIENCE: "(?:施策の|主な)?対象(?:者|等)?",
    Label.OUTCOMES: "(?:(?:施策の)?(?:目標|期待される|期待する|目指す))?(?:[・、]|と|及び|および)?(?:成果|効果)(?:[・、]目標)?|目標",
    Label.PROJECTS: (
        "事業名?(?:[・、/]|と|及び|および|の)?(?:事業)?(?:の)?(?:内容|概要)(?:等)?"
        "|(?:主な|主要|具体的な?|関連|実施|対象)(?:事業|取組)(?:一覧|名)?|事業(?:名|一覧)"
    ),
    Label.KPI: (
        r"(?:主な)?(?:重要業績評価指標(?:\([^()]{1,40}\)|KPI)?|KPI(?:\(重要業績評価指標\)|・?重要業績評価指標)?"
        r"|(?:成果|評価)?指標(?:\(KPI\))?)(?:一覧)?"
    ),
}
_LABELS = [(label, re.compile(rf"(?:{words})\Z", re.IGNORECASE)) for label, words in _WORDINGS.items()]
_LABEL_EDGE = "■□◆◇●○◎▼▽★☆▶►【】《》〈〉<>[]「」:："
_NUMBERED = re.compile(r"\A(?:\(?\d{1,2}\)|\d{1,2}\.)")
_INLINE_LABEL = re.compile(
    r"\A(?:[■□◆◇●○◎▼▽]\s*(?P<a>[^\s:：]{2,20})|【(?P<b>[^】]{2,20})】|[《〈](?P<c>[^》〉]{2,20})[》〉])\s*[:：\s]\s*(?P<rest>\S.*)\Z",
    re.DOTALL,
)

_DIGITS = r"[0-9０-９]{1,2}(?![0-9０-９])"
_CIRCLED = "[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴⑴-⒇]"
_OPEN, _CLOSE = r"[■□◆◇●○◎★☆【《〈<\[［「]?\s*", r"(?:\s*[】》〉>\]］」])?"
_AFTER = r"[\s:：．.、]*"
_HYPHEN = r"\s*[-‐‑‒–—―−－ー]\s*"
_COUNTER = "(?:歳|才|年|月|日|人|名|回|件|個|か|ヶ|カ|ヵ|ケ|箇|つ|%|％|時|階|丁目|号|番|倍|割|点|社|校|組|次|期|世帯|団体|施設|事業)"

_COUNTED = "(?:つ|件|個|項目|種|か所)"
"""After a number these make a count of goals or measures, not the heading of one."""

_GOAL = re.compile(
    rf"\A{_OPEN}基本目標\s*(?:{_CIRCLED}|[Ⅰ-Ⅻ]|[IVXＩＶＸ]{{1,4}}(?![A-Za-z])|[（(]\s*{_DIGITS}\s*[）)]|{_DIGITS}|[一二三四五六七八九十])"
    rf"(?!{_COUNTED}){_CLOSE}{_AFTER}(?P<title>.*)\Z",
    re.DOTALL,
)
_DIRECTION = re.compile(
    rf"\A{_OPEN}[（(]?(?:施策の)?(?:基本的(?:な)?方向(?:性)?|方向性)?\s*(?P<goal>{_DIGITS}){_HYPHEN}(?P<number>{_DIGITS})"
    rf"(?:\s*[）)])?{_CLOSE}{_AFTER}(?P<title>.*)\Z",
    re.DOTALL,
)
_DIRECTION_BY_NUMBER = re.compile(
    rf"\A{_OPEN}(?:施策の)?(?:基本的(?:な)?方向(?:性)?)\s*(?P<number>{_CIRCLED}|[（(]\s*{_DIGITS}\s*[）)]|{_DIGITS})"
    rf"(?!{_COUNTED}){_CLOSE}{_AFTER}(?P<title>.*)\Z",
    re.DOTALL,
)
_MEASURE = re.compile(
    rf"\A{_OPEN}(?:具体的|主要|個別)?\s*施\s*策\s*(?P<number>{_CIRCLED}|[（(]\s*{_DIGITS}\s*[）)]|"
    rf"{_DIGITS}{_HYPHEN}{_DIGITS}(?:{_HYPHEN}{_DIGITS})?|{_DIGITS})"
    rf"(?!{_COUNTED}){_CLOSE}{_AFTER}(?P<title>.*)\Z",
    re.DOTALL,
)
_SECTION = re.compile(
    r"\A(?:第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*(?P<chapter>[章部編])|(?P<number>[0-9０-９]{1,2})\s*[.．]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s*[.．\s])"
    r"\s*(?P<title>[^\s\d].*)\Z",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's printed number (None where it has none that counts from 1) and the rest of its line."""

    number: int | None
    title: str


def read_number(text: str) -> int | None:
    """The number in ``⑤``, ``（５）``, ``5`` or ``❺``; None for anything else."""
    digits = re.sub(r"\D", "", fold_width(text))
    if digits:
        return int(digits)
    for character in text:
        value = unicodedata.numeric(character, None)
        if value is not None:
            return int(value)
    return None


def label_of(text: str) -> tuple[Label, str, bool] | None:
    """The label that `text` is, the text that follows it on the line, and whether it is decorated (■, 【】)."""
    if len(text) <= 40:
        folded = without_space(fold_width(text))
        bare = re.sub(r"\(?(?:続き|つづき)\)?\Z", "", folded).strip(_LABEL_EDGE)
        if label := _label(_NUMBERED.sub("", bare)):
            return label, "", bare != folded
    if inline := _INLINE_LABEL.match(text):
        words = without_space(fold_width(inline["a"] or inline["b"] or inline["c"]))
        if label := _label(words):
            return label, inline["rest"].strip(), True
    return None


def _label(words: str) -> Label | None:
    for label, wording in _LABELS:
        if wording.match(words):
            return label
    return None


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_TITLE or is_sentence(text):
        return None
    return pattern.match(text)


def read_goal(text: str) -> Mark | None:
    """A goal's heading with its number (``基本目標１ …``); goals without one are known by what follows them."""
    found = _matched(_GOAL, text)
    return Mark(None, found["title"].strip()) if found else None


def read_direction(text: str) -> tuple[str | None, Mark] | None:
    """A direction's heading: its code (``1-2``, half-width) or None where only a number is printed, and title."""
    if found := _matched(_DIRECTION, text):
        title = found["title"].strip()
        glued = text[found.start("title") - 1].isdigit()
        if glued and re.match(rf"{_COUNTER}|{_HYPHEN}[0-9０-９]", title):
            return None
        goal, number = read_number(found["goal"]), read_number(found["number"])
        return f"{goal}-{number}", Mark(number, title)
    if found := _matched(_DIRECTION_BY_NUMBER, text):
        return None, Mark(read_number(found["number"]), found["title"].strip())
    return None


def read_measure(text: str) -> Mark | None:
    """A measure's heading: ``施策⑤``, ``施策（５）``, ``施策5``; ``施策1-2`` has no number counting through."""
    found = _matched(_MEASURE, text)
    if found is None:
        return None
    composed = len(re.findall(r"[0-9０-９]+", found["number"])) > 1
    return Mark(None if composed else read_number(found["number"]), found["title"].strip())


def read_section(text: str) -> tuple[int | None, str] | None:
    """A numbered section of the chapter (``6. …``) with its number, or a chapter (``第4章 …``, None), and title."""
    if len(text) > 80:
        return None
    found = _matched(_SECTION, text)
    if found is None:
        return None
    return (read_number(found["number"]) if found["number"] else None), found["title"].strip()
