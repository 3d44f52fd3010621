"""An upload before it is stored: looked at, stored or given up."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mitodoke.desk.kept_imports import KeptImport, drop_import, kept_import
from mitodoke.desk.presentation.import_review import review_of
from mitodoke.desk.read_upload import UNREADABLE
from mitodoke.desk.store_upload import seen_state, store_upload
from mitodoke.desk.uploaded_document import Upload
from mitodoke.desk.views.imports_page import (
    GoneError,
    gone,
    imports_entry,
    opened,
    refused,
    upload_address,
    with_place,
)
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.services import ImportOutcome

_CHANGED = "確かめている間に、保存されている文書か見出しの対応が変わりました。もう一度、内容を確かめてから保存してください。"


@require_safe
def import_review(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """What was read and what storing it would change; columns that nobody knows are asked first."""
    try:
        kept, _, upload = opened(visit, token)
    except GoneError:
        return gone(request, visit)
    except (*UNREADABLE, ActionDenied) as refusal:
        return refused(request, visit, str(refusal))
    if upload.reading is None or upload.asked:
        return redirect("desk:import_columns", code=code, token=token)
    return _page(request, visit, kept, upload)


@require_POST
def import_store(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """Store what was looked at; the file goes away only once it is stored."""
    try:
        kept, source, upload = opened(visit, token)
    except GoneError:
        return gone(request, visit)
    except (*UNREADABLE, ActionDenied) as refusal:
        return refused(request, visit, str(refusal))
    if upload.reading is None or upload.asked:
        return redirect("desk:import_columns", code=code, token=token)
    if request.POST.get("seen") != seen_state(upload):
        return _page(request, visit, kept, upload, denied=_CHANGED, status=409)
    if not upload.names_its_city and request.POST.get("ours") != "yes":
        told = (
            f"文書に自治体名がありません。{visit.city.name}の文書であることを確かめて、印を付けてください。"
        )
        return _page(request, visit, kept, upload, denied=told, status=422)
    try:
        plan = store_upload(upload=upload, source=source, code=code, by=visit.name)
    except ActionDenied as denied:
        return _page(request, visit, kept, upload, denied=str(denied), status=422)
    drop_import(kept)
    if plan.outcome is ImportOutcome.UNCHANGED:
        messages.info(request, f"「{plan.title}」は、保存されている内容と同じです。何も変わりませんでした。")
    else:
        messages.success(
            request, f"「{plan.title}」を第{plan.revision}稿として保存しました。まだ公表していません。"
        )
    return redirect("desk:document_records", document=plan.document)


@require_POST
def import_discard(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """Give the upload up: nothing of it stays."""
    kept = kept_import(code=code, token=token)
    if kept is None:
        return gone(request, visit)
    drop_import(kept)
    messages.success(request, f"「{kept.name}」の取り込みをやめました。何も保存していません。")
    return redirect("desk:imports", code=code)


def _page(
    request: HttpRequest,
    visit: Visit,
    kept: KeptImport,
    upload: Upload,
    *,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    assert upload.reading is not None
    place = partial(with_place, upload_address("import_place", visit, kept.token))
    return show(
        request,
        visit,
        "import_review.html",
        title="取り込む内容を確かめる",
        section="imports",
        trail=(imports_entry(visit),),
        denied=denied,
        status=status,
        name=kept.name,
        city=visit.city.name,
        upload=upload,
        review=review_of(upload, upload.reading, place),
        seen=seen_state(upload),
        columns=upload_address("import_columns", visit, kept.token) if upload.tables else None,
        records=upload_address("import_records", visit, kept.token),
        store=upload_address("import_store", visit, kept.token),
        discard=upload_address("import_discard", visit, kept.token),
    )
