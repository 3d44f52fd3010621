"""The definition of each step of the 10段階評価: a table of data that a form shows beside the step."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rating_steps() -> tuple[tuple[int, str], ...]:
    """Every step from 0 to 10 with its definition, from ``rating_steps.csv``."""
    with resources.files(__package__).joinpath("rating_steps.csv").open(encoding="utf-8") as file:
        return tuple((int(row["step"]), row["definition"]) for row in csv.DictReader(file))
