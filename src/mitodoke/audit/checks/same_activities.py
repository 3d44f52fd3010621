"""Which activities of a plan are told word for word in more than one measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from mitodoke.domain.japanese_text import comparable
from mitodoke.domain.outline import Activity, PlanItem


@dataclass(frozen=True, slots=True)
class Told:
    """An activity and the measure that tells it."""

    item: PlanItem
    activity: Activity

    @property
    def key(self) -> str:
        """Its text in the form in which two tellings are equal."""
        return comparable(self.activity.text or "")

    @property
    def name(self) -> str:
        """Where it stands, for people: ``03-1-2の3番目``."""
        return f"{self.item.code}の{self.activity.position}番目"


def told(items: Iterable[PlanItem]) -> Iterator[Told]:
    """Every activity whose text is there (abridged content has none)."""
    for item in items:
        for activity in item.activities:
            if activity.text:
                yield Told(item, activity)


def told_by_text(items: Iterable[PlanItem]) -> dict[str, list[Told]]:
    """All activities by their text; white space and width do not count."""
    texts: dict[str, list[Told]] = defaultdict(list)
    for telling in told(items):
        texts[telling.key].append(telling)
    return texts


def tellers(items: Iterable[PlanItem]) -> dict[str, dict[str, Told]]:
    """The measures that tell each text, by their ids, each with its first telling."""
    texts: dict[str, dict[str, Told]] = defaultdict(dict)
    for telling in told(items):
        texts[telling.key].setdefault(telling.item.item_id, telling)
    return texts


def told_elsewhere(telling: Told, texts: dict[str, dict[str, Told]]) -> Told | None:
    """The first other measure that tells the same, or None."""
    same = islice(texts.get(telling.key, {}).values(), 2)
    return next((other for other in same if other.item.item_id != telling.item.item_id), None)
