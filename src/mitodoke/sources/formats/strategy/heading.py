"""Reads the heading of a project or measure: title, departments in 【…】, flags of a review, SDG numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.outline import RevisionFlag

_OPEN, _CLOSE = "【（(［\\[〔<＜《〈", "】）)］\\]〕>＞》〉"
_LONGEST = 400
"""No heading is longer; a longer text is prose and is given back whole."""


def _spread(words: str) -> str:
    """A pattern for `words` with white space between the letters, as layout spreads short words."""
    letters = [
        {"K": "[KＫ]", "P": "[PＰ]", "I": "[IＩ]", "の": "の?"}.get(letter, letter) for letter in words
    ]
    return r"\s{0,3}".join(letters)


_FLAG_WORDS: tuple[tuple[RevisionFlag, str, bool], ...] = (
    (RevisionFlag.NEW_MEASURE, "新規施策", False),
    (RevisionFlag.NEW_PROJECT, "新規事業", False),
    (RevisionFlag.CONTENT_CHANGED, "事業内容の変更", True),
    (RevisionFlag.CONTENT_CHANGED, "内容の変更", False),
    (RevisionFlag.ENDED, "取組の終了", True),
    (RevisionFlag.ENDED, "事業の終了", False),
    (RevisionFlag.TARGET_CHANGED, "数値目標の変更", True),
    (RevisionFlag.TARGET_CHANGED, "数値目標の追加", True),
    (RevisionFlag.KPI_CHANGED, "KPIの変更", True),
    (RevisionFlag.KPI_CHANGED, "KPIの追加", True),
    (RevisionFlag.KPI_CHANGED, "重要業績評価指標の変更", True),
)
"""Each flag, a wording (の may be absent), and whether no title ends in it (then it may be glued to one)."""

_PATTERNS = [(flag, _spread(words), glued) for flag, words, glued in _FLAG_WORDS]
_ANY = "|".join(f"(?:{pattern})" for _, pattern, _ in _PATTERNS)
_GLUED = "|".join(f"(?:{pattern})" for _, pattern, glued in _PATTERNS if glued)
_ONE = [(flag, re.compile(pattern)) for flag, pattern, _ in _PATTERNS]
_BRACKETED = re.compile(
    rf"[{_OPEN}]\s*(?P<flags>(?:{_ANY})(?:[\s・、,，／/]*(?:{_ANY})){{0,5}})\s*[{_CLOSE}]"
)
_STANDING = re.compile(
    rf"(?<![^\s{_CLOSE}※])(?P<flags>(?:{_ANY})(?:[\s・、,，／/]*(?:{_ANY})){{0,5}})(?![^\s{_OPEN}※])"
)
_GLUED_AT_END = re.compile(
    rf"(?P<flags>(?:{_GLUED})(?:[\s・、,，／/]*(?:{_ANY})){{0,5}})(?=\s*(?:$|[{_OPEN}]))"
)
_NEW_TAG = re.compile(rf"[{_OPEN}]\s*新\s*規\s*[{_CLOSE}]")

_BRACKET_AT_END = re.compile(
    r"\s*(?:【(?P<a>[^【】]{1,200})】|[（(［\[〔](?P<b>[^（()）\[\]［］〔〕]{2,200})[)）\]］〕])\s*\Z"
)
_BRACKET_AT_START = re.compile(r"\A\s*【(?P<a>[^【】]{1,200})】\s*")
_OPEN_AT_END = re.compile(r"\s*【(?P<a>[^【】]{2,100})\Z")
_LABEL = re.compile(r"\A\s*(?:主?(?:担当|所管)(?:部署|部局|課室|課|部)?|所属)\s*[:：]\s*")
_DEPARTMENT = re.compile(
    "(?:課|室|部|局|署|所|館|園|院|校|係|班|場|センター|本部|事務局|委員会|協議会|会|庁|団|チーム|グループ|ユニット|担当|ほか|他|等)"
    r"(?:\s*[（(][^（()）]{1,30}[)）])?\Z"
)
_BETWEEN = re.compile(r"\s*[／/、，,;；\n]\s*|(?<=[課室局])[・･](?=\S)|(?<=[課室局])\s+(?=\S)")
_STATUS_TAGS = frozenset(
    ("新規", "拡充", "継続", "重点", "再掲", "一部再掲", "新", "改", "拡", "廃止", "終了", "完了")
)
_DECORATION = re.compile(r"\A[■□◆◇●○◎★☆▼▽❖\s]+")
_SDG_CELL = re.compile(r"\A(?:目標|SDGs|ゴール)?\s*\d{1,2}(?:[\s,、・]+\d{1,2})*\Z", re.IGNORECASE)
_SDGS_AT_END = re.compile(r"(?<=[】\]］〕])\s*(?P<numbers>\d{1,2}(?:[\s,、]+\d{1,2})*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands in a heading; `title` may be empty, `departments` None where there are no brackets.

    `sure` says that the bracket at the end holds names that end as departments do.
    """

    title: str
    departments: tuple[str, ...] | None = None
    flags: tuple[RevisionFlag, ...] = ()
    sdgs: tuple[int, ...] | None = None
    sure: bool = False


