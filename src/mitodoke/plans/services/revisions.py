"""Writes: 見直し of a plan begun, decided or given up; and notes beside promises, whose words stay."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_editing import promised_wordings
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import needed_text, tidy_text
from mitodoke.domain.role import Right
from mitodoke.plans.models import PlanLedger, PlanRevision, PromisedWording, WordingNote
from mitodoke.plans.permissions import item_of, plan_actor
from mitodoke.plans.queries.ledgers import ledger_state
from mitodoke.plans.versions import add_version


@transaction.atomic
def begin_revision(
    *,
    ledger: PlanLedger,
    reason: str,
    decider: str,
    decided_on: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> PlanRevision:
    """Start a 見直し: from now on a draft of the plan can be changed, while what is in force stays."""
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="計画の見直し")
    state = ledger_state(ledger=ledger)
    if state.revision is not None:
        raise ActionDenied(
            f"「{state.revision.name}」がまだ終わっていません。決定するか取りやめてから始めてください。"
        )
    done = PlanRevision.objects.filter(ledger=ledger)
    # Those that were given up keep their number; they are not counted in the name.
    reviews = done.filter(is_reorganisation=False, result__isnull=False).count()
    revision = PlanRevision.objects.create(
        ledger=ledger,
        number=done.count() + 1,
        name=f"第{reviews}回見直し",
        reason=needed_text(reason, "見直しの理由"),
        decider=needed_text(decider, "決定者", single_line=True),
        decided_on=decided_on,
        base=state.version,
        begun_by=who.name,
        begun_at=who.at,
    )
    version = add_version(ledger, revision, state.content, who)
    who.event(
        grant,
        ledger,
        PlanAct.BEGIN_REVISION,
        subject=revision.name,
        version=version,
        reason=revision.reason,
    ).save()
    return revision


@transaction.atomic
def decide_revision(
    *,
    ledger: PlanLedger,
    seen: int,
    decider: str | None = None,
    decided_on: datetime.date | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> PlanRevision:
    """Put the draft that was seen in force, as decided by `decider` on `decided_on` (None: as told at the start).

    The wording of its promises is fixed from now on. Denied where the draft changes nothing or is empty.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="計画の決定")
    state = ledger_state(ledger=ledger)
    revision = state.revision
    if revision is None:
        raise ActionDenied("決定を待っている策定や見直しがありません。")
    if seen != state.version.number:
        raise ActionDenied(
            f"開いている間に、{state.version.by}がこの計画を変えました。画面を開き直し、確かめてから決定してください。"
        )
    if not state.content.items:
        raise ActionDenied("計画に項目がありません。項目を加えてから決定してください。")
    if state.content == state.in_force:
        raise ActionDenied("見直しの前と何も変わっていません。計画を変えるか、見直しを取りやめてください。")
    revision.decider = tidy_text(decider, "決定者", single_line=True) or revision.decider
    revision.decided_on = decided_on or revision.decided_on
    if revision.decided_on > who.today:
        raise ActionDenied(
            f"決定日（{format_date(revision.decided_on)}）がまだ来ていません。決定した日を入力してください。"
        )
    revision.result, revision.closed_by, revision.closed_at = state.version, who.name, who.at
    revision.save(update_fields=["decider", "decided_on", "result", "closed_by", "closed_at"])
    known = set(PromisedWording.objects.filter(ledger=ledger).values_list("item_key", flat=True))
    PromisedWording.objects.bulk_create(
        PromisedWording(ledger=ledger, item_key=key, wording=words, revision=revision)
        for key, words in promised_wordings(state.content).items()
        if key not in known
    )
    who.event(
        grant,
        ledger,
        PlanAct.DECIDE_REVISION,
        subject=revision.name,
        version=state.version,
        after=f"決定者 {revision.decider}、決定日 {format_date(revision.decided_on)}",
        reason=revision.reason,
    ).save()
    return revision


@transaction.atomic
def abandon_revision(
    *, ledger: PlanLedger, reason: str, by: User, clock: Clock = timezone.now
) -> PlanRevision:
    """Give up the open 見直し: what is in force stays so, and the drafts stay in the history."""
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="見直しの取りやめ")
    revision = PlanRevision.objects.filter(ledger=ledger, closed_at__isnull=True).first()
    if revision is None:
        raise ActionDenied("取りやめる見直しがありません。")
    if revision.base_id is None:
        raise ActionDenied("策定は取りやめられません。決定しないまま置いておくことはできます。")
    revision.closing_reason = needed_text(reason, "取りやめる理由")
    revision.closed_by, revision.closed_at = who.name, who.at
    revision.save(update_fields=["closing_reason", "closed_by", "closed_at"])
    who.event(
        grant, ledger, PlanAct.ABANDON_REVISION, subject=revision.name, reason=revision.closing_reason
    ).save()
    return revision


@transaction.atomic
def annotate_wording(
    *,
    ledger: PlanLedger,
    item_id: str,
    text: str,
    noted_on: datetime.date,
    by: User,
    clock: Clock = timezone.now,
) -> WordingNote:
    """Put a dated note beside a promise whose wording is fixed; the note itself cannot be changed either."""
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="約束への補足")
    promise = PromisedWording.objects.filter(ledger=ledger, item_key=item_id).first()
    if promise is None:
        item = item_of(ledger_state(ledger=ledger).content, item_id)
        raise ActionDenied(
            f"「{item.name}」の文言は固定されていないため、補足ではなく見直しで変えてください。"
        )
    if noted_on > who.today:
        raise ActionDenied("補足の日付は今日までの日にしてください。")
    note = WordingNote.objects.create(
        ledger=ledger,
        item_key=item_id,
        text=needed_text(text, "補足"),
        noted_on=noted_on,
        by=who.name,
        person=by,
        at=who.at,
    )
    who.event(
        grant, ledger, PlanAct.ANNOTATE, subject=promise.wording, item_key=item_id, after=note.text
    ).save()
    return note
