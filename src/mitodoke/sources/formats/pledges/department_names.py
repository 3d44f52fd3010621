"""The names of departments (担当部署) in the text after their label, however they are joined or broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_SEPARATORS = "、，,;；／/\n\t"
_RANKS = (
    (1, re.compile(r"(?:部|局|本部|委員会|議会|支所|総合支所)\Z")),
    (2, re.compile(r"(?:課|室|センター|館|所|署|院|園|校|場|会|団)\Z")),
    (3, re.compile(r"(?:係|班|担当|グループ|チーム)\Z")),
)
_OPEN, _CLOSE = "(（[【〔「", ")）]】〕」"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
_SOFT = re.compile(r"([ \u3000]+|・|及び|および|並びに)")
_LONGEST_NAME = 60
_LONGEST_LIST = 400


def rank(name: str) -> int | None:
    """How high the unit stands that `name` ends with: 1 部 and 局, 2 課 and 室, 3 係; None if it ends otherwise."""
    return _rank(name[-_LONGEST_NAME:])


@lru_cache(maxsize=4096)
def _rank(name: str) -> int | None:
    bare = re.sub(r"[(（][^()（）]{0,60}[)）]\Z", "", name.strip())
    return next((number for number, ending in _RANKS if ending.search(bare)), None)


def split_departments(text: str) -> tuple[str, ...]:
    """The names in `text`, as printed, each once and in order.

    Separators are 、 and its kin outside brackets; a space, ・, 及び or と only between two units of one
    rank, so that ``総務部 総務課`` and ``協働・男女共同参画室`` stay whole. A dash alone names nobody.
    """
    names: dict[str, None] = {}
    for piece in _split_outside_brackets(text):
        for name in _split_softly(piece):
            bare = _trim(name)
            if bare and not re.fullmatch(r"[-‐–—―−－ー]+", bare):
                names[bare] = None
    return tuple(names)


def continues(text: str, following: str, known: frozenset[str] | set[str] = frozenset()) -> bool:
    """Whether the line `following`, directly below `text`, goes on with its list of departments.

    It does when the list is visibly unfinished (a separator at the break, an open bracket), when the last name
    is cut (it ends with no unit, and with the next line it does), when the next line can hardly be a title (units
    joined by 、, or one that ends in 課 or 係), or when it names only departments that are `known` from elsewhere
    in the document.
    """
    text, following = text.strip(), following.strip()
    if not text or text[-1] in _SEPARATORS + "・" or following[:1] in tuple(_SEPARATORS + ")）"):
        return True
    last, head = _split_outside_brackets(text)[-1], _split_outside_brackets(following[:_LONGEST_LIST])[0]
    if _unclosed(last) or following.startswith("・"):
        return _unclosed(last) or rank(last) is None
    if len(head) > _LONGEST_NAME or len(following) > _LONGEST_LIST:
        return False
    cut = rank(last) is None and rank(last + head) is not None
    return cut or _only_departments(following, known)


def _only_departments(text: str, known: frozenset[str] | set[str]) -> bool:
    names = split_departments(text)
    units = len(names) > 1 and all(rank(name) is not None for name in names)
    return units or text.endswith(("課", "係")) or all(name in known for name in names)


def join_departments(lines: Sequence[str], known: frozenset[str]) -> str:
    """The lines of one list as one line.

    In a list with separators a line that ends without one cuts a name, unless both sides of the break are names
    `known` from elsewhere or the first ends in 課 or 係; in a list without any, every line is a name of its own
    when it ends like one.
    """
    separated = any(mark in line for line in lines for mark in _SEPARATORS)
    parts: list[str] = []
    for line in lines:
        if parts and not _goes_on(parts[-1], line, separated, known):
            parts.append("、")
        parts.append(line)
    return "".join(parts)


def _goes_on(text: str, following: str, separated: bool, known: frozenset[str]) -> bool:
    if text[-1:] in (*_SEPARATORS, "・") or following[:1] in (*_SEPARATORS, "・"):
        return True
    last, head = _split_outside_brackets(text)[-1].strip(), _split_outside_brackets(following)[0].strip()
    if rank(last) is None or last + head in known:
        return True
    if (last in known and head in known) or last.endswith(("課", "係")):
        return False
    return separated


def _split_outside_brackets(text: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    for i, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            pieces.append(text[start:i])
            start = i + 1
    pieces.append(text[start:])
    return pieces


def _split_softly(piece: str) -> list[str]:
    names: list[list[str]] = []
    joint = ""
    for part in _SOFT.split(piece):
        if _SOFT.fullmatch(part):
            joint = part
        elif part:
            if names and not _apart(names[-1][-1], joint, part):
                names[-1] += [joint, part]
            else:
                names.append([part])
            joint = ""
    if joint.strip() and names:
        names[-1].append(joint)
    return ["".join(parts) for parts in names]


def _apart(before: str, joint: str, after: str) -> bool:
    """Whether two parts are two units: both end with one, and the second is not a part of the first."""
    first, second = rank(before), rank(after)
    if first is None or second is None or second > first:
        return False
    return joint != "・" or before.endswith(("課", "室", "係", "部", "局"))


def _unclosed(text: str) -> bool:
    return sum(text.count(mark) for mark in _OPEN) > sum(text.count(mark) for mark in _CLOSE)


def _trim(name: str) -> str:
    name = name.strip().strip("。．.").strip()
    if name and name[0] in _PAIRS and name[-1] == _PAIRS[name[0]]:
        name = name[1:-1].strip()
    if name and name[-1] in _CLOSE and not any(mark in name for mark in _OPEN):
        name = name[:-1].strip()
    return name