def take_flags(text: str) -> tuple[str, tuple[RevisionFlag, ...]]:
    """`text` without the review's flags, and the flags in their printed order, each once.

    A flag stands by itself (between spaces, brackets or ends), however its letters are spread (``K P I 変更``);
    those that no title ends in are found glued to a title, too.
    """
    if len(text) > _LONGEST:
        return text, ()
    found: list[RevisionFlag] = []

    def note(match: re.Match[str]) -> str:
        words = match.groupdict().get("flags") or ""
        at = [(hit.start(), flag) for flag, one in _ONE for hit in one.finditer(words)]
        found.extend(flag for _, flag in sorted(at))
        return " "

    rest = _BRACKETED.sub(note, text)
    rest = _STANDING.sub(note, rest)
    rest = _GLUED_AT_END.sub(note, rest)
    if _NEW_TAG.search(rest):
        found.append(RevisionFlag.NEW_PROJECT)
        rest = _NEW_TAG.sub(" ", rest)
    if not found:
        return text, ()
    return re.sub(r"[ \u3000]{2,}", " ", rest).strip(), tuple(dict.fromkeys(found))


def read_sdgs(cell: str) -> tuple[int, ...] | None:
    """The SDG numbers (1 to 17) that `cell` consists of, or None."""
    folded = fold_width(cell).strip()
    if not _SDG_CELL.match(folded):
        return None
    numbers = tuple(int(digits) for digits in re.findall(r"\d{1,2}", folded))
    return numbers if all(1 <= number <= 17 for number in numbers) else None


def read_departments(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in a bracket's `text`, and whether every one ends as the name of a department does.

    Names are parted by ／ and 、; a ・ parts only where both sides end in 課, 室 or 局, because it also stands
    inside names.
    """
    bare = _LABEL.sub("", text.strip())
    names = tuple(name.strip() for name in _BETWEEN.split(bare) if name.strip())
    return names, bool(names) and all(_DEPARTMENT.search(name) for name in names)


def read_heading(text: str) -> Heading:
    """Take a heading apart; what is no flag, bracket or number of the layout stays in the title.

    Brackets 【…】 at the end hold departments, whatever they are called, unless they are a tag like 拡充; other
    brackets do only if every name ends as departments do and one of them in 課.
    """
    if len(text) > _LONGEST:
        return Heading(text)
    rest, flags = take_flags(text)
    sdgs: tuple[int, ...] | None = None
    if numbers := _SDGS_AT_END.search(fold_width(rest).translate({ord("["): "【", ord("]"): "】"})):
        sdgs = read_sdgs(numbers["numbers"])
        if sdgs is not None:
            rest = re.sub(r"[\s\d０-９,、]+\Z", "", rest)
    departments: list[str] = []
    sure = True
    while match := _BRACKET_AT_END.search(rest) or _OPEN_AT_END.search(rest):
        inside = match.groupdict().get("a") or ""
        names, alike = read_departments(inside or match["b"])
        if not inside:
            taken = alike and any(name.endswith("課") for name in names)
        else:
            taken = bool(names) and (alike or match[0].rstrip().endswith("】"))
        if not taken or inside.strip() in _STATUS_TAGS:
            break
        departments[:0] = names
        sure = sure and alike
        rest = rest[: match.start()]
    if not departments and (match := _BRACKET_AT_START.match(rest)):
        names, alike = read_departments(match["a"])
        if alike:
            departments, rest = list(names), rest[match.end() :]
    if not departments and _LABEL.match(rest):
        names, alike = read_departments(rest)
        if alike:
            departments, rest = list(names), ""
    title = _DECORATION.sub("", rest).strip()
    return Heading(title, tuple(departments) or None, flags, sdgs, bool(departments) and sure)


def read_title(text: str) -> Heading:
    """A heading above the projects: a bracket at its end is part of the title unless departments are in it."""
    heading = read_heading(text)
    if heading.departments is None or heading.sure:
        return heading
    rest, flags = take_flags(text)
    return Heading(_DECORATION.sub("", rest).strip(), None, flags)
