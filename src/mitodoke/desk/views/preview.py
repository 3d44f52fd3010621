"""Preview: the pages of the public site with the edition that would be published, below an address of the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.views.decorators.http import require_safe

from mitodoke.desk.draft_edition import as_if_published
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.publishing.kept import KEEP
from mitodoke.publishing.shown_draft import ShownDraft, showing

PUBLIC = "mitodoke.publishing.urls"
_HEAD = '<header class="masthead">'
_BANNER = '<p class="fictional"><strong>{mark}</strong>{told}<a href="{back}">{label}</a></p>'
DRAFT = ("案", "公表前の確認です。まだ公表していません。")
"""What marks a page of a draft, and what it says."""
_SEARCHES = frozenset({"search", "suggest", "search_feed"})
"""Views that keep an index of what they find on disk, where drafts have no place."""


@require_safe
def preview(request: HttpRequest, visit: Visit, document: str, page: str) -> HttpResponse:
    """The public page `page` (its path below the site) as it would be; its links stay inside the preview."""
    return draft_page(request, visit, page, back=reverse("desk:publication", kwargs={"document": document}))


def draft_page(
    request: HttpRequest,
    visit: Visit,
    page: str,
    *,
    back: str,
    label: str = "公表の確認に戻る",
    shown: ShownDraft | None = None,
    marked: tuple[str, str] = DRAFT,
) -> HttpResponse:
    """`page` of the draft of the visit's document, whoever was let in; `label` leads `back`.

    With `shown` that edition is shown in the place of the draft.
    """
    try:
        match = resolve(f"/{page}", urlconf=PUBLIC)
    except Resolver404 as problem:
        raise Http404 from problem
    if match.func.__name__ in _SEARCHES:
        messages.info(request, "公表前の確認では検索を使えません。公表すると検索できるようになります。")
        return redirect(back)
    root = get_script_prefix()
    # The storage of static files remembers the root it is first asked under: that must not be the preview's.
    static("desk/desk.css")
    try:
        with showing(shown) if shown else as_if_published(document=visit.paper, today=visit.today):
            set_script_prefix(_prefix(request, page))
            request.path_info = f"/{page}"
            request.urlconf = PUBLIC
            response = match.func(request, *match.args, **match.kwargs)
            if response.streaming:
                raise Http404
    except ActionDenied as denied:
        set_script_prefix(root)
        messages.error(request, str(denied))
        return redirect(back)
    finally:
        set_script_prefix(root)
    request.META.pop(KEEP, None)
    return _marked(response, _BANNER.format(mark=marked[0], told=marked[1], back=back, label=label))


def _prefix(request: HttpRequest, page: str) -> str:
    """What every address of the preview begins with: the path of this request without the page."""
    return request.path[: len(request.path) - len(page)]


def _marked(response: HttpResponse, banner: str) -> HttpResponse:
    """The answer, told to be a draft, kept nowhere and found by no search engine."""
    if response.get("Content-Type", "").startswith("text/html"):
        whole = response.content.decode()
        response.content = whole.replace(_HEAD, _HEAD + banner, 1)
    for name in ("ETag", "Last-Modified"):
        response.headers.pop(name, None)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response
