"""What an answer still needs before it can be handed in, with the way to each field; and what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.desk.presentation.controls import Control
from mitodoke.plans.models import PlanItem
from mitodoke.reporting.queries import AnswerPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing to do: the sentence that stands at `field` too, and the id of the field's place on the page."""

    field: str
    place: str
    label: str
    sentence: str


def needs(groups: Iterable[tuple[str, Iterable[Control]]]) -> tuple[Need, ...]:
    """Conflicts to decide, what is missing or unreadable, and doubts without a reason, in the order of the form.

    `groups` are titles (a KPI's name, 実施1, or empty) with their controls.
    """
    return tuple(
        Need(
            field=one.name,
            place=one.place,
            label=f"{title}の{one.label}" if title else one.label,
            sentence=sentence,
        )
        for title, controls in groups
        for one in controls
        for sentence in _sentences(one)
    )


def _sentences(control: Control) -> Iterable[str]:
    if control.conflict is not None:
        yield "別の人が先に変えています。どちらの内容を残すか選んでください。"
    yield from control.problems
    for doubt in control.doubts:
        if doubt.reason is None:
            yield doubt.message


def is_complete(page: AnswerPage) -> bool:
    """Whether nothing is missing, unreadable or doubted without a reason."""
    return not page.problems and all(one.override_reason is not None for one in page.doubts)


def above(item: PlanItem | None) -> tuple[str, ...]:
    """The items above, the highest first: which promise the answer is for; one query."""
    if item is None or item.parent_id is None:
        return ()
    nearest = PlanItem.objects.select_related("parent__parent__parent__parent").get(pk=item.parent_id)
    found: list[str] = []
    one: PlanItem | None = nearest
    while one is not None:
        found.append(str(one))
        one = one.parent
    return tuple(reversed(found))
