"""Looks for departments spelled in two ways within one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.named_groups import Mention, Spelling, differing, spellings_of
from mitodoke.audit.checks.near_names import near_pairs
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable

_DRESS = re.compile(r"[・･.,、。()\[\]「」-]")
_UNIT = re.compile(r"(?<=...)[課室]\Z")


def _mentions(content: DocumentContent) -> Iterator[Mention]:
    for item in content.items:
        for name in item.departments or ():
            yield Mention(name, item.item_id, item.place)
    for entry in content.entries:
        for name in entry.departments:
            yield Mention(name, entry.entry_id, entry.place)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    by_name: dict[str, list[Spelling]] = defaultdict(list)
    by_form: dict[str, dict[str, Spelling]] = defaultdict(dict)
    for spelling in spellings_of(_mentions(content)).values():
        form = comparable(spelling.printed)
        kept = by_form[_DRESS.sub("", form)].setdefault(form, spelling)
        if kept is not spelling:  # the same name in other widths or spaces
            kept.subjects += spelling.subjects
            kept.places += spelling.places
    for plain, forms in by_form.items():
        yield from differing(list(forms.values()), "departments", "部署名の点やかっこの位置が違います")
        by_name[_UNIT.sub("", plain)].append(next(iter(forms.values())))
    for spellings in by_name.values():
        yield from differing(
            spellings, "departments", "同じ名前の課と室があります（室が課の上の組織なら誤りではありません）"
        )
    for one, other in near_pairs(by_form, shortest=6):
        pair = [next(iter(by_form[name].values())) for name in (one, other)]
        yield from differing(pair, "departments", "一字だけ違う部署名があります")


CHECK = Check(
    name="department_spelling",
    label="部署名の書き方の違い",
    explanation="一つの文書の中で、点の位置だけが違う部署名、「課」と「室」だけが違う部署名、一字だけ違う部署名を挙げます。"
    "同じ部署が二つに分かれて数えられるのを防ぎます。",
    severity=Severity.WARNING,
    look=_look,
)
