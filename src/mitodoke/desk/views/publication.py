"""公表: documents of a city, adopted answers, the audit of what would be published, and publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.draft_edition import draft_edition, fictional_city
from mitodoke.desk.presentation.change_list import change_groups
from mitodoke.desk.presentation.correcting import corrections_of
from mitodoke.desk.presentation.edition_list import edition_lines, state_words
from mitodoke.desk.presentation.publication_page import (
    document_lines,
    draft_findings,
    gathered_reasons,
    page_title,
    percentages_missing,
    rating_coverage,
    taken_back,
    unanswered,
)
from mitodoke.desk.presentation.words import DOCUMENTS, show_moment
from mitodoke.desk.publication_form import LATER, REST, reasons_of, release_of
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import ChangeKind, EditionState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.publishing.services import Publication, publish_edition
from mitodoke.publishing.unprintable import unprintable_notices
from mitodoke.reporting.services import adopt_answers


@require_safe
def documents(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Every document of the city: what is published of it, and what has changed since."""
    return show(
        request,
        visit,
        "documents.html",
        title=DOCUMENTS,
        section="documents",
        documents=document_lines(code),
        new=reverse("desk:year_new", kwargs={"code": code}),
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
    editions = edition_lines(paper)
    is_public = any(one.state == EditionState.PUBLIC for one in editions)
    return show(
        request,
        visit,
        "publication.html",
        title=page_title(paper, is_public=is_public, is_new=draft is not None and draft.is_new),
        section="documents",
        trail=(Entry(label=DOCUMENTS, address=reverse("desk:documents", kwargs={"code": code})),),
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
        editions=editions,
        is_public=is_public,
        same=state_words(draft.prepared.same) if draft and draft.prepared.same else "",
        waiting=draft.prepared.waiting.row.version if draft and draft.prepared.waiting else None,
        unanswered=unanswered(paper),
        taken_back=taken_back(draft.prepared) if draft else "",
        calculation=percentages_missing(paper, draft.edition) if draft and draft.is_new else None,
        coverage=rating_coverage(draft.edition) if draft and draft.is_new else "",
        corrections=corrections_of(paper) if is_public else (),
        unprintable=unprintable_notices(draft.edition) if draft and draft.is_new else (),
        reports=reverse("desk:reports", kwargs={"document": paper.key}),
        publish_address=reverse("desk:publish", kwargs={"document": paper.key}),
        preview=reverse("desk:preview", kwargs={"document": paper.key, "page": draft.page}) if draft else "",
    )
