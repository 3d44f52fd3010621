"""Finds the cells of a broken row that show themselves: 実施区分 and the number of participants."""

from __future__ import annotations

import re

from mitodoke.sources.formats.collaboration_register.organisation_words import looks_like_organisation
from mitodoke.sources.formats.collaboration_register.stream import BLOCK_BREAK, Span, Stream

_RECURRENCE_WORDS = "例年|毎年度|毎年|隔年|単年度|単発|新規|継続|不定期|定期|今回限り|初回"
_N = r"\n?"
_CORE = "|".join(_N.join(word) for word in _RECURRENCE_WORDS.split("|"))
_COUNTED = rf"[\d２-９二三四五]{{1,2}}{_N}年{_N}(?:に|毎|ごと)?{_N}(?:に)?{_N}(?:一|１|1)?{_N}(?:度|回)?"
_INNER = rf"(?:{_N}[（(]{_N}[^（）()\n]{{1,3}}{_N}[^（）()\n]{{0,3}}{_N}[）)])?"
_RECURRENCE = re.compile(
    rf"(?<!\S)(?P<core>{_CORE}|{_COUNTED}){_INNER}{_N}(?:に|の)?{_N}(?P<done>実{_N}施|開{_N}催)?(?=[\s（(]|\Z)"
)
_SINCE = re.compile(r"\n?[ \u3000]?[（(][^（）()]{1,80}[）)]")
_SINCE_WORDS = re.compile(r"年|度|から|まで|～|〜|回|\d")
_SINCE_BARE = re.compile(r"\n(?:令和|平成|昭和|[RHS])[^\n]{1,10}(?:～|〜|から|より)(?=\n|\Z)")


def find_recurrence(stream: Stream, first: int) -> Span | None:
    """The cell of 実施区分 after `first`, with its bracket of since when: ``例年実施\\n（平成24年～）``.

    A word with 実施 or 開催 counts before a bare one (新規), which must stand at the beginning of a block or
    directly before one.
    """
    bare: re.Match[str] | None = None
    for match in _RECURRENCE.finditer(stream.text, first):
        if match["done"]:
            return match.start(), _since_end(stream, match.end())
        if bare is None and (
            match.end() == stream.block_end(match.start()) or _opens_block(stream, match.start())
        ):
            bare = match
    return (bare.start(), _since_end(stream, bare.end())) if bare else None


def _opens_block(stream: Stream, position: int) -> bool:
    return stream.text[max(0, position - 2) : position] == BLOCK_BREAK


def _since_end(stream: Stream, position: int) -> int:
    match = _SINCE.match(stream.text, position)
    if match and BLOCK_BREAK not in match[0] and _SINCE_WORDS.search(match[0]):
        return match.end()
    bare = _SINCE_BARE.match(stream.text, position)
    return bare.end() if bare else position


_COUNT = re.compile(
    r"(?<!\S)(?:(?:(?:約|延べ|のべ|延|計) ?)?\d[\d,，]{0,12}(?:人|名)?(?:程度|以上|余)?(?:[（(]延べ?[）)])?|[-－―ー‐—–−]{1,3})(?!\S)"
)
_HEADED = re.compile(r"[ \u3000]*(?:目的|内容|効果|概要|成果|課題|経過|実施|対象|今後)")
_COUNTED_WORD = re.compile(
    r" (?:人|名|代|回|年|月|日|時|分|歳|才|周年|団体|種類|点|件|か所|箇所|社|校|組|冊|本|台|km|ｋｍ|%|％)(?=[、。はがをにのでともまか間目以程 \n]|\Z)"
)
_GOES_ON = re.compile(r"[はがをにのでとも約計全第各毎、：:]\Z")
_ENOUGH = 1
_LOOK_BACK = 300


def find_count(stream: Stream, first: int) -> Span | None:
    """The number of participants after `first`: the number that stands most like a cell of its own, or a dash.

    It is padded by spaces, or begins a block, or follows the organisations on their line; the effects follow it
    after one space, or in the next block.
    """
    best: tuple[int, Span] | None = None
    text = stream.text
    for match in _COUNT.finditer(text, first):
        score = _count_likeness(text, match, first)
        if best is None or score > best[0]:
            best = (score, match.span())
    return best[1] if best and best[0] >= _ENOUGH else None


def _count_likeness(text: str, match: re.Match[str], first: int) -> int:
    start = match.start()
    nearest = max(first, start - _LOOK_BACK)
    line_start = text.rfind("\n", nearest, start) + 1 or nearest
    before = text[max(line_start, start - 60) : start]
    spaces = len(before) - len(before.rstrip(" "))
    at_line_start = not before.strip() and start - line_start <= 60
    block_start = at_line_start and (
        line_start == first or text[max(0, line_start - 2) : line_start] == BLOCK_BREAK
    )
    alone = text[match.end() : match.end() + 1] in ("", "\n")
    score = 0
    if spaces >= 2:
        score += 5
    elif block_start:
        score += 3 + spaces
    elif at_line_start:
        score -= 1
    else:
        score += 1
    if re.match(r"[-－―ー‐—–−]", match[0]):
        score += 2 if alone and at_line_start else (0 if spaces >= 2 else -4)
    else:
        score += 2 if "," in match[0] or "，" in match[0] else 0
        score -= 3 if re.fullmatch(r"(?:19|20)\d\d", match[0]) and not at_line_start and spaces < 2 else 0
        score -= 6 if _HEADED.match(text, match.end()) and len(match[0]) <= 2 and spaces < 2 else 0
    score -= 4 if _COUNTED_WORD.match(text, match.end()) and spaces < 2 and not block_start else 0
    named = before.strip() or _last_line(text, first, line_start)
    last_word = re.split(r"[\s、，]", named)[-1]
    score -= 4 if _GOES_ON.search(named) and spaces < 2 and not at_line_start else 0
    score += (
        3
        if looks_like_organisation(named) or looks_like_organisation(last_word)
        else (-3 if named.endswith("。") else 0)
    )
    return score if named else score - 6


def _last_line(text: str, first: int, position: int) -> str:
    """The line before `position`, with the start of its block put before it when short (a name broken over lines)."""
    above = text[max(first, position - 120) : position].rstrip()
    return above.rpartition("\n")[2].strip()
