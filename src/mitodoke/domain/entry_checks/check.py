"""What a check at entry is: a pure rule that doubts an answer in one sentence, and never changes it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mitodoke.domain.answer import Answer
from mitodoke.domain.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContext:
    """What an answer is held against.

    The period asked about (both days included) in `fiscal_year`; `indicators` of the item with the values known
    so far; last year's rating and participants; `fields` as typed, and `offered` from last year by field.
    """

    fiscal_year: int
    period_start: datetime.date
    period_end: datetime.date
    indicators: tuple[Indicator, ...] = ()
    last_step: int | None = None
    last_participants: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[str, str] = field(default_factory=dict)

    def indicator(self, indicator_id: str) -> Indicator | None:
        """The indicator with this id, or None."""
        return next((one for one in self.indicators if one.indicator_id == indicator_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A doubtful field: what is odd, what was expected, what to do, in one or two sentences."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDoubt:
    """A doubt signed by its check."""

    check: str
    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCheck:
    """A check: its `name` in tables, `label` and `explanation` in Japanese, `look` in time linear in the answer."""

    name: str
    label: str
    explanation: str
    look: Callable[[Answer, EntryContext], Iterable[Doubt]]
