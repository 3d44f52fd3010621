"""Files in a city's own fields of an item: entered one by one, and given out to be saved, never shown or run."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_words import item_address
from mitodoke.desk.views.evidence import CHOOSE_AGAIN, given_out
from mitodoke.desk.views.plans.frame import found_item, readable_content, state_for
from mitodoke.desk.views.plans.item_page import chosen_year, item_page
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.evidence import LARGEST, EvidenceKind
from mitodoke.domain.own_field import FieldControl
from mitodoke.domain.plan_content import PlannedItem
from mitodoke.plans.queries import FilledField, own_fields_for, readable_file
from mitodoke.plans.services import record_file, record_value


@require_safe
def plan_item_file(
    request: HttpRequest, visit: Visit, ledger_id: int, item_id: str, entry: int
) -> HttpResponse:
    """One file, for who may see its field."""
    item = found_item(readable_content(visit, state_for(visit)), item_id)
    row = readable_file(ledger=visit.plan, item=item, number=entry, person=visit.person)
    if row is None or row.file is None:
        raise Http404
    return given_out(bytes(row.file.data), EvidenceKind(row.file.kind), row.value or "")


@require_POST
def plan_item_file_enter(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Enter a file in a field, in place of the one that stands there, or take that one back."""
    item = found_item(readable_content(visit, state_for(visit)), item_id)
    year = chosen_year(request, visit)
    try:
        told = _entered(request, visit, item, _asked(request, visit, item, year))
    except ActionDenied as denied:
        sentence = f"{denied}{CHOOSE_AGAIN}" if "file" in request.FILES else str(denied)
        return item_page(request, visit, item_id, denied=sentence, status=422)
    messages.success(request, told)
    return redirect(f"{item_address(ledger_id)(item_id)}?year={year}#own-fields")


def _asked(request: HttpRequest, visit: Visit, item: PlannedItem, year: int) -> FilledField:
    """The field of the form; ActionDenied where this person sees none such."""
    key = request.POST.get("key", "")
    for one in own_fields_for(ledger=visit.plan, item=item, fiscal_year=year, person=visit.person):
        if one.field.key == key and one.field.rule.control is FieldControl.FILE:
            return one
    raise ActionDenied("ファイルを入れる欄が見つかりません。画面を開き直してください。")


def _entered(request: HttpRequest, visit: Visit, item: PlannedItem, field: FilledField) -> str:
    label, seen = field.field.rule.label, number_in(request.POST, "seen")
    reason = request.POST.get("file_why")
    if request.POST.get("action") == "remove":
        record_value(
            ledger=visit.plan,
            item_id=item.item_id,
            key=field.field.key,
            value=None,
            fiscal_year=field.fiscal_year,
            seen=seen,
            reason=reason,
            by=visit.person,
        )
        return f"「{label}」のファイルを外しました。"
    sent = request.FILES.get("file")
    if sent is None:
        raise ActionDenied(f"「{label}」に入れるファイルを選んでください。")
    if sent.size is None or sent.size > LARGEST:
        raise ActionDenied(
            f"{(sent.name or label)[-60:]} は大きすぎます。1つのファイルは {LARGEST // 1024 // 1024} MB までです。"
            "縮小するか、分けてください。"
        )
    row = record_file(
        ledger=visit.plan,
        item_id=item.item_id,
        key=field.field.key,
        name=sent.name or "",
        data=sent.read(),
        fiscal_year=field.fiscal_year,
        seen=seen,
        reason=reason,
        by=visit.person,
    )
    return f"「{label}」に{row.value}を入れました。"
