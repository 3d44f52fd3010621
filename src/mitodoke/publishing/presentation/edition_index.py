"""An edition with everything its pages look up, built once and in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.combining import counted_ratings
from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import Edition
from mitodoke.domain.figure import Figure, RuleTrial, StatedFigure
from mitodoke.domain.finding import Finding
from mitodoke.domain.indicator import Indicator, IndicatorLevel
from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import ItemKind, PlanItem
from mitodoke.domain.own_roll_up import is_calculated
from mitodoke.domain.place import Place
from mitodoke.domain.rating import Rating
from mitodoke.publishing.presentation.addresses import RESERVED
from mitodoke.publishing.presentation.level_word import level_word, level_words, spoken_level
from mitodoke.publishing.presentation.text import address_key


class _Placed(Protocol):
    @property
    def place(self) -> Place | None: ...


class EditionIndex:
    """Looks up items, entries, indicators, figures, findings and ratings of one edition.

    A key names an item or entry in addresses: its code (an entry's id) made safe, unique within the edition.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        content = edition.content
        self.items: Mapping[str, PlanItem] = {item.item_id: item for item in content.items}
        self.item_keys = _unique_keys((item.item_id, item.code or item.item_id) for item in content.items)
        self.items_by_key = {self.item_keys[item.item_id]: item for item in content.items}
        self.entries: Mapping[str, CollaborationEntry] = {entry.entry_id: entry for entry in content.entries}
        self.entry_keys = _unique_keys((entry.entry_id, entry.entry_id) for entry in content.entries)
        self.entries_by_key = {self.entry_keys[entry.entry_id]: entry for entry in content.entries}
        self._children: dict[str | None, list[PlanItem]] = defaultdict(list)
        for item in content.items:
            known = item.parent_id if item.parent_id in self.items else None
            self._children[known].append(item)
        self._indicators: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in content.indicators:
            self._indicators[indicator.item_id].append(indicator)
        self.indicators = {indicator.indicator_id: indicator for indicator in content.indicators}
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in edition.audit.figures:
            self._figures[figure.subject].append(figure)
        self._stated: dict[tuple[str, str], StatedFigure] = {}
        for stated in content.stated:
            self._stated.setdefault((stated.subject, stated.figure), stated)
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in edition.audit.findings:
            self._findings[finding.subject].append(finding)
        self._ratings: dict[str, list[Rating]] = defaultdict(list)
        for rating in content.ratings:
            self._ratings[rating.item_id].append(rating)
        self.trials: Mapping[str, RuleTrial] = {trial.rule: trial for trial in edition.audit.trials}
        self._level_words = level_words(content)

    @property
    def document(self) -> SourceDocument:
        """The source document."""
        return self.edition.content.document

    def level_word(self, kind: ItemKind, count: int | None = None) -> str:
        """What an item of `kind` is called on a page: the document's own name for the level, else the site's word."""
        return level_word(kind, self._level_words, count)

    def spoken_level(self, kind: ItemKind) -> str:
        """What an item of `kind` is called where nothing can be marked as Japanese."""
        return spoken_level(kind, self._level_words)

    def level_name(self, kind: ItemKind) -> str:
        """What an item of `kind` is called in Japanese."""
        return str(self._level_words.get(kind, kind.label))

    @property
    def roots(self) -> tuple[PlanItem, ...]:
        """Items without a parent, in document order."""
        return tuple(self._children.get(None, ()))

    def children(self, item: PlanItem) -> tuple[PlanItem, ...]:
        """The items directly under `item`."""
        return tuple(self._children.get(item.item_id, ()))

    def descendants(self, item: PlanItem) -> tuple[PlanItem, ...]:
        """All items under `item`, in document order; a circle of parents is walked once."""
        found: dict[str, PlanItem] = {}
        waiting = list(reversed(self.children(item)))
        while waiting:
            next_item = waiting.pop()
            if next_item.item_id not in found:
                found[next_item.item_id] = next_item
                waiting.extend(reversed(self.children(next_item)))
        return tuple(found.values())

    def ancestors(self, item: PlanItem) -> tuple[PlanItem, ...]:
        """The items above `item`, the topmost first."""
        above: list[PlanItem] = []
        seen = {item.item_id}
        parent = self.items.get(item.parent_id or "")
        while parent is not None and parent.item_id not in seen:
            above.append(parent)
            seen.add(parent.item_id)
            parent = self.items.get(parent.parent_id or "")
        return tuple(reversed(above))

    def indicators_of(self, item_id: str, level: IndicatorLevel | None = None) -> tuple[Indicator, ...]:
        """The indicators of an item, of one level where named."""
        return tuple(one for one in self._indicators.get(item_id, ()) if level is None or one.level is level)

    def figure(self, subject: str, name: str) -> Figure | None:
        """The recomputation of one figure."""
        return next((one for one in self._figures.get(subject, ()) if one.figure == name), None)

    def stated(self, subject: str, name: str) -> StatedFigure | None:
        """One figure as the document states it."""
        return self._stated.get((subject, name))

    def findings_of(self, *subjects: str) -> tuple[Finding, ...]:
        """The findings about any of `subjects`."""
        return tuple(finding for subject in subjects for finding in self._findings.get(subject, ()))

    def ratings_of(self, item_ids: Iterable[str]) -> tuple[Rating, ...]:
        """The ratings of the items."""
        return tuple(rating for item_id in item_ids for rating in self._ratings.get(item_id, ()))

    def counted_ratings(self, items: Iterable[PlanItem]) -> tuple[Rating, ...]:
        """The ratings of `items` that their values look at, by the plan's rule."""
        combining = self.edition.content.combining
        return tuple(
            rating
            for item in items
            for rating in counted_ratings(
                self._ratings.get(item.item_id, ()), combining=combining, departments=item.departments
            )
        )

    def neighbours(self, item: PlanItem) -> tuple[PlanItem | None, PlanItem | None]:
        """The items before and after `item` of the same kind in the document."""
        row, position = self._rows[item.kind], self._positions[item.item_id]
        before = row[position - 1] if position else None
        after = row[position + 1] if position + 1 < len(row) else None
        return before, after

    def entry_neighbours(
        self, entry: CollaborationEntry
    ) -> tuple[CollaborationEntry | None, CollaborationEntry | None]:
        """The entries before and after `entry` in the register."""
        row, position = self.edition.content.entries, self._entry_positions[entry.entry_id]
        before = row[position - 1] if position else None
        after = row[position + 1] if position + 1 < len(row) else None
        return before, after

    @cached_property
    def calculates(self) -> bool:
        """Whether the progress of the items is calculated by the plan's own rule, because no document prints it."""
        return is_calculated(self.edition.content)

    @property
    def from_ratings(self) -> bool:
        """Whether a progress is, or would be, calculated: no document prints any."""
        return self.calculates or self.made_here or bool(self.edition.content.levels)

    @property
    def made_here(self) -> bool:
        """Whether the document was made at the desk: it has no original."""
        return self.document.is_made_here

    def progress(self, item: PlanItem) -> Decimal | None:
        """The progress of an item in percent: the printed one, or the calculated where the plan's rule makes it."""
        if not self.calculates:
            return item.printed_progress
        figure = self.figure(item.item_id, "progress")
        return None if figure is None or figure.calculated is None else Decimal(figure.calculated)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place in the source that a page of this edition may lead to."""
        content, audit = self.edition.content, self.edition.audit
        holders: Iterable[_Placed] = (
            *content.items,
            *(activity for item in content.items for activity in item.activities),
            *content.indicators,
            *(value for one in content.indicators for value in one.values),
            *content.entries,
            *(occurrence for entry in content.entries for occurrence in entry.occurrences),
            *(organisation for entry in content.entries for organisation in entry.organisations),
            *content.glossary,
            *content.stated,
            *audit.figures,
            *audit.findings,
        )
        return tuple(dict.fromkeys(one.place for one in holders if one.place))

    @cached_property
    def _rows(self) -> dict[str, list[PlanItem]]:
        rows: dict[str, list[PlanItem]] = defaultdict(list)
        for item in self.edition.content.items:
            rows[item.kind].append(item)
        return rows

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {item.item_id: number for row in self._rows.values() for number, item in enumerate(row)}

    @cached_property
    def _entry_positions(self) -> dict[str, int]:
        return {entry.entry_id: number for number, entry in enumerate(self.edition.content.entries)}

    @cached_property
    def search_texts(self) -> dict[str, str]:
        """What a search for words looks through, by entry: title, purpose, organisations, effects, departments."""
        return {
            entry.entry_id: comparable(
                "\n".join(
                    [
                        entry.title,
                        entry.purpose or "",
                        entry.organisations_printed or "",
                        *(organisation.name for organisation in entry.organisations),
                        *entry.departments,
                        entry.effects or "",
                    ]
                )
            )
            for entry in self.edition.content.entries
        }


def _unique_keys(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A key for each id: its text made safe for an address, with a suffix where that is taken already."""
    keys: dict[str, str] = {}
    taken: dict[str, int] = dict.fromkeys(RESERVED, 1)
    for identity, text in pairs:
        base = address_key(text)
        count = taken.get(base, 0) + 1
        taken[base] = count
        key = base if count == 1 else f"{base}~{count}"
        while count > 1 and key in taken:
            count += 1
            key = f"{base}~{count}"
        taken[base] = count
        taken.setdefault(key, 1)
        keys[identity] = key
    return keys
