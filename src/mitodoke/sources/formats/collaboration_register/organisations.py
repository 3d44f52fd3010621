"""団体: the names in a cell of organisations, without role labels, counts and 等."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.collaboration_register.organisation_words import (
    ends_as_organisation,
    is_only_form,
    looks_like_organisation,
    without_labels,
)

_NOT_A_NAME = re.compile(
    r"\A(?:前|旧)?(?:名称|称|名)\s*[:：]|\A(?:旧|通称|略称|代表|会長|事務局|窓口|担当|現|TEL|電話)"
)
_COUNTED = (
    r"(?:団体|町内会|自治会|社|校|園|名|人|地区|個人|者|店舗|店|組|企業|事業所|会|市町村?|クラブ|グループ)"
)
_COUNT = re.compile(
    rf"\A(?:計|合計|総計|約|延べ|全|外|他|ほか|その他|など|等)?\s*[\d０-９,，]+\s*{_COUNTED}(?:.{{0,6}})?\Z"
)
_HAS_COUNT = re.compile(rf"[\d０-９]\s*{_COUNTED}")
_ET_CETERA = re.compile(
    r"(?:\s{0,3}(?:等|など|ほか|他|外)(?:[\d０-９]+(?:団体|社|校|名|人|組織|者))?|、?\s{0,3}外\s{0,3}[\d０-９]{1,6}.{1,4})\Z"
)
_LAST_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]\Z")
_SENTENCE = re.compile(
    r"(?:[\u4e00-\u9fffァ-ヶー](?:は|を|に|で|が|も|と|の|し|した|して|ごと)|において|おいては|として|されて|ており|ている|である"
    r"|がある|のほか|により|のため|毎|含む|[もがに]参画|に導入|を構築|です|ます)\Z"
)
"""How parts of sentences end; a name may end in hiragana too (ほっと, あした), so particles count after a word."""
_PROSE_TAIL = re.compile(r"(?:など|等)の.*\Z|(?:など|等)(?:が|を|に|で|と|も).*\Z")
_LEADING_WORD = re.compile(r"\A(?:また|なお|さらに|および|及び|並びに|その他)、?")
_PARTICLE = re.compile(r"[をがに]|では|から|まで|ている|された|で(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class OrganisationsReading:
    """The names of a cell in their order; `prose` marks a cell from which no clean list can be taken."""

    names: tuple[str, ...]
    prose: bool


def read_organisations(lines: Iterable[str]) -> OrganisationsReading:
    """The organisations named in the logical lines of a cell.

    Names are split at 、 and line breaks outside brackets, never at ・. Role labels (（共催）, 事務局：), 等, 外18団体
    and counts (12町内会) are no names and make the list prose; where a count is all there is, it stands as printed.
    """
    lines = [line.strip() for line in lines if not is_missing_mark(line)]
    whole = " ".join(lines)
    parts = [part for line in lines for part in _parts_of(line)]
    sentence = "。" in whole.rstrip("。") or any(_SENTENCE.search(part) for part in parts)
    names: list[str] = []
    prose = sentence
    for part in parts:
        found, soft = _names_in_sentence(part) if sentence else _names_in_part(part)
        names.extend(found)
        prose = prose or soft
    if not names and prose and lines and not sentence:
        names = [whole]
    return OrganisationsReading(tuple(names), prose)


def is_count(text: str) -> bool:
    """Whether `text` counts groups or persons instead of naming them (12町内会, 外18団体)."""
    return _COUNT.match(text) is not None


def split_organisers(printed: str) -> tuple[str, ...]:
    """The organisers of a patronage: separated by 、 outside brackets or by a line's end; all else belongs to the name."""
    parts = (part.strip() for line in printed.split("\n") for part in _split_outside_brackets(line))
    return tuple(part for part in parts if not is_missing_mark(part) and _ET_CETERA.sub("", part))


def _parts_of(line: str) -> list[str]:
    text = without_labels(line)
    return [stripped for part in _split_outside_brackets(text) if (stripped := part.strip(" \u3000。"))]


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, first = [], 0, 0
    for match in re.finditer(r"[（(「『【）)」』】、，；;]", text):
        if match[0] in "（(「『【":
            depth += 1
        elif match[0] in "）)」』】":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[first : match.start()])
            first = match.end()
    return [*parts, text[first:]]


def _names_in_part(part: str) -> tuple[list[str], bool]:
    """The names in one part of a list, and whether it held more or less than names."""
    if is_count(part):
        return [], True
    name = _ET_CETERA.sub("", part)
    soft = name != part
    match = _LAST_BRACKETS.search(name)
    if match is None or is_only_form(match[0]) or not name[: match.start()].strip():
        return ([name] if name else []), soft
    inner = match[1].strip()
    before = name[: match.start()].strip()
    if _NOT_A_NAME.match(inner):
        return [before], soft
    if _HAS_COUNT.search(inner):
        return ([], True) if is_count(before) else ([before], True)
    listed = _ET_CETERA.sub("", inner)
    members = [member.strip() for member in re.split(r"[、，]", listed)]
    if (listed != inner or len(members) > 1) and all(looks_like_organisation(member) for member in members):
        return [before, *members], True
    return [name], soft


def _names_in_sentence(part: str) -> tuple[list[str], bool]:
    """Only what can be nothing but a name, from a cell that is written as sentences."""
    name = _PROSE_TAIL.sub("", _LEADING_WORD.sub("", part.rpartition("。")[2].strip()))
    clean = (
        len(name) >= 3
        and not _SENTENCE.search(name)
        and not _PARTICLE.search(name)
        and not _HAS_COUNT.search(name)
        and ends_as_organisation(name)
    )
    return ([name] if clean else []), True
