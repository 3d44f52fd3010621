"""The rules by which the ratings of several departments can be combined, as the choices of a form."""

from __future__ import annotations

from dataclasses import dataclass

from mitodoke.domain.combining import EXAMPLE_STEPS, Combining, worked_example
from mitodoke.domain.rounding import exact_text


@dataclass(frozen=True, slots=True)
class CombiningOption:
    """One choice: its value in the form, its name, what it means, and what it makes of the example."""

    value: str
    label: str
    explanation: str
    example: str


def combining_options() -> tuple[CombiningOption, ...]:
    """Every rule, in the order of the domain; the example is calculated by the rule itself."""
    lead, other = EXAMPLE_STEPS
    return tuple(
        CombiningOption(
            value=one.value,
            label=one.label,
            explanation=one.explanation,
            example=f"主担当が段階{lead}、ほかの部署が段階{other}なら{_percent(one)}",
        )
        for one in Combining
    )


def _percent(combining: Combining) -> str:
    exact = worked_example(combining).exact
    return "値なし" if exact is None else f"{exact_text(exact)}％"
