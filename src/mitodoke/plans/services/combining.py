"""Writes: how the ratings of several departments become the value of an item of a plan."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.combining import Combining
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import tidy_text
from mitodoke.domain.role import Right
from mitodoke.plans.models import CombiningChoice, PlanLedger
from mitodoke.plans.permissions import Clock, city_grant, plan_actor

FIELD = "複数の部署の評価のまとめ方"
"""What history calls the rule."""


@transaction.atomic
def choose_combining(
    *,
    ledger: PlanLedger,
    combining: Combining,
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> CombiningChoice | None:
    """Choose the rule of the plan; the rule that counts already adds nothing (None where nothing was ever chosen).

    `seen` is the number of the choice that the person looked at, 0 where there was none. Editions keep the rule
    that they were made with; the next one takes the newest.
    """
    who = plan_actor(by, clock)
    grant = city_grant(who, Right.EDIT_PLANS, ledger.municipality_id, f"{FIELD}の変更")
    said = tidy_text(reason, "理由")
    last = CombiningChoice.objects.filter(ledger=ledger).order_by("-number").first()
    before = Combining.MEAN if last is None else Combining(last.combining)
    if combining is before:
        return last
    if seen != (last.number if last else 0):
        raise ActionDenied(
            f"まとめ方は、開いている間に{last.by if last else ''}が「{before.label}」に変えました。"
            "あなたの選択でよければもう一度保存してください。"
        )
    who.event(
        grant,
        ledger,
        PlanAct.CHANGE,
        subject=ledger.title,
        field=FIELD,
        before=before.label,
        after=combining.label,
        reason=said,
    ).save()
    return CombiningChoice.objects.create(
        ledger=ledger,
        number=(last.number if last else 0) + 1,
        combining=combining,
        reason=said,
        by=who.name,
        person=by,
        at=who.at,
    )
