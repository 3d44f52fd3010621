"""Looks for rows that stand twice in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.legal_forms import bare_organisation
from mitodoke.audit.checks.title_key import title_key
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import comparable


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    yield from _entries(content)
    yield from _items(content)
    yield from _indicators(content)


def _entries(content: DocumentContent) -> Iterator[Doubt]:
    rows: dict[tuple[object, ...], list[CollaborationEntry]] = defaultdict(list)
    for entry in content.entries:
        who = tuple(bare_organisation(organisation.name) for organisation in entry.organisations)
        dates = comparable(entry.dates_printed or "")
        rows[entry.form, entry.name_holder, title_key(entry.title), who, dates].append(entry)
    for same in rows.values():
        if len(same) < 2:
            continue
        first, last = same[0], same[-1]
        numbers = "、".join(entry.number for entry in same)
        departments = {tuple(sorted(map(comparable, entry.departments))) for entry in same}
        how = "担当だけが違います" if len(departments) > 1 else "担当も団体も同じです"
        yield Doubt(
            subject=last.entry_id,
            field="title",
            place=last.place,
            printed=last.title,
            message=f"同じ一覧に同じ名称の行が{len(same)}つあります（番号 {numbers}。{how}）。"
            f"{first.entry_id} と重複していないか確かめてください。件数も二重に数えられます。",
        )


def _items(content: DocumentContent) -> Iterator[Doubt]:
    seen: dict[tuple[object, ...], str] = {}
    for item in content.items:
        if not item.title:
            continue
        key = (item.parent_id, item.kind, title_key(item.title))
        if key in seen:
            yield Doubt(
                subject=item.item_id,
                field="title",
                place=item.place,
                printed=item.title,
                message=f"同じ{item.kind.label}の名称が {seen[key]} にもあります。重複していないか確かめてください。",
            )
        else:
            seen[key] = item.item_id


def _indicators(content: DocumentContent) -> Iterator[Doubt]:
    seen: dict[tuple[object, ...], str] = {}
    for indicator in content.indicators:
        values = tuple((v.role, v.fiscal_year, comparable(v.quantity.printed)) for v in indicator.values)
        key = (indicator.item_id, comparable(indicator.name), values)
        if key in seen:
            yield Doubt(
                subject=indicator.indicator_id,
                field="name",
                place=indicator.place,
                printed=indicator.name,
                message=f"同じ名前と値の指標が {seen[key]} にもあります。重複していないか確かめてください。",
            )
        else:
            seen[key] = indicator.indicator_id


CHECK = Check(
    name="duplicate_row",
    label="一つの一覧の中の重複",
    explanation="同じ一覧の中に、名称と団体（と、あれば実施日）が同じ行、同じ親の下に同じ名称の項目、同じ名前と値の指標が"
    "二度載っていないかを見ます。空白・全角半角・かっこの違いは同じとみなします。",
    severity=Severity.WARNING,
    look=_look,
)
