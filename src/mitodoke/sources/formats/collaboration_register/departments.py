"""担当部署: the names in a cell, and the name in brackets at the end of a title."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import close_gaps, fold_width, is_missing_mark

UNIT_ENDINGS = (
    "課|室|部|局|係|班|署|所|館|院|園|校|場|庁|団|隊|センター|プラザ|ステーション|チーム|グループ|ホール|担当"
    "|委員会|事務局|会議|機構|公社|財団|企業団|消防|病院|図書|市場|広場|窓口|カウンター"
)
_IS_UNIT = re.compile(rf"(?:{UNIT_ENDINGS})(?:[（(][^（）()]*[）)])?\Z")
_SUBORDINATE_UNIT = re.compile(r"(?:課|室|係|センター|館)\Z")
_SEPARATORS = re.compile(r"[、，／/;；\n]|(?<=[課室部局館所])・(?=[^・]*[課室部局館所]\Z)")
_CHAINED_UNIT = re.compile(r"[課室部局係署]\Z")
_LAST_BRACKETS = re.compile(r"[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]\s*\Z")
_UNCLOSED_BRACKETS = re.compile(
    r"(?<=.)[（(]([^（()）]{1,40}[課室部局館所署係]|[^（()）]{1,40}センター)\s*\Z"
)
_NO_UNIT = re.compile(
    r"第?\d+(?:回|期|部|弾|年度?|周年)?\Z|.*(?:中止|延期|オンライン|書面開催)\Z|[春夏秋冬昼夜]\Z"
)


def looks_like_department(text: str) -> bool:
    """Whether `text` ends as units of a local government do; departments cannot be listed, cities name them freely."""
    return _IS_UNIT.search(text) is not None


def split_departments(printed: str) -> tuple[str, ...]:
    """The departments of a cell: separated by 、 or ／ or lines, and by ・ where both sides are whole units.

    ``産業・観光課`` is one department, ``文化課・体育課`` are two. A space does not separate
    (``総務部 総務課`` is one unit below another) unless both sides are units of the lower kind.
    """
    names: list[str] = []
    for piece in _SEPARATORS.split(printed):
        words = piece.split()
        if len(words) > 1 and all(_SUBORDINATE_UNIT.search(word) for word in words):
            names.extend(words)
        else:
            names.append(close_gaps(" ".join(words)))
    return tuple(name for name in names if not is_missing_mark(name))


def split_title(cell: str) -> tuple[str, str | None]:
    """A title cell as (title, department): the department stands in the last brackets of the cell.

    Brackets that follow each other without a gap and hold units are several departments. Where the last brackets can only
    belong to the title (``（第2回）``), or nothing would be left of it, the department is None.
    """
    title = cell.strip()
    departments: list[str] = []
    while match := _LAST_BRACKETS.search(title[-200:]):
        inner = match[1].strip()
        before = title[: len(title) - len(match[0])]
        if not before.strip() or not inner or _NO_UNIT.match(fold_width(inner)):
            break
        if departments and (title != title.rstrip() or not _CHAINED_UNIT.search(inner)):
            break
        departments.insert(0, inner)
        title = before
    if not departments and (unclosed := _UNCLOSED_BRACKETS.search(title[-60:])):
        return title[: len(title) - len(unclosed[0])].rstrip(), unclosed[1].strip()
    return title.rstrip(), "、".join(departments) or None
