"""Opinions of outside evaluators as lists and pages: what each person may see of them, and do with them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from mitodoke.desk.presentation.words import show_due, show_moment
from mitodoke.desk.visit import Visit
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.opinion import OPINION_TRANSITIONS, OpinionAction, OpinionState
from mitodoke.domain.role import Grant, Right, Role
from mitodoke.plans.models import Opinion, PlanLedger, PlanVersion
from mitodoke.plans.records.ledger import content_of

NEXT_STEP: dict[OpinionState, str] = {
    OpinionState.RECEIVED: "企画担当が、回答する部署と期限を決めます。",
    OpinionState.WAITING: "担当部署が回答案を書きます。",
    OpinionState.ANSWERED: "企画担当が回答案を確かめ、確定するか、理由を付けて差し戻します。",
    OpinionState.CONFIRMED: "意見と市の回答は、公表の対象になります。",
    OpinionState.WITHDRAWN: "することはありません。",
}
"""What happens next to an opinion in this state, and who does it."""

_REASONS = {
    OpinionAction.RETURN: "差し戻す理由（確定するときは不要です）",
    OpinionAction.REOPEN: "確定を解く理由",
    OpinionAction.WITHDRAW: "取り下げる理由",
}

QUOTED = 60
"""How many characters of an opinion a list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionLine:
    """One opinion in a list."""

    address: str
    subject: str
    plan: str
    year: str
    evaluator: str
    quote: str
    state: str
    next_step: str
    department: str
    due: str
    overdue: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """One draft of an answer, the newest last."""

    number: int
    text: str
    written: str


def reads_everything(visit: Visit) -> bool:
    """Whether the person reads every opinion of the city, with drafts of answers."""
    return visit.may(Right.READ_ANSWERS)


def readable(visit: Visit, opinion: Opinion) -> bool:
    """Whether the person may read this opinion.

    With a role of the city that reads answers: all. In a department: what it was asked to answer. Evaluators:
    their own. For all of these: what was confirmed, which is meant to be published.
    """
    if reads_everything(visit) or opinion.state == OpinionState.CONFIRMED:
        return True
    return is_own(visit, opinion) or is_of_own_department(visit, opinion)


def is_own(visit: Visit, opinion: Opinion) -> bool:
    """Whether the person (or somebody they stand in for) wrote the opinion."""
    if opinion.person_id == visit.person.pk:
        return True
    return any(
        one.role is Role.EVALUATOR
        and one.on_behalf_of == opinion.person_id
        and one.municipality == visit.city.code
        for one in visit.grants
        if one.on_behalf_of is not None
    )


def is_of_own_department(visit: Visit, opinion: Opinion) -> bool:
    """Whether the person holds a role in the department that was asked to answer."""
    return opinion.department_id is not None and any(
        one.department == opinion.department_id for one in visit.grants
    )


def possible_actions(visit: Visit, opinion: Opinion) -> tuple[OpinionAction, ...]:
    """The acts that the table allows this person now, as the service decides them anew."""
    roles = {grant.role for grant in visit.grants if _reaches(grant, visit, opinion)}
    found = [
        line.action
        for line in OPINION_TRANSITIONS
        if line.before.value == opinion.state and line.role in roles
    ]
    return tuple(dict.fromkeys(found))


def _reaches(grant: Grant, visit: Visit, opinion: Opinion) -> bool:
    if not grant.covers(municipality=visit.city.code, department=opinion.department_id):
        return False
    return grant.role is not Role.EVALUATOR or opinion.person_id in (visit.person.pk, grant.on_behalf_of)


def opinions_in(visit: Visit, ledger: PlanLedger | None) -> list[Opinion]:
    """The readable opinions of a plan, or of every plan of the city: what waits longest first. One query."""
    rows = Opinion.objects.filter(ledger__municipality=visit.city).select_related("department", "ledger")
    if ledger is not None:
        rows = rows.filter(ledger=ledger)
    # Not due yet stands before settled ones: those without a due date have still to be given to somebody.
    found = [one for one in rows.order_by("due_on", "pk") if readable(visit, one)]
    return sorted(found, key=lambda one: OpinionState(one.state).is_settled)


