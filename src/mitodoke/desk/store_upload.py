"""Stores an upload: its records, the file itself, and what was told of its columns, all or nothing."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction

from mitodoke.desk.read_upload import Source
from mitodoke.desk.uploaded_document import Upload
from mitodoke.documents.queries import current_document
from mitodoke.documents.services import keep_original, remember_columns
from mitodoke.domain.action import ActionDenied
from mitodoke.reporting.services import ImportPlan, import_reading


def store_upload(*, upload: Upload, source: Source, code: str, by: str) -> ImportPlan:
    """Store `upload` for the city `code`, once or many times alike; ActionDenied with the sentence of what forbids it."""
    if upload.reading is None or upload.asked:
        raise ActionDenied("列の分からない見出しがあります。見出しがどの列かを先に選んでください。")
    try:
        with transaction.atomic():
            plan = import_reading(reading=upload.reading, by=by)
            if upload.kept_as is not None:
                keep_original(data=source.load(), name=source.name, kind=upload.kept_as, by=by)
            told = {head: column for head, column in upload.columns.items() if head not in upload.remembered}
            remember_columns(
                municipality_code=code, kind=upload.reading.content.document.kind, columns=told, by=by
            )
    except (IntegrityError, ValueError, KeyError) as problem:
        if not upload.is_data:
            raise
        raise ActionDenied(
            f"「{source.name}」に、記録の決まりに合わない値があるため保存できません（{_rule(problem)}）。元のデータを確かめてください。"
        ) from problem
    return plan


def seen_state(upload: Upload) -> str:
    """A word for what the review page shows: another one once the stored document or the columns have changed."""
    if upload.reading is None:
        return ""
    current = current_document(upload.reading.content.document.document)
    shown = (current.pk if current else 0, sorted(upload.columns.items()))
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _rule(problem: Exception) -> str:
    """The name of the rule that the database or a number broke, without its SQL."""
    return str(problem).rpartition(": ")[2][:80]
