"""Departments: the word of a name in addresses, and in which editions a name occurs how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.finding import Finding
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import PlanItem
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.name_key import name_key


def department_key(name: str) -> str:
    """The word of a department in addresses (see `name_key`): it depends on the name alone."""
    return name_key(name)


def department_address(name: str, city: CityAddresses) -> str:
    """The page of the department called `name` in any edition of `city`, in the language of the page.

    For other pages that print departments: ``department_address(name, edition.addresses.city)``. It looks nothing
    up (see `department_key`); every name that any published edition of the city prints has such a page.
    """
    return city.page("departments", department_key(name))


def department_keys(indexes: Iterable[EditionIndex]) -> dict[str, str]:
    """Every department that the editions print with its word in addresses, in the order of the documents."""
    return {name: department_key(name) for index in indexes for name in work_of(index)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """One edition as the pages of departments see it."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str

    @property
    def kind(self) -> DocumentKind:
        """市長公約, 総合戦略 or 協働事業."""
        return self.addresses.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a document prints a department at: items and entries, in its order."""

    items: tuple[PlanItem, ...]
    entries: tuple[CollaborationEntry, ...]

    @property
    def count(self) -> int:
        """How many places that are."""
        return len(self.items) + len(self.entries)


@lru_cache(maxsize=64)
def work_of(index: EditionIndex) -> dict[str, Work]:
    """What every department of an edition answers for, in the order in which the document names them first."""
    items: dict[str, list[PlanItem]] = {}
    entries: dict[str, list[CollaborationEntry]] = {}
    order: dict[str, None] = {}
    for item in index.edition.content.items:
        for name in dict.fromkeys(item.departments or ()):
            order[name] = None
            items.setdefault(name, []).append(item)
    for entry in index.edition.content.entries:
        for name in dict.fromkeys(entry.departments):
            order[name] = None
            entries.setdefault(name, []).append(entry)
    for rating in index.edition.content.ratings:
        order[rating.department] = None
    return {
        name: Work(items=tuple(items.get(name, ())), entries=tuple(entries.get(name, ()))) for name in order
    }


def subjects_of(work: Work, index: EditionIndex) -> tuple[str, ...]:
    """The ids of everything a department answers for: items, their indicators, entries."""
    return (
        *(item.item_id for item in work.items),
        *(one.indicator_id for item in work.items for one in index.indicators_of(item.item_id)),
        *(entry.entry_id for entry in work.entries),
    )


def findings_of_work(work: Work, index: EditionIndex) -> tuple[Finding, ...]:
    """The findings about anything a department answers for, a part of an entry (``id/label``) included."""
    found = _findings_by_record(index)
    return tuple(one for subject in subjects_of(work, index) for one in found.get(subject, ()))


@lru_cache(maxsize=64)
def _findings_by_record(index: EditionIndex) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in index.edition.audit.findings:
        entry, part, _ = finding.subject.partition("/")
        subject = entry if part and entry in index.entries else finding.subject
        found.setdefault(subject, []).append(finding)
    return found


def lost_departments(index: EditionIndex) -> int:
    """How many items lost their departments in the source, so that nobody can tell whose they are."""
    return sum(item.departments is None for item in index.edition.content.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRow:
    """One department of the list; `counts` by edition of the list's head, None where the edition has not the name."""

    name: str
    address: str
    counts: tuple[int | None, ...]
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentList:
    """All departments: those of the newest editions (`shown`, the columns), and names of older ones only."""

    shown: tuple[Shelved, ...]
    rows: tuple[DepartmentRow, ...]
    former: tuple[DepartmentRow, ...]
    lost: tuple[tuple[str, int], ...]


def department_list(newest: Sequence[Shelved], older: Sequence[Shelved]) -> DepartmentList:
    """The departments of `newest`, one edition a pillar, and those that only `older` editions name."""
    works = [work_of(one.index) for one in newest]
    names = list(dict.fromkeys(name for work in works for name in work))
    known = set(names)
    former = dict.fromkeys(name for one in older for name in work_of(one.index) if name not in known)
    return DepartmentList(
        shown=tuple(newest),
        rows=tuple(_row(name, newest, works) for name in names),
        former=tuple(_row(name, newest, works) for name in former),
        lost=tuple((one.label, count) for one in newest if (count := lost_departments(one.index))),
    )


def _row(name: str, newest: Sequence[Shelved], works: Sequence[dict[str, Work]]) -> DepartmentRow:
    counts, findings = [], 0
    for one, work in zip(newest, works, strict=True):
        mine = work.get(name)
        counts.append(mine.count if mine else None)
        findings += len(findings_of_work(mine, one.index)) if mine else 0
    city = newest[0].addresses.city
    return DepartmentRow(
        name=name, address=department_address(name, city), counts=tuple(counts), findings=findings
    )


def near_names(name: str, indexes: Iterable[EditionIndex]) -> tuple[str, ...]:
    """Other names that differ from `name` in width and spaces only; that they are one department is not claimed."""
    folded = comparable(name)
    return tuple(
        other
        for other in dict.fromkeys(one for index in indexes for one in work_of(index))
        if other != name and comparable(other) == folded
    )
