"""By what the entries of registers can be chosen through addresses: form, recurrence, department, with their counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationForm, Recurrence
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import NoSuchPageError, page_address
from mitodoke.publishing.presentation.register_index import Listed, Registers, RegistersIndex

PAGE_SIZE = 50
FACETS: dict[str, str] = {
    "form": "協働の形態",
    "recurrence": "実施区分",
    "department": "担当部署",
}
"""The facets by their word in addresses, each with its Japanese name."""
ABSENT = "~none"
"""The word in addresses for entries that tell nothing of a facet; no name's word begins like this."""
EDITION_FACETS = ("form", "recurrence")
"""The facets that one edition has as well; departments and organisations are followed over all years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoice:
    """A choice with the page it leads to and how many entries that has; `content` where it is a document's word."""

    label: str
    content: bool
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One facet with its choices; `note` says where the counts add up to more than the entries."""

    label: str
    choices: tuple[FacetChoice, ...]
    note: str
    open: bool


def facet_choices(
    registers: Registers, base: str, *, one_edition: bool, facet: str = "", key: str = ""
) -> tuple[Facet, ...]:
    """The facets of the list at `base`, in the words of the page; `facet` and `key` name the one that is open."""
    index = registers.index
    total = len(index.listed)
    shown = []
    if not one_edition and len(index.indexes) > 1:
        years = tuple(
            FacetChoice(
                label=show_fiscal_year(one.document.fiscal_year),
                content=False,
                count=len(index.of_year[at]),
                address=registers.addresses[at].home,
                chosen=False,
            )
            for at, one in enumerate(index.indexes)
        )
        shown.append(Facet(label=tr("年度"), choices=years, note="", open=True))
    for name in EDITION_FACETS if one_edition else FACETS:
        choices = tuple(
            FacetChoice(
                label=label,
                content=content,
                count=len(found),
                address=f"{base}{name}/{word}/",
                chosen=(name, word) == (facet, key),
            )
            for word, label, content, found in _named(index, name)
        )
        if choices:
            shown.append(
                Facet(
                    label=tr(FACETS[name]),
                    choices=choices,
                    note=several_note(tr(FACETS[name]), sum(one.count for one in choices), total),
                    open=name == (facet or "form"),
                )
            )
    return tuple(shown)


def several_note(what: str, summed: int, total: int) -> str:
    """One sentence where the counts of `what` add up to more than the entries; else nothing."""
    if summed <= total:
        return ""
    return tr(
        "複数選択：一つの事業に複数の{what}があるため、{what}ごとの件数の合計（{summed}件）は事業の件数（{total}件）を超えます。",
        what=what,
        summed=show_number(summed),
        total=show_number(total),
    )


def facet_entries(index: RegistersIndex, facet: str, key: str) -> tuple[Listed, ...]:
    """The entries that are `key` in `facet`; NoSuchPageError where there are none."""
    found: list[Listed] = []
    if facet == "form" and key in set(CollaborationForm):
        found = index.of_form.get(CollaborationForm(key), [])
    elif facet == "recurrence" and (key == ABSENT or key in set(Recurrence)):
        found = index.of_recurrence.get(None if key == ABSENT else Recurrence(key), [])
    elif facet == "department":
        found = (
            index.without_department
            if key == ABSENT
            else index.of_department.get(index.departments_by_key.get(key, ""), [])
        )
    if not found:
        raise NoSuchPageError(tr("この条件に当たる事業はありません。協働事業の一覧から選び直してください。"))
    return tuple(found)


def facet_label(index: RegistersIndex, facet: str, key: str) -> tuple[str, bool]:
    """What a choice is called, and whether that is a document's own word."""
    if key == ABSENT:
        return tr("記載なし"), False
    if facet == "department":
        return index.departments_by_key[key], True
    return tr((CollaborationForm(key) if facet == "form" else Recurrence(key)).label), False


def list_addresses(index: RegistersIndex, base: str, *, one_edition: bool) -> Iterator[str]:
    """Every page of the list at `base` and of each choice of its facets."""
    yield from pages_of(base, len(index.listed), PAGE_SIZE)
    for name in EDITION_FACETS if one_edition else FACETS:
        for key, _, _, found in _named(index, name):
            yield from pages_of(f"{base}{name}/{key}/", len(found), PAGE_SIZE)


def pages_of(base: str, total: int, size: int) -> Iterator[str]:
    """The addresses of the pages of a list of `total`."""
    for number in range(1, max(1, -(-total // size)) + 1):
        yield page_address(base, number)


def _named(index: RegistersIndex, facet: str) -> Iterator[tuple[str, str, bool, list[Listed]]]:
    """The choices of a facet that have entries: word in addresses, name, whose word, entries."""
    if facet == "form":
        for form in CollaborationForm:
            if found := index.of_form.get(form):
                yield form.value, tr(form.label), False, found
    elif facet == "recurrence":
        for recurrence in Recurrence:
            if found := index.of_recurrence.get(recurrence):
                yield recurrence.value, tr(recurrence.label), False, found
        if found := index.of_recurrence.get(None):
            yield ABSENT, tr("記載なし"), False, found
    else:
        for name, key in index.department_keys.items():
            yield key, name, True, index.of_department[name]
        if index.without_department:
            yield ABSENT, tr("記載なし"), False, index.without_department
