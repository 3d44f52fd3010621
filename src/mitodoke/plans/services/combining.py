"""Writes: how the ratings of several departments become the value of an item of a plan."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.combining import Combining
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_rules import COMBINING, from_words, year_refusal
from mitodoke.domain.plan_text import tidy_text
from mitodoke.domain.role import Right
from mitodoke.plans.models import CombiningChoice, PlanLedger
from mitodoke.plans.permissions import plan_actor


@transaction.atomic
def choose_combining(
    *,
    ledger: PlanLedger,
    combining: Combining,
    seen: int,
    from_year: int | None = None,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> CombiningChoice | None:
    """Choose the rule of the plan; the rule that counts already adds nothing (None where nothing was ever chosen).

    `seen` is the number of the choice that the person looked at, 0 where there was none. Editions keep the rule
    that they were made with; the next one takes the newest that counts for its fiscal year: from `from_year` on,
    or (None) whatever the year.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what=f"{COMBINING}の変更")
    said = tidy_text(reason, "理由")
    last = CombiningChoice.objects.filter(ledger=ledger).order_by("-number").first()
    before = Combining.MEAN if last is None else Combining(last.combining)
    if combining is before and (last.from_year if last else from_year) == from_year:
        return last
    if refusal := year_refusal(from_year):
        raise ActionDenied(refusal)
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
        field=COMBINING,
        before=_told(before, last.from_year if last else None),
        after=_told(combining, from_year),
        reason=said,
    ).save()
    return CombiningChoice.objects.create(
        ledger=ledger,
        number=(last.number if last else 0) + 1,
        combining=combining,
        from_year=from_year,
        reason=said,
        by=who.name,
        person=by,
        at=who.at,
    )


def _told(combining: Combining, from_year: int | None) -> str:
    """The rule for history; when it begins only where a year was named."""
    return combining.label if from_year is None else f"{combining.label}（{from_words(from_year)}）"
