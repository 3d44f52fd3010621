"""The page of one item, and what is entered beside the plan: values of own fields, and money."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitodoke.desk.item_rights import writable_items
from mitodoke.desk.plan_forms import number_in
from mitodoke.desk.presentation.plan_controls import plan_controls
from mitodoke.desk.presentation.plan_item_links import item_links
from mitodoke.desk.presentation.plan_item_page import (
    amount_lines,
    brothers,
    item_facts,
    note_lines,
    own_shown,
    own_specs,
    own_texts,
    parent_choices,
)
from mitodoke.desk.presentation.plan_merge import Merge
from mitodoke.desk.presentation.plan_own_files import file_forms, file_line
from mitodoke.desk.presentation.plan_tree import indicator_line
from mitodoke.desk.presentation.plan_words import indicator_addresses, item_address, item_path
from mitodoke.desk.views.plans.frame import (
    changes_told,
    found_item,
    item_entry,
    may_edit,
    readable_content,
    reads_drafts,
    show_plan,
    state_for,
)
from mitodoke.desk.visit import Visit
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.evidence import LARGEST
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.plan_text import YEARS
from mitodoke.domain.revision import RevisionMark, compare_plans
from mitodoke.domain.role import Right
from mitodoke.plans.models import PromisedWording
from mitodoke.plans.queries import (
    amounts_of,
    newest_amounts,
    own_fields_for,
    plan_sentences,
    targets_of,
    wording_notes,
)
from mitodoke.sources.evidence_files import KINDS

SENTENCES = 20
"""How many sentences of its history stand on the page of an item."""
OFFERED_YEARS = range(-5, 3)
"""The fiscal years that a page offers, counted from this one."""


@require_safe
def plan_item(request: HttpRequest, visit: Visit, ledger_id: int, item_id: str) -> HttpResponse:
    """Everything about an item that this person may see."""
    return item_page(request, visit, item_id)


def item_page(
    request: HttpRequest,
    visit: Visit,
    item_id: str,
    *,
    denied: str | None = None,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    merge: Merge | None = None,
) -> HttpResponse:
    """The page, with a refusal and what was typed where there is one; read by the views of `items` as well."""
    state = state_for(visit)
    content = readable_content(visit, state)
    item = found_item(content, item_id)
    address = item_address(visit.plan.pk)
    indicator_address = indicator_addresses(visit.plan.pk, item_id)
    is_own = item_id in writable_items(visit, [item], (Right.READ_HISTORY,))
    is_draft = state.revision is not None and content is state.content
    year = chosen_year(request, visit)
    fields = own_fields_for(ledger=visit.plan, item=item, fiscal_year=year, person=visit.person)
    specs = own_specs(fields)
    targets = targets_of(ledger=visit.plan)
    rows = newest_amounts(ledger=visit.plan, item_id=item_id) if is_own else []
    marks: tuple[RevisionMark, ...] = ()
    if is_draft and state.in_force is not None:
        marks = compare_plans(state.in_force, content).marks.get(item_id, ())
    promise = PromisedWording.objects.filter(ledger=visit.plan, item_key=item_id).first()
    sentences: list[str] = []
    if is_own:
        sentences = plan_sentences(ledger=visit.plan, item_id=item_id, decided_only=not reads_drafts(visit))
    seen = number_in(request.POST, "seen") or state.version.number
    return show_plan(
        request,
        visit,
        "item.html",
        title=item.name,
        here="plan",
        trail=tuple(item_entry(visit, one) for one in item_path(content, item)),
        denied=denied,
        status=status,
        item=item,
        level=content.structure.level(item.level),
        below=content.structure.below(item.level),
        state=state,
        revision=state.revision if reads_drafts(visit) else None,
        changing=is_draft and may_edit(visit),
        is_settled=state.in_force is not None and any(one.item_id == item_id for one in state.in_force.items),
        marks=[mark.label for mark in marks],
        facts=item_facts(item),
        children=[(one.name, address(one.item_id)) for one in content.items if one.parent_id == item_id],
        indicators=[
            indicator_line(one, targets.get(one.indicator_id), indicator_address(one.indicator_id))
            for one in content.indicators
            if one.item_id == item_id
        ],
        indicator_new=item_address(visit.plan.pk, "plan_indicator_new")(item_id),
        parents=parent_choices(content, item),
        brothers=brothers(content, item),
        promise=promise,
        notes=note_lines(wording_notes(ledger=visit.plan).get(item_id, ())),
        own_fields=[(one, own_shown(one), file_line(visit.plan.pk, item_id, one)) for one in fields],
        file_forms=file_forms(visit.plan.pk, item_id, fields),
        file_kinds=KINDS,
        file_megabytes=LARGEST // 1024 // 1024,
        own_controls=plan_controls(
            specs, own_texts(fields), typed=typed, merge=merge, denied=denied if typed is not None else None
        ),
        own_open=typed is not None,
        own_originals=own_texts(fields),
        own_numbers={one.field.key: one.number for one in fields},
        year=year,
        year_label=FiscalYear(year).label,
        years=_years(visit, year),
        amounts=amount_lines(amounts_of(ledger=visit.plan, item_id=item_id) if is_own else {}, rows),
        amount_kinds=[(kind.value, kind.label) for kind in AmountKind],
        amount_numbers=[(f"{row.fiscal_year}:{row.kind}", row.number) for row in rows],
        writes_amounts=item_id in writable_items(visit, [item], (Right.EDIT_PLANS, Right.WRITE_ANSWERS)),
        is_own=is_own,
        links=item_links(visit, item_id),
        sentences=list(reversed(sentences[-SENTENCES:])),
        more_sentences=max(len(sentences) - SENTENCES, 0),
        reads_history=reads_drafts(visit),
        since=changes_told(state, seen) if is_draft else [],
        here_addresses={
            name: item_address(visit.plan.pk, name)(item_id)
            for name in (
                "plan_item",
                "plan_item_edit",
                "plan_item_act",
                "plan_item_values",
                "plan_item_file_enter",
                "plan_item_amount",
            )
        },
    )


def chosen_year(request: HttpRequest, visit: Visit) -> int:
    """The fiscal year that the address or the form names, or the one that is running."""
    wanted = number_in(request.POST, "year") or number_in(request.GET, "year")
    return wanted if wanted in YEARS else FiscalYear.of(visit.today).year


def _years(visit: Visit, year: int) -> list[tuple[int, str]]:
    this = FiscalYear.of(visit.today).year
    return [(one, FiscalYear(one).label) for one in sorted({year, *(this + n for n in OFFERED_YEARS)})]
