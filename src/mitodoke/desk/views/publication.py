"""公表: documents of a city, adopted answers, the audit of what would be published, and publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.desk.draft_edition import draft_edition, fictional_city
from mitodoke.desk.forms import YearForm, first_problem
from mitodoke.desk.presentation.change_list import change_groups
from mitodoke.desk.presentation.edition_list import edition_lines, state_words
from mitodoke.desk.presentation.publication_page import (
    document_lines,
    draft_findings,
    gathered_reasons,
    unanswered,
)
from mitodoke.desk.presentation.unprintable import unprintable_notices
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.publication_form import LATER, REST, reasons_of, release_of
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.queries import current_document, current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import ChangeKind
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.publishing.services import Publication, publish_edition
from mitodoke.reporting.services import adopt_answers, begin_year


@require_safe
def documents(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Every document of the city: what is published of it, and what has changed since."""
    return show(
        request,
        visit,
        "documents.html",
        title="公表",
        section="documents",
        documents=document_lines(code),
        new=reverse("desk:year_new", kwargs={"code": code}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Begin the document of a following year, which a round then fills."""
    found = [
        one for one in current_documents() if one.municipality_id == code and one.fiscal_year is not None
    ]
    denied, status = None, 200
    if request.method == "POST":
        form = YearForm(request.POST)
        previous = next((one for one in found if one.key == request.POST.get("previous")), None)
        if not form.is_valid():
            denied, status = first_problem(form), 422
        elif previous is None:
            denied, status = "元になる文書を選んでください。", 422
        else:
            try:
                begun = begin_year(
                    previous=previous,
                    fiscal_year=form.cleaned_data["fiscal_year"],
                    title=form.cleaned_data["title"],
                    by=visit.person,
                )
            except ActionDenied as refusal:
                denied, status = str(refusal), 422
            else:
                label = FiscalYear(form.cleaned_data["fiscal_year"]).label
                messages.success(
                    request, f"{label}の「{begun.title}」を作りました。この文書で調査を始められます。"
                )
                return redirect("desk:rounds", code=code)
    return show(
        request,
        visit,
        "year_new.html",
        title="次の年度の文書を作る",
        section="documents",
        trail=(Entry(label="公表", address=reverse("desk:documents", kwargs={"code": code})),),
        denied=denied,
        status=status,
        documents=found,
        typed=request.POST,
    )


@require_POST
def round_adopt(request: HttpRequest, visit: Visit, round_id: int) -> HttpResponse:
    """Make the confirmed answers of a closed round facts of its document, and go on to the check before 公表."""
    try:
        adoption = adopt_answers(reporting_round=visit.survey, by=visit.person)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return redirect("desk:round", round_id=round_id)
    if adoption.is_new:
        messages.success(
            request,
            f"確定した{adoption.adopted:,}件の回答を反映しました（第{adoption.revision}稿）。まだ公表していません。",
        )
    else:
        messages.info(request, "前に反映したときから変わったところはありません。")
    return redirect("desk:publication", document=adoption.document)


@require_safe
def publication(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """What would be published: the preview, the findings of its audit, and the button."""
    return _page(request, visit)


@require_POST
def publish(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Publish: each kind of finding that is an error or a warning needs a reason.

    The draft that was seen is told by its hash: what has changed since is looked at again before it is published.
    """
    try:
        draft = draft_edition(document=visit.paper, today=visit.today)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    kinds = draft_findings(draft.edition)
    reasons = {kind.check: request.POST.get(f"reason:{kind.check}", "").strip() for kind in kinds}
    if request.POST.get("seen") != draft.inputs_sha256:
        told = "確認している間に内容が変わりました。もう一度、内容と指摘を確かめてから公表してください。"
        return _page(request, visit, reasons=reasons, denied=told, status=409)
    missing = [kind.label for kind in kinds if not reasons[kind.check]]
    if missing and draft.is_new:
        told = f"公表するには、次の指摘を確かめた理由を入力してください：{'、'.join(missing)}。"
        return _page(request, visit, reasons=reasons, denied=told, status=422)
    try:
        made = publish_edition(
            document=visit.paper.key,
            by=visit.name,
            today=visit.today,
            fictional=fictional_city(visit.city.code),
            acknowledgement=gathered_reasons(kinds, reasons),
            release_at=release_of(request.POST),
            reasons=reasons_of(request.POST, draft.changes()),
        )
    except ActionDenied as denied:
        return _page(request, visit, reasons=reasons, denied=str(denied), status=422)
    _tell(request, visit, made)
    return redirect("desk:publication", document=document)


def _tell(request: HttpRequest, visit: Visit, made: Publication) -> None:
    edition = made.edition
    if not made.is_new:
        messages.info(request, f"第{edition.version}版から変わっていないため、新しい版は作りませんでした。")
    elif made.release_at is not None:
        messages.success(
            request,
            f"「{edition.title}」第{edition.version}版を確定しました。{show_moment(made.release_at)}に公表されます。",
        )
    else:
        messages.success(
            request,
            f"「{edition.title}」第{edition.version}版を{format_date(visit.today)}付けで公表しました。",
        )


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    reasons: dict[str, str] | None = None,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    paper = current_document(visit.paper.key) or visit.paper
    draft, refusal = None, None
    try:
        draft = draft_edition(document=paper, today=visit.today)
    except ActionDenied as problem:
        refusal = str(problem)
    code = visit.city.code
    changes = draft.changes() if draft else ()
    return show(
        request,
        visit,
        "publication.html",
        title=f"「{paper.title}」の公表",
        section="documents",
        trail=(Entry(label="公表", address=reverse("desk:documents", kwargs={"code": code})),),
        denied=denied,
        status=status,
        paper=paper,
        draft=draft,
        refusal=refusal,
        kinds=draft_findings(draft.edition) if draft and draft.is_new else (),
        reasons=reasons or {},
        before=draft.prepared.before.row.version if draft and draft.prepared.before else None,
        changes=changes,
        groups=change_groups(changes),
        change_kinds=tuple(ChangeKind),
        rest=REST,
        later=LATER,
        typed=request.POST,
        editions=edition_lines(paper),
        same=state_words(draft.prepared.same) if draft and draft.prepared.same else "",
        waiting=draft.prepared.waiting.row.version if draft and draft.prepared.waiting else None,
        unanswered=unanswered(paper),
        unprintable=unprintable_notices(draft.edition) if draft and draft.is_new else (),
        reports=reverse("desk:reports", kwargs={"document": paper.key}),
        publish_address=reverse("desk:publish", kwargs={"document": paper.key}),
        preview=reverse("desk:preview", kwargs={"document": paper.key, "page": draft.page}) if draft else "",
    )
