"""How much a text looks like a cell of a column: small numbers, higher is better, to compare ways of cutting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitodoke.sources.formats.collaboration_register.columns import Column
from mitodoke.sources.formats.collaboration_register.departments import looks_like_department
from mitodoke.sources.formats.collaboration_register.flow import runs_on, width
from mitodoke.sources.formats.collaboration_register.organisation_words import (
    begins_with_role,
    ends_with_legal_form,
    looks_like_organisation,
)
from mitodoke.sources.formats.collaboration_register.stream import BLOCK_BREAK

_NEVER_FIRST = "、。，．）」』】〕ーっゃゅょッャュョ々～！？"
_EVENT = re.compile(
    r"(?:大会|講座|事業|教室|展|祭|まつり|フェア|フェスタ|フェスティバル|コンサート|セミナー|コンクール|研修|講演会?|上映会|発表会|演奏会|公演|会場"
    r"|年度|杯|編|の部|～|\d|大賞|キャンペーン|運動|体験会|イベント|期|回)\Z"
)
_COUNTED_GROUPS = re.compile(r"\d{1,4}(?:地区|町内会|自治会|団体|社|校)")
_UPPER_UNIT = re.compile(r"\A\S{1,8}(?:部|局)\Z")
LOOKED_AT = 400
"""Of a longer text only this many characters are looked at, from both ends."""


@dataclass(slots=True)
class Hints:
    """What the rest of the document tells: its departments, names of organisations, and widths of its columns.

    `has_blocks` is False for a text whose blank lines were lost, where a line break is all that divides cells.
    """

    departments: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    widths: dict[Column, int] = field(default_factory=dict)
    has_blocks: bool = True


def loss(column: Column, hints: Hints) -> int:
    """How unlikely it is that a cell is empty: a title hardly ever is."""
    return (8 if column is Column.TITLE else 4) + (0 if hints.has_blocks else 4)


def likeness(cell: str, column: Column, hints: Hints) -> int:
    """The score of `cell` as a cell of `column`, given what the rest of the document tells."""
    text = cell.strip()
    if not text:
        return -8
    looked_at = text if len(text) <= LOOKED_AT else text[: LOOKED_AT // 2] + text[-LOOKED_AT // 2 :]
    joined = looked_at.replace("\n", "")
    score = -4 if text[0] in _NEVER_FIRST else 0
    score -= 3 if joined[-1] in "、，・（「『【" else 0
    score -= 3 if len(text) <= LOOKED_AT and not _balanced(text) else 0
    score += _lines_likeness(looked_at, hints.widths.get(column))
    if column is Column.DEPARTMENT:
        return score + _department_likeness(text, joined, hints)
    if column in (Column.ORGANISATIONS, Column.ORGANISER):
        return score + _organisations_likeness(text, joined, column, hints)
    if column is Column.TITLE:
        return score + _title_likeness(text, joined)
    sentence = 1 if "。" in joined else (-6 if re.fullmatch(r"[\d\W]{1,4}", joined) else 0)
    last_line = text.rpartition("\n")[2]
    if column is Column.PURPOSE and begins_with_role(last_line) and looks_like_organisation(last_line):
        score -= 3
    return score + sentence - (4 if ends_with_legal_form(joined) else 0)


def _department_likeness(text: str, joined: str, hints: Hints) -> int:
    score = 4 if looks_like_department(joined) else -2
    score += 6 if joined in hints.departments else 0
    score -= 5 if len(joined) <= 2 else 0
    score += 1 if len(joined) <= 16 else (-6 if len(joined) > 25 else 0)
    score -= 6 if BLOCK_BREAK in text else 0
    if space := re.search(r"[ \u3000]", text):
        score -= 1 if re.search(r"(?:部|局|本部|委員会|庁)\Z", text[: space.start()]) else 5
    return score - (4 if "。" in joined else 0)


def _organisations_likeness(text: str, joined: str, column: Column, hints: Hints) -> int:
    names = [name for name in re.split(r"[、，]", joined) if name.strip()]
    alike = sum(1 for name in names if looks_like_organisation(name.strip()))
    known = any(name.strip() in hints.organisations for name in names)
    score = (4 * alike) // max(1, len(names)) + (4 if known else 0) - (0 if alike or known else 1)
    score -= 5 if len(joined) == 1 else 0
    score += 2 if begins_with_role(text) or _COUNTED_GROUPS.match(text[:40]) else 0
    score -= 4 if BLOCK_BREAK in text else 0
    score -= 5 if "。" in joined.rstrip("。") or joined.endswith("。") else 0
    score -= 2 if re.match(r"[・●○◆■]|\d[ \u3000.．)）]", text) else 0
    return score + (_organiser_likeness(text) if column is Column.ORGANISER else 0)


def _organiser_likeness(text: str) -> int:
    """Beside a title, which also has spaces: an organiser begins as one, and no word of it is an event."""
    words = text.split()
    score = 1 if looks_like_organisation(words[0]) else 0
    score -= 3 if any(_EVENT.search(word) for word in words) else 0
    score -= 1 if len(words) > 1 and score <= 0 and not words[0].isascii() else 0
    return score - (4 if _UPPER_UNIT.search(words[-1]) else 0)


def _title_likeness(text: str, joined: str) -> int:
    score = -2 * text.count(BLOCK_BREAK)
    score -= 1 if len(joined) > 80 else 0
    score -= 3 if "。" in joined else 0
    words = text.rpartition(" ")
    score += 1 if _EVENT.search(joined) else 0
    score -= 3 if words[0] and re.search(r"(?:部|局|課|(?<!教)室)\Z", words[2]) and len(words[2]) <= 10 else 0
    return score - (3 if ends_with_legal_form(joined) else 0)


def _lines_likeness(text: str, column_width: int | None) -> int:
    """Whether the lines are as wide as the column lets them be: none wider, each but the last one full."""
    if column_width is None:
        return 0
    score = 0
    for block in text.split(BLOCK_BREAK)[:4]:
        lines = block.split("\n")[:8]
        score -= 4 if any(width(line.strip()) > column_width + 2 for line in lines) else 0
        if len(lines) > 1:
            score += 1 if runs_on(lines[0].strip(), lines[1], column_width) else -1
    return score


def _balanced(text: str) -> bool:
    return all(
        sum(text.count(char) for char in opening) == sum(text.count(char) for char in closing)
        for opening, closing in (("（(", "）)"), ("「", "」"), ("【", "】"), ("『", "』"))
    )
