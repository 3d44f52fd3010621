"""What a single line of a pledge report can be, told from the line alone.

Numbers may be full-width (``\\d`` takes both), dashes of every kind join the parts of a code, and white space
includes the full-width space. A line over `LONGEST_MARK` characters can only be text: no pattern sees it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from mitodoke.domain.japanese_text import fold_width, is_missing_mark, without_space
from mitodoke.domain.outline import Repeat

LONGEST_MARK = 300


class Mark(Enum):
    """The kinds of line."""

    BLANK = auto()
    CODE = auto()
    PROGRESS = auto()
    PERCENT = auto()
    NUMBER = auto()
    ACTIVITY_HEAD = auto()
    HEAD_REST = auto()
    DEPARTMENT = auto()
    BULLET = auto()
    PAGE = auto()
    RULE = auto()
    CONTENTS = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as printed; `value` is None where the place holds only a dash."""

    printed: str
    value: Decimal | None
    line: int


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a pledge as printed (half-width), and its two numbers."""

    printed: str
    vision: int
    pledge: int

    @property
    def vision_printed(self) -> str:
        """The part before the dash: the code of the vision."""
        return self.printed.partition("-")[0]

    @property
    def key(self) -> tuple[int, int]:
        """What two spellings of one code share (``1-1`` and ``01-01``)."""
        return self.vision, self.pledge


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its mark.

    `text` is what the mark leaves: the title after a code, the text after a bullet or a label, for an activity
    heading what stands before it on the line; `rest` what follows an activity heading, or the bullet itself.
    """

    number: int
    mark: Mark
    text: str
    code: Code | None = None
    percentage: Percentage | None = None
    repeat: Repeat = Repeat.NONE
    rest: str = ""


_DASH = r"[-‐‑‒–—―−－ー─]"
_CODE = re.compile(
    rf"(\d{{1,2}})\s?{_DASH}\s?(\d{{1,2}})(?!\s?{_DASH}\s?\d)(?!\d)(?P<after>[\s:：.．、】\])）〕]*)"
)
_DIGITS = r"\d(?:\s?\d){0,2}(?:\s?[.．]\s?\d{1,2})?"
_PERCENT = re.compile(rf"[(（\[【]?\s*({_DIGITS}\s*[%％])\s*[)）\]】]?\Z")
_NUMBER = re.compile(rf"({_DIGITS})\Z")
_PROGRESS = re.compile(
    rf"[■◆●○【\[〔<]*\s*(?:進\s*捗|達成|進行)\s*(?:状\s*況|率|度)?\s*[】\]〕>]*\s*[:：]?\s*"
    rf"(?P<value>[(（]?\s*{_DIGITS}\s*[%％]?\s*[)）]?|[-‐–—―−－ー─]+\s*[%％]?)?\Z"
)
_PROGRESS_AT_END = re.compile(
    rf"(?P<before>.*\S)[\s　]+(?P<progress>進\s*捗\s*(?:状\s*況|率|度)[:：\s]*{_DIGITS}\s*[%％])\Z"
)
_BULLET = re.compile(
    r"(?:[・･•‣◦○●◯◎◇◆□■▪▫▶►➢➤✓✔]\s*|[-‐‑–—−－]\s*(?=[^\s\d])|[-‐‑–—−－*＊]\s+)(?P<text>\S.*)\Z", re.DOTALL
)
_DEPARTMENT = re.compile(
    r"[■◆●○・※]?\s*(?P<open>[【\[〔(（<＜])?\s*"
    r"(?:担\s*当|所\s*管|主\s*管|関\s*係(?=\s*[部課所]))(?P<unit>\s*(?:部\s*署|部\s*課|部\s*局|課\s*室|課\s*等|所\s*属|課|室|部|先)(?:\s*名)?)?"
    r"(?:\s*(?P<close>[】\]〕)）>＞]))?(?:\s*(?P<colon>[:：]))?(?P<gap>\s*)(?P<text>.*)\Z",
    re.DOTALL,
)
_PAGE = re.compile(
    rf"(?:{_DASH}\s*\d{{1,3}}\s*{_DASH}|[Pp][.．]?\s?\d{{1,3}}|\d{{1,3}}\s?[/／]\s?\d{{1,3}}|\d{{1,3}}\s?(?:ページ|頁))\Z"
)
_CONTENTS = re.compile(r".{1,200}?(?:(?:[…‥]\s?){2,}|(?:[・.．]\s?){3,})\s*\d{1,3}\Z")

