"""What the pages of an upload share: the upload that an address means, read, and the way back."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mitodoke.desk.kept_imports import KeptImport, kept_import
from mitodoke.desk.read_upload import Source
from mitodoke.desk.uploaded_document import Upload, read_upload
from mitodoke.desk.views.show import Entry, show
from mitodoke.desk.visit import Visit
from mitodoke.documents.queries import remembered_columns
from mitodoke.domain.place import Place


class GoneError(Exception):
    """An upload that is not kept (any more)."""


def source_of(name: str, data: bytes) -> Source:
    """The bytes with their hash, by which what was read of them is found again."""
    return Source(sha256=hashlib.sha256(data).hexdigest(), name=name, load=lambda: data)


def kept_source(visit: Visit, token: str) -> tuple[KeptImport, Source]:
    """The upload `token` of the city of the address and its file; GoneError where it is not there."""
    kept = kept_import(code=visit.city.code, token=token)
    if kept is None:
        raise GoneError
    return kept, Source(sha256=kept.sha256, name=kept.name, load=kept.read)


def opened(visit: Visit, token: str) -> tuple[KeptImport, Source, Upload]:
    """The upload, read with what was told of its columns; GoneError, or what `read_upload` raises."""
    kept, source = kept_source(visit, token)
    remembered = remembered_columns(visit.city.code)
    try:
        upload = read_upload(source=source, city=visit.city, told=kept.columns, remembered=remembered)
    except FileNotFoundError as problem:
        raise GoneError from problem
    return kept, source, upload


def imports_entry(visit: Visit) -> Entry:
    """The way back to the list."""
    return Entry(label="文書の取り込み", address=reverse("desk:imports", kwargs={"code": visit.city.code}))


def upload_address(name: str, visit: Visit, token: str, **more: str | int) -> str:
    """An address of the upload `token`."""
    return reverse(f"desk:{name}", kwargs={"code": visit.city.code, "token": token, **more})


def with_place(address: str, place: Place) -> str:
    """The page at `address` for `place`."""
    return f"{address}?{urlencode({'at': place})}"


def gone(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page for an upload that nobody can look at any more."""
    return show(
        request,
        visit,
        "problem.html",
        title="保存前の文書がありません",
        section="imports",
        trail=(imports_entry(visit),),
        sentence="この文書は、保存されたか、取りやめられたか、期限が過ぎました。文書の取り込みの一覧で確かめてください。",
        status=404,
    )


def refused(request: HttpRequest, visit: Visit, sentence: str) -> HttpResponse:
    """The page for an upload that can no longer be read as it was."""
    return show(
        request,
        visit,
        "problem.html",
        title="この文書は取り込めません",
        section="imports",
        trail=(imports_entry(visit),),
        sentence=sentence,
        status=422,
    )
