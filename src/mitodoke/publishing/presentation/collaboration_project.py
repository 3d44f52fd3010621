"""Entries of the register whose names are the same without year and number of times, year by year; never merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.page import NoSuchPageError, Pager, Slice, slice_page
from mitodoke.publishing.presentation.register import ParticipantTotal, form_label, total_of
from mitodoke.publishing.presentation.register_index import Listed, Registers, counted
from mitodoke.publishing.presentation.register_rows import EntryRow, listed_rows

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs in one field; `before` and `after` are names, the document's own where `content`.

    Of a field that holds `several` names only those are here that the other entry has not.
    """

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    content: bool
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """One entry; `changes` against the entry of `compared` (a year), None where there is no earlier one."""

    row: EntryRow
    compared: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectYear:
    """All entries of one year."""

    year: str
    entries: int
    total: ParticipantTotal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage:
    """Everything that bears one name, newest year first; `several` where a year has more than one entry."""

    base: str
    title: str
    titles: tuple[str, ...]
    years: tuple[ProjectYear, ...]
    several: bool
    rows: tuple[ProjectRow, ...]
    slice: Slice
    pager: Pager | None


def project_page(registers: Registers, key: str, page: int = 1) -> ProjectPage:
    """The entries that bear the name `key`; NoSuchPageError where fewer than two do."""
    index = registers.index
    group = index.projects.get(key)
    if group is None:
        raise NoSuchPageError(tr("この名称の事業は、複数の年度や一覧には載っていません。"))
    base = registers.city.page("collaboration", "project", key)
    part = slice_page(len(group), PAGE_SIZE, page)
    by_year: dict[int, list[Listed]] = {}
    for one in group:
        by_year.setdefault(one.at, []).append(one)
    shown = group[part.start : part.stop]
    rows = []
    for one, row in zip(shown, listed_rows(shown, registers), strict=True):
        earlier = _earlier(one, by_year)
        rows.append(
            ProjectRow(
                row=row,
                compared=show_fiscal_year(index.year(earlier)) if earlier else None,
                changes=_changes(earlier.entry, one.entry) if earlier else (),
            )
        )
    return ProjectPage(
        base=base,
        title=group[0].entry.title,
        titles=tuple(dict.fromkeys(one.entry.title for one in group)),
        years=tuple(
            ProjectYear(
                year=show_fiscal_year(index.indexes[at].document.fiscal_year),
                entries=len(found),
                total=total_of((one.told for one in found), same_titles=counted(found, index)),
            )
            for at, found in by_year.items()
        ),
        several=any(len(found) > 1 for found in by_year.values()),
        rows=tuple(rows),
        slice=part,
        pager=part.pager(base),
    )


def _earlier(one: Listed, by_year: dict[int, list[Listed]]) -> Listed | None:
    """The entry of the nearest earlier year to compare with: the one of the same list and organisations, if any.

    Only the first few of that year are looked at, so that a name of thousands stays quick.
    """
    years = [at for at in by_year if at > one.at]
    if not years:
        return None
    same_list = (one.entry.form, one.entry.name_holder)
    names = _organisations(one.entry)
    return max(
        by_year[min(years)][:PAGE_SIZE],
        key=lambda other: (
            (other.entry.form, other.entry.name_holder) == same_list,
            _organisations(other.entry) == names,
        ),
    )


def _changes(before: CollaborationEntry, after: CollaborationEntry) -> tuple[Change, ...]:
    """The fields that differ, in the order of the list; what only one of the two tells differs too."""
    fields: Sequence[tuple[str, tuple[str, ...], tuple[str, ...], bool, bool]] = (
        (tr("名称"), (before.title,), (after.title,), True, False),
        (tr("協働の形態"), (form_label(before),), (form_label(after),), False, False),
        (tr("実施区分"), _recurrence(before), _recurrence(after), False, False),
        (tr("担当部署"), _names(before.departments), _names(after.departments), True, True),
        (tr("団体"), _organisations(before), _organisations(after), True, True),
    )
    found = []
    for field, old, new, content, several in fields:
        were, are = set(map(comparable, old)), set(map(comparable, new))
        if were != are:
            found.append(
                Change(
                    field=field,
                    before=tuple(name for name in old if comparable(name) not in are),
                    after=tuple(name for name in new if comparable(name) not in were),
                    content=content,
                    several=several,
                )
            )
    return tuple(found)


def _recurrence(entry: CollaborationEntry) -> tuple[str, ...]:
    return (tr(entry.recurrence.label),) if entry.recurrence else ()


def _organisations(entry: CollaborationEntry) -> tuple[str, ...]:
    return _names(one.name for one in entry.organisations)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
