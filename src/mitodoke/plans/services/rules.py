"""Writes: by which rules the percentages and the ranks of a plan are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.judgement_choice import JudgementChoice, judgement_refusal
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_rules import RuleKind, from_words, year_refusal
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.role import Right
from mitodoke.domain.roll_up_choice import RollUpChoice, choice_lines, roll_up_refusal
from mitodoke.outputs.reports.rule_lines import band_lines
from mitodoke.plans.models import PlanLedger, RuleChoice
from mitodoke.plans.permissions import plan_actor
from mitodoke.plans.queries.ledgers import ledger_state
from mitodoke.plans.queries.rules import plan_outline
from mitodoke.plans.records.rules import judgement_of, roll_up_of, rule_text


@transaction.atomic
def choose_roll_up(
    *,
    ledger: PlanLedger,
    choice: RollUpChoice,
    seen: int,
    from_year: int | None = None,
    reason: str | None,
    by: User,
    clock: Clock = timezone.now,
) -> RuleChoice:
    """Choose how the percentages of the plan are calculated; what counts already adds nothing.

    `seen` is the number of the choice that the person looked at (0: none), `from_year` the fiscal year from whose
    document on it counts (None: from the next edition on). Editions keep the rule that they were made with.
    """
    state = ledger_state(ledger=ledger)
    outline = plan_outline(ledger=ledger, content=state.in_force or state.content)
    if not outline.rolled:
        raise ActionDenied("この計画には、評価から割合を計算する階層がありません。")
    refusal = roll_up_refusal(choice, outline.kinds, outline.rated)
    return _choose(
        ledger,
        RuleKind.ROLL_UP,
        rule_text(choice),
        refusal=refusal,
        lines=lambda text: choice_lines(
            roll_up_of(text), names=outline.names, kinds=outline.kinds, rated=outline.rated
        ),
        seen=seen,
        from_year=from_year,
        reason=reason,
        by=by,
        clock=clock,
    )


@transaction.atomic
def choose_judgement(
    *,
    ledger: PlanLedger,
    choice: JudgementChoice,
    seen: int,
    from_year: int | None = None,
    reason: str | None,
    by: User,
    clock: Clock = timezone.now,
) -> RuleChoice:
    """Choose how the indicators of the plan are judged, or that they are not; else as `choose_roll_up`."""
    return _choose(
        ledger,
        RuleKind.JUDGEMENT,
        rule_text(choice),
        refusal=judgement_refusal(choice, from_year),
        lines=lambda text: _judgement_lines(judgement_of(text)),
        seen=seen,
        from_year=from_year,
        reason=reason,
        by=by,
        clock=clock,
    )


def _judgement_lines(choice: JudgementChoice) -> tuple[str, ...]:
    """A judgement in lines, for history: the rule with its years, then every rank."""
    return (choice.label, *(() if choice.rule is None else band_lines(choice.rule)))


def _choose(
    ledger: PlanLedger,
    kind: RuleKind,
    text: str,
    *,
    refusal: str | None,
    lines: Callable[[str], Sequence[str]],
    seen: int,
    from_year: int | None,
    reason: str | None,
    by: User,
    clock: Clock,
) -> RuleChoice:
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what=f"{kind.label}の変更")
    if refusal := refusal or year_refusal(from_year):
        raise ActionDenied(refusal)
    said = needed_text(reason, "変える理由")
    last = RuleChoice.objects.filter(ledger=ledger, kind=kind).order_by("-number").first()
    if last is not None and (last.rule, last.from_year) == (text, from_year):
        return last
    number = last.number if last else 0
    if seen != number:
        raise ActionDenied(
            f"{kind.label}は、開いている間に{last.by if last else ''}が変えました。"
            "下の「いまの計算のしかた」を確かめ、あなたの選択でよければもう一度保存してください。"
        )
    before = () if last is None else lines(last.rule)
    for old, new in _told(before, lines(text)):
        who.event(
            grant,
            ledger,
            PlanAct.CHANGE,
            subject=ledger.title,
            field=kind.label,
            before=old or (from_words(last.from_year) if last else None),
            after=f"{new or ''}（{from_words(from_year)}）",
            reason=said,
        ).save()
    return RuleChoice.objects.create(
        ledger=ledger,
        kind=kind,
        number=number + 1,
        rule=text,
        from_year=from_year,
        reason=said,
        by=who.name,
        person=by,
        at=who.at,
    )


def _told(before: Sequence[str], after: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """What became different, line by line; one pair of nothing where only the year did."""
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    return list(zip_longest(gone, come)) or [(None, None)]
