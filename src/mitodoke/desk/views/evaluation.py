"""外部評価: its first page, and drafts that are shared with it for a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.departments.queries import members_on
from mitodoke.desk.draft_edition import draft_edition
from mitodoke.desk.draft_shares import end_share, share_draft, share_of, share_sentences, shared_drafts
from mitodoke.desk.follow_forms import ShareEndForm, ShareForm, typed, valid
from mitodoke.desk.forms import field_problems
from mitodoke.desk.models import DraftShare
from mitodoke.desk.presentation.evaluation_page import plans_to_comment, readable_drafts, readable_editions
from mitodoke.desk.presentation.opinion_pages import item_names, opinion_lines, opinions_in, reads_everything
from mitodoke.desk.presentation.words import DOCUMENTS
from mitodoke.desk.views.preview import draft_page
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.role import Right, Role


@require_safe
def evaluation(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """What may be read, where to write, and what became of what was written."""
    opinions = opinions_in(visit, None)
    names = item_names(one.ledger_id for one in opinions)
    return show(
        request,
        visit,
        "follow/evaluation.html",
        title="外部評価",
        section="evaluation",
        editions=readable_editions(code),
        drafts=readable_drafts(shared_drafts(municipality_code=code, today=visit.today)),
        plans=plans_to_comment(code) if visit.may(Right.WRITE_OPINIONS) else (),
        writes=visit.may(Right.WRITE_OPINIONS),
        shares=visit.may(Right.PUBLISH),
        reads_all=reads_everything(visit),
        lines=opinion_lines(opinions, visit.today, names),
        opinions=reverse("desk:city_opinions", kwargs={"code": code}),
        documents=reverse("desk:documents", kwargs={"code": code}),
    )


@require_safe
def shared_draft(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Lead to the first page of a shared draft; a sentence where it is not shared (any more)."""
    if share_of(document=visit.paper, today=visit.today) is None:
        return _not_shared(request, visit)
    try:
        draft = draft_edition(document=visit.paper, today=visit.today)
    except ActionDenied as denied:
        messages.error(request, str(denied))
        return redirect("desk:evaluation", code=visit.city.code)
    return redirect("desk:shared_preview", document=document, page=draft.page)


@require_safe
def shared_preview(request: HttpRequest, visit: Visit, document: str, page: str) -> HttpResponse:
    """A page of a shared draft, as `views.preview` shows it to the planner."""
    if share_of(document=visit.paper, today=visit.today) is None:
        return _not_shared(request, visit)
    back = reverse("desk:evaluation", kwargs={"code": visit.city.code})
    return draft_page(request, visit, page, back=back, label="外部評価のページに戻る")


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Share the draft of a document with evaluators, and see who shared what until when."""
    if request.method != "POST":
        return _share_page(request, visit)
    form = ShareForm(request.POST)
    try:
        values = valid(form)
        share_draft(document=visit.paper, until=values["until"], note=values["note"], by=visit.person)
    except ActionDenied as denied:
        return _share_page(request, visit, form=form, denied=str(denied))
    messages.success(
        request,
        f"第{visit.paper.revision}稿の案を{format_date(values['until'])}まで共有しました。{_readers(visit)}",
    )
    return redirect("desk:share", document=document)


def _readers(visit: Visit) -> str:
    """How many people can read what is shared."""
    holders = members_on(municipality_code=visit.city.code, day=visit.today)
    counts = {
        role: len({one.person_id for one in holders if one.role == role and one.person.is_active})
        for role in (Role.EVALUATOR, Role.READER)
    }
    told = "、".join(f"{role.label}{count}人" for role, count in counts.items() if count)
    if not told:
        return "ただし、外部評価と閲覧・監査の人がまだいないため、読める人がいません。管理者に登録を依頼してください。"
    return f"読めるのは{told}です。"


@require_POST
def share_end(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """End a share at once."""
    ending = ShareEndForm(request.POST)
    try:
        values = valid(ending)
        row = DraftShare.objects.filter(pk=values["share"], document__key=document).first()
        if row is None:
            raise ActionDenied("終える共有がありません。画面を開き直してください。")
        end_share(share=row, reason=values["reason"], by=visit.person)
    except ActionDenied as denied:
        return _share_page(request, visit, ending=ending, denied=str(denied))
    messages.success(request, "案の共有を終えました。")
    return redirect("desk:share", document=document)


def _share_page(
    request: HttpRequest,
    visit: Visit,
    *,
    form: ShareForm | None = None,
    ending: ShareEndForm | None = None,
    denied: str | None = None,
) -> HttpResponse:
    document = visit.paper
    standing = share_of(document=document, today=visit.today)
    return show(
        request,
        visit,
        "follow/share.html",
        title=f"「{document.title}」の案の共有",
        section="documents",
        trail=(
            Entry(label=DOCUMENTS, address=reverse("desk:documents", kwargs={"code": visit.city.code})),
            Entry(
                label=document.title, address=reverse("desk:publication", kwargs={"document": document.key})
            ),
        ),
        denied=denied,
        status=200 if denied is None else 422,
        paper=document,
        standing=standing,
        shared_until=format_date(standing.until) if standing else "",
        values=typed(request.POST, "until", "note", "reason")
        if form or ending
        else typed({}, "until", "note", "reason"),
        problems=(field_problems(form) if form else {}) | (field_problems(ending) if ending else {}),
        sentences=share_sentences(document=document),
        end=reverse("desk:share_end", kwargs={"document": document.key}),
    )


def _not_shared(request: HttpRequest, visit: Visit) -> HttpResponse:
    return show(
        request,
        visit,
        "problem.html",
        title="この案は共有されていません",
        sentence="この案の共有は終わったか、共有の後に案が新しくなりました。読む必要があるときは、企画担当に共有を依頼してください。",
        status=403,
    )
