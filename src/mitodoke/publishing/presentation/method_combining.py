"""How the ratings of several departments become one value, for the page of the method: read from the rule itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.combining import EXAMPLE_STEPS, Combining, worked_example
from mitodoke.domain.rounding import exact_text
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.findings import FindingDocument
from mitodoke.publishing.presentation.page import Link


@dataclass(frozen=True, slots=True)
class ShownCombining:
    """One rule with what it makes of the example; `used` lists the editions with ratings that follow it."""

    label: str
    explanation: str
    example: str
    used: tuple[Link, ...]


def shown_combining(documents: Sequence[FindingDocument]) -> tuple[ShownCombining, ...]:
    """Every rule that a plan can choose."""
    return tuple(
        ShownCombining(
            label=tr(one.label),
            explanation=tr(one.explanation),
            example=_example(one),
            used=tuple(
                Link(document.label, document.addresses.home)
                for document in documents
                if document.index.edition.content.ratings and document.index.edition.content.combining is one
            ),
        )
        for one in Combining
    )


def _example(combining: Combining) -> str:
    lead, other = EXAMPLE_STEPS
    exact = worked_example(combining).exact
    return tr(
        "例：主担当が段階{lead}、ほかの部署が段階{other}なら{number}％",
        lead=lead,
        other=other,
        number="" if exact is None else exact_text(exact),
    )
