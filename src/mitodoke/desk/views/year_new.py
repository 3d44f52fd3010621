"""次の年度の文書を作る: the document of a following year, begun from one of an earlier year, for a round to fill."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitodoke.desk.forms import YearForm, field_problems
from mitodoke.desk.presentation.document_names import document_name, newest_first
from mitodoke.desk.presentation.words import DOCUMENTS
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.services import begin_year


@require_http_methods(["GET", "HEAD", "POST"])
def year_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Begin the document of a following year, and go on to its round."""
    found = newest_first(
        one for one in current_documents() if one.municipality_id == code and one.fiscal_year is not None
    )
    if request.method != "POST":
        return _page(request, visit, found)
    form = YearForm(request.POST)
    previous = next((one for one in found if one.key == request.POST.get("previous")), None)
    if form.is_valid() and previous is None:
        form.add_error("previous", "元になる文書を、一覧から選んでください。")
    if not form.is_valid() or previous is None:
        return _page(request, visit, found, form=form)
    try:
        begun = begin_year(
            previous=previous,
            fiscal_year=form.cleaned_data["fiscal_year"],
            title=form.cleaned_data["title"],
            by=visit.person,
        )
    except ActionDenied as refusal:
        return _page(request, visit, found, form=form, denied=str(refusal))
    messages.success(
        request,
        f"「{document_name(begun)}」を作りました。続けて、この文書で調査を始められます。",
    )
    query = urlencode({"document": begun.key})
    return redirect(f"{reverse('desk:round_new', kwargs={'code': code})}?{query}")


def _page(
    request: HttpRequest,
    visit: Visit,
    found: list[SourceDocument],
    *,
    form: YearForm | None = None,
    denied: str | None = None,
) -> HttpResponse:
    problems = field_problems(form) if form else {}
    if problems:
        denied = "作れませんでした。下の欄を直してください。"
    return show(
        request,
        visit,
        "year_new.html",
        title="次の年度の文書を作る",
        section="documents",
        trail=(Entry(label=DOCUMENTS, address=reverse("desk:documents", kwargs={"code": visit.city.code})),),
        denied=denied,
        status=200 if denied is None else 422,
        documents=found,
        typed=request.POST,
        problems=problems,
    )
