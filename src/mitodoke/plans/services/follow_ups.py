"""Writes: the yearly 検証 of items, what came of it a year later, and observations with their decisions."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import needed_text, tidy_text, year_refusal
from mitodoke.domain.role import Right
from mitodoke.plans.models import FollowUp, Observation, PlanLedger, Verification
from mitodoke.plans.permissions import item_grant, item_of, plan_actor
from mitodoke.plans.queries.ledgers import ledger_state

_WRITERS = (Right.EDIT_PLANS, Right.WRITE_ANSWERS, Right.APPROVE_ANSWERS)


@transaction.atomic
def verify_item(
    *,
    ledger: PlanLedger,
    item_id: str,
    fiscal_year: int,
    decision: VerificationDecision,
    reason: str,
    next_steps: str | None = None,
    seen: int = 0,
    by: User,
    clock: Clock = timezone.now,
) -> Verification:
    """Say what becomes of an item after `fiscal_year` and why; again replaces, and the earlier one stays.

    `seen` is the number of the 検証 that the person looked at, 0 where there was none.
    """
    who = plan_actor(by, clock)
    item = item_of(ledger_state(ledger=ledger).content, item_id)
    grant = item_grant(who, _WRITERS, ledger, item, "検証")
    if refusal := year_refusal(fiscal_year):
        raise ActionDenied(refusal)
    if FiscalYear(fiscal_year).first_day > who.today:
        raise ActionDenied("まだ始まっていない年度は検証できません。年度を確かめてください。")
    rows = Verification.objects.filter(ledger=ledger, item_key=item_id, fiscal_year=fiscal_year)
    last = rows.order_by("-number").first()
    if seen != (last.number if last else 0):
        raise ActionDenied(
            f"「{item.name}」の検証は、開いている間に{last.by if last else ''}が入力しました。確かめてからやり直してください。"
        )
    if last is not None and last.follow_ups.exists():
        raise ActionDenied("その後を記録した検証は変えられません。次の年度の検証に書いてください。")
    row = Verification.objects.create(
        ledger=ledger,
        item_key=item_id,
        fiscal_year=fiscal_year,
        number=(last.number if last else 0) + 1,
        decision=decision.value,
        reason=needed_text(reason, "検証の理由"),
        next_steps=tidy_text(next_steps, "次年度に行うこと"),
        by=who.name,
        person=by,
        at=who.at,
    )
    who.event(
        grant,
        ledger,
        PlanAct.VERIFY,
        subject=item.name,
        item_key=item_id,
        field=FiscalYear(fiscal_year).label,
        before=None if last is None else VerificationDecision(last.decision).label,
        after=decision.label,
        reason=row.reason,
    ).save()
    return row


@transaction.atomic
def follow_up(
    *, verification: Verification, fiscal_year: int, text: str, by: User, clock: Clock = timezone.now
) -> FollowUp:
    """Say in a later year what came of a 検証; the newest 検証 of its year is the one that is followed."""
    who = plan_actor(by, clock)
    ledger = verification.ledger
    item = item_of(ledger_state(ledger=ledger).content, verification.item_key)
    grant = item_grant(who, _WRITERS, ledger, item, "検証のその後の記録")
    if refusal := year_refusal(fiscal_year):
        raise ActionDenied(refusal)
    if fiscal_year <= verification.fiscal_year:
        raise ActionDenied("その後は、検証した年度より後の年度に記録してください。")
    newer = Verification.objects.filter(
        ledger=ledger,
        item_key=verification.item_key,
        fiscal_year=verification.fiscal_year,
        number__gt=verification.number,
    )
    if newer.exists():
        raise ActionDenied("この検証は書き直されています。画面を開き直してください。")
    row = FollowUp.objects.create(
        verification=verification,
        fiscal_year=fiscal_year,
        text=needed_text(text, "検証のその後"),
        by=who.name,
        person=by,
        at=who.at,
    )
    who.event(
        grant,
        ledger,
        PlanAct.FOLLOW_UP,
        subject=item.name,
        item_key=item.item_id,
        field=FiscalYear(verification.fiscal_year).label,
        after=row.text,
    ).save()
    return row


@transaction.atomic
def observe(
    *,
    ledger: PlanLedger,
    item_id: str,
    observed_on: datetime.date,
    observation: str,
    decision: str,
    corrects: Observation | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> Observation:
    """Log what was seen of an item on a day and what was decided because of it; `corrects` an earlier entry."""
    who = plan_actor(by, clock)
    item = item_of(ledger_state(ledger=ledger).content, item_id)
    grant = item_grant(who, _WRITERS, ledger, item, "観察と判断の記録")
    if observed_on > who.today:
        raise ActionDenied("観察の日付は今日までの日にしてください。")
    if corrects is not None:
        if (corrects.ledger_id, corrects.item_key) != (ledger.pk, item_id):
            raise ActionDenied("別の項目の記録は訂正できません。")
        if corrects.corrections.exists():
            raise ActionDenied("この記録はすでに訂正されています。訂正した記録のほうを訂正してください。")
    row = Observation.objects.create(
        ledger=ledger,
        item_key=item_id,
        observed_on=observed_on,
        observation=needed_text(observation, "観察"),
        decision=needed_text(decision, "判断"),
        corrects=corrects,
        by=who.name,
        person=by,
        at=who.at,
    )
    who.event(
        grant,
        ledger,
        PlanAct.OBSERVE,
        subject=item.name,
        item_key=item_id,
        before=None if corrects is None else corrects.decision,
        after=row.decision,
        reason=row.observation,
    ).save()
    return row
