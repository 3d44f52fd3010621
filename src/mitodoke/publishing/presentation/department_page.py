"""The page of one department: what it answers for in every kind of document, and where its name occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.coverage import absence, scope
from mitodoke.publishing.presentation.department_words import answer_words
from mitodoke.publishing.presentation.departments import (
    Shelved,
    Work,
    department_address,
    department_key,
    findings_of_work,
    near_names,
    work_of,
)
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_table import IndicatorRow, indicator_rows
from mitodoke.publishing.presentation.item_link import item_link
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Link, ShownFinding, SourceLink, show_finding, source_link

_TABLES = {
    DocumentKind.MAYORAL_PLEDGES: ("items", "ratings"),
    DocumentKind.COMPREHENSIVE_STRATEGY: ("items", "indicators", "values"),
    DocumentKind.COMPREHENSIVE_PLAN: ("items", "ratings", "indicators", "values"),
    DocumentKind.COLLABORATION_REGISTER: ("collaborations", "occurrences", "organisations"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """An item the department answers for; `above` the pledge or measure it belongs to.

    `number` is the progress printed with the pledge as a whole (`absence` why there is none), `scope` what that
    covers, `answer` what the department said of the item itself.
    """

    kind: str
    link: Link
    above: Link | None
    number: str | None
    absence: str
    scope: str
    answer: str
    others: tuple[Link, ...]
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """A collaboration project the department answers for."""

    form: str
    number: str
    link: Link
    others: tuple[Link, ...]
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the department answers for in one document; `last` where newer editions of its kind lack the name."""

    shelved: Shelved
    last: bool
    counts: tuple[tuple[str, int], ...]
    items: tuple[OwnItem, ...]
    indicators: tuple[IndicatorRow, ...]
    forms: tuple[tuple[str, tuple[OwnEntry, ...]], ...]
    findings: tuple[ShownFinding, ...]
    tables: tuple[str, ...]

    @property
    def kind(self) -> str:
        """市長公約, 総合戦略, 総合計画 or 協働事業, as the code names it."""
        return self.shelved.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An edition that prints the name, and in how many places."""

    edition: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPage:
    """One department under one name."""

    name: str
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    near: tuple[Link, ...]
    feed: str


def department_page(name: str, editions: Sequence[Shelved]) -> DepartmentPage:
    """What the department called `name` answers for in `editions`, the newest of each kind first.

    Of every kind the newest edition that prints the name is told in full.
    """
    naming = [one for one in editions if name in work_of(one.index)]
    city = editions[0].addresses.city
    sections = []
    for kind in DocumentKind:
        told = next((one for one in naming if one.kind is kind), None)
        if told is not None:
            newest = next(one for one in editions if one.kind is kind)
            sections.append(_section(name, told, last=told is not newest))
    return DepartmentPage(
        name=name,
        sections=tuple(sections),
        mentions=tuple(
            Mention(edition=Link(one.label, one.addresses.home), count=work_of(one.index)[name].count)
            for one in naming
        ),
        near=tuple(
            Link(other, department_address(other, city), content=True)
            for other in near_names(name, (one.index for one in editions))
        ),
        feed=feed_address(name, editions[0]),
    )


def feed_address(name: str, shelved: Shelved) -> str:
    """The feed of a department, the same in every language."""
    return f"{shelved.addresses.city.files}feeds/departments/{quote(department_key(name), safe='')}.xml"


def _section(name: str, shelved: Shelved, *, last: bool) -> Section:
    index = shelved.index
    work = work_of(index)[name]
    indicators = [one for item in work.items for one in index.indicators_of(item.item_id)]
    return Section(
        shelved=shelved,
        last=last,
        counts=_counts(name, work, len(indicators), index),
        items=tuple(_item(name, item, shelved) for item in work.items),
        indicators=indicator_rows(indicators, index, shelved.addresses),
        forms=_forms(name, work.entries, shelved),
        findings=tuple(
            show_finding(one, shelved.addresses, subject_link(one.subject, index, shelved.addresses))
            for one in findings_of_work(work, index)
        ),
        tables=_TABLES[shelved.kind],
    )


def _counts(name: str, work: Work, indicators: int, index: EditionIndex) -> tuple[tuple[str, int], ...]:
    kinds = Counter(item.kind for item in work.items)
    counts = [(index.level_word(kind), kinds[kind]) for kind in ItemKind if kinds[kind]]
    if indicators:
        counts.append((tr("指標"), indicators))
    forms = Counter(entry.form for entry in work.entries)
    counts += [(tr(form.label), forms[form]) for form in dict.fromkeys(one.form for one in work.entries)]
    answers = sum(one.department == name for one in index.edition.content.ratings)
    if answers:
        counts.append((tr("10段階評価の回答"), answers))
    return tuple(counts)


def _item(name: str, item: PlanItem, shelved: Shelved) -> OwnItem:
    index, addresses = shelved.index, shelved.addresses
    above = next(reversed(index.ancestors(item)), None)
    pledge = above if above is not None and above.kind is ItemKind.PLEDGE else None
    printed = index.progress(pledge) if pledge else None
    return OwnItem(
        kind=index.level_word(item.kind),
        link=item_link(item, shelved.index, shelved.addresses),
        above=item_link(above, shelved.index, shelved.addresses) if above else None,
        number=None if printed is None else tr("{number}％", number=show_number(printed)),
        absence=absence(pledge.item_id, "progress", index) if pledge else "",
        scope=scope(pledge, index) if pledge else "",
        answer=answer_words(name, item, index),
        others=_others(name, item.departments or (), shelved),
        source=source_link(item.place, addresses),
    )


def _forms(
    name: str, entries: Sequence[CollaborationEntry], shelved: Shelved
) -> tuple[tuple[str, tuple[OwnEntry, ...]], ...]:
    found: dict[str, list[OwnEntry]] = {}
    index, addresses = shelved.index, shelved.addresses
    for entry in entries:
        holder = f"{tr('・')}{tr(entry.name_holder.label)}" if entry.name_holder else ""
        form = f"{tr(entry.form.label)}{holder}"
        found.setdefault(form, []).append(
            OwnEntry(
                form=form,
                number=entry.number,
                link=Link(entry.title, addresses.page(index.entry_keys[entry.entry_id]), content=True),
                others=_others(name, entry.departments, shelved),
                source=source_link(entry.place, addresses),
            )
        )
    return tuple((form, tuple(rows)) for form, rows in found.items())


def _others(name: str, departments: Sequence[str], shelved: Shelved) -> tuple[Link, ...]:
    city = shelved.addresses.city
    return tuple(
        Link(other, department_address(other, city), content=True) for other in departments if other != name
    )
