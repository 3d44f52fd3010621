"""記録と原本: every record of an upload or a stored document beside the place of the file that it was read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitodoke.desk.paging import page_of
from mitodoke.desk.presentation.import_original import excerpt, picture_of_page
from mitodoke.desk.presentation.import_records import (
    A_PAGE,
    findings_at,
    is_place_of,
    listed_records,
    record_lines,
    records_at,
)
from mitodoke.desk.presentation.import_review import finding_groups, record_counts
from mitodoke.desk.presentation.import_words import document_words, where
from mitodoke.desk.read_upload import UNREADABLE, Source
from mitodoke.desk.views.imports_page import (
    GoneError,
    gone,
    imports_entry,
    kept_source,
    opened,
    refused,
    upload_address,
    with_place,
)
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.queries import original_data, original_of
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Reading
from mitodoke.domain.place import Place
from mitodoke.domain.role import Right
from mitodoke.publishing.kept_drafts import kept_reading
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_text import UnreadableFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A document with its file: an upload or a stored one. `file` gives its bytes, None where it was not kept."""

    reading: Reading
    kind: FileKind | None
    file: Callable[[], Source | None]
    records: str
    place: Callable[[Place], str]
    picture: Callable[[int], str]
    trail: tuple[Entry, ...]
    note: str
    stored: bool


@require_safe
def import_records(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """Every record that was read from an upload."""
    return _upload_page(request, visit, token, _records_page)


@require_safe
def import_place(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """What stands at one place of an upload, beside the place."""
    return _upload_page(request, visit, token, _place_page)


@require_safe
def import_page(request: HttpRequest, visit: Visit, code: str, token: str, page_number: int) -> HttpResponse:
    """A page of an upload as a picture."""
    try:
        _, source = kept_source(visit, token)
    except GoneError as problem:
        raise Http404 from problem
    return _picture(source, page_number)


@require_safe
def document_records(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """Every record of a stored document."""
    return _records_page(request, visit, _stored(visit))


@require_safe
def document_place(request: HttpRequest, visit: Visit, document: str) -> HttpResponse:
    """What stands at one place of a stored document, beside the place."""
    return _place_page(request, visit, _stored(visit))


@require_safe
def document_page(request: HttpRequest, visit: Visit, document: str, page_number: int) -> HttpResponse:
    """A page of the file that a stored document was read from, as a picture."""
    source = _kept_file(visit)
    if source is None:
        raise Http404
    return _picture(source, page_number)


def _upload_page(
    request: HttpRequest,
    visit: Visit,
    token: str,
    page: Callable[[HttpRequest, Visit, _Opened], HttpResponse],
) -> HttpResponse:
    try:
        kept, source, upload = opened(visit, token)
    except GoneError:
        return gone(request, visit)
    except (*UNREADABLE, ActionDenied) as refusal:
        return refused(request, visit, str(refusal))
    if upload.reading is None:
        raise Http404
    review = Entry(label="取り込む内容を確かめる", address=upload_address("import_review", visit, token))
    found = _Opened(
        reading=upload.reading,
        kind=upload.kept_as,
        file=lambda: source,
        records=upload_address("import_records", visit, token),
        place=partial(with_place, upload_address("import_place", visit, token)),
        picture=lambda number: upload_address("import_page", visit, token, page_number=number),
        trail=(imports_entry(visit), review),
        note=f"まだ保存していません（ファイル「{kept.name}」）。",
        stored=False,
    )
    try:
        return page(request, visit, found)
    except FileNotFoundError:
        return gone(request, visit)


def _stored(visit: Visit) -> _Opened:
    paper = visit.paper
    original = original_of(paper)
    parts = {"document": paper.key}
    return _Opened(
        reading=kept_reading(paper),
        kind=None if original is None else original.kind,
        file=lambda: _kept_file(visit),
        records=reverse("desk:document_records", kwargs=parts),
        place=partial(with_place, reverse("desk:document_place", kwargs=parts)),
        picture=lambda number: reverse("desk:document_page", kwargs=parts | {"page_number": number}),
        trail=(imports_entry(visit),),
        note=f"第{paper.revision}稿として保存されています。",
        stored=True,
    )


def _kept_file(visit: Visit) -> Source | None:
    original = original_of(visit.paper)
    if original is None:
        return None
    sha256 = original.sha256
    return Source(sha256=sha256, name=original.name, load=lambda: original_data(sha256))


def _records_page(request: HttpRequest, visit: Visit, found: _Opened) -> HttpResponse:
    page = page_of(request, listed_records(found.reading), A_PAGE)
    document = found.reading.content.document
    return show(
        request,
        visit,
        "import_records.html",
        title=f"記録と原本：{document.title}",
        section="imports",
        trail=found.trail,
        kind=document_words(document.kind, document.fiscal_year),
        note=found.note,
        next_steps=_next_steps(visit) if found.stored else (),
        records=record_counts(found.reading),
        findings=finding_groups(found.reading.findings, found.place) if page.number == 1 else (),
        lines=record_lines(page.lines, found.place),
        page=page,
    )


def _next_steps(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What can be done with a stored document, each a label and an address, for those who may."""
    paper, city = visit.paper, {"code": visit.city.code}
    steps = []
    if visit.may(Right.PUBLISH):
        steps.append(
            ("内容と指摘を確かめて公表する", reverse("desk:publication", kwargs={"document": paper.key}))
        )
    if visit.may(Right.RUN_ROUNDS):
        address = f"{reverse('desk:round_new', kwargs=city)}?{urlencode({'document': paper.key})}"
        steps.append(("この文書について、部署に調査を始める", address))
    if visit.may(Right.EDIT_PLANS) and paper.kind != DocumentKind.COLLABORATION_REGISTER:
        address = reverse("desk:plan_take_over", kwargs=city)
        steps.append(("見直しのできる計画として引き継ぐ", address))
    return tuple(steps)


def _place_page(request: HttpRequest, visit: Visit, found: _Opened) -> HttpResponse:
    place = request.GET.get("at", "")
    if not place or not is_place_of(found.reading, place):
        raise Http404
    entry = Entry(label="記録と原本", address=found.records)
    return show(
        request,
        visit,
        "import_place.html",
        title=f"原本の{where(place)}",
        section="imports",
        trail=(*found.trail, entry),
        document=found.reading.content.document.title,
        note=found.note,
        records=records_at(found.reading, place),
        findings=findings_at(found.reading, place),
        excerpt=excerpt(
            place, reading=found.reading, source=found.file(), kind=found.kind, picture=found.picture
        ),
    )


def _picture(source: Source, page: int) -> HttpResponse:
    try:
        return HttpResponse(picture_of_page(source, page), content_type="image/png")
    except (ValueError, UnreadableFileError, FileNotFoundError) as problem:
        raise Http404 from problem
