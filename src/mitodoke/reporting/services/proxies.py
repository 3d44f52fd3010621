"""代行入力 is begun with a reason and ended: while it lasts, 企画担当 may write and hand in for a department."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.departments.models import Department
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import window_refusal
from mitodoke.domain.role import Grant, Right
from mitodoke.reporting.models import Assignment, ProxyEntry, ReportingRound
from mitodoke.reporting.permissions import Actor, actor
from mitodoke.reporting.proxies import declared_by

LONGEST_REASON = 200
"""Characters of the reason; it stands in every sentence of the history."""


@transaction.atomic
def begin_proxy(
    *,
    reporting_round: ReportingRound,
    department: Department,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> ProxyEntry:
    """From now on `by` enters for `department` in the round; `reason` tells how the answers came, e.g. by telephone.

    Given anew, the reason replaces the earlier one for what follows; the same one again changes nothing.
    ActionDenied for who is not 企画担当, who writes for the department anyway, and where nothing is asked or taken.
    """
    current = ReportingRound.objects.select_related("plan__document", "register").get(pk=reporting_round.pk)
    who = actor(by, clock)
    grant = _may(who, current)
    if refusal := window_refusal(current.window, who.today):
        raise ActionDenied(refusal)
    asked = Assignment.objects.filter(round=current, department=department, cancelled=False)
    if not asked.exists():
        raise ActionDenied(
            f"{department.name}には、この調査の回答を依頼していません。部署を確かめてください。"
        )
    if _writes_anyway(who, department):
        raise ActionDenied(
            f"{department.name}の回答は、あなたが所属担当としてそのまま入力できます。代行入力は要りません。"
        )
    told = _tidy_reason(reason)
    known = _declared(who, current, department)
    if known is not None and known.reason == told:
        return known
    return _store(who, grant, current, department, told)


@transaction.atomic
def end_proxy(
    *, reporting_round: ReportingRound, department: Department, by: User, clock: Clock = timezone.now
) -> None:
    """`by` enters for `department` no more; nothing happens where they did not. What was entered stays."""
    who = actor(by, clock)
    if _declared(who, reporting_round, department) is not None:
        current = ReportingRound.objects.select_related("plan__document", "register").get(
            pk=reporting_round.pk
        )
        _store(who, _may(who, current), current, department, None)


@contextmanager
def proxy_while(
    *,
    reporting_round: ReportingRound,
    department: Department,
    reason: str | None,
    default: str,
    by: User,
    clock: Clock = timezone.now,
) -> Iterator[None]:
    """While it lasts `by` enters for `department`: all of it is stored or nothing.

    With `reason`, else with the one that `by` has given for the department before, else with `default`. Nothing is
    begun for who writes for the department anyway or may not enter on behalf: the services then allow or refuse.
    """
    with transaction.atomic():
        who = actor(by, clock)
        known = _declared(who, reporting_round, department)
        right = who.may(Right.ENTER_ON_BEHALF, municipality=department.municipality_id)
        if right and not _writes_anyway(who, department) and (known is None or reason is not None):
            begin_proxy(
                reporting_round=reporting_round,
                department=department,
                reason=default if reason is None else reason,
                by=by,
                clock=clock,
            )
        yield
        if known is None:
            end_proxy(reporting_round=reporting_round, department=department, by=by, clock=clock)


def _may(who: Actor, reporting_round: ReportingRound) -> Grant:
    municipality = reporting_round.document.municipality_id
    return grant_for(who, Right.ENTER_ON_BEHALF, municipality=municipality, what="代行入力")


def _writes_anyway(who: Actor, department: Department) -> bool:
    return who.may(Right.WRITE_ANSWERS, municipality=department.municipality_id, department=department.pk)


def _declared(who: Actor, reporting_round: ReportingRound, department: Department) -> ProxyEntry | None:
    return declared_by(who.person.pk, [reporting_round.pk]).get((reporting_round.pk, department.pk))


def _tidy_reason(reason: str) -> str:
    told = "".join(one for one in " ".join(reason.split()) if one.isprintable())
    if not told:
        raise ActionDenied(
            "代わって入力する理由を入力してください。「電話で聞き取り」「紙で受領」のように、"
            "回答をどう受け取ったかを書いてください。"
        )
    if len(told) > LONGEST_REASON:
        raise ActionDenied(
            f"代わって入力する理由は{LONGEST_REASON}字までです（{len(told):,}字あります）。短くしてください。"
        )
    return told


def _store(
    who: Actor,
    grant: Grant,
    reporting_round: ReportingRound,
    department: Department,
    reason: str | None,
) -> ProxyEntry:
    return ProxyEntry.objects.create(
        round=reporting_round,
        department=department,
        person=who.person,
        acted_for_id=grant.on_behalf_of,
        by=who.name,
        at=who.at,
        reason=reason,
    )