def item_names(ledgers: Iterable[int]) -> dict[tuple[int, str], str]:
    """The names of items in the newest state of each ledger, by (ledger, item id): one query."""
    newest = PlanVersion.objects.filter(ledger=OuterRef("ledger")).order_by("-number").values("pk")[:1]
    rows = PlanVersion.objects.filter(ledger__in=set(ledgers), pk=Subquery(newest))
    return {
        (row.ledger_id, item.item_id): item.name for row in rows for item in content_of(row.content).items
    }


def responsible_in(opinion: Opinion, offered: Sequence[tuple[int, str]]) -> int | str:
    """The number of the first of the item's responsible departments that is `offered`, else an empty text."""
    newest = PlanVersion.objects.filter(ledger=opinion.ledger_id).order_by("-number").first()
    if opinion.item_key is None or newest is None or not offered:
        return ""
    numbers = {name: number for number, name in offered}
    found = next((one for one in content_of(newest.content).items if one.item_id == opinion.item_key), None)
    named = (found.departments if found else None) or ()
    return next((numbers[one] for one in named if one in numbers), "")


def opinion_lines(
    opinions: Sequence[Opinion], today: datetime.date, names: Mapping[tuple[int, str], str]
) -> tuple[OpinionLine, ...]:
    """Opinions as lines of a list."""
    return tuple(_line(one, today, names) for one in opinions)


def subject_of(opinion: Opinion, names: Mapping[tuple[int, str], str]) -> str:
    """The item that the opinion is on, or that it is on the plan as a whole."""
    if opinion.item_key is None:
        return "計画の全体"
    return names.get((opinion.ledger_id, opinion.item_key), f"（計画から消えた項目 {opinion.item_key}）")


def _line(one: Opinion, today: datetime.date, names: Mapping[tuple[int, str], str]) -> OpinionLine:
    state = OpinionState(one.state)
    parts = {"ledger_id": one.ledger_id, "opinion_id": one.pk}
    return OpinionLine(
        address=reverse("desk:opinion", kwargs=parts),
        subject=subject_of(one, names),
        plan=one.ledger.title,
        year=FiscalYear(one.fiscal_year).label,
        evaluator=one.evaluator,
        quote=quote(one.text),
        state=state.label,
        next_step=NEXT_STEP[state],
        department=one.department.name if one.department else "まだ決まっていません",
        due=""
        if one.due_on is None
        else format_date(one.due_on)
        if state.is_settled
        else show_due(one.due_on, today),
        overdue=is_overdue(one, today),
        settled=state.is_settled,
    )


def reason_label(actions: Iterable[OpinionAction]) -> str:
    """What the reason is for, of what can be done now; empty where nothing needs one."""
    return "、".join(_REASONS[one] for one in actions if one in _REASONS)


def is_overdue(opinion: Opinion, today: datetime.date) -> bool:
    """Whether the answer is late: past its due date and not confirmed."""
    return (
        opinion.due_on is not None and opinion.due_on < today and not OpinionState(opinion.state).is_settled
    )


def quote(text: str) -> str:
    """The beginning of an opinion as one line."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"


def told_answers(opinion: Opinion, *, only_confirmed: bool) -> tuple[ToldAnswer, ...]:
    """The drafts of the answer, oldest first; with `only_confirmed` the newest one once it is confirmed."""
    rows = list(opinion.answers.order_by("number"))
    if only_confirmed:
        rows = rows[-1:] if opinion.state == OpinionState.CONFIRMED else []
    return tuple(
        ToldAnswer(number=one.number, text=one.text, written=f"{one.by}、{show_moment(one.at)}")
        for one in rows
    )


def waiting_opinions(visit: Visit) -> tuple[OpinionLine, ...]:
    """The opinions that wait for this person in any city, those due first on top: one query, none without a role.

    A department answers, 企画担当 gives on and confirms. Items are not looked up: a line quotes the opinion.
    """
    waiting = Q(pk__in=())
    for grant in visit.grants:
        if grant.role in (Role.REPORTER, Role.HEAD):
            waiting |= Q(department=grant.department, state=OpinionState.WAITING.value)
        elif grant.role is Role.PLANNER:
            waiting |= Q(
                ledger__municipality=grant.municipality,
                state__in=[OpinionState.RECEIVED.value, OpinionState.ANSWERED.value],
            )
    if not waiting:
        return ()
    rows = Opinion.objects.filter(waiting).select_related("department", "ledger").order_by("due_on", "pk")
    return tuple(_line(one, visit.today, {}) for one in rows)
