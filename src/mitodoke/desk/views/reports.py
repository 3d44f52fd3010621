"""報告書: every report of what is published and of the draft, each at the push of a button."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitodoke.desk.draft_edition import DraftEdition, draft_edition
from mitodoke.desk.presentation.report_pages import (
    FORMAT_LABELS,
    document_reports,
    draft_reports,
    load_version,
    published_reports,
    reasons_between,
)
from mitodoke.desk.report_files import ERRATA, file_answer, make_report_file
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.role import Right
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.publishing.report_settings import settings_for

DRAFT = "draft"
"""How the form of the 正誤表 names the draft."""


@require_safe
def city_reports(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The documents of the city, each with its reports."""
    may_set = visit.may(Right.PUBLISH) or visit.may(Right.MANAGE_SETTINGS)
    return show(
        request,
        visit,
        "city_reports.html",
        title="報告書",
        section="reports",
        documents=document_reports(code),
        look=reverse("desk:report_look", kwargs={"code": code}) if may_set else "",
    )


@require_safe
def reports(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Every report of a document: of its public versions, and of the draft for those who may publish."""
    return _page(request, visit)


@require_safe
def report_file(request: HttpRequest, visit: Visit, document: str, version: int, name: str) -> HttpResponse:
    """A report of a public version."""
    edition = load_version(visit.paper, version)
    if edition is None:
        raise Http404
    return _file(request, visit, edition, name, _settings(visit))


@require_safe
def report_draft(request: HttpRequest, visit: Visit, document: str, name: str) -> HttpResponse:
    """A report of the draft, marked as 案."""
    try:
        draft = draft_edition(document=visit.paper, today=visit.today)
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    return _file(request, visit, draft.edition, name, replace(_settings(visit), draft=draft.is_new))


@require_safe
def report_errata(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """正誤表 between two versions that the form names; the newer may be the draft for those who may publish."""
    asked = request.GET
    file_format = asked.get("format", "pdf")
    settings = _settings(visit)
    try:
        before = _version(visit, asked.get("before", ""))
        if asked.get("after") == DRAFT and visit.may(Right.PUBLISH):
            draft = draft_edition(document=visit.paper, today=visit.today)
            after, settings = draft.edition, replace(settings, draft=draft.is_new)
        else:
            after = _version(visit, asked.get("after", ""))
        if before.version >= after.version:
            raise ActionDenied("正誤表は、前の版と、それより後の版を選んでください。")
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    reasons = None if settings.draft else reasons_between(visit.paper, before.version, after.version)
    name = f"{ERRATA}.{file_format}"
    return _file(request, visit, after, name, settings, before=before, reasons=reasons)


def _version(visit: Visit, text: str) -> Edition:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    edition = load_version(visit.paper, number)
    if edition is None:
        raise ActionDenied("選んだ版はありません。一覧から選び直してください。")
    return edition


def _settings(visit: Visit) -> ReportSettings:
    paper = visit.paper
    return settings_for(paper.municipality_id, DocumentKind(paper.kind), paper.fiscal_year)


def _file(
    request: HttpRequest,
    visit: Visit,
    edition: Edition,
    name: str,
    settings: ReportSettings,
    *,
    before: Edition | None = None,
    reasons: ChangeReasons | None = None,
) -> HttpResponse:
    try:
        made = make_report_file(
            edition,
            name,
            settings,
            department=request.GET.get("department", ""),
            before=before,
            reasons=reasons,
        )
    except ActionDenied as denied:
        return _page(request, visit, denied=str(denied), status=422)
    return file_answer(made)


def _page(
    request: HttpRequest, visit: Visit, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    paper = visit.paper
    may_publish = visit.may(Right.PUBLISH)
    draft, refusal = _draft(visit) if may_publish else (None, None)
    city = reverse("desk:city_reports", kwargs={"code": visit.city.code})
    is_new = draft is not None and draft.is_new
    published = published_reports(paper)
    return show(
        request,
        visit,
        "reports.html",
        title=f"「{paper.title}」の報告書",
        section="reports",
        trail=(Entry(label="報告書", address=city),),
        denied=denied,
        status=status,
        published=published,
        drafts=(draft_reports(paper, draft.edition),) if draft is not None and is_new else (),
        refusal=refusal,
        may_publish=may_publish,
        errata=reverse("desk:report_errata", kwargs={"document": paper.key}),
        can_compare=len(published) + is_new > 1,
        formats=FORMAT_LABELS,
        texts=reverse("desk:report_texts", kwargs={"document": paper.key}),
        look=reverse("desk:report_look", kwargs={"code": visit.city.code}),
    )


def _draft(visit: Visit) -> tuple[DraftEdition | None, str | None]:
    try:
        return draft_edition(document=visit.paper, today=visit.today), None
    except ActionDenied as problem:
        return None, str(problem)
