"""Organisations as the registers spell them: the list of all, and everything that one did with the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationForm, OrganisationRole
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.page import NoSuchPageError, Pager, Slice, slice_page
from mitodoke.publishing.presentation.register import ParticipantTotal, total_of
from mitodoke.publishing.presentation.register_facets import several_note
from mitodoke.publishing.presentation.register_index import Involvement, Registers, counted
from mitodoke.publishing.presentation.register_rows import EntryRow, listed_rows

LIST_SIZE = 100
PAGE_SIZE = 50
ROLES: dict[OrganisationRole, str] = {
    OrganisationRole.PARTNER: "関係団体",
    OrganisationRole.ORGANISER: "主催者",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation of the list; `years` are the first and the last year that name it."""

    name: str
    address: str
    entries: int
    years: str
    roles: tuple[str, ...]
    similar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationList:
    """One page of the list of all organisations; `prose` entries have a text instead of names."""

    base: str
    by_name: bool
    rows: tuple[OrganisationRow, ...]
    slice: Slice
    pager: Pager | None
    prose: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many entries are of one year, form, role or department; `content` where that is a document's word."""

    label: str
    count: int
    address: str | None
    content: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarName:
    """Another name that is spelled alike; nobody has said that they are one."""

    name: str
    address: str
    entries: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """An entry with the organisation's part in it."""

    row: EntryRow
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """One organisation, exactly as the documents spell it."""

    base: str
    name: str
    entries: int
    years: tuple[Count, ...]
    roles: tuple[Count, ...]
    forms: tuple[Count, ...]
    departments: tuple[Count, ...]
    notes: tuple[str, ...]
    total: ParticipantTotal
    rows: tuple[RoleRow, ...]
    slice: Slice
    pager: Pager | None
    similar: tuple[SimilarName, ...]


def organisation_list(registers: Registers, *, by_name: bool = False, page: int = 1) -> OrganisationList:
    """The organisations, those of most entries first, or in the order of their characters."""
    index = registers.index
    names: Sequence[str] = tuple(index.organisation_keys) if by_name else index.organisations_by_count
    part = slice_page(len(names), LIST_SIZE, page)
    base = registers.city.page("organisations", *(("order", "name") if by_name else ()))
    return OrganisationList(
        base=base,
        by_name=by_name,
        rows=tuple(_row(name, registers) for name in names[part.start : part.stop]),
        slice=part,
        pager=part.pager(base),
        prose=sum(1 for one in index.listed if one.entry.organisations_are_prose),
    )


def organisation_page(registers: Registers, key: str, page: int = 1) -> OrganisationPage:
    """Everything that the organisation `key` did with the city; NoSuchPageError for a key that is none's."""
    index = registers.index
    name = index.organisations_by_key.get(key)
    if name is None:
        raise NoSuchPageError(tr("この団体は、公表されている協働事業の一覧にありません。"))
    found = index.organisations[name]
    base = registers.city.page("organisations", key)
    part = slice_page(len(found), PAGE_SIZE, page)
    shown = found[part.start : part.stop]
    rows = listed_rows((one.listed for one in shown), registers)
    listed = [one.listed for one in found]
    roles = Counter(role for one in found for role in one.roles)
    departments = Counter(name for one in listed for name in dict.fromkeys(one.entry.departments))
    notes = (
        several_note(tr("団体の役割"), sum(roles.values()), len(found)),
        several_note(tr("担当部署"), sum(departments.values()), len(found)),
    )
    return OrganisationPage(
        base=base,
        name=name,
        entries=len(found),
        years=_years(found, registers),
        roles=tuple(
            Count(label=tr(label), count=roles[role], address=None)
            for role, label in ROLES.items()
            if roles[role]
        ),
        forms=_forms(found, registers),
        departments=tuple(
            Count(label=one, count=count, address=registers.department(one), content=True)
            for one, count in sorted(departments.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        notes=tuple(note for note in notes if note),
        total=total_of((one.told for one in listed), same_titles=counted(listed, index), shared=True),
        rows=tuple(
            RoleRow(row=row, roles=tuple(tr(ROLES[role]) for role in one.roles))
            for one, row in zip(shown, rows, strict=True)
        ),
        slice=part,
        pager=part.pager(base),
        similar=tuple(
            SimilarName(
                name=one.name,
                address=registers.city.page("organisations", index.organisation_keys[one.name]),
                entries=len(index.organisations[one.name]),
                why=tr(one.likeness.label),
            )
            for one in index.similar.get(name, ())
        ),
    )


def _row(name: str, registers: Registers) -> OrganisationRow:
    index = registers.index
    found = index.organisations[name]
    years = [index.year(one.listed) for one in (found[-1], found[0])]
    first, last = (show_fiscal_year(year) for year in years)
    return OrganisationRow(
        name=name,
        address=registers.city.page("organisations", index.organisation_keys[name]),
        entries=len(found),
        years=first if first == last else tr("{first}～{last}", first=first, last=last),
        roles=tuple(tr(label) for role, label in ROLES.items() if any(role in one.roles for one in found)),
        similar=len(index.similar.get(name, ())),
    )


def _years(found: Sequence[Involvement], registers: Registers) -> tuple[Count, ...]:
    counts = Counter(one.listed.at for one in found)
    return tuple(
        Count(
            label=show_fiscal_year(index.document.fiscal_year),
            count=counts[at],
            address=registers.addresses[at].home,
        )
        for at, index in enumerate(registers.index.indexes)
        if counts[at]
    )


def _forms(found: Sequence[Involvement], registers: Registers) -> tuple[Count, ...]:
    counts = Counter(one.listed.entry.form for one in found)
    return tuple(
        Count(
            label=tr(form.label),
            count=counts[form],
            address=registers.city.page("collaboration", "form", form.value),
        )
        for form in CollaborationForm
        if counts[form]
    )
