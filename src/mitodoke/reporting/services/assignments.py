"""Requests that are added to a round, or taken back, by hand."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Department
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import tidy_value
from mitodoke.domain.approval import Action, AnswerState, window_refusal
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Grant, Right
from mitodoke.plans.models import PlanItem
from mitodoke.reporting.models import Assignment, HistoryEvent, ReportingRound
from mitodoke.reporting.permissions import Actor, actor, authorise


@transaction.atomic
def assign_item(
    *,
    reporting_round: ReportingRound,
    item: PlanItem,
    department: Department,
    by: User,
    clock: Clock = timezone.now,
) -> Assignment:
    """Ask `department` about `item` as well, or again after the request was cancelled; by the planner.

    Where nobody was asked about the item yet, the department leads (gives the indicators' values).
    """
    current, who, grant = _open_round(reporting_round, by, clock, right=Right.RUN_ROUNDS, what="回答の依頼")
    _deny_foreign(current, department)
    if item.plan_id != current.plan_id:
        raise ActionDenied(f"「{item}」はこの調査の計画の項目ではありません。")
    others = current.assignments.filter(item=item, cancelled=False)
    leads = not others.filter(is_lead=True).exists()
    known = current.assignments.filter(item=item, department=department).first()
    if known is not None and not known.cancelled:
        raise ActionDenied(f"{department.name}にはすでにこの項目の回答を依頼しています。")
    if known is not None:
        known.cancelled, known.is_lead = False, leads
        known.save(update_fields=["cancelled", "is_lead"])
    assignment = known or Assignment.objects.create(
        round=current, item=item, department=department, position=_next_position(current), is_lead=leads
    )
    who.event(
        grant,
        round=current,
        assignment=assignment,
        act=HistoryAct.ASSIGN,
        after=department.name,
        state_after=assignment.state,
        revision=assignment.revision,
    ).save()
    return assignment


@transaction.atomic
def add_entry(
    *, reporting_round: ReportingRound, department: Department, by: User, clock: Clock = timezone.now
) -> Assignment:
    """Add a collaboration project that last year's register does not have; by the department or the planner."""
    current, who, _ = _open_round(reporting_round, by, clock, right=None, what="事業の追加")
    if current.register_id is None:
        raise ActionDenied(
            "この調査は計画の調査のため、協働事業は追加できません。協働事業の調査で追加してください。"
        )
    _deny_foreign(current, department)
    municipality = current.document.municipality_id
    grants = who.grants_for(
        Right.WRITE_ANSWERS, municipality=municipality, department=department.pk
    ) or who.grants_for(Right.RUN_ROUNDS, municipality=municipality)
    grant = (
        grants[0]
        if grants
        else grant_for(
            who,
            Right.WRITE_ANSWERS,
            municipality=municipality,
            department=department.pk,
            what=f"{department.name}の協働事業の追加",
        )
    )
    number = current.assignments.filter(entry_key__startswith="new-").count() + 1
    assignment = Assignment.objects.create(
        round=current,
        department=department,
        entry_key=f"new-{number}",
        position=_next_position(current),
        is_lead=True,
    )
    who.event(
        grant,
        round=current,
        assignment=assignment,
        act=HistoryAct.ASSIGN,
        after=department.name,
        state_after=assignment.state,
        revision=0,
    ).save()
    return assignment


@transaction.atomic
def cancel_assignment(
    *, assignment: Assignment, reason: str, by: User, clock: Clock = timezone.now
) -> Assignment:
    """Take a request back with a reason; its fields and history stay, and it counts nowhere.

    By the planner; by the department only for an entry that it added itself and has not submitted. Whoever was
    left of the departments asked about the item leads then.
    """
    current = Assignment.objects.select_related("round__plan__document", "round__register").get(
        pk=assignment.pk
    )
    reporting_round, who, _ = _open_round(current.round, by, clock, right=None, what="依頼の取消し")
    told = tidy_value(reason)
    if told is None:
        raise ActionDenied("依頼を取り消す理由を入力してください。")
    if current.cancelled:
        raise ActionDenied("この回答の依頼はすでに取り消されています。")
    municipality = reporting_round.document.municipality_id
    added = (current.entry_key or "").startswith("new-")
    planning = who.grants_for(Right.RUN_ROUNDS, municipality=municipality)
    if planning:
        grant = planning[0]
    elif added:
        grant = authorise(who, current, reporting_round, Action.SAVE, municipality=municipality).grant
    else:
        grant = grant_for(who, Right.RUN_ROUNDS, municipality=municipality, what="依頼の取消し")
    if current.state == AnswerState.CONFIRMED:
        raise ActionDenied("確定した回答の依頼は取り消せません。先に理由を付けて確定を解いてください。")
    current.cancelled = True
    current.save(update_fields=["cancelled"])
    if current.is_lead and current.item_id is not None:
        heir = (
            Assignment.objects.filter(round=reporting_round, item=current.item_id, cancelled=False)
            .order_by("position")
            .first()
        )
        if heir is not None:
            Assignment.objects.filter(pk=current.pk).update(is_lead=False)
            Assignment.objects.filter(pk=heir.pk).update(is_lead=True)
    who.event(
        grant,
        round=reporting_round,
        assignment=current,
        act=HistoryAct.CANCEL,
        reason=told,
        state_before=current.state,
        state_after=current.state,
        revision=current.revision,
    ).save()
    return current


@transaction.atomic
def restore_assignment(*, assignment: Assignment, by: User, clock: Clock = timezone.now) -> Assignment:
    """Ask again for an answer whose request was cancelled; by the planner. Its fields and history are still there.

    It leads where nobody else that is asked about the item does.
    """
    current = Assignment.objects.select_related("item", "department").get(pk=assignment.pk)
    reporting_round, who, grant = _open_round(
        current.round, by, clock, right=Right.RUN_ROUNDS, what="回答の依頼"
    )
    if not current.cancelled:
        raise ActionDenied("この回答の依頼は取り消されていません。")
    leads = (
        current.item_id is None
        or not reporting_round.assignments.filter(
            item=current.item_id, cancelled=False, is_lead=True
        ).exists()
    )
    current.cancelled, current.is_lead = False, leads
    current.save(update_fields=["cancelled", "is_lead"])
    who.event(
        grant,
        round=reporting_round,
        assignment=current,
        act=HistoryAct.ASSIGN,
        after=current.department.name,
        state_after=current.state,
        revision=current.revision,
    ).save()
    return current


@transaction.atomic
def move_assignments(
    *,
    reporting_round: ReportingRound,
    predecessor: Department,
    successor: Department,
    reason: str,
    only: Assignment | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> list[Assignment]:
    """組織改編 during a round: the requests to `predecessor` that are not 確定 go to `successor` as they stand.

    With `only`, that one request goes. Drafts, states and history go along. Denied where the successor is asked about one of the items itself: the
    planner then decides which of the two requests to cancel.
    """
    current, who, grant = _open_round(reporting_round, by, clock, right=Right.RUN_ROUNDS, what="担当の変更")
    told = tidy_value(reason)
    if told is None:
        raise ActionDenied("担当を移す理由を入力してください。")
    _deny_foreign(current, successor)
    moving = list(
        current.assignments.filter(department=predecessor, cancelled=False)
        .exclude(state=AnswerState.CONFIRMED.value)
        .filter(**({} if only is None else {"pk": only.pk}))
        .select_related("item", "department")
    )
    if not moving or predecessor.pk == successor.pk:
        raise ActionDenied(f"{predecessor.name}から{successor.name}に移す回答の依頼がありません。")
    known = current.assignments.filter(department=successor, item__isnull=False)
    asked = dict(known.values_list("item_id", "cancelled"))
    both = [str(one.item) for one in moving if one.item_id in asked]
    if both and all(asked[one.item_id] for one in moving if one.item_id in asked):
        raise ActionDenied(
            f"{successor.name}への同じ項目の依頼が、取り消されたまま残っています（{'、'.join(both[:3])}）。"
            "移す代わりに、その依頼をもう一度依頼し、こちらの依頼を取り消してください。"
        )
    if both:
        raise ActionDenied(
            f"{successor.name}にも同じ項目の回答を依頼しています（{'、'.join(both[:3])}）。"
            "どちらかの依頼を取り消してから移してください。"
        )
    events = []
    for one in moving:
        one.revision += 1
        one.department = successor
        events.append(
            who.event(
                grant,
                round=current,
                assignment=one,
                act=HistoryAct.MOVE,
                before=predecessor.name,
                after=successor.name,
                reason=told,
                state_before=one.state,
                state_after=one.state,
                revision=one.revision,
            )
        )
    Assignment.objects.bulk_update(moving, ["department", "revision"], batch_size=200)
    HistoryEvent.objects.bulk_create(events, batch_size=500)
    return moving


def _open_round(
    reporting_round: ReportingRound, by: User, clock: Clock, *, right: Right | None, what: str
) -> tuple[ReportingRound, Actor, Grant | None]:
    """The round as it is now, which is not closed, and who acts by which role."""
    current = ReportingRound.objects.select_related("plan__document", "register").get(pk=reporting_round.pk)
    who = actor(by, clock)
    grant = (
        None
        if right is None
        else grant_for(who, right, municipality=current.document.municipality_id, what=what)
    )
    if current.closed_on is not None and (refusal := window_refusal(current.window, who.today)):
        raise ActionDenied(refusal)
    return current, who, grant


def _deny_foreign(reporting_round: ReportingRound, department: Department) -> None:
    if department.municipality_id != reporting_round.document.municipality_id:
        raise ActionDenied(f"{department.name}は、この調査の自治体の部署ではありません。")


def _next_position(reporting_round: ReportingRound) -> int:
    last = reporting_round.assignments.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