_WORK = r"(?:取\s*組|取り組み|取組み|取り組)"
_MAIN = r"(?:主な|主要な|具体的な|これまでの)"
_STRONG = (
    rf"(?:{_MAIN}?{_WORK}(?:・)?(?:事業|施策)?(?:の)?(?:主な)?(?:実施)?内容"
    rf"|{_MAIN}{_WORK}(?:事業|実績|状況|成果)?)(?:等|・実績|・成果)?"
)
_WEAK = rf"(?:{_WORK}|事業|実施|活動)(?:事業)?(?:の)?(?:実施)?(?:内容|状況|実績|概要|経過)"
_BARE_PERIOD = r"(?:令和|平成|[RH]\s?\d|\d{4}\s?年)[\d\s令和平成元年度月日末から～〜~まで.．RH－-]{1,40}"
_GROUP = (
    r"(?:\s*(?:[(（][^()（）]{0,60}[)）]|【[^【】]{0,30}】|［[^［］]{0,30}］|\[[^\[\]]{0,30}\]"
    rf"|[※＊*]?\s?(?:一部|全部)?再\s?掲|{_BARE_PERIOD}))"
)
_HEAD = r"(?:\A|(?<=\s))[■◆●○◎□▼▶【\[〔<＜《]*\s*(?P<word>{word})\s*[】\]〕>＞》]*(?P<groups>{group}{{0,3}})\s*(?P<rest>[:：].*)?\Z"
_STRONG_HEAD = re.compile(_HEAD.format(word=_STRONG, group=_GROUP), re.DOTALL)
_WEAK_HEAD = re.compile(_HEAD.format(word=_WEAK, group=_GROUP), re.DOTALL)
_OPEN_HEAD = re.compile(
    rf"\A\s*[■◆●○◎□▼▶【\[〔<＜《]*\s*{_STRONG}\s*[】\]〕>＞》]*{_GROUP}?\s*[(（【][^)）】]{{0,60}}\Z"
)
_HEAD_REST = re.compile(rf"(?=.*(?:\d|再\s*掲)){_GROUP}{{1,3}}\s*\Z")
_BRACKET_END = re.compile(rf"[^()（）【】]{{0,40}}[)）】]{_GROUP}{{0,2}}\s*\Z")
_RULE = re.compile(r"[-‐–—―−－ー─━=＝_＿*＊|:\s]{3,}\Z")
_REPEAT = re.compile(r"(一部|全部)?\s*再\s*掲")


def parse_percentage(text: str, line: int) -> Percentage | None:
    """The percentage that `text` is, with or without ％ and with spaces between its digits; None if it is none."""
    text = text.strip()
    if len(text) > 20:
        return None
    bare = fold_width(without_space(text)).strip("()[]【】%")
    if is_missing_mark(bare):
        return Percentage(text, None, line) if bare else None
    if _NUMBER.match(bare) is None:
        return None
    value = Decimal(bare)
    if value > 100 and not text.rstrip(")）]】").endswith(("%", "％")):
        return None
    return Percentage(text.strip("()（）[]【】"), value, line)


def repeat_mark(text: str) -> Repeat:
    """The 再掲 mark that `text` carries."""
    found = _REPEAT.search(text)
    if found is None:
        return Repeat.NONE
    return Repeat.PARTIAL if found[1] == "一部" else Repeat.FULL


def mark_lines(lines: Iterable[str]) -> list[Line]:
    """Every line with its mark, in order.

    Wordings such as 事業内容 or 取組状況 head activities only in a document that has no clearer heading
    (取組事業内容, 取組内容, 主な取組): in any other they may be the last line of a broken title.
    """
    raw = list(lines)
    heads = [_head(line.strip(), _STRONG_HEAD) for line in raw]
    if not any(heads):
        heads = [_head(line.strip(), _WEAK_HEAD) for line in raw]
    marked: list[Line] = []
    after_head = open_head = False
    for number, (line, head) in enumerate(zip(raw, heads, strict=True), start=1):
        text = line.strip()
        if head is not None:
            item = _activity_head(number, head)
        elif after_head and (_short(_HEAD_REST, text) or (open_head and _short(_BRACKET_END, text))):
            item = Line(number, Mark.HEAD_REST, text, repeat=repeat_mark(text))
        else:
            item = _mark(number, text)
        if item.mark is not Mark.BLANK:
            after_head = item.mark in (Mark.ACTIVITY_HEAD, Mark.HEAD_REST)
            open_head = isinstance(head, str)
        marked.append(item)
    return marked


