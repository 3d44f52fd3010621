"""Store readings of documents: all or nothing, twice the same as once, and told beforehand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mitodoke.departments.services import register_municipality
from mitodoke.documents.models import ImportRun, SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.reporting.changes import TableChange, compare_readings
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.records import store_records, to_reading


class ImportOutcome(StrEnum):
    """What an import does with a document."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            ImportOutcome.NEW: "新規",
            ImportOutcome.REPLACED: "差し替え",
            ImportOutcome.UNCHANGED: "変更なし",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What importing a reading changes, or has changed.

    `document` is the key to publish it by, `revision` the one that counts afterwards.
    """

    document: str
    title: str
    outcome: ImportOutcome
    revision: int
    tables: tuple[TableChange, ...]


def plan_import(reading: Reading) -> ImportPlan:
    """What `import_reading` would change; writes nothing. ActionDenied where it would be denied."""
    _deny_unknown_owner(reading)
    current = current_document(reading.content.document.document)
    stored = to_reading(current) if current else None
    revision = current.revision if current else 0
    rounds = _rounds_about(current)
    if stored == reading:
        outcome = ImportOutcome.UNCHANGED
    elif _is_what_was_surveyed(reading, rounds):
        outcome, stored = ImportOutcome.UNCHANGED, reading
    else:
        _deny_doubtful_replacement(reading, current)
        _deny_while_surveyed(current, rounds)
        revision += 1
        outcome = ImportOutcome.NEW if current is None else ImportOutcome.REPLACED
    return ImportPlan(
        document=reading.content.document.document,
        title=reading.content.document.title,
        outcome=outcome,
        revision=revision,
        tables=compare_readings(stored, reading),
    )


def plan_imports(readings: Sequence[Reading]) -> list[ImportPlan]:
    """`plan_import` for each; ActionDenied when two of them are the same document."""
    _deny_two_of_one(readings)
    return [plan_import(reading) for reading in readings]


@transaction.atomic
def import_reading(
    *, reading: Reading, by: str, clock: Callable[[], datetime.datetime] = timezone.now
) -> ImportPlan:
    """Store `reading` and tell what that changed.

    A reading that equals the stored one changes nothing. Another reading of a stored document becomes its next
    revision; the earlier one stays for the editions made from it.
    """
    plan = plan_import(reading)
    if plan.outcome is ImportOutcome.UNCHANGED:
        return plan
    record = reading.content.document
    register_municipality(code=record.municipality_code or "", name=record.municipality, by=by, clock=clock)
    try:
        document = store_records(reading, revision=plan.revision)
    except OverflowError as problem:
        raise ActionDenied(
            f"「{record.title}」に、保存できる大きさを超える数があります。原文を確かめてください。"
        ) from problem
    ImportRun.objects.create(
        document=document,
        by=by,
        at=clock(),
        added=sum(table.added for table in plan.tables),
        changed=sum(table.changed for table in plan.tables),
        moved=sum(table.moved for table in plan.tables),
        removed=sum(table.removed for table in plan.tables),
    )
    return plan


@transaction.atomic
def import_readings(
    *, readings: Sequence[Reading], by: str, clock: Callable[[], datetime.datetime] = timezone.now
) -> list[ImportPlan]:
    """`import_reading` for each, all or none; ActionDenied when two of them are the same document."""
    _deny_two_of_one(readings)
    return [import_reading(reading=reading, by=by, clock=clock) for reading in readings]


def _deny_unknown_owner(reading: Reading) -> None:
    document = reading.content.document
    if document.municipality_code is None:
        raise ActionDenied(
            f"「{document.title}」の自治体が分からないため、取り込めません。"
            "全国地方公共団体コードを指定してください。"
        )


def _deny_doubtful_replacement(reading: Reading, current: SourceDocument | None) -> None:
    document = reading.content.document
    if current is not None and document.fiscal_year is None and current.title != document.title:
        raise ActionDenied(
            f"「{document.title}」は年度が分からず、取込済みの「{current.title}」と同じ文書か判断できないため、"
            "取り込めません。文書に年度の記載があるか確かめてください。"
        )


def _rounds_about(current: SourceDocument | None) -> list[ReportingRound]:
    """Rounds about any revision of the document: the answers of a round become a further revision of it."""
    if current is None:
        return []
    about = Q(plan__document__key=current.key) | Q(register__key=current.key)
    return list(ReportingRound.objects.filter(about).select_related("plan__document", "register"))


def _is_what_was_surveyed(reading: Reading, rounds: Sequence[ReportingRound]) -> bool:
    """Whether the reading is that of a revision which departments were asked about: there is nothing new in it."""
    documents = {one.document.pk: one.document for one in rounds}
    return any(to_reading(document) == reading for document in documents.values())


def _deny_while_surveyed(current: SourceDocument | None, rounds: Sequence[ReportingRound]) -> None:
    if current is not None and rounds:
        raise ActionDenied(
            f"「{current.title}」には部署への調査があり、差し替えると回答の対象が失われるため、取り込めません。"
        )


def _deny_two_of_one(readings: Sequence[Reading]) -> None:
    titles: dict[str, str] = {}
    for reading in readings:
        document = reading.content.document
        if document.document in titles:
            raise ActionDenied(
                f"「{titles[document.document]}」と「{document.title}」は、同じ自治体・種類・年度の文書です。"
                "一方が他方を差し替えてしまうため、どちらか一つを指定してください。"
            )
        titles[document.document] = document.title
