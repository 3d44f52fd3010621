"""How the plans of a city roll their ratings up by a choice of their own, for the page of the method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mitodoke.domain.own_roll_up import RollUp
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.findings import FindingDocument
from mitodoke.publishing.presentation.own_rule import own_words
from mitodoke.publishing.presentation.page import Link


@dataclass(frozen=True, slots=True)
class ShownRollUp:
    """The rule of one edition: what each level is called, and how its percentage comes about, the whole first."""

    edition: Link
    rules: tuple[tuple[str, str], ...]


def shown_roll_ups(documents: Sequence[FindingDocument]) -> tuple[ShownRollUp, ...]:
    """The editions whose percentages are calculated by a rule that the plan chose."""
    return tuple(
        _shown(document)
        for document in documents
        if document.index.calculates and document.index.edition.content.roll_up is not None
    )


def _shown(document: FindingDocument) -> ShownRollUp:
    index = document.index
    rolled = RollUp(index.edition.content)
    return ShownRollUp(
        Link(document.label, document.addresses.home),
        tuple(
            (tr("全体") if kind is None else index.level_word(kind), own_words(rolled.rule_of(kind)))
            for kind in (None, *rolled.kinds)
        ),
    )
