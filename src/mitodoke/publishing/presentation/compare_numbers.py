"""The numbers of two editions side by side: counts, printed percentages and recomputed figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.figure import Figure
from mitodoke.domain.finding import Severity
from mitodoke.domain.indicator import IndicatorLevel
from mitodoke.domain.indicator_rates import rates_of
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import EditionAddresses
from mitodoke.publishing.presentation.audit import subject_link
from mitodoke.publishing.presentation.coverage import absence, scope
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.indicator_classes import ProgressClass, class_of
from mitodoke.publishing.presentation.item_link import numbered_title
from mitodoke.publishing.presentation.labels import figure_label
from mitodoke.publishing.presentation.numbers import show_number
from mitodoke.publishing.presentation.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two editions."""

    index: EditionIndex
    addresses: EditionAddresses
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPair:
    """One number of both editions; None where the document of an edition does not hold such records at all."""

    label: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> str | None:
        """The difference with its sign; ``±0`` for none; None where there is nothing to compare."""
        if self.before is None or self.after is None:
            return None
        return signed(self.after - self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentPair:
    """The printed percentage of one item in both editions; a `scope` tells what each covers."""

    name: Link
    before: str | None
    after: str | None
    absent_before: str
    absent_after: str
    scope_before: str
    scope_after: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePair:
    """A stated figure that differs, each side with its recomputation; None where an edition has no such figure."""

    subject: Link
    figure: str
    before: Figure | None
    after: Figure | None


def signed(difference: int) -> str:
    """A difference with its sign: ``＋3``, ``−2``, ``±0``."""
    return f"{tr('＋') if difference > 0 else '±' if difference == 0 else ''}{show_number(difference)}"


def unlisted_forms(before: EditionIndex, after: EditionIndex) -> tuple[str, ...]:
    """The forms of collaboration that only one of two registers lists."""
    old, new = ({entry.form for entry in index.edition.content.entries} for index in (before, after))
    return tuple(tr(form.label) for form in CollaborationForm if form in old ^ new)


def count_pairs(before: EditionIndex, after: EditionIndex) -> tuple[CountPair, ...]:
    """How many items, indicators, entries and findings there are; what neither edition has is left out.

    Records of a kind that a document does not hold are not 0 but absent; of what we count ourselves there can be 0.
    """
    pairs = [
        CountPair(label=label, before=one, after=other)
        for (label, one), (_, other) in zip(_numbers(before), _numbers(after), strict=True)
    ]
    return tuple(pair for pair in pairs if pair.before or pair.after)


def _numbers(index: EditionIndex) -> list[tuple[str, int | None]]:
    content = index.edition.content
    kinds = Counter(item.kind for item in content.items)
    levels = Counter(one.level for one in content.indicators)
    classes = Counter(class_of(rates_of(one).progress) for one in content.indicators)
    forms = Counter(entry.form for entry in content.entries)
    findings = Counter(one.severity for one in index.edition.audit.findings)
    return [
        *((index.level_word(kind), kinds[kind] or None) for kind in ItemKind),
        (tr("10段階評価の回答"), len(content.ratings) or None),
        *((tr(level.label), levels[level] or None) for level in IndicatorLevel),
        *((tr("進捗率が{label}", label=tr(one.label)), classes[one]) for one in ProgressClass),
        *((tr(form.label), forms[form] or None) for form in CollaborationForm),
        *((tr("指摘（{severity}）", severity=tr(one.label)), findings[one]) for one in Severity),
    ]


def percent_pairs(before: Side, after: Side) -> tuple[PercentPair, ...]:
    """The printed percentages of the items of both editions that have one in either, by their numbers."""
    pairs = []
    for item_id in dict.fromkeys((*after.index.items, *before.index.items)):
        old, new = before.index.items.get(item_id), after.index.items.get(item_id)
        first = before.index.progress(old) if old else None
        second = after.index.progress(new) if new else None
        if first is None and second is None:
            continue
        shown, side = (new, after) if new else (old, before)
        if shown is None:
            continue
        pairs.append(
            PercentPair(
                name=item_link(shown, side),
                before=None if first is None else show_number(first),
                after=None if second is None else show_number(second),
                absent_before=_absent(old, before),
                absent_after=_absent(new, after),
                scope_before=scope(old, before.index) if old else "",
                scope_after=scope(new, after.index) if new else "",
                difference=""
                if first is None or second is None
                else f"{tr('＋') if second > first else '±' if second == first else ''}{show_number(second - first)}",
            )
        )
    return tuple(pairs)


def _absent(item: PlanItem | None, side: Side) -> str:
    return tr(absence(item.item_id, "progress", side.index)) if item else tr("この版にない項目")


def figure_pairs(before: Side, after: Side) -> tuple[tuple[FigurePair, ...], int]:
    """The figures that differ in print or recomputation, and how many are the same in both."""
    old, new = (
        {(one.subject, one.figure): one for one in side.index.edition.audit.figures}
        for side in (before, after)
    )
    pairs, same = [], 0
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key), new.get(key)
        if one and other and _facts(one) == _facts(other):
            same += 1
            continue
        side = after if other else before
        pairs.append(
            FigurePair(
                subject=subject_link(key[0], side.index, side.addresses),
                figure=tr(figure_label(key[1])),
                before=one,
                after=other,
            )
        )
    return tuple(pairs), same


def _facts(figure: Figure) -> tuple[str | None, str | None, str, bool | None]:
    return figure.printed, figure.calculated, figure.rule, figure.agrees


def item_link(item: PlanItem, side: Side) -> Link:
    """An item by kind, number and title, with its page in one of the editions."""
    title = f"{side.index.level_name(item.kind)} {numbered_title(item)}"
    return Link(title, side.addresses.page(side.index.item_keys[item.item_id]), content=True)
