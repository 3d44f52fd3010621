"""Writes: what the steps of a rating mean in a plan."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import tidy_text
from mitodoke.domain.rating_scale import tidy_definitions
from mitodoke.domain.role import Right
from mitodoke.plans.models import PlanLedger, RatingScale
from mitodoke.plans.permissions import plan_actor

FIELD = "10段階評価の説明"
"""What history calls the definitions."""


@transaction.atomic
def define_rating_scale(
    *,
    ledger: PlanLedger,
    definitions: Mapping[int, str],
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> RatingScale:
    """Say in the city's words what each step from 0 to 10 means in this plan; the same words again add nothing.

    `seen` is the number of the definitions that the person looked at, 0 where there were none. Answers that were
    given keep their step; the form shows the newest words.
    """
    who = plan_actor(by, clock)
    grant = grant_for(
        who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="評価の段階の説明の変更"
    )
    tidied = tidy_definitions(definitions)
    last = RatingScale.objects.filter(ledger=ledger).order_by("-number").first()
    if last is not None and tuple(last.definitions) == tidied:
        return last
    if seen != (last.number if last else 0):
        raise ActionDenied(
            f"段階の説明は、開いている間に{last.by if last else ''}が変えました。下の「保存されている説明」を確かめ、"
            "あなたの入力でよければもう一度保存してください。"
        )
    row = RatingScale.objects.create(
        ledger=ledger,
        number=(last.number if last else 0) + 1,
        definitions=list(tidied),
        by=who.name,
        person=by,
        at=who.at,
    )
    changed = [n for n, text in enumerate(tidied) if last is None or last.definitions[n] != text]
    for step in changed:
        who.event(
            grant,
            ledger,
            PlanAct.CHANGE,
            subject=ledger.title,
            field=f"{FIELD}（段階{step}）",
            before=None if last is None else last.definitions[step],
            after=tidied[step],
            reason=tidy_text(reason, "理由"),
        ).save()
    return row
