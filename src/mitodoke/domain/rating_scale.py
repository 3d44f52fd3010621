"""What each of the ten steps of a rating means in one plan (10段階評価の説明): a city's own words for a step."""

from __future__ import annotations

from collections.abc import Mapping

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_text import tidy_text

STEPS = range(11)
"""The steps of a rating, from 0 to 10."""
LONGEST_DEFINITION = 200
"""How many characters the definition of a step may have: it stands in one line of a form."""


def tidy_definitions(typed: Mapping[int, str]) -> tuple[str, ...]:
    """A definition for every step, tidied; ActionDenied where one is missing, too long or twice the same.

    Two steps with one meaning could not be told apart by those who rate.
    """
    definitions: list[str] = []
    for step in STEPS:
        text = tidy_text(typed.get(step), f"段階{step}の説明", single_line=True)
        if text is None:
            raise ActionDenied(
                f"「段階{step}の説明」を入力してください。0から10まで、すべての段階に必要です。"
            )
        if len(text) > LONGEST_DEFINITION:
            raise ActionDenied(
                f"「段階{step}の説明」は{LONGEST_DEFINITION}字までです（{len(text):,}字あります）。"
            )
        if text in definitions:
            same = definitions.index(text)
            raise ActionDenied(
                f"「段階{step}の説明」が段階{same}と同じです。違いが分かるように書いてください。"
            )
        definitions.append(text)
    return tuple(definitions)
