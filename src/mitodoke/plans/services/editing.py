"""Writes: changes of a plan while a 策定 or 見直し is open, one or many at a time, and their undoing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.plan_change import Change
from mitodoke.domain.plan_content import PlanContent
from mitodoke.domain.plan_difference import plan_differences
from mitodoke.domain.plan_editing import apply_changes
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_structure import fits_documents
from mitodoke.domain.plan_text import tidy_text
from mitodoke.domain.role import Right
from mitodoke.plans.models import PlanLedger, PlanRevision, PlanVersion, PromisedWording
from mitodoke.plans.permissions import plan_actor
from mitodoke.plans.queries.ledgers import LedgerState, ledger_state
from mitodoke.plans.records.ledger import content_of
from mitodoke.plans.versions import add_version


@transaction.atomic
def edit_plan(
    *,
    ledger: PlanLedger,
    changes: Sequence[Change],
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> PlanVersion:
    """Make all of `changes` in their order, or none: the next state of the draft, with a history of every field.

    `seen` is the number of the state that the person looked at: after somebody else's change they must look
    again. Changes that change nothing make no state.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="計画の編集")
    state = ledger_state(ledger=ledger)
    revision = _open_draft(state, seen)
    told = tidy_text(reason, "変更の理由")
    content = apply_changes(
        state.content,
        changes,
        settled=frozenset(item.item_id for item in state.in_force.items) if state.in_force else frozenset(),
        promised=frozenset(PromisedWording.objects.filter(ledger=ledger).values_list("item_key", flat=True)),
        new_id=_new_ids(state.content, state.version.number + 1),
    )
    if content == state.content:
        return state.version
    kind = None if ledger.document_kind is None else DocumentKind(ledger.document_kind)
    if kind is not None and not fits_documents(content.structure, kind):
        raise ActionDenied(
            f"この計画は{kind.label}の文書で公表するため、階層は名前だけ変えられます。増減や並べ替えはできません。"
        )
    version = add_version(ledger, revision, content, who)
    who.events(grant, version, plan_differences(state.content, content), reason=told)
    return version


@transaction.atomic
def undo_last_change(*, ledger: PlanLedger, seen: int, by: User, clock: Clock = timezone.now) -> PlanVersion:
    """Bring back the state before the last change of the open revision; again, the one before that.

    What was undone stays in the history. Denied where the revision has no change left.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="計画の編集")
    state = ledger_state(ledger=ledger)
    revision = _open_draft(state, seen)
    versions = {
        one.pk: one
        for one in PlanVersion.objects.filter(revision=revision).order_by("number").defer("content")
    }
    undone = versions[state.version.pk]
    while undone.restores_id is not None:
        undone = versions[undone.restores_id]
    earlier = [one for one in versions.values() if one.number < undone.number]
    if not earlier:
        raise ActionDenied("元に戻せる変更はもうありません。始めたときの状態です。")
    restored = max(earlier, key=lambda one: one.number)
    renamed = PlanRevision.objects.filter(
        ledger=ledger,
        is_reorganisation=True,
        result__number__gt=restored.number,
        result__number__lt=undone.number,
    )
    if renamed.exists():
        raise ActionDenied("これより前は組織改編の前なので、元に戻せません。必要な所を編集で直してください。")
    content = content_of(restored.content)
    version = add_version(ledger, revision, content, who, restores=restored)
    who.event(
        grant,
        ledger,
        PlanAct.UNDO,
        subject=ledger.title,
        version=version,
        before=f"第{undone.number}稿",
        after=f"第{restored.number}稿",
    ).save()
    who.events(grant, version, plan_differences(state.content, content), reason="変更を元に戻すため")
    return version


def _new_ids(content: PlanContent, number: int) -> Callable[[], str]:
    """Ids that no item or indicator has, and that no later state gives again."""
    used = {item.item_id for item in content.items} | {one.indicator_id for one in content.indicators}
    fresh = (f"N{number}-{count}" for count in itertools.count(1))
    return lambda: next(one for one in fresh if one not in used)


def _open_draft(state: LedgerState, seen: int) -> PlanRevision:
    """The open revision, if the person saw its newest state; ActionDenied otherwise."""
    if state.revision is None:
        raise ActionDenied(
            "決定済みの計画はそのまま変えられません。理由と決定者を付けて見直しを始めてください。"
        )
    if seen != state.version.number:
        raise ActionDenied(
            f"開いている間に、{state.version.by}がこの計画を変えました。画面を開き直し、変わった所を確かめてからやり直してください。"
        )
    return state.revision
