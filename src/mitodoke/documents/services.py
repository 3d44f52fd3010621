"""Writes: keeping the files that documents were read from, and which column a head is that nobody knew."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from mitodoke.documents.models import ColumnMapping, SourceFile
from mitodoke.documents.queries import remembered_columns
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.document import DocumentKind
from mitodoke.sources.placed_lines import FileKind
from mitodoke.sources.read_excel.mapping import COLUMNS
from mitodoke.sources.read_text import MAX_BYTES


def keep_original(
    *,
    data: bytes,
    name: str,
    kind: FileKind,
    by: str,
    clock: Callable[[], datetime.datetime] = timezone.now,
) -> SourceFile:
    """Keep the bytes that a document was read from; those that are kept already stay as they are.

    `name` is the file's name without its folders, which are nobody's business. ActionDenied for a file larger than
    documents may be.
    """
    if not 1 <= len(data) <= MAX_BYTES:
        raise ActionDenied(
            f"「{PurePath(name).name}」は {len(data):,} バイトあり、原本として保存できる大きさ"
            f"（1～{MAX_BYTES:,} バイト）ではありません。文書を分けて取り込んでください。"
        )
    file, _ = SourceFile.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={
            "name": PurePath(name).name or "原本",
            "kind": kind,
            "size": len(data),
            "data": data,
            "kept_by": by,
            "kept_at": clock(),
        },
    )
    return file


@transaction.atomic
def remember_columns(
    *,
    municipality_code: str,
    kind: DocumentKind,
    columns: Mapping[str, str],
    by: str,
    clock: Callable[[], datetime.datetime] = timezone.now,
) -> int:
    """Remember for the city's documents of `kind` which of our columns each head is; how many heads that changed.

    A head that is remembered as the same column already gets no further row. ActionDenied for a column that there is
    not, or a head without words.
    """
    wrong = [head for head, column in columns.items() if column not in COLUMNS or not head.strip()]
    if wrong:
        raise ActionDenied(
            f"見出し「{wrong[0]}」の対応が正しくないため、覚えられません。列を選び直してください。"
        )
    known = remembered_columns(municipality_code).get(kind, {})
    new = {head: column for head, column in columns.items() if known.get(head) != column}
    ColumnMapping.objects.bulk_create(
        ColumnMapping(
            municipality_id=municipality_code, kind=kind, head=head, column=column, by=by, at=clock()
        )
        for head, column in new.items()
    )
    return len(new)
