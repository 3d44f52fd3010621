"""Which department is asked about what: derived from the departments that the plan or register names."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mitodoke.collaborations.models import CollaborationEntry
from mitodoke.departments.models import Department
from mitodoke.departments.queries import departments_today, exists_on
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.collaboration import CollaborationForm, Recurrence
from mitodoke.plans.models import Plan, PlanItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request to come: an item of the plan or an entry of last year's register, and the department by name.

    `departments` are the rows of that name today, or its successors'; none where the name is new.
    """

    item: PlanItem | None
    entry: CollaborationEntry | None
    name: str
    departments: tuple[Department, ...]
    is_lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """What opening a round would ask.

    `without_department` are items and entries for which the source names nobody: the planner assigns them by
    hand. `new_departments` are names that are not registered yet and will be. `one_off` counts last year's
    entries that take place once only and are not asked again.
    """

    requests: tuple[Request, ...]
    without_department: tuple[str, ...]
    new_departments: tuple[str, ...]
    one_off: int


def derive_requests(
    *,
    plan: Plan | None,
    previous: SourceDocument | None,
    municipality_code: str,
    asks: Collection[Ask],
    day: datetime.date,
    only: Collection[Department] | None = None,
) -> RoundPlan:
    """The requests of a round on `plan`, or of a register after the one of `previous`; `only` of these departments.

    Ratings and activities are asked for the levels that the plan has rated (the lowest by default), actual values for every item that has
    indicators. The department named first leads. A department that was reorganised is asked under today's name.
    """
    subjects = _plan_subjects(plan, asks) if plan is not None else _entry_subjects(previous, asks)
    found = _Departments(municipality_code, day)
    requests: list[Request] = []
    without: list[str] = []
    wanted = None if only is None else {one.pk for one in only}
    for item, entry, names in subjects:
        if not names:
            without.append(str(item or entry))
        for position, name in enumerate(names):
            departments = found.today(name)
            if wanted is not None:
                departments = tuple(one for one in departments if one.pk in wanted)
                if not departments:
                    continue
            requests.append(
                Request(item=item, entry=entry, name=name, departments=departments, is_lead=position == 0)
            )
            if entry is not None:
                break
    new = dict.fromkeys(one.name for one in requests if not one.departments)
    return RoundPlan(
        requests=tuple(requests),
        without_department=tuple(without),
        new_departments=tuple(new),
        one_off=0 if plan is not None else _count_one_off(previous, asks),
    )


_Subject = tuple[PlanItem | None, CollaborationEntry | None, tuple[str, ...]]


def _plan_subjects(plan: Plan, asks: Collection[Ask]) -> Iterator[_Subject]:
    measured = set(plan.indicators.values_list("item_id", flat=True)) if Ask.KPI_ACTUALS in asks else set()
    whole = bool({Ask.RATINGS, Ask.ACTIVITIES} & set(asks))
    for item in plan.items.order_by("position"):
        if (whole and item.kind in plan.rated_kinds) or item.pk in measured:
            yield item, None, tuple(dict.fromkeys(item.departments or ()))


def _entry_subjects(previous: SourceDocument | None, asks: Collection[Ask]) -> Iterator[_Subject]:
    if previous is None:
        return
    for entry in previous.collaboration_entries.order_by("position"):
        if _asked(entry, asks) and entry.recurrence != Recurrence.ONE_OFF:
            yield None, entry, tuple(dict.fromkeys(entry.departments))


def _count_one_off(previous: SourceDocument | None, asks: Collection[Ask]) -> int:
    if previous is None:
        return 0
    rows = previous.collaboration_entries.filter(recurrence=Recurrence.ONE_OFF)
    return sum(_asked(entry, asks) for entry in rows)


def _asked(entry: CollaborationEntry, asks: Collection[Ask]) -> bool:
    patronage = entry.form == CollaborationForm.PATRONAGE
    return (Ask.PATRONAGE if patronage else Ask.COLLABORATION_ENTRIES) in asks


class _Departments:
    """The departments of a municipality by name, looked up once."""

    def __init__(self, municipality_code: str, day: datetime.date) -> None:
        self._day = day
        self._rows: dict[str, list[Department]] = {}
        for row in Department.objects.filter(municipality=municipality_code).order_by("valid_to"):
            self._rows.setdefault(row.name, []).append(row)
        self._found: dict[str, tuple[Department, ...]] = {}

    def today(self, name: str) -> tuple[Department, ...]:
        """Who answers for `name` on the day: itself, or its successors; nobody for an unknown name."""
        if name not in self._found:
            rows = self._rows.get(name, [])
            current = next((row for row in rows if exists_on(row, self._day)), None)
            if current is not None:
                self._found[name] = (current,)
            else:
                after = [
                    one for row in rows[-1:] for one in departments_today(department=row, today=self._day)
                ]
                self._found[name] = tuple(one for one in after if exists_on(one, self._day))
        return self._found[name]
