"""What is entered beside the plan on the page of an item: values of the city's own fields, and money."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitodoke.desk.plan_forms import AmountForm, number_in, valid
from mitodoke.desk.presentation.plan_controls import decided_fields, typed_fields
from mitodoke.desk.presentation.plan_item_page import own_specs, own_texts
from mitodoke.desk.presentation.plan_merge import Merge, merge_fields
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.plans.frame import found_item, readable_content, state_for
from mitodoke.desk.views.plans.item_page import chosen_year, item_page
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.plans.queries import FilledField, own_fields_for
from mitodoke.plans.services import record_amount, record_value


@require_POST
def plan_item_values(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Enter the city's own fields of an item: all that were changed, or none."""
    item = found_item(readable_content(visit, state_for(visit)), item_id)
    year = chosen_year(request, visit)
    fields = own_fields_for(ledger=visit.plan, item=item, fiscal_year=year, person=visit.person)
    specs, now = own_specs(fields), own_texts(fields)
    typed = typed_fields(request.POST, specs)
    merge = _merged(request, fields, now, typed, decided_fields(request.POST, specs))
    try:
        if not specs:
            raise ActionDenied("この項目には、あなたが入力できる欄がありません。")
        _record(request, visit, item, fields, merge)
    except ActionDenied as denied:
        status = 409 if merge.conflicts else 422
        return item_page(request, visit, item_id, denied=str(denied), status=status, typed=typed, merge=merge)
    told = "独自の欄を保存しました。" if merge.changes else "変わったところはありませんでした。"
    messages.success(request, told)
    return redirect(f"{item_address(ledger_id)(item_id)}?year={year}#own-fields")


def _merged(
    request: HttpRequest,
    fields: list[FilledField],
    now: dict[str, str],
    typed: dict[str, str],
    decided: dict[str, str],
) -> Merge:
    """Fields whose number is another one than the person saw were changed meanwhile; what they saw came along."""
    base = {
        one.field.key: now[one.field.key]
        if number_in(request.POST, f"n:{one.field.key}") == one.number
        else request.POST.get(f"o:{one.field.key}", "")
        for one in fields
        if one.may_edit
    }
    return merge_fields(base=base, now=now, typed=typed, decided=decided)


@transaction.atomic
def _record(
    request: HttpRequest, visit: Visit, item: PlannedItem, fields: list[FilledField], merge: Merge
) -> None:
    if merge.conflicts:
        raise ActionDenied(
            "開いている間に、ほかの人が同じ欄に入力しました。枠で囲んだ欄で、どちらを残すか選んでください。"
        )
    for one in fields:
        if one.field.key in merge.changes:
            record_value(
                ledger=visit.plan,
                item_id=item.item_id,
                key=one.field.key,
                value=merge.changes[one.field.key] or None,
                fiscal_year=one.fiscal_year,
                seen=one.number,
                reason=request.POST.get("why"),
                by=visit.person,
            )


@require_POST
def plan_item_amount(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Enter a budget or settlement of an item, or take one back with the reason."""
    found_item(readable_content(visit, state_for(visit)), item_id)
    try:
        values = valid(AmountForm(request.POST))
        kind = AmountKind(values.pop("kind"))
        year = values["fiscal_year"]
        seen = number_in(request.POST, f"n:{year}:{kind}")
        record_amount(ledger=visit.plan, item_id=item_id, kind=kind, seen=seen, by=visit.person, **values)
    except ActionDenied as denied:
        return item_page(request, visit, item_id, denied=str(denied), status=422)
    messages.success(request, f"{FiscalYear(year).label}の{kind.label}を保存しました。")
    return redirect(f"{item_address(ledger_id)(item_id)}#amounts")
