"""報告書の設定: the look of all reports of a city, and the city's own texts for one document and those after it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.desk.draft_edition import draft_edition
from mitodoke.desk.presentation.report_pages import load_version, versions_of
from mitodoke.desk.presentation.words import show_moment
from mitodoke.desk.report_files import file_answer, make_report_file
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.role import Right
from mitodoke.outputs.reports.logo import LARGEST_FILE, LogoError, clean_logo
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.settings import FontChoice, ReportSettings
from mitodoke.publishing import queries
from mitodoke.publishing.report_settings import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Look,
    Saved,
    Texts,
    checked_look,
    checked_texts,
    gathered,
    look_history,
    look_of,
    save_look,
    save_texts,
    texts_history,
    texts_of,
    texts_year,
)

_METHOD_LABELS = {
    DocumentKind.MAYORAL_PLEDGES: "数値化の方法",
    DocumentKind.COLLABORATION_REGISTER: "表の見方",
}
_METHOD_LABEL = "指標の見方"


@require_http_methods(["GET", "HEAD", "POST"])
def report_look(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Name, colours, logo and font: saved, or shown in a report of the newest edition without saving."""
    kept = look_of(code)
    if request.method != "POST":
        return _look_page(request, visit, kept)
    typed = _typed_look(request, kept)
    try:
        typed = replace(typed, logo_png=_sent_logo(request, kept))
        if request.POST.get("act") == "preview":
            return _preview_look(visit, checked_look(typed))
        is_new = save_look(municipality=visit.city, look=typed, by=visit.person)
    except ActionDenied as denied:
        return _look_page(request, visit, typed, denied=str(denied), status=422)
    if is_new:
        messages.success(request, "報告書の体裁を保存しました。これから作る報告書に使われます。")
    else:
        messages.info(request, "変わったところはありません。")
    return redirect("desk:report_look", code=code)


@require_safe
def report_logo(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The logo that is kept, as the picture that we drew ourselves."""
    png = look_of(code).logo_png
    if png is None:
        raise Http404
    response = HttpResponse(png, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def report_texts(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """はじめに and the other texts: saved, or shown in the report without saving."""
    paper = visit.paper
    kind = DocumentKind(paper.kind)
    if request.method != "POST":
        return _texts_page(request, visit, texts_of(visit.city.code, kind, paper.fiscal_year))
    typed = Texts(
        publisher=request.POST.get("publisher"),
        cover_title=request.POST.get("cover_title"),
        introduction=request.POST.get("introduction"),
        method=request.POST.get("method"),
    )
    try:
        if request.POST.get("act") == "preview":
            return _preview_texts(visit, checked_texts(typed))
        is_new = save_texts(
            municipality=visit.city, kind=kind, fiscal_year=paper.fiscal_year, texts=typed, by=visit.person
        )
    except ActionDenied as denied:
        return _texts_page(request, visit, typed, denied=str(denied), status=422)
    if is_new:
        messages.success(request, "報告書の文章を保存しました。これから作る報告書に使われます。")
    else:
        messages.info(request, "変わったところはありません。")
    return redirect("desk:report_texts", document=document)


def _typed_look(request: HttpRequest, kept: Look) -> Look:
    """What was typed; the logo that is kept stays until it is known whether the one that was sent is any good."""
    sent = request.POST
    font = next((one for one in FontChoice if one.value == sent.get("font")), kept.font)
    return Look(
        city_name=sent.get("city_name"),
        primary=sent.get("primary", "")[:LONGEST_LINE],
        tint=sent.get("tint", "")[:LONGEST_LINE],
        font=font,
        logo_png=kept.logo_png,
        logo_words=sent.get("logo_words", ""),
    )


def _sent_logo(request: HttpRequest, kept: Look) -> bytes | None:
    sent = request.FILES.get("logo")
    if sent is None:
        return None if request.POST.get("no_logo") else kept.logo_png
    try:
        # One byte more than is allowed tells that there is more, without taking all of it into memory.
        return clean_logo(sent.read(LARGEST_FILE + 1))
    except LogoError as problem:
        raise ActionDenied(str(problem)) from problem


def _preview_look(visit: Visit, look: Look) -> HttpResponse:
    rows = queries.editions_of(visit.city.code)
    if not rows:
        raise ActionDenied(
            "公表した版がまだないため、見本を作れません。保存した体裁は、最初の報告書から使われます。"
        )
    newest = rows[0]
    edition = queries.load_edition(newest.code, newest.kind, newest.fiscal_year, newest.version)
    assert edition is not None, "it was just listed"
    return _pdf(edition, gathered(look, texts_of(newest.code, newest.kind, newest.fiscal_year)))


def _preview_texts(visit: Visit, texts: Texts) -> HttpResponse:
    settings = gathered(look_of(visit.city.code), texts)
    rows = versions_of(visit.paper)
    edition = load_version(visit.paper, rows[0].version) if rows else None
    if edition is None:
        draft = draft_edition(document=visit.paper, today=visit.today)
        edition, settings = draft.edition, replace(settings, draft=True)
    return _pdf(edition, settings)


def _pdf(edition: Edition, settings: ReportSettings) -> HttpResponse:
    """The main report of the edition."""
    return file_answer(make_report_file(edition, f"{reports_of(edition)[0].name}.pdf", settings))


def _look_page(
    request: HttpRequest, visit: Visit, look: Look, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    code, reads = visit.city.code, visit.may(Right.READ_ANSWERS)
    return show(
        request,
        visit,
        "report_look.html",
        title="報告書の体裁",
        section="reports" if reads else "report_look",
        trail=(Entry(label="報告書", address=reverse("desk:city_reports", kwargs={"code": code})),)
        if reads
        else (),
        denied=denied,
        status=status,
        look=look,
        fonts=(
            (FontChoice.PREFER_BIZ_UD, "BIZ UDゴシック（入っていないときは Noto Sans CJK JP）"),
            (FontChoice.NOTO, "Noto Sans CJK JP"),
        ),
        logo=reverse("desk:report_logo", kwargs={"code": code}) if look.logo_png else "",
        largest=LARGEST_FILE // 1024 // 1024,
        longest=LONGEST_LINE,
        history=_told(look_history(code)),
    )


def _texts_page(
    request: HttpRequest, visit: Visit, texts: Texts, *, denied: str | None = None, status: int = 200
) -> HttpResponse:
    paper, code = visit.paper, visit.city.code
    kind, year = DocumentKind(paper.kind), paper.fiscal_year
    from_year = texts_year(code, kind, year)
    return show(
        request,
        visit,
        "report_texts.html",
        title=f"「{paper.title}」の報告書の文章",
        section="reports",
        trail=(
            Entry(label="報告書", address=reverse("desk:city_reports", kwargs={"code": code})),
            Entry(label=paper.title, address=reverse("desk:reports", kwargs={"document": paper.key})),
        ),
        denied=denied,
        status=status,
        texts=texts,
        kind=kind.label,
        year=FiscalYear(year).label if year is not None else "",
        taken_from=FiscalYear(from_year).label if from_year is not None and from_year != year else "",
        method_label=_METHOD_LABELS.get(kind, _METHOD_LABEL),
        longest_line=LONGEST_LINE,
        longest_text=LONGEST_TEXT,
        history=_told(texts_history(code, kind, year)),
    )


def _told(saves: tuple[Saved, ...]) -> tuple[str, ...]:
    return tuple(f"{show_moment(one.at)}　{one.by}" for one in saves)
