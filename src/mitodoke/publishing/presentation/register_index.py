"""The registers of all years together: entries by form, recurrence, department, title and organisation.

Built once for a set of editions and in linear time; nothing in it depends on the language or place of a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mitodoke.audit.checks.title_key import event_key, title_key
from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.japanese_text import comparable
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.departments import department_address
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.name_key import name_key
from mitodoke.publishing.presentation.register import Told, told_of
from mitodoke.publishing.presentation.similar_names import Similar, similar_names


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """An entry with the position of its register among the registers, and what it tells of participants."""

    at: int
    entry: CollaborationEntry
    told: Told


@dataclass(frozen=True, slots=True, eq=False)
class Involvement:
    """An organisation's part in one entry; it may be named there in several roles."""

    listed: Listed
    roles: tuple[OrganisationRole, ...]


class RegistersIndex:
    """Looks up the entries of several registers; the first is the newest."""

    def __init__(self, indexes: tuple[EditionIndex, ...]) -> None:
        self.indexes = indexes
        self.listed = tuple(
            Listed(at, entry, told_of(entry))
            for at, index in enumerate(indexes)
            for entry in index.edition.content.entries
        )
        self.of_form: dict[CollaborationForm, list[Listed]] = defaultdict(list)
        self.of_recurrence: dict[Recurrence | None, list[Listed]] = defaultdict(list)
        self.of_department: dict[str, list[Listed]] = defaultdict(list)
        self.without_department: list[Listed] = []
        self.of_year: list[list[Listed]] = [[] for _ in indexes]
        for one in self.listed:
            self.of_year[one.at].append(one)
            self.of_form[one.entry.form].append(one)
            self.of_recurrence[one.entry.recurrence].append(one)
            for name in dict.fromkeys(one.entry.departments):
                self.of_department[name].append(one)
            if not one.entry.departments:
                self.without_department.append(one)
        self.department_keys = {name: name_key(name) for name in sorted(self.of_department)}

    def entry_key(self, one: Listed) -> str:
        """What names the entry in addresses."""
        return self.indexes[one.at].entry_keys[one.entry.entry_id]

    def year(self, one: Listed) -> int | None:
        """The fiscal year of the register that the entry stands in."""
        return self.indexes[one.at].document.fiscal_year

    @cached_property
    def departments_by_key(self) -> Mapping[str, str]:
        """The names of departments by their words in addresses."""
        return {key: name for name, key in self.department_keys.items()}

    @cached_property
    def _same_names(self) -> Mapping[str, tuple[Listed, ...]]:
        groups: dict[str, list[Listed]] = defaultdict(list)
        for one in self.listed:
            groups[event_key(one.entry.title)].append(one)
        return {name: tuple(found) for name, found in groups.items() if len(found) > 1}

    @cached_property
    def projects(self) -> Mapping[str, tuple[Listed, ...]]:
        """Entries whose titles are equal without year and number of times, by the group's word in addresses."""
        return {name_key(name): found for name, found in self._same_names.items()}

    @cached_property
    def project_keys(self) -> Mapping[tuple[int, str], str]:
        """The word of its group for every entry that has one, by register and id."""
        return {(one.at, one.entry.entry_id): key for key, found in self.projects.items() for one in found}

    @cached_property
    def repeated(self) -> frozenset[tuple[int, str]]:
        """Entries of which another with the same title stands in the same year, by register and id."""
        groups: dict[tuple[int, str], list[str]] = defaultdict(list)
        for one in self.listed:
            groups[(one.at, title_key(one.entry.title))].append(one.entry.entry_id)
        return frozenset((at, name) for (at, _), names in groups.items() if len(names) > 1 for name in names)

    @cached_property
    def organisations(self) -> Mapping[str, tuple[Involvement, ...]]:
        """Every organisation exactly as it is spelled, with the entries that name it, newest year first."""
        found: dict[str, list[Involvement]] = defaultdict(list)
        for one in self.listed:
            roles: dict[str, dict[OrganisationRole, None]] = {}
            for mention in one.entry.organisations:
                roles.setdefault(mention.name, {})[mention.role] = None
            for name, held in roles.items():
                found[name].append(Involvement(one, tuple(held)))
        return {name: tuple(entries) for name, entries in found.items()}

    @cached_property
    def organisation_keys(self) -> Mapping[str, str]:
        """The word in addresses for every organisation."""
        return {name: name_key(name) for name in sorted(self.organisations)}

    @cached_property
    def organisations_by_key(self) -> Mapping[str, str]:
        """The names of organisations by their words in addresses."""
        return {key: name for name, key in self.organisation_keys.items()}

    @cached_property
    def organisations_by_count(self) -> tuple[str, ...]:
        """The names, those of most entries first."""
        return tuple(sorted(self.organisations, key=lambda name: (-len(self.organisations[name]), name)))

    @cached_property
    def similar(self) -> Mapping[str, tuple[Similar, ...]]:
        """For every organisation the names that are spelled like its own."""
        return similar_names(self.organisations)

    @cached_property
    def organisation_texts(self) -> Mapping[tuple[int, str], str]:
        """The organisations of an entry as one text to search in, by register and id."""
        return {
            (one.at, one.entry.entry_id): comparable(
                "\n".join(
                    [
                        *(named.name for named in one.entry.organisations),
                        one.entry.organisations_printed or "",
                    ]
                )
            )
            for one in self.listed
        }


@lru_cache(maxsize=32)
def registers_index(indexes: tuple[EditionIndex, ...]) -> RegistersIndex:
    """The registers together; an edition's index is one for as long as the edition is kept in memory."""
    return RegistersIndex(indexes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The registers that a page shows, with the addresses of their pages.

    `everywhere` are the newest registers of all years, to which the pages of projects and organisations belong.
    """

    index: RegistersIndex
    addresses: tuple[EditionAddresses, ...]
    everywhere: RegistersIndex
    city: CityAddresses

    def address(self, one: Listed) -> str:
        """The page of an entry."""
        return self.addresses[one.at].page(self.index.entry_key(one))

    def department(self, name: str) -> str:
        """The page of a department."""
        return department_address(name, self.city)

    def organisation(self, name: str) -> str | None:
        """The page of an organisation; None where only an earlier version names it."""
        key = self.everywhere.organisation_keys.get(name)
        return None if key is None else self.city.page("organisations", key)


def counted(listed: Iterable[Listed], index: RegistersIndex) -> int:
    """How many of `listed` stand beside another of the same year and title, so that sums may count them twice."""
    return sum(1 for one in listed if (one.at, one.entry.entry_id) in index.repeated)
