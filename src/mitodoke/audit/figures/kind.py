"""What a kind of figure is: which stated figures it recomputes, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mitodoke.audit.rule_search import RuleSearch, value_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import Mean
from mitodoke.domain.rounding import exact_text


@dataclass(frozen=True)
class AuditContext:
    """What every kind of figure may look at: the content, and the search for its roll-up rule."""

    content: DocumentContent
    search: RuleSearch

    @cached_property
    def kinds(self) -> dict[str, ItemKind]:
        """The kind of each item."""
        return {item.item_id: item.kind for item in self.content.items}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind:
    """A kind of figure: its `name`, which stated figures it `covers`, and how they are recomputed.

    `recompute` gives one figure for each stated figure handed to it, in their order. `derive` gives figures that
    follow from the content although no sentence states them (a KPI repeated as a numeric target).
    """

    name: str
    covers: Callable[[AuditContext, StatedFigure], bool]
    recompute: Callable[[AuditContext, Sequence[StatedFigure]], Iterable[Figure]]
    derive: Callable[[AuditContext], Iterable[Figure]] | None = None


def figure_beside(
    stated: StatedFigure,
    *,
    rule: str,
    exact: Fraction | Decimal | int | None = None,
    calculated: Fraction | Decimal | int | None = None,
) -> Figure:
    """`stated` beside its recomputation; `calculated` is the exact value where it is not given apart.

    They agree when both are given and equal; where either is missing nothing is said.
    """
    if calculated is None:
        calculated = exact
    agrees = None
    if stated.value is not None and calculated is not None:
        agrees = Fraction(stated.value) == Fraction(calculated)
    return Figure(
        subject=stated.subject,
        figure=stated.figure,
        printed=None if stated.value is None else f"{stated.value:f}",
        calculated_exact=number_text(exact),
        calculated=number_text(calculated),
        rule=rule,
        agrees=agrees,
        place=stated.place,
    )


def figure_from_means(stated: StatedFigure, means: Sequence[Mean], rule: str) -> Figure:
    """`stated` beside the means that all possible rules give: only what they agree on is calculated.

    Where they disagree, a printed value that none of them gives is wrong under every rule.
    """
    values = {value_of(mean) for mean in means}
    exacts = {mean.exact for mean in means}
    agreed = len(values) == 1
    impossible = stated.value is not None and Fraction(stated.value) not in values
    figure = figure_beside(stated, rule=rule, calculated=_printable(means[0]) if agreed else None)
    return replace(
        figure,
        calculated_exact=number_text(exacts.pop()) if len(exacts) == 1 else None,
        agrees=figure.agrees if agreed or not impossible else False,
    )


def _printable(mean: Mean) -> Fraction | Decimal | None:
    return mean.exact if mean.rounded is None else mean.rounded


def number_text(value: Fraction | Decimal | int | None) -> str | None:
    """A number as plain text; a fraction as a decimal of at most 12 places."""
    if value is None:
        return None
    return f"{value:f}" if isinstance(value, Decimal) else exact_text(Fraction(value))
