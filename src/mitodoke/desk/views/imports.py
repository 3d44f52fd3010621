"""文書の取り込み: what was imported for a city, a file to take in, and the files that were kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mitodoke.desk.kept_imports import KEPT_FOR, keep_import, kept_imports
from mitodoke.desk.paging import Page, page_of
from mitodoke.desk.presentation.import_list import (
    A_PAGE,
    import_lines,
    import_runs,
    remembered_lines,
    waiting_lines,
)
from mitodoke.desk.read_upload import UNREADABLE, packed_tables, told_to_staff, too_large
from mitodoke.desk.uploaded_document import read_upload
from mitodoke.desk.views.imports_page import imports_entry, source_of
from mitodoke.desk.views.show import show
from mitodoke.desk.views.workbooks import attached
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import ImportRun, SourceDocument, SourceFile
from mitodoke.documents.queries import original_data, remembered_columns
from mitodoke.domain.action import ActionDenied
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_text import MAX_BYTES

_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MOST_FILES = 40
"""Our tables of one document are fewer."""


@require_safe
def imports(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """What has been imported, what waits to be stored, and what is remembered of columns."""
    page: Page[ImportRun] = page_of(request, import_runs(code), A_PAGE)
    return show(
        request,
        visit,
        "imports.html",
        title="文書の取り込み",
        section="imports",
        new=reverse("desk:import_new", kwargs={"code": code}),
        lines=import_lines(code, page.lines),
        page=page,
        waiting=waiting_lines(kept_imports(code=code)),
        remembered=remembered_lines(code),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Choose a file: it is read and kept for a while, and nothing is stored before it was looked at."""
    if request.method != "POST":
        return _form(request, visit)
    name = ""
    try:
        name, data = _sent(request)
        source = source_of(name, data)
        read_upload(source=source, city=visit.city, told={}, remembered=remembered_columns(code))
        kept = keep_import(code=code, name=name, data=data, by=visit.name)
    except (*UNREADABLE, ActionDenied) as refusal:
        return _form(request, visit, denied=told_to_staff(refusal, name))
    return redirect("desk:import_review", code=code, token=kept.token)


@require_safe
def import_file(request: HttpRequest, visit: Visit, code: str, sha256: str) -> HttpResponse:
    """The file that a document of the city was read from, as it came."""
    file = SourceFile.objects.filter(sha256=sha256).defer("data").first()
    if file is None or not SourceDocument.objects.filter(municipality=code, sha256=sha256).exists():
        raise Http404
    media_type = _MEDIA_TYPES.get(FileKind(file.kind), "application/octet-stream")
    return attached(original_data(sha256), media_type, file.name)


def _sent(request: HttpRequest) -> tuple[str, bytes]:
    """Name and bytes of what was chosen; several CSV tables as one zip."""
    files = request.FILES.getlist("document")
    if not files:
        raise ActionDenied("取り込む文書のファイルを選んでください。")
    if len(files) > _MOST_FILES:
        raise ActionDenied(
            f"選んだファイルが{len(files)}個あります。一つの文書のファイルだけを選んでください。"
        )
    first = files[0].name or "文書"
    if sum(file.size or 0 for file in files) > MAX_BYTES:
        raise too_large(first)
    if len(files) == 1:
        return first, files[0].read()
    return "CSVの表.zip", packed_tables([(file.name or "", file.read()) for file in files])


def _form(request: HttpRequest, visit: Visit, *, denied: str | None = None) -> HttpResponse:
    return show(
        request,
        visit,
        "import_new.html",
        title="文書を取り込む",
        section="imports",
        trail=(imports_entry(visit),),
        denied=denied,
        status=422 if denied else 200,
        megabytes=MAX_BYTES // 1024 // 1024,
        days=KEPT_FOR // 86_400,
        city=visit.city.name,
    )
