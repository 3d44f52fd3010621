"""An edition as records to search: items, indicators, entries, opinions, organisations, departments, terms, findings.

What else stands beside an item or entry (notes, 検証, own fields, evidence) is found with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mitodoke.domain.beside import OutsideOpinion
from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm
from mitodoke.domain.edition import Edition
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator
from mitodoke.domain.outline import OWN_LEVELS, PlanItem
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import check_label
from mitodoke.publishing.search.record import RecordKind, SearchField, SearchRecord
from mitodoke.publishing.search.texts_beside import texts_beside


def records_of(edition: Edition, *, newest: bool = True) -> Iterator[SearchRecord]:
    """Everything in `edition` that can be searched, in its order; `newest` unless a later version replaces it."""
    return _Maker(edition, newest=newest).records()


class _Maker:
    """Makes the records of one edition."""

    def __init__(self, edition: Edition, *, newest: bool) -> None:
        self.index = EditionIndex(edition)
        self.edition = edition
        self.newest = newest
        self.beside = texts_beside(edition.content)

    def records(self) -> Iterator[SearchRecord]:
        content = self.edition.content
        yield from map(self._item, content.items)
        yield from map(self._indicator, content.indicators)
        yield from map(self._entry, content.entries)
        yield from map(self._opinion, content.opinions)
        yield from map(self._organisation, _organisations(content.entries))
        yield from map(self._department, _departments(content.items, content.entries))
        for term in content.glossary:
            yield self._record(
                RecordKind.GLOSSARY_TERM, title=term.term, part=term.term, texts=[("説明", term.definition)]
            )
        yield from map(self._finding, self.edition.audit.findings)

    def _record(
        self,
        kind: RecordKind,
        *,
        title: str | None,
        texts: Iterable[tuple[str, str | None]],
        heading: str = "",
        detail: str = "",
        key: str | None = None,
        part: str | None = None,
        departments: tuple[str, ...] = (),
        form: CollaborationForm | None = None,
    ) -> SearchRecord:
        document = self.edition.content.document
        return SearchRecord(
            city=document.municipality_code or "",
            kind=kind,
            document=document.kind,
            fiscal_year=document.fiscal_year,
            version=self.edition.version,
            key=key,
            part=part,
            heading=heading or kind.label,
            detail=detail,
            title=title or "",
            fields=tuple(SearchField(label=label, text=text) for label, text in texts if text),
            departments=tuple(dict.fromkeys(departments)),
            form=form,
            years=(document.fiscal_year,),
            documents=(document.kind,),
            newest=self.newest,
        )

    def _item(self, item: PlanItem) -> SearchRecord:
        departments = item.departments or ()
        return self._record(
            RecordKind.PLAN_ITEM if item.kind in OWN_LEVELS else RecordKind(item.kind.value),
            title=item.title,
            heading=self.index.level_name(item.kind),
            detail=item.code,
            key=self.index.item_keys[item.item_id],
            departments=departments,
            texts=[
                ("番号", item.code),
                ("副題", item.subtitle),
                ("概要", item.summary),
                *(("取組事業内容", activity.text) for activity in item.activities),
                *(("対象", text) for text in item.audience),
                *(("期待される効果", text) for text in item.outcomes),
                *(("担当部署", name) for name in departments),
                *self.beside.get(item.item_id, ()),
            ],
        )

    def _indicator(self, indicator: Indicator) -> SearchRecord:
        item = self.index.items.get(indicator.item_id)
        departments = (item.departments if item else None) or ()
        notes = dict.fromkeys(value.note for value in indicator.values)
        return self._record(
            RecordKind.INDICATOR,
            title=indicator.name,
            heading=indicator.level.label,
            key=self.index.item_keys[item.item_id] if item else None,
            part=indicator.indicator_id,
            departments=departments,
            texts=[
                ("備考", indicator.note),
                *(("備考", note) for note in notes if note != indicator.note),
                ("単位", indicator.unit),
                *(("担当部署", name) for name in departments),
            ],
        )

    def _entry(self, entry: CollaborationEntry) -> SearchRecord:
        names = dict.fromkeys(mention.name for mention in entry.organisations)
        printed = [entry.organisations_printed] if entry.organisations_are_prose or not names else names
        return self._record(
            RecordKind.COLLABORATION_ENTRY,
            title=entry.title,
            heading=entry.form.label,
            detail=entry.number,
            key=self.index.entry_keys[entry.entry_id],
            departments=entry.departments,
            form=entry.form,
            texts=[
                ("目的", entry.purpose),
                ("効果", entry.effects),
                *(("団体", name) for name in printed),
                *(("担当部署", name) for name in entry.departments),
                *((one.label or "実施年月日", one.note) for one in entry.occurrences),
                *self.beside.get(entry.entry_id, ()),
            ],
        )

    def _opinion(self, opinion: OutsideOpinion) -> SearchRecord:
        return self._record(
            RecordKind.OPINION,
            title=opinion.evaluator,
            key=None if opinion.item_id is None else self.index.item_keys[opinion.item_id],
            departments=(opinion.department,),
            texts=[
                ("意見", opinion.text),
                ("市の回答", opinion.answer),
                ("担当部署", opinion.department),
            ],
        )

    def _organisation(self, name: str) -> SearchRecord:
        return self._record(RecordKind.ORGANISATION, title=name, part=name, texts=())

    def _department(self, name: str) -> SearchRecord:
        return self._record(RecordKind.DEPARTMENT, title=name, part=name, departments=(name,), texts=())

    def _finding(self, finding: Finding) -> SearchRecord:
        item, entry = self._subject(finding.subject)
        departments: tuple[str, ...] = ()
        key = None
        if item is not None:
            key, departments = self.index.item_keys[item.item_id], item.departments or ()
        elif entry is not None:
            key, departments = self.index.entry_keys[entry.entry_id], entry.departments
        return self._record(
            RecordKind.FINDING,
            title=check_label(finding.check),
            detail=finding.severity.label,
            key=key,
            part=finding.place,
            departments=departments,
            form=entry.form if entry else None,
            texts=[("内容", finding.message), ("原文", finding.printed), ("本来", finding.expected)],
        )

    def _subject(self, subject: str) -> tuple[PlanItem | None, CollaborationEntry | None]:
        """The item or entry that a finding is about: itself, an indicator's item, or the entry of a part."""
        indicator = self.index.indicators.get(subject)
        item = self.index.items.get(indicator.item_id if indicator else subject)
        return item, self.index.entries.get(subject) or self.index.entries.get(subject.partition("/")[0])


def _organisations(entries: Iterable[CollaborationEntry]) -> dict[str, None]:
    """The names of organisations, each once; a cell of prose names none reliably."""
    return dict.fromkeys(
        mention.name
        for entry in entries
        if not entry.organisations_are_prose
        for mention in entry.organisations
    )


def _departments(items: Iterable[PlanItem], entries: Iterable[CollaborationEntry]) -> dict[str, None]:
    of_items = [name for item in items for name in item.departments or ()]
    return dict.fromkeys([*of_items, *(name for entry in entries for name in entry.departments)])
