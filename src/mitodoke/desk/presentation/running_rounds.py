"""The rounds that are running, for the first page of those who run them."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.departments.models import Municipality
from mitodoke.desk.presentation.round_pages import RoundLine, round_lines
from mitodoke.desk.visit import Visit
from mitodoke.domain.role import Right
from mitodoke.reporting.queries import rounds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRounds:
    """The open rounds of a city, due first on top; `name` is of the city where the person works for several."""

    name: str
    rounds: tuple[RoundLine, ...]


def running_rounds(visit: Visit) -> tuple[RunningRounds, ...]:
    """One for each city whose rounds this person runs and that has open ones; two queries a city."""
    codes = visit.cities_with(Right.RUN_ROUNDS)
    names = Municipality.objects.in_bulk(codes) if len(codes) > 1 else {}
    found = (
        (code, round_lines(rounds_of(municipality_code=code, only_open=True), visit.today)) for code in codes
    )
    return tuple(
        RunningRounds(name=names[code].name if code in names else "", rounds=lines)
        for code, lines in found
        if lines
    )
