"""Which of our columns a head is that nobody knows: asked with the first rows, and remembered once it is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitodoke.desk.kept_imports import KeptImport, tell_columns
from mitodoke.desk.presentation.import_columns import CHOICES, head_questions, table_previews, told_columns
from mitodoke.desk.read_upload import UNREADABLE
from mitodoke.desk.uploaded_document import Upload
from mitodoke.desk.views.imports_page import GoneError, gone, imports_entry, opened, refused, upload_address
from mitodoke.desk.views.show import show
from mitodoke.desk.visit import Visit
from mitodoke.domain.action import ActionDenied
from mitodoke.sources.extract import UnknownLayoutError

NO_DOCUMENT = (
    "この見出しの対応では、読み取れる様式の文書ではありません。市長公約の表には「公約」と、"
    "「施策」か「取組事業内容」の列が要ります。協働事業の一覧には「事業の名称」の列が要ります。列を選び直してください。"
)


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, visit: Visit, code: str, token: str) -> HttpResponse:
    """Ask for the unknown heads of an upload, then read it again with what was told."""
    try:
        kept, _, upload = opened(visit, token)
        if request.method != "POST" or not upload.tables:
            return _page(request, visit, kept, upload)
        told, problems = told_columns(upload, request.POST.dict())
        if problems:
            return _page(
                request, visit, kept, upload, typed=request.POST.dict(), problems=problems, status=422
            )
        try:
            _, _, again = _told(visit, kept, told)
        except UnknownLayoutError:
            return _page(
                request, visit, kept, upload, typed=request.POST.dict(), denied=NO_DOCUMENT, status=422
            )
    except (GoneError, FileNotFoundError):
        return gone(request, visit)
    except (*UNREADABLE, ActionDenied) as refusal:
        return refused(request, visit, str(refusal))
    if again.reading is None or again.asked:
        return redirect("desk:import_columns", code=code, token=token)
    return redirect("desk:import_review", code=code, token=token)


def _told(visit: Visit, kept: KeptImport, told: dict[str, str]) -> tuple[KeptImport, object, Upload]:
    """Note what was told; where the file then cannot be read, what was told before stays."""
    before = kept.columns
    changed = tell_columns(kept, told)
    try:
        return opened(visit, changed.token)
    except (*UNREADABLE, ActionDenied):
        tell_columns(kept, before)
        raise


def _page(
    request: HttpRequest,
    visit: Visit,
    kept: KeptImport,
    upload: Upload,
    *,
    typed: dict[str, str] | None = None,
    problems: dict[str, str] | None = None,
    denied: str | None = None,
    status: int = 200,
) -> HttpResponse:
    return show(
        request,
        visit,
        "import_columns.html",
        title="見出しがどの列かを選ぶ",
        section="imports",
        trail=(imports_entry(visit),),
        denied="".join(dict.fromkeys(problems.values())) if problems else denied,
        status=status,
        name=kept.name,
        upload=upload,
        questions=head_questions(upload, typed, problems),
        tables=table_previews(upload),
        choices=CHOICES,
        here=upload_address("import_columns", visit, kept.token),
        review=upload_address("import_review", visit, kept.token)
        if upload.reading is not None and not upload.asked
        else None,
        discard=upload_address("import_discard", visit, kept.token),
    )
