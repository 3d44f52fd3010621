"""Writes: what is entered in a city's own fields of an item, typed or as a file, by whom the definition says."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.evidence import EvidenceKind
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.own_field import FieldControl, FieldRule, own_value
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.domain.plan_history import PlanAct
from mitodoke.domain.plan_text import tidy_text, year_refusal
from mitodoke.domain.role import Grant
from mitodoke.plans.models import OwnFile, OwnValue, PlanLedger
from mitodoke.plans.permissions import PlanActor, field_of, item_grants, item_of, plan_actor
from mitodoke.plans.queries.ledgers import ledger_state
from mitodoke.plans.records.ledger import rule_of
from mitodoke.sources.read_text import UnreadableFileError
from mitodoke.sources.take_file import take_file


@transaction.atomic
def record_value(
    *,
    ledger: PlanLedger,
    item_id: str,
    key: str,
    value: str | None,
    fiscal_year: int | None = None,
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> OwnValue | None:
    """Enter `value` in a field of an item by a role that may edit it; the same value again adds nothing.

    `seen` is the number of the value that the person looked at, 0 where there was none. None takes back what stands
    there, a file as well.
    """
    place = _place(ledger, item_id, key, fiscal_year, by, clock)
    tidied = own_value(place.rule, value)
    if tidied == (place.last.value if place.last else None):
        return place.last
    return _enter(place, seen, reason, value=tidied)


@transaction.atomic
def record_file(
    *,
    ledger: PlanLedger,
    item_id: str,
    key: str,
    name: str,
    data: bytes,
    fiscal_year: int | None = None,
    seen: int,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> OwnValue:
    """Enter the file `data` that came as `name` in a field for files, in place of what stood there.

    ActionDenied for a file that is not taken (see `sources.evidence_files`). The same file under the same name again
    adds nothing; bytes that are known already are not stored a second time.
    """
    place = _place(ledger, item_id, key, fiscal_year, by, clock)
    if place.rule.control is not FieldControl.FILE:
        raise ActionDenied(f"「{place.rule.label}」はファイルの欄ではありません。")
    try:
        taken = take_file(data, name, unnamed=place.rule.label)
    except UnreadableFileError as problem:
        raise ActionDenied(str(problem)) from problem
    last = place.last
    if last is not None and (last.file_id, last.value) == (taken.sha256, taken.name):
        return last
    file, _ = OwnFile.objects.defer("data").get_or_create(
        sha256=taken.sha256,
        defaults={
            "kind": taken.kind.value,
            "size": len(data),
            "kept_by": place.who.name,
            "kept_at": place.who.at,
            "data": data,
        },
    )
    return _enter(place, seen, reason, value=taken.name, file=file)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where something is entered, by whom and as what; `last` is what stands there."""

    who: PlanActor
    grant: Grant
    ledger: PlanLedger
    item: PlannedItem
    key: str
    rule: FieldRule
    fiscal_year: int | None
    last: OwnValue | None


def _place(
    ledger: PlanLedger, item_id: str, key: str, fiscal_year: int | None, by: User, clock: Clock
) -> _Place:
    """The place, if this person may enter something there now; ActionDenied otherwise."""
    who = plan_actor(by, clock)
    item = item_of(ledger_state(ledger=ledger).content, item_id)
    definition = field_of(ledger, key)
    rule = rule_of(definition.rule)
    if definition.retired or definition.level != item.level:
        raise ActionDenied(f"「{rule.label}」は「{item.name}」では使われていない欄です。")
    grant = next((one for one in item_grants(who, ledger, item) if one.role in rule.editors), None)
    if grant is None:
        names = "、".join(role.label for role in rule.editors)
        raise ActionDenied(f"「{rule.label}」を入力できるのは{names}です。")
    if rule.yearly is (fiscal_year is None):
        told = (
            "年度を選んでください"
            if rule.yearly
            else "年度を選ばないでください（年度ごとの欄ではありません）"
        )
        raise ActionDenied(f"「{rule.label}」では、{told}。")
    if fiscal_year is not None and (refusal := year_refusal(fiscal_year)):
        raise ActionDenied(refusal)
    rows = OwnValue.objects.filter(ledger=ledger, item_key=item_id, key=key, fiscal_year=fiscal_year or 0)
    last = rows.select_related("file").defer("file__data").order_by("-number").first()
    return _Place(
        who=who,
        grant=grant,
        ledger=ledger,
        item=item,
        key=key,
        rule=rule,
        fiscal_year=fiscal_year,
        last=last,
    )


def _enter(
    place: _Place, seen: int, reason: str | None, *, value: str | None, file: OwnFile | None = None
) -> OwnValue:
    rule, last, year = place.rule, place.last, place.fiscal_year
    if seen != (last.number if last else 0):
        raise ActionDenied(
            f"「{rule.label}」は、開いている間に{last.by if last else ''}が「{(last.value if last else None) or ''}」に変えました。"
            "確かめてから入力し直してください。"
        )
    row = OwnValue.objects.create(
        ledger=place.ledger,
        item_key=place.item.item_id,
        key=place.key,
        fiscal_year=year or 0,
        number=(last.number if last else 0) + 1,
        value=value,
        file=file,
        by=place.who.name,
        person=place.who.person,
        at=place.who.at,
    )
    place.who.event(
        place.grant,
        place.ledger,
        PlanAct.RECORD,
        subject=place.item.name,
        item_key=place.item.item_id,
        field=rule.label + (f"（{FiscalYear(year).label}）" if year is not None else ""),
        before=_told(last),
        after=_told(row),
        reason=tidy_text(reason, "理由"),
    ).save()
    return row


def _told(row: OwnValue | None) -> str | None:
    """What the history says of a value: of a file also what tells it from another one of the same name."""
    if row is None or row.value is None or row.file is None:
        return None if row is None else row.value
    return (
        f"{row.value}（{EvidenceKind(row.file.kind).label}、{row.file.size:,}バイト、{row.file.sha256[:8]}）"
    )
