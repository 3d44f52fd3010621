"""The definition of each step of the 10段階評価: a table of data that a form shows beside the step."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from mitodoke.plans.models import Plan
from mitodoke.plans.queries import rating_definitions


@cache
def rating_steps() -> tuple[tuple[int, str], ...]:
    """Every step from 0 to 10 with its definition, from ``rating_steps.csv``."""
    with resources.files(__package__).joinpath("rating_steps.csv").open(encoding="utf-8") as file:
        return tuple((int(row["step"]), row["definition"]) for row in csv.DictReader(file))


def rating_steps_of(plan: Plan | None) -> tuple[tuple[int, str], ...]:
    """The steps as the plan defines them, or the usual ones where it keeps those: two queries at most."""
    own = None if plan is None else rating_definitions(plan=plan)
    return rating_steps() if own is None else tuple(enumerate(own))
