"""The numbers of the register of collaboration projects (協働事業): counts beside the printed ones, participants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationEntry, CollaborationForm
from mitodoke.domain.figure import Figure
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import SourceLink, source_link


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCount:
    """How many entries of a form one year has, beside the number that the document states."""

    year: str
    form: str
    found: int
    printed: str | None
    agrees: bool | None
    address: str
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entry tells of its participants; `summed` where the number adds up its dates.

    `approximate` and `cumulative` where 約 or 延べ stands at a number that is in it; `cancelled` dates are not.
    """

    participants: int | None
    summed: bool
    approximate: bool
    cumulative: bool
    cancelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantTotal:
    """The participants of the entries shown, with what the sum covers and what to mind, in sentences."""

    total: str | None
    told: int
    silent: int
    approximate: bool
    cumulative: bool
    caveats: tuple[str, ...]


def form_label(entry: CollaborationEntry) -> str:
    """The form of an entry, with the name holder of a patronage."""
    if entry.name_holder is None:
        return tr(entry.form.label)
    return tr("{form}・{holder}", form=tr(entry.form.label), holder=tr(entry.name_holder.label))


def show_persons(number: int) -> str:
    """A number of persons with its unit."""
    return tr("{number}人", number=show_number(number), count=number)


def told_of(entry: CollaborationEntry) -> Told:
    """What an entry tells of its participants: the persons the row states for all its dates, else their sum.

    None where neither tells any. A date that was cancelled or tells no number adds nothing; it is never counted as 0.
    """
    dates = [one for one in entry.occurrences if one.participants is not None]
    printed = entry.participants_printed or ""
    stated = entry.participants is not None
    return Told(
        participants=entry.participants
        if stated
        else sum(one.participants or 0 for one in dates)
        if dates
        else None,
        summed=not stated and bool(dates),
        approximate="約" in printed if stated else any(one.approximate for one in dates),
        cumulative="延" in printed if stated else any(one.cumulative for one in dates),
        cancelled=sum(1 for one in entry.occurrences if one.cancelled),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What many entries tell, added up: persons, and of how many entries (of dates: cancelled) the rest is true."""

    persons: int
    told: int
    silent: int
    approximate: int
    cumulative: int
    cancelled: int


def sums_of(tellings: Iterable[Told]) -> Sums:
    """The sums over what entries tell."""
    persons = told = silent = approximate = cumulative = cancelled = 0
    for one in tellings:
        cancelled += one.cancelled
        if one.participants is None:
            silent += 1
            continue
        told += 1
        persons += one.participants
        approximate += one.approximate
        cumulative += one.cumulative
    return Sums(
        persons=persons,
        told=told,
        silent=silent,
        approximate=approximate,
        cumulative=cumulative,
        cancelled=cancelled,
    )


def total_of(tellings: Iterable[Told], *, same_titles: int = 0, shared: bool = False) -> ParticipantTotal:
    """The sum of what entries tell, and what to mind (see `show_total`)."""
    return show_total(sums_of(tellings), same_titles=same_titles, shared=shared)


def show_total(sums: Sums, *, same_titles: int = 0, shared: bool = False) -> ParticipantTotal:
    """Sums in the words of the page, with what to mind.

    `same_titles` is the number of entries that stand beside another of the same year and title; `shared` where
    the entries are one organisation's, whose part in the numbers no document tells.
    """
    caveats = []
    if sums.told > 1 or (sums.told and sums.silent):
        caveats.append(
            tr("人数の記載がある{number}件の計です。", number=show_number(sums.told), count=sums.told)
        )
    for count, words in (
        (sums.silent, "人数の記載がない{number}件は含みません（0人ではありません）。"),
        (sums.approximate, "約の付いた人数を含みます（{number}件）。"),
        (sums.cumulative, "延べ人数を含みます（{number}件）。"),
        (sums.cancelled, "中止になった実施日（{number}日）は数えていません。"),
        (same_titles, "同じ年度に同じ名称で載っているもの（{number}件）も、それぞれ足しています。"),
    ):
        if sums.told and count:
            caveats.append(tr(words, number=show_number(count), count=count))
    if sums.told:
        caveats.append(tr("同じ人の重複は除かれていません。"))
    if sums.told and shared:
        caveats.append(tr("事業全体の人数で、この団体だけの人数ではありません。"))
    return ParticipantTotal(
        total=show_persons(sums.persons) if sums.told else None,
        told=sums.told,
        silent=sums.silent,
        approximate=bool(sums.approximate),
        cumulative=bool(sums.cumulative),
        caveats=tuple(caveats),
    )


def form_counts(indexes: Sequence[tuple[EditionIndex, EditionAddresses]]) -> tuple[FormCount, ...]:
    """The counts of every form and year, beside the printed ones; the address is that of the entries counted."""
    counts: list[FormCount] = []
    for index, addresses in indexes:
        found = Counter(entry.form for entry in index.edition.content.entries)
        for form in CollaborationForm:
            figure: Figure | None = index.figure(form.value, "count.entries")
            if form not in found and figure is None:
                continue
            counts.append(
                FormCount(
                    year=show_fiscal_year(index.document.fiscal_year),
                    form=tr(form.label),
                    found=found[form],
                    printed=figure.printed if figure else None,
                    agrees=figure.agrees if figure else None,
                    address=f"{addresses.home}form/{form.value}/" if found[form] else addresses.home,
                    source=source_link(figure.place, addresses) if figure else None,
                )
            )
    return tuple(counts)
