"""The page of two editions: sums, percentages, recomputed figures and every record that differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitodoke.publishing.language.speak import JAPANESE, language, tr
from mitodoke.publishing.presentation.compare import Comparison, Difference, GroupCount, RecordChange, compare
from mitodoke.publishing.presentation.compare_numbers import (
    CountPair,
    FigurePair,
    PercentPair,
    Side,
    count_pairs,
    figure_pairs,
    item_link,
    percent_pairs,
    unlisted_forms,
)
from mitodoke.publishing.presentation.dates import show_date
from mitodoke.publishing.presentation.indicator_table import indicator_address
from mitodoke.publishing.presentation.labels import GROUP_LABELS
from mitodoke.publishing.presentation.origin import origin_words
from mitodoke.publishing.presentation.page import Link, Slice, slice_page

PAGE_SIZE = 50
CHANGE_LABELS = {"added": "＋ 追加", "removed": "− 削除", "changed": "± 変更"}
"""A sign and a word for each kind of change, so that colour is never the only mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text of the site, or one of a document."""

    text: str
    content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """One field that differs."""

    field: tuple[Words, ...]
    change: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One record that differs, with its pages in both editions."""

    group: str
    change: str
    label: str
    name: str
    before: str | None
    after: str | None
    differences: tuple[ShownDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """One page of the comparison of two editions; `origin` says where its percentages come from."""

    before: Side
    after: Side
    groups: tuple[tuple[str, GroupCount], ...]
    counts: tuple[CountPair, ...]
    percentages: tuple[PercentPair, ...]
    origin: str
    figures: tuple[FigurePair, ...]
    figures_same: int
    changes: tuple[ShownChange, ...]
    slice: Slice
    by_title: bool
    unlisted: tuple[str, ...]


def compare_page(before: Side, after: Side, page: int = 1) -> ComparePage:
    """The page `page` of what differs between two editions of one kind."""
    found: Comparison = compare(before.index, after.index)
    part = slice_page(len(found.changes), PAGE_SIZE, page)
    figures, same = figure_pairs(before, after)
    return ComparePage(
        before=before,
        after=after,
        groups=tuple((tr(GROUP_LABELS[one.group]), one) for one in found.counts),
        counts=count_pairs(before.index, after.index),
        percentages=percent_pairs(before, after),
        origin=origin_words((before.index, after.index)),
        figures=figures,
        figures_same=same,
        changes=tuple(_shown(one, before, after) for one in found.changes[part.start : part.stop]),
        slice=part,
        by_title=found.by_title,
        unlisted=unlisted_forms(before.index, after.index),
    )


def _shown(change: RecordChange, before: Side, after: Side) -> ShownChange:
    names = [
        _named(change.group, subject, side) if subject is not None else None
        for subject, side in ((change.before, before), (change.after, after))
    ]
    told = next((link for link in reversed(names) if link), None)
    return ShownChange(
        group=tr(GROUP_LABELS[change.group]),
        change=change.change,
        label=tr(CHANGE_LABELS[change.change]),
        name=told.label if told else change.name,
        before=names[0].address if names[0] else None,
        after=names[1].address if names[1] else None,
        differences=tuple(_difference(one) for one in change.differences),
    )


def _difference(one: Difference) -> ShownDifference:
    before, after = (show_date(text) or None for text in (one.before, one.after))
    change = "added" if before is None else "removed" if after is None else "changed"
    return ShownDifference(
        field=_field(one.field),
        change=change,
        label=tr(CHANGE_LABELS[change]),
        before=before,
        after=after,
    )


def _field(field: str) -> tuple[Words, ...]:
    """The name of a field; of ``実績値（令和3年度）`` only the first part is a word of the site."""
    name, mark, year = field.partition("（")
    words = [Words(text=tr(field), content=False)]
    if language() != JAPANESE and tr(field) == field:
        words = [Words(text=tr(name), content=tr(name) == name)]
        if mark:
            words.append(Words(text=f"{mark}{year}", content=True))
    return tuple(words)


def _named(group: str, subject: str, side: Side) -> Link | None:
    """The name of a record and its page; None for a record without a page."""
    index, addresses = side.index, side.addresses
    if group == "items" and (item := index.items.get(subject)):
        return item_link(item, side)
    if group == "indicators" and (one := index.indicators.get(subject)):
        return Link(f"{subject} {one.name}", indicator_address(one, index, addresses), content=True)
    if group == "entries" and (entry := index.entries.get(subject)):
        name = f"{entry.form.label} {entry.number} {entry.title}"
        return Link(name, addresses.page(index.entry_keys[subject]), content=True)
    if group == "document":
        return Link(index.document.title, addresses.home, content=True)
    return None


def page_count(sides: Sequence[Side] | Iterable[Side]) -> int:
    """How many pages the comparison of two editions has."""
    before, after = sides
    return max(1, -(-len(compare(before.index, after.index).changes) // PAGE_SIZE))
