"""Looks for one event whose title is spelled differently in two lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.listed_in_several_forms import list_name
from mitodoke.audit.checks.near_names import CONTRASTS
from mitodoke.audit.checks.organisation_names import organisation_names
from mitodoke.audit.checks.title_key import title_key
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_AT_MOST = 4
"""Characters in which the two may differ, at one place."""
_MANY = 20
"""An organiser with more unmatched titles than this is not compared pair by pair."""


def differ_at_one_place(one: str, other: str) -> bool:
    """Whether two titles agree but for one short gap; not when the gap tells years, numbers or parts apart."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    gaps = (one[start : len(one) - end], other[start : len(other) - end])
    longest = max(map(len, gaps))
    if longest > _AT_MOST or start + end < max(6, 2 * longest):
        return False
    if not start or (not end and not len(gaps[0]) == len(gaps[1]) == 1):
        return False  # a word more at the head or tail is often another part of the event
    different = set(gaps[0] + gaps[1])
    return not different <= CONTRASTS and not any(character.isdigit() for character in different)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    leader = organisation_names(content).one_name()
    lists_of: dict[str, set[str]] = defaultdict(set)
    for entry in content.entries:
        lists_of[title_key(entry.title)].add(list_name(entry))
    groups: dict[str, list[CollaborationEntry]] = defaultdict(list)
    for entry in content.entries:
        if len(lists_of[title_key(entry.title)]) == 1:
            for organisation in entry.organisations[:1]:
                bare = bare_organisation(organisation.name)
                groups[leader.get(bare, bare)].append(entry)
    for entries in groups.values():
        if len(entries) <= _MANY:
            yield from _pairs(entries)


def _pairs(entries: list[CollaborationEntry]) -> Iterator[Doubt]:
    for index, entry in enumerate(entries):
        for other in entries[:index]:
            if list_name(entry) == list_name(other):
                continue
            one, two = title_key(other.title), title_key(entry.title)
            if one != two and differ_at_one_place(one, two):
                yield Doubt(
                    subject=entry.entry_id,
                    field="title",
                    place=entry.place,
                    printed=entry.title,
                    expected=other.title,
                    message=f"同じ団体の「{other.title}」（{list_name(other)} {other.entry_id}）とわずかに違う名称です。"
                    "同じ事業なら、どちらの名称が正しいか確かめてください。",
                )


CHECK = Check(
    name="title_spelling",
    label="一覧によって違う事業名",
    explanation="同じ団体の事業が、ある一覧と別の一覧とで、一か所（4字まで）だけ違う名称で載っていないかを見ます。"
    "数字の違い（回数・年・期）は挙げません。同じ事業を別の事業として数えるおそれがあります。",
    severity=Severity.WARNING,
    look=_look,
)
