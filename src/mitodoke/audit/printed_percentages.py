"""The percentages a pledge report prints, level by level, as the search for its roll-up rule needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.outline import ItemKind
from mitodoke.domain.roll_up import Part

WHOLE = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedVision:
    """A vision with what is printed for it (None: lost or not printed) and for its pledges.

    `complete` tells that every pledge has a printed percentage; only then can the vision be calculated.
    """

    item_id: str
    printed: Decimal | None
    pledges: tuple[Part, ...]

    @property
    def complete(self) -> bool:
        """Whether the vision can be calculated from what is printed below it."""
        return bool(self.pledges) and all(part.exact is not None for part in self.pledges)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPercentages:
    """All visions and the overall percentage of one document; decimals are those of the print."""

    visions: tuple[PrintedVision, ...]
    overall: Decimal | None
    vision_decimals: int
    overall_decimals: int

    @property
    def complete(self) -> bool:
        """Whether every vision is printed or can be calculated, so that the whole can be."""
        return bool(self.visions) and all(v.complete or v.printed is not None for v in self.visions)


def printed_percentages(content: DocumentContent) -> PrintedPercentages:
    """What `content` prints. A pledge counts with the value of the body, or of the table where the body lost it."""
    stated = {(figure.subject, figure.figure): figure.value for figure in content.stated}
    below: dict[str | None, list[Part]] = {}
    for item in content.items:
        if item.kind is ItemKind.PLEDGE:
            below.setdefault(item.parent_id, []).append(_part(item.printed_progress))
    visions = tuple(
        PrintedVision(
            item_id=item.item_id,
            printed=item.printed_progress,
            pledges=tuple(below.get(item.item_id, ())),
        )
        for item in content.items
        if item.kind is ItemKind.VISION
    )
    overall = stated.get((WHOLE, "progress.overall"))
    return PrintedPercentages(
        visions=visions,
        overall=overall,
        vision_decimals=_decimals(vision.printed for vision in visions),
        overall_decimals=_decimals([overall]),
    )


def _part(value: Decimal | None) -> Part:
    return Part(exact=None if value is None else Fraction(value), rounded=value)


def _decimals(values: Iterable[Decimal | None]) -> int:
    """The most decimals that any of the values is printed with."""
    exponents = [value.as_tuple().exponent for value in values if value is not None]
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