def _short(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST_MARK and pattern.match(text) is not None


def _head(text: str, pattern: re.Pattern[str]) -> re.Match[str] | str | None:
    if len(text) > LONGEST_MARK or not any(word in text for word in ("取", "事業", "実施", "活動")):
        return None
    found = pattern.search(text)
    if found is not None and (pattern is _STRONG_HEAD or _certain(found)):
        return found
    return text if pattern is _STRONG_HEAD and _OPEN_HEAD.match(text) else None


def _certain(found: re.Match[str]) -> bool:
    """A weak wording counts only with something beside it that a title would not have."""
    return bool(found["groups"] or found["rest"] or found[0] != found["word"])


def _activity_head(number: int, head: re.Match[str] | str) -> Line:
    if isinstance(head, str):
        return Line(number, Mark.ACTIVITY_HEAD, "", repeat=repeat_mark(head))
    before = head.string[: head.start()].strip()
    rest = (head["rest"] or "").lstrip(":：").strip()
    return Line(number, Mark.ACTIVITY_HEAD, before, repeat=repeat_mark(head["groups"]), rest=rest)


def _mark(number: int, text: str) -> Line:
    if not text:
        return Line(number, Mark.BLANK, "")
    if len(text) <= LONGEST_MARK:
        if special := _short_mark(number, text):
            return special
        if code := _CODE.match(text.lstrip("【[（(〔■◆●○ \u3000")):
            return _code_line(number, text, code)
    if found := _department(text):
        return Line(number, Mark.DEPARTMENT, found["text"].strip())
    if found := _BULLET.match(text):
        return Line(number, Mark.BULLET, found["text"].strip(), rest=text[0])
    return Line(number, Mark.TEXT, text)


_WHOLE_LINE = (
    (Mark.RULE, _RULE),
    (Mark.PAGE, _PAGE),
    (Mark.PERCENT, _PERCENT),
    (Mark.NUMBER, _NUMBER),
    (Mark.CONTENTS, _CONTENTS),
)


def _short_mark(number: int, text: str) -> Line | None:
    for mark, pattern in _WHOLE_LINE:
        if pattern.match(text):
            value = parse_percentage(text, number) if mark in (Mark.PERCENT, Mark.NUMBER) else None
            return Line(number, mark, text, percentage=value)
    if found := _PROGRESS.match(text):
        value = parse_percentage(found["value"], number) if found["value"] else None
        return Line(number, Mark.PROGRESS, "", percentage=value)
    return None


def _code_line(number: int, text: str, found: re.Match[str]) -> Line:
    first, second = fold_width(found[1]), fold_width(found[2])
    code = Code(f"{first}-{second}", int(first), int(second))
    rest = found.string[found.end() :].strip()
    percentage = None
    if ends := _PROGRESS_AT_END.match(" " + rest):
        rest, printed = ends["before"].strip(), ends["progress"]
        percentage = parse_percentage(re.sub(r"\A[^\d]*", "", printed), number)
    elif alone := _PROGRESS.match(rest):
        rest = ""
        percentage = parse_percentage(alone["value"] or "", number) if alone["value"] else None
    glued = bool(rest) and not found["after"]
    return Line(number, Mark.CODE, rest, code=code, percentage=percentage, rest="glued" if glued else "")


def _department(text: str) -> re.Match[str] | None:
    """A line that names departments: the word with a colon, in brackets, or followed by a space."""
    found = _DEPARTMENT.match(text[:LONGEST_MARK])
    if found is None:
        return None
    closed = found["open"] and found["close"]
    inside = found["open"] and not found["close"] and found["colon"]
    spaced = found["unit"] and (found["gap"] or not found["text"]) and not found["open"]
    if not (closed or inside or found["colon"] or spaced):
        return None
    return _DEPARTMENT.match(text)
