"""Writes: fields and scales of a city's own, and budget and settlement of items."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.amount import AmountKind, read_yen
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.own_field import FieldRule, rule_refusal
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import needed_text, tidy_text, year_refusal
from mitodoke.domain.role import Right
from mitodoke.plans.models import OwnField, PlanLedger, ProjectAmount
from mitodoke.plans.permissions import field_of, item_grant, item_of, plan_actor
from mitodoke.plans.queries.ledgers import ledger_state
from mitodoke.plans.records.ledger import rule_data, rule_of


@transaction.atomic
def define_field(
    *,
    ledger: PlanLedger,
    level: str,
    rule: FieldRule,
    key: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> OwnField:
    """Define a field for the items of a level, or (with `key`) define it anew; earlier definitions stay.

    A rating scale is a field whose control is `FieldControl.SCALE`. What a field holds cannot become another kind.
    """
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="独自の欄の定義")
    levels = {one.key: one.name for one in ledger_state(ledger=ledger).content.structure.levels}
    if level not in levels:
        raise ActionDenied("選ばれた階層は計画にありません。画面を開き直してください。")
    if refusal := rule_refusal(rule):
        raise ActionDenied(refusal)
    needed_text(rule.label, "欄の名前", single_line=True)
    last = field_of(ledger, key) if key is not None else None
    if last is not None:
        former = rule_of(last.rule)
        if (last.level, former.control, former.yearly) != (level, rule.control, rule.yearly):
            raise ActionDenied(
                f"「{former.label}」の種類と階層は変えられません。使うのをやめて、新しい欄を定義してください。"
            )
    fields = OwnField.objects.filter(ledger=ledger)
    keys = fields.values("key").distinct().count()
    row = OwnField.objects.create(
        ledger=ledger,
        level=level,
        key=last.key if last else f"own{keys + 1}",
        number=last.number + 1 if last else 1,
        position=last.position if last else keys + 1,
        rule=rule_data(rule),
        by=who.name,
        at=who.at,
    )
    who.event(
        grant, ledger, PlanAct.DEFINE, subject=levels[level], field=rule.label, after=_told(rule)
    ).save()
    return row


@transaction.atomic
def retire_field(
    *, ledger: PlanLedger, key: str, reason: str, by: User, clock: Clock = timezone.now
) -> OwnField:
    """Stop asking for a field; its values stay. Defining it again takes it up again."""
    who = plan_actor(by, clock)
    grant = grant_for(who, Right.EDIT_PLANS, municipality=ledger.municipality_id, what="独自の欄の定義")
    last = field_of(ledger, key)
    rule = rule_of(last.rule)
    if last.retired:
        raise ActionDenied(f"「{rule.label}」はすでに使われていません。")
    row = OwnField.objects.create(
        ledger=ledger,
        level=last.level,
        key=key,
        number=last.number + 1,
        position=last.position,
        rule=last.rule,
        retired=True,
        by=who.name,
        at=who.at,
    )
    levels = {one.key: one.name for one in ledger_state(ledger=ledger).content.structure.levels}
    told = needed_text(reason, "使わなくする理由")
    subject = levels.get(last.level, ledger.title)
    who.event(grant, ledger, PlanAct.RETIRE, subject=subject, field=rule.label, reason=told).save()
    return row


@transaction.atomic
def record_amount(
    *,
    ledger: PlanLedger,
    item_id: str,
    fiscal_year: int,
    kind: AmountKind,
    amount: str | None,
    note: str | None = None,
    source: str | None = None,
    seen: int,
    by: User,
    clock: Clock = timezone.now,
) -> ProjectAmount | None:
    """Enter a budget or settlement of an item in yen, as typed (``1,250千円``); None takes the last one back.

    By 企画担当, or by 所属担当 of a responsible department. `seen` as in `own_values.record_value`.
    """
    who = plan_actor(by, clock)
    item = item_of(ledger_state(ledger=ledger).content, item_id)
    rights = (Right.EDIT_PLANS, Right.WRITE_ANSWERS)
    grant = item_grant(who, rights, ledger, item, "予算・決算の入力")
    if refusal := year_refusal(fiscal_year):
        raise ActionDenied(refusal)
    typed = tidy_text(amount, kind.label, single_line=True)
    yen = None if typed is None else read_yen(typed)
    told, origin = tidy_text(note, "備考"), tidy_text(source, "出典")
    rows = ProjectAmount.objects.filter(
        ledger=ledger, item_key=item_id, fiscal_year=fiscal_year, kind=kind.value
    )
    last = rows.order_by("-number").first()
    if (last, yen, told) == (None, None, None) or (
        last is not None and (last.amount, last.note, last.source) == (yen, told, origin)
    ):
        return last
    if yen is None and told is None:
        raise ActionDenied(f"{kind.label}を取り消すときは、備考に理由を入力してください。")
    if seen != (last.number if last else 0):
        raise ActionDenied(
            f"{kind.label}は、開いている間に{last.by if last else ''}が変えました。確かめてから入力し直してください。"
        )
    row = ProjectAmount.objects.create(
        ledger=ledger,
        item_key=item_id,
        fiscal_year=fiscal_year,
        kind=kind.value,
        number=(last.number if last else 0) + 1,
        amount=yen,
        note=told,
        source=origin,
        by=who.name,
        person=by,
        at=who.at,
    )
    who.event(
        grant,
        ledger,
        PlanAct.RECORD,
        subject=item.name,
        item_key=item_id,
        field=f"{FiscalYear(fiscal_year).label}の{kind.label}",
        before=None if last is None or last.amount is None else f"{last.amount:,}円",
        after=None if yen is None else f"{yen:,}円",
        reason=told,
    ).save()
    return row


def _told(rule: FieldRule) -> str:
    """The definition as one phrase for the history."""
    parts: list[str] = [rule.control.label]
    parts += [f"選択肢 {_joined(rule.choices)}"] if rule.choices else []
    parts += [f"段階 {_joined(step.code for step in rule.steps)}"] if rule.steps else []
    parts.append(f"編集 {_joined(role.label for role in rule.editors)}")
    return "、".join(parts)


def _joined(words: Iterable[str]) -> str:
    return "・".join(words)
