"""独自の欄: which fields a city asks of its items beside those of the plan, defined anew or no longer used."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.desk.plan_forms import FieldForm, valid
from mitodoke.desk.presentation.plan_own_fields import (
    ASKED_ROLES,
    OwnFieldForm,
    field_lines,
    form_of,
    read_rule,
)
from mitodoke.desk.presentation.plan_words import plan_addresses
from mitodoke.desk.views.plans.frame import show_plan
from mitodoke.desk.views.show import Entry
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.own_field import FieldControl
from mitodoke.plans.queries import DefinedField, fields_of, ledger_state
from mitodoke.plans.services import define_field, retire_field


@require_safe
def plan_fields(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """The fields by level, those that are no longer used below."""
    content = ledger_state(ledger=visit.plan).content
    return show_plan(
        request,
        visit,
        "fields.html",
        title="独自の欄",
        here="plan_fields",
        fields=field_lines(fields_of(ledger=visit.plan, with_retired=True), content.structure, ledger_id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_field_new(request: HttpRequest, visit: Visit, ledger_id: int) -> HttpResponse:
    """Define a field."""
    return _form(request, visit, None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_field(request: HttpRequest, visit: Visit, ledger_id: int, field_key: str) -> HttpResponse:
    """Define a field anew (its kind and level stay), take it up again, or stop using it."""
    found = next(
        (one for one in fields_of(ledger=visit.plan, with_retired=True) if one.key == field_key), None
    )
    if found is None:
        raise Http404
    return _form(request, visit, found)


def _form(request: HttpRequest, visit: Visit, field: DefinedField | None) -> HttpResponse:
    denied, status, shown = None, 200, form_of(field)
    if request.method == "POST":
        shown = OwnFieldForm.typed(request.POST, field)
        try:
            told = _saved(request, visit, field)
        except ActionDenied as refusal:
            denied, status = str(refusal), 422
        else:
            messages.success(request, told)
            return redirect("desk:plan_fields", ledger_id=visit.plan.pk)
    return show_plan(
        request,
        visit,
        "field.html",
        title=f"独自の欄「{field.rule.label}」" if field else "独自の欄を定義する",
        here="plan_fields",
        trail=(Entry(label="独自の欄", address=plan_addresses(visit.plan.pk)["plan_fields"]),),
        denied=denied,
        status=status,
        field=field,
        form=shown,
        structure=ledger_state(ledger=visit.plan).content.structure,
        controls=[(one.value, one.label) for one in FieldControl],
        roles=[(role.value, role.label) for role in ASKED_ROLES],
    )


def _saved(request: HttpRequest, visit: Visit, field: DefinedField | None) -> str:
    if field is not None and request.POST.get("action") == "retire":
        reason = request.POST.get("reason", "")
        retire_field(ledger=visit.plan, key=field.key, reason=reason, by=visit.person)
        return f"「{field.rule.label}」を使わないことにしました。入力された値は残っています。"
    data = request.POST.copy()
    if field is not None:
        # Kind, level and rhythm of a field stay; a page that could send others is not asked.
        data["level"], data["control"] = field.level, field.rule.control.value
        data.setlist("yearly", ["on"] if field.rule.yearly else [])
    rule, level = read_rule(valid(FieldForm(data)), data.getlist("editor"), data.getlist("reader"))
    define_field(ledger=visit.plan, level=level, rule=rule, key=field.key if field else None, by=visit.person)
    return f"「{rule.label}」を保存しました。各項目のページで入力できます。"
