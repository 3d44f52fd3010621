"""Sharing the draft of an edition with evaluators: an explicit act of the planner, for a time, that is recorded."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.departments.person_name import person_name
from mitodoke.departments.queries import rights_of
from mitodoke.desk.models import DraftShare, DraftShareEnd
from mitodoke.documents.models import SourceDocument
from mitodoke.documents.queries import current_documents
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.fiscal_year import format_date
from mitodoke.domain.plan_text import needed_text
from mitodoke.domain.role import Right, grants_for, roles_with

LONGEST_SHARE = datetime.timedelta(days=366)
"""A draft is shared for a year at most: by then it is published or another one."""


@transaction.atomic
def share_draft(
    *,
    document: SourceDocument,
    until: datetime.date,
    note: str,
    by: User,
    clock: Clock = timezone.now,
) -> DraftShare:
    """Let 外部評価 and 閲覧・監査 read the draft of this revision up to `until`; `note` says what it is shown for."""
    today = _deny_unless_publisher(by, document, clock)
    told = needed_text(note, "共有の目的")
    if until < today:
        raise ActionDenied("共有の最後の日は今日以後の日にしてください。")
    if until - today > LONGEST_SHARE:
        raise ActionDenied("共有できるのは1年先までです。最後の日を早めてください。")
    if share_of(document=document, today=today) is not None:
        raise ActionDenied("この案はすでに共有されています。期間を変えるときは、いまの共有を終えてください。")
    return DraftShare.objects.create(
        document=document, until=until, note=told, by=person_name(by), person=by, at=clock()
    )


@transaction.atomic
def end_share(*, share: DraftShare, reason: str, by: User, clock: Clock = timezone.now) -> DraftShareEnd:
    """End a share at once."""
    today = _deny_unless_publisher(by, share.document, clock)
    told = needed_text(reason, "共有を終える理由")
    if share.until < today or DraftShareEnd.objects.filter(shared=share).exists():
        raise ActionDenied("この共有はすでに終わっています。")
    return DraftShareEnd.objects.create(shared=share, reason=told, by=person_name(by), person=by, at=clock())


def share_of(*, document: SourceDocument, today: datetime.date) -> DraftShare | None:
    """The share by which this very revision may be read today, or None."""
    return DraftShare.objects.filter(document=document, until__gte=today, end__isnull=True).first()


def shared_drafts(*, municipality_code: str, today: datetime.date) -> list[DraftShare]:
    """The drafts of a municipality that may be read today, the newest first: each the current revision."""
    rows = DraftShare.objects.filter(
        document__municipality=municipality_code,
        document__in=[one.pk for one in current_documents()],
        until__gte=today,
        end__isnull=True,
    )
    return list(rows.select_related("document"))


def share_sentences(*, document: SourceDocument) -> list[str]:
    """Every share of any revision of the document and its end, newest first: one query."""
    told: list[tuple[datetime.datetime, str]] = []
    rows = DraftShare.objects.filter(document__key=document.key).select_related("document", "end")
    for row in rows:
        told.append(
            (
                row.at,
                f"{_when(row.at)}、{row.by}が第{row.document.revision}稿の案を{format_date(row.until)}まで共有しました。"
                f"目的：{' '.join(row.note.split())}",
            )
        )
        end = getattr(row, "end", None)
        if end is not None:
            told.append(
                (
                    end.at,
                    f"{_when(end.at)}、{end.by}が第{row.document.revision}稿の案の共有を終えました。"
                    f"理由：{' '.join(end.reason.split())}",
                )
            )
    return [sentence for _, sentence in sorted(told, reverse=True)]


def _when(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{format_date(local.date())}{local.hour}時{local.minute:02}分"


def _deny_unless_publisher(by: User, document: SourceDocument, clock: Clock) -> datetime.date:
    today = timezone.localdate(clock())
    grants = rights_of(by, today)
    if not grants_for(grants, Right.PUBLISH, municipality=document.municipality_id, department=None):
        names = "または".join(role.label for role in roles_with(Right.PUBLISH))
        raise ActionDenied(f"案を共有できるのは{names}です。{names}に依頼してください。")
    return today
