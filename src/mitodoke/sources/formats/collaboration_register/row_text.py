"""One row of a register as text, whichever layout it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitodoke.domain.collaboration import CollaborationForm, NameHolder
from mitodoke.domain.finding import Severity
from mitodoke.sources.formats.collaboration_register.cells import Cell
from mitodoke.sources.formats.collaboration_register.columns import Column


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something doubtful about a row before it has an id: a finding without its subject and place."""

    check: str
    severity: Severity
    field: str
    printed: str
    expected: str
    message: str


@dataclass(slots=True)
class RowText:
    """The texts of a row, running on where only the layout broke them; None for a column that is empty or missing.

    `number` is empty where the row has none; `dates` is as printed and `dates_wrapped` tells that its gaps are
    broken lines; `cells` hold the same texts as they stand in the source, for their places.
    """

    form: CollaborationForm
    name_holder: NameHolder | None
    number: str
    title: str
    first: int
    last: int
    department: str | None = None
    recurrence: str | None = None
    purpose: str | None = None
    organisation_lines: list[str] = field(default_factory=list)
    organisations_printed: str | None = None
    organiser: str | None = None
    dates: str | None = None
    dates_wrapped: bool = False
    participants: str | None = None
    effects: str | None = None
    cells: dict[Column, Cell] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
