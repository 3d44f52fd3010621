"""Writes: keeping the files that documents were read from."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import PurePath

from django.utils import timezone

from mitodoke.documents.models import SourceFile
from mitodoke.domain.action import ActionDenied
from mitodoke.sources.placed_lines import FileKind
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
