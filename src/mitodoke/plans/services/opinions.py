"""Writes: opinions of outside evaluators, led along the table of `domain.opinion` until they are answered."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Department
from mitodoke.departments.queries import exists_on
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.opinion import OpinionAction, OpinionState, OpinionTransition, decide_opinion
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import needed_text, tidy_text, year_refusal
from mitodoke.domain.role import Grant, Right, Role
from mitodoke.plans.models import Opinion, OpinionAnswer, PlanLedger
from mitodoke.plans.permissions import PlanActor, item_of, plan_actor
from mitodoke.plans.queries.history import OPINION_DEPARTMENT
from mitodoke.plans.queries.ledgers import ledger_state


@transaction.atomic
def write_opinion(
    *,
    ledger: PlanLedger,
    item_id: str | None,
    fiscal_year: int,
    evaluator: str,
    text: str,
    written_on: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> Opinion:
    """Write an opinion on an item (None: on the plan) of `fiscal_year`, in the name of `evaluator`."""
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.WRITE_OPINIONS, municipality=ledger.municipality_id, what="意見の記入")
    if refusal := year_refusal(fiscal_year):
        raise ActionDenied(refusal)
    if written_on > who.today:
        raise ActionDenied("意見の日付は今日までの日にしてください。")
    state = ledger_state(ledger=ledger)
    if state.in_force is None:
        raise ActionDenied("この計画はまだ決定されていないため、意見を書けません。")
    if item_id is not None:
        item_of(state.in_force, item_id)
    row = Opinion.objects.create(
        ledger=ledger,
        item_key=item_id,
        fiscal_year=fiscal_year,
        evaluator=needed_text(evaluator, "評価者の名前", single_line=True),
        text=needed_text(text, "意見"),
        written_on=written_on,
        by=who.name,
        person=by,
        at=who.at,
    )
    _tell(who, grant, row, PlanAct.OPINION, after=row.text)
    return row


@transaction.atomic
def assign_opinion(
    *,
    opinion: Opinion,
    department: Department,
    due_on: datetime.date,
    seen: int,
    by: User,
    clock: Clock = timezone.now,
) -> Opinion:
    """Ask `department` to answer by `due_on`; again to ask another one."""
    who = plan_actor(by, clock)
    current, line, grant = _line(opinion, OpinionAction.ASSIGN, None, seen, who)
    if department.municipality_id != current.ledger.municipality_id or not exists_on(department, who.today):
        raise ActionDenied(
            f"{department.name}は、今この自治体にある部署ではありません。部署を選び直してください。"
        )
    if due_on < who.today:
        raise ActionDenied("回答期限は今日以後の日にしてください。")
    before = current.department.name if current.department else None
    current.department, current.due_on = department, due_on
    _step(current, line)
    _tell(who, grant, current, PlanAct.RECORD, field=OPINION_DEPARTMENT, before=before, after=department.name)
    _tell_state(who, grant, current, line, None)
    return current


@transaction.atomic
def answer_opinion(
    *, opinion: Opinion, text: str, seen: int, by: User, clock: Clock = timezone.now
) -> OpinionAnswer:
    """Draft the city's answer; it is published only once 企画担当 has confirmed it. Earlier drafts stay."""
    who = plan_actor(by, clock)
    current, line, grant = _line(opinion, OpinionAction.ANSWER, None, seen, who)
    last = current.answers.order_by("-number").first()
    answer = OpinionAnswer.objects.create(
        opinion=current,
        number=(last.number if last else 0) + 1,
        text=needed_text(text, "意見への回答"),
        by=who.name,
        person=by,
        at=who.at,
    )
    _step(current, line)
    _tell(who, grant, current, PlanAct.ANSWER_OPINION, before=last.text if last else None, after=answer.text)
    _tell_state(who, grant, current, line, None)
    return answer


@transaction.atomic
def act_on_opinion(
    *,
    opinion: Opinion,
    action: OpinionAction,
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> Opinion:
    """差戻し, 確定, 確定を解く or 取下げ; asking and answering have functions of their own."""
    if action in (OpinionAction.ASSIGN, OpinionAction.ANSWER):
        raise ValueError(f"{action} needs more than an act: assign_opinion, answer_opinion")
    who = plan_actor(by, clock)
    told = tidy_text(reason, "理由")
    current, line, grant = _line(opinion, action, told, seen, who)
    if action is OpinionAction.CONFIRM and current.answers.order_by("-number")[0].person_id == by.pk:
        raise ActionDenied("回答案を書いた人は確定できません。ほかの企画担当に依頼してください。")
    _step(current, line)
    _tell_state(who, grant, current, line, told)
    return current


def _line(
    opinion: Opinion, action: OpinionAction, reason: str | None, seen: int, who: PlanActor
) -> tuple[Opinion, OpinionTransition, Grant]:
    """The opinion as it is now, the line of the table that applies, and the role it is done by."""
    current = Opinion.objects.select_related("ledger", "department").get(pk=opinion.pk)
    code = current.ledger.municipality_id
    held: dict[Role, Grant] = {}
    for grant in who.grants:
        if not grant.covers(municipality=code, department=current.department_id):
            continue
        own = current.person_id in (who.person.pk, grant.on_behalf_of)
        if grant.role is not Role.EVALUATOR or own:
            held.setdefault(grant.role, grant)
    if seen != current.revision:
        raise ActionDenied("開いている間に、この意見の扱いが変わりました。画面を開き直してください。")
    line = decide_opinion(state=OpinionState(current.state), action=action, roles=held.keys(), reason=reason)
    return current, line, held[line.role]


def _step(opinion: Opinion, line: OpinionTransition) -> None:
    opinion.state = line.after.value
    opinion.revision += 1
    opinion.save(update_fields=["state", "revision", "department", "due_on"])


def _tell_state(
    who: PlanActor, grant: Grant, opinion: Opinion, line: OpinionTransition, reason: str | None
) -> None:
    if line.before is not line.after:
        _tell(
            who,
            grant,
            opinion,
            PlanAct.OPINION_STATE,
            before=line.before.label,
            after=line.after.label,
            reason=reason,
        )


def _tell(
    who: PlanActor,
    grant: Grant,
    opinion: Opinion,
    act: PlanAct,
    *,
    field: str | None = None,
    before: str | None = None,
    after: str | None = None,
    reason: str | None = None,
) -> None:
    subject = opinion.ledger.title
    if opinion.item_key is not None:
        subject = item_of(ledger_state(ledger=opinion.ledger).content, opinion.item_key).name
    who.event(
        grant,
        opinion.ledger,
        act,
        subject=subject,
        item_key=opinion.item_key,
        field=field,
        before=before,
        after=after,
        reason=reason,
    ).save()
