"""One edition of a document: its state, its preview, another moment of release, and its withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitodoke.desk.draft_edition import shown_standing
from mitodoke.desk.presentation.correcting import corrections_of
from mitodoke.desk.presentation.edition_list import edition_facts
from mitodoke.desk.presentation.words import DOCUMENTS, show_moment
from mitodoke.desk.publication_form import typed_release
from mitodoke.desk.views.preview import draft_page
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import EditionState
from mitodoke.publishing.release_services import move_release, stop_release, withdraw_edition
from mitodoke.publishing.visibility import Standing, version_of, versions_of

_MARKS = {
    EditionState.WAITING: ("公表待ち", "まだ公表していない版です。"),
    EditionState.PUBLIC: ("公表中", "公表している版です。"),
    EditionState.STOPPED: ("公表取りやめ", "公表しなかった版です。"),
    EditionState.WITHDRAWN: ("取下げ", "取り下げた版です。公開サイトには出ません。"),
}


@require_safe
def edition(request: HttpRequest, visit: Visit, document: str, version: int) -> HttpResponse:
    """What became of one edition, and what can be done with it."""
    return _page(request, visit, _found(visit, version))


@require_safe
def edition_preview(
    request: HttpRequest, visit: Visit, document: str, version: int, page: str
) -> HttpResponse:
    """The public page `page` as it would be with this edition, which is not public (or not any more)."""
    standing = _found(visit, version)
    back = reverse("desk:edition", kwargs={"document": document, "version": version})
    return draft_page(
        request,
        visit,
        page,
        back=back,
        label="版のページに戻る",
        shown=shown_standing(standing),
        marked=_MARKS[standing.state],
    )


@require_POST
def edition_release(request: HttpRequest, visit: Visit, document: str, version: int) -> HttpResponse:
    """Move the release of an edition that waits for it, or stop it."""
    standing = _found(visit, version)
    reason = request.POST.get("reason", "")
    try:
        if request.POST.get("action") == "stop":
            stop_release(edition_id=standing.row.pk, reason=reason, by=visit.name)
            told = f"第{version}版の公表を取りやめました。"
        else:
            moment = typed_release(request.POST)
            move_release(edition_id=standing.row.pk, release_at=moment, reason=reason, by=visit.name)
            told = f"第{version}版の公表日時を{show_moment(moment)}に変えました。"
    except ActionDenied as denied:
        return _page(request, visit, standing, denied=str(denied))
    messages.success(request, told)
    return redirect("desk:edition", document=document, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def edition_withdraw(request: HttpRequest, visit: Visit, document: str, version: int) -> HttpResponse:
    """Ask for the notice, show what withdrawing means, and withdraw once that is confirmed."""
    standing = _found(visit, version)
    if request.method != "POST":
        return _withdraw_page(request, visit, standing)
    reason, office = request.POST.get("reason", ""), request.POST.get("announced_by", "")
    confirmed = request.POST.get("confirmed")
    if confirmed == "no":
        return _withdraw_page(request, visit, standing)
    if confirmed != "yes" and reason.strip() and office.strip():
        return _withdraw_page(request, visit, standing, asks=True)
    try:
        withdraw_edition(edition_id=standing.row.pk, reason=reason, announced_by=office, by=visit.name)
    except ActionDenied as denied:
        return _withdraw_page(request, visit, standing, denied=str(denied))
    messages.success(request, f"第{version}版を取り下げました。公開サイトには取下げのお知らせが出ています。")
    return redirect("desk:edition", document=document, version=version)


def _found(visit: Visit, version: int) -> Standing:
    standing = version_of(visit.paper, version)
    if standing is None:
        raise Http404
    return standing


def _page(
    request: HttpRequest, visit: Visit, standing: Standing, *, denied: str | None = None
) -> HttpResponse:
    paper = visit.paper
    parts = {"document": paper.key, "version": standing.row.version}
    return show(
        request,
        visit,
        "edition.html",
        title=f"「{standing.row.title}」第{standing.row.version}版",
        section="documents",
        trail=_trail(visit),
        denied=denied,
        status=200 if denied is None else 422,
        edition=edition_facts(paper, standing),
        corrections=corrections_of(paper) if standing.is_public else (),
        release=reverse("desk:edition_release", kwargs=parts),
        withdraw=reverse("desk:edition_withdraw", kwargs=parts),
        states=EditionState,
        typed=request.POST,
    )


def _withdraw_page(
    request: HttpRequest,
    visit: Visit,
    standing: Standing,
    *,
    asks: bool = False,
    denied: str | None = None,
) -> HttpResponse:
    version = standing.row.version
    address = reverse("desk:edition", kwargs={"document": visit.paper.key, "version": version})
    following = next(
        (one for one in versions_of(visit.paper) if one.is_public and one.row.version != version), None
    )
    return show(
        request,
        visit,
        "edition_withdraw.html",
        title=f"第{version}版の取下げ",
        section="documents",
        trail=(*_trail(visit), Entry(label=f"第{version}版", address=address)),
        denied=denied,
        status=200 if denied is None else 422,
        standing=standing,
        is_public=standing.is_public,
        asks=asks,
        following=following.row.version if following else None,
        is_newest=following is None or following.row.version < version,
        back=address,
        city=visit.city.name,
        typed=request.POST,
    )


def _trail(visit: Visit) -> tuple[Entry, ...]:
    return (
        Entry(label=DOCUMENTS, address=reverse("desk:documents", kwargs={"code": visit.city.code})),
        Entry(
            label=visit.paper.title,
            address=reverse("desk:publication", kwargs={"document": visit.paper.key}),
        ),
    )
