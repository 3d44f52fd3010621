"""Looks for one event listed under several forms of collaboration or in several names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.listing import listed
from mitodoke.audit.checks.title_key import title_key
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_TELLING = 8


def list_name(entry: CollaborationEntry) -> str:
    """The list an entry stands in, for people: 共催, 後援（名義）・市名義."""
    return f"{entry.form.label}・{entry.name_holder.label}" if entry.name_holder else entry.form.label


def _event(entry: CollaborationEntry) -> tuple[str, str]:
    """What makes two rows one event: a telling title, or a short one (定期演奏会) with the same organiser."""
    key = title_key(entry.title)
    if len(key) >= _TELLING or not entry.organisations:
        return key, ""
    return key, bare_organisation(entry.organisations[0].name)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    events: dict[tuple[str, str], dict[str, CollaborationEntry]] = defaultdict(dict)
    for entry in content.entries:
        events[_event(entry)].setdefault(list_name(entry), entry)
    in_both_names = []
    for by_list in events.values():
        entries = list(by_list.values())
        if len(entries) < 2:
            continue
        if len({entry.form for entry in entries}) == 1:
            in_both_names.append(entries[-1])
            continue
        others = "、".join(f"{name}（{entry.entry_id}）" for name, entry in by_list.items())
        yield Doubt(
            subject=entries[-1].entry_id,
            field="title",
            place=entries[-1].place,
            printed=entries[-1].title,
            message=f"「{entries[-1].title}」が複数の一覧にあります：{others}。"
            "形態ごとの件数を足すと、同じ事業を重ねて数えることになります。",
        )
    if in_both_names:
        yield Doubt(
            subject="document",
            field="entries",
            place=in_both_names[0].place,
            printed=f"{len(in_both_names)}件",
            message=f"同じ名称の事業が{len(in_both_names)}件、名義の違う二つの一覧に載っています"
            f"（{listed([entry.title for entry in in_both_names])}）。名義ごとの件数の合計は、事業の数ではなく延べの件数です。",
        )


CHECK = Check(
    name="listed_in_several_forms",
    label="複数の一覧に載る事業",
    explanation="同じ名称の事業が、共催と後援のように違う形態の一覧や、市と教育委員会のように違う名義の一覧に載っていないかを見ます。"
    "誤りとは限りませんが、件数を足すと重複します。名義だけが違うものは文書ごとに一つにまとめます。",
    severity=Severity.NOTE,
    look=_look,
)
