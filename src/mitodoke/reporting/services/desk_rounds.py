"""A round at the desk: opened with its requests, extended, closed, reopened; each act with its event."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Department
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import ENTRY_ASKS, Ask, tidy_value
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.role import Grant, Right
from mitodoke.plans.models import Plan
from mitodoke.reporting.derive import RoundPlan, derive_requests
from mitodoke.reporting.models import HistoryEvent, ReportingRound
from mitodoke.reporting.permissions import Actor, actor
from mitodoke.reporting.requests import store_offers, store_requests
from mitodoke.reporting.round_dates import deny_due_before_start


def plan_desk_round(
    *,
    plan: Plan | None = None,
    register: SourceDocument | None = None,
    previous: SourceDocument | None = None,
    asks: Collection[Ask],
    opened_on: datetime.date,
    departments: Collection[Department] | None = None,
) -> RoundPlan:
    """What `open_desk_round` would ask of whom; writes nothing."""
    document = _document(plan, register)
    _deny_mixed_asks(plan, asks)
    return derive_requests(
        plan=plan,
        previous=previous,
        municipality_code=document.municipality_id,
        asks=asks,
        day=opened_on,
        only=departments,
    )


@transaction.atomic
def open_desk_round(
    *,
    plan: Plan | None = None,
    register: SourceDocument | None = None,
    previous: SourceDocument | None = None,
    fiscal_year: int,
    opened_on: datetime.date,
    due_on: datetime.date,
    asks: Collection[Ask],
    instructions: str | None = None,
    period: tuple[datetime.date, datetime.date] | None = None,
    departments: Collection[Department] | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> ReportingRound:
    """Open a round of `plan`, or of the collaboration `register`, and ask every department for its answers.

    Texts of `previous` (last year's document) are offered in the fields; numbers are not. Names of departments
    that are not registered yet are registered. `period` is the fiscal year where it is left out.
    """
    document = _document(plan, register)
    who = actor(by, clock)
    grant = _may_run(who, document, "調査の開始")
    _deny_mixed_asks(plan, asks)
    label = FiscalYear(fiscal_year).label
    newest = current_document(document.key)
    if newest is not None and newest.pk != document.pk:
        raise ActionDenied(
            f"「{document.title}」には新しい稿（第{newest.revision}稿）があります。新しい稿で調査を始めてください。"
        )
    # By key: the answers of an earlier round are a further revision of the same document.
    same = Q(plan__document__key=document.key) | Q(register__key=document.key)
    if ReportingRound.objects.filter(same, fiscal_year=fiscal_year).exists():
        raise ActionDenied(f"{label}の調査はすでにあります。その調査を使ってください。")
    deny_due_before_start(opened_on, due_on)
    if period is not None and period[1] < period[0]:
        raise ActionDenied("対象期間の終わりが始まりより前です。期間を確かめてください。")
    if previous is not None and previous.municipality_id != document.municipality_id:
        raise ActionDenied("昨年度の文書が別の自治体のものです。同じ自治体の文書を選んでください。")
    reporting_round = ReportingRound.objects.create(
        plan=plan,
        register=register,
        previous=previous,
        fiscal_year=fiscal_year,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        opened_on=opened_on,
        opened_by=who.name,
        due_on=due_on,
        asks=tuple(ask.value for ask in Ask if ask in asks),
        instructions=tidy_value(instructions),
    )
    requests = plan_desk_round(
        plan=plan,
        register=register,
        previous=previous,
        asks=asks,
        opened_on=opened_on,
        departments=departments,
    )
    assignments = store_requests(reporting_round, requests, document, who.name, clock)
    store_offers(reporting_round, assignments)
    opened = who.event(
        grant, round=reporting_round, act=HistoryAct.OPEN_ROUND, after=format_date(reporting_round.due_on)
    )
    HistoryEvent.objects.bulk_create(
        [opened]
        + [
            who.event(
                grant,
                round=reporting_round,
                assignment=one,
                act=HistoryAct.ASSIGN,
                after=one.department.name,
                state_after=one.state,
                revision=0,
            )
            for one in assignments
        ],
        batch_size=500,
    )
    return reporting_round


@transaction.atomic
def extend_round(
    *,
    reporting_round: ReportingRound,
    due_on: datetime.date,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> ReportingRound:
    """Move the due date of an open round, with a reason."""
    current, who, grant = _locked(reporting_round, by, clock, "期限の変更")
    if current.closed_on is not None:
        raise ActionDenied("この調査は締め切られています。期限を変えるには、調査を再開してください。")
    deny_due_before_start(current.opened_on, due_on)
    if due_on == current.due_on:
        raise ActionDenied("新しい期限が今の期限と同じです。別の日を指定してください。")
    who.event(
        grant,
        round=current,
        act=HistoryAct.EXTEND_ROUND,
        before=format_date(current.due_on),
        after=format_date(due_on),
        reason=_reason(reason, "期限を変える理由"),
    ).save()
    current.due_on = due_on
    current.save(update_fields=["due_on"])
    return current


@transaction.atomic
def close_desk_round(
    *, reporting_round: ReportingRound, reason: str | None = None, by: User, clock: Clock = timezone.now
) -> ReportingRound:
    """Close a round: nothing changes in it any more. Where answers are not 確定 yet, only with a reason.

    What is not 確定 does not count; `adopt_answers` makes facts of the rest.
    """
    current, who, grant = _locked(reporting_round, by, clock, "調査の締切")
    if current.closed_on is not None:
        raise ActionDenied("この調査はすでに締め切られています。")
    if who.today < current.opened_on:
        raise ActionDenied("開始前の調査は締め切れません。開始日以後に締め切ってください。")
    open_answers = (
        current.assignments.filter(cancelled=False).exclude(state=AnswerState.CONFIRMED.value).count()
    )
    told = tidy_value(reason)
    if open_answers and told is None:
        raise ActionDenied(
            f"確定していない回答が{open_answers:,}件あります。確定するか、確定しないまま締め切る理由を入力してください。"
        )
    who.event(grant, round=current, act=HistoryAct.CLOSE_ROUND, reason=told).save()
    current.closed_on, current.closed_by = who.today, who.name
    current.save(update_fields=["closed_on", "closed_by"])
    return current


@transaction.atomic
def reopen_round(
    *,
    reporting_round: ReportingRound,
    due_on: datetime.date,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> ReportingRound:
    """Open a closed round again until it is closed anew, with a reason and another due date (today at least).

    Answers stay in their states; what was published stays as it was.
    """
    current, who, grant = _locked(reporting_round, by, clock, "調査の再開")
    if current.closed_on is None:
        raise ActionDenied("この調査は締め切られていません。期限を延ばすには、期限を変更してください。")
    if due_on < who.today:
        raise ActionDenied("新しい回答期限が今日より前です。今日以後の日を指定してください。")
    who.event(
        grant,
        round=current,
        act=HistoryAct.REOPEN_ROUND,
        after=format_date(due_on),
        reason=_reason(reason, "調査を再開する理由"),
    ).save()
    current.closed_on = current.closed_by = None
    current.due_on = due_on
    current.save(update_fields=["closed_on", "closed_by", "due_on"])
    return current


def _document(plan: Plan | None, register: SourceDocument | None) -> SourceDocument:
    if (plan is None) is (register is None):
        raise ValueError("a round is of a plan or of a register")
    if plan is not None:
        return plan.document
    assert register is not None
    return register


def _deny_mixed_asks(plan: Plan | None, asks: Collection[Ask]) -> None:
    if not asks:
        raise ActionDenied("調査で尋ねることが選ばれていません。一つ以上選んでください。")
    of_entries = set(asks) & ENTRY_ASKS
    wrong = of_entries if plan is not None else set(asks) - ENTRY_ASKS
    if wrong:
        names = "、".join(ask.label for ask in Ask if ask in wrong)
        subject = "計画の調査" if plan is not None else "協働事業の調査"
        raise ActionDenied(f"{subject}では{names}を尋ねられません。別の調査を開いてください。")


def _may_run(who: Actor, document: SourceDocument, what: str) -> Grant:
    return grant_for(who, Right.RUN_ROUNDS, municipality=document.municipality_id, what=what)


def _locked(
    reporting_round: ReportingRound, by: User, clock: Clock, what: str
) -> tuple[ReportingRound, Actor, Grant]:
    """The round as it is now; writes of others wait for this transaction (SQLite has one writer)."""
    current = ReportingRound.objects.select_related("plan__document", "register").get(pk=reporting_round.pk)
    who = actor(by, clock)
    return current, who, _may_run(who, current.document, what)


def _reason(text: str, what: str) -> str:
    reason = tidy_value(text)
    if reason is None:
        raise ActionDenied(f"{what}を入力してください。")
    return reason
