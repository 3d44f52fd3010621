"""After an edition is frozen: when it becomes public, that it does not after all, and its withdrawal."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.db import transaction

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition_state import EditionState
from mitodoke.publishing import models, visibility
from mitodoke.publishing.queries import edition_of
from mitodoke.publishing.records import edition_sha256
from mitodoke.publishing.visibility import Standing, standings

FARTHEST = datetime.timedelta(days=3660)
"""How far ahead a release may lie; what is later is taken for a slip of the pen."""
LONGEST = 2000
"""Characters of a reason or of the name of an office."""


def checked_release(release_at: datetime.datetime | None, now: datetime.datetime) -> None:
    """ActionDenied unless `release_at` is a moment to come within ten years; None (at once) is right."""
    if release_at is None:
        return
    if release_at <= now:
        raise ActionDenied(
            "公表する日時が過ぎています。これから先の日時を指定するか、日時を指定せずに今すぐ公表してください。"
        )
    if release_at - now > FARTHEST:
        raise ActionDenied("公表する日時が先すぎます。10年以内の日時を指定してください。")


def decide_release(
    edition: models.Edition,
    *,
    release_at: datetime.datetime | None,
    published_on: datetime.date | None,
    sha256: str | None,
    by: str,
    at: datetime.datetime,
    reason: str | None = None,
) -> None:
    """Add one decision; the callers have checked that it may be made."""
    models.ReleaseDecision.objects.create(
        edition=edition,
        release_at=release_at,
        published_on=published_on,
        sha256=sha256,
        reason=reason,
        decided_by=by,
        decided_at=at,
    )


def replace_waiting(waiting: Standing, *, version: int, by: str, at: datetime.datetime) -> None:
    """Stop the release of `waiting`: a newer version of its document was frozen."""
    _stop(waiting, reason=f"第{version}版に替えたため", by=by, at=at)


@transaction.atomic
def move_release(
    *, edition_id: int, release_at: datetime.datetime, reason: str, by: str, clock: Clock = visibility.now
) -> None:
    """Give an edition that waits for its release another moment; ActionDenied once it is public, or was stopped.

    The edition stays as it was frozen and bears the day of the moment when it becomes public.
    """
    moment, why = clock(), _told(reason, "公表日時を変える理由")
    waiting = _waiting(edition_id)
    checked_release(release_at, moment)
    day = visibility.japanese_day(release_at)
    edition = replace(edition_of(waiting), published_on=day.isoformat())
    decide_release(
        waiting.row,
        release_at=release_at,
        published_on=day,
        sha256=edition_sha256(edition),
        reason=why,
        by=by,
        at=moment,
    )


@transaction.atomic
def stop_release(*, edition_id: int, reason: str, by: str, clock: Clock = visibility.now) -> None:
    """Stop the release of an edition that waits for it, for good: what is frozen next is a new version."""
    why = _told(reason, "公表を取りやめる理由")
    _stop(_waiting(edition_id), reason=why, by=by, at=clock())


@transaction.atomic
def withdraw_edition(
    *, edition_id: int, reason: str, announced_by: str, by: str, clock: Clock = visibility.now
) -> None:
    """Take a public edition back, with a notice that is shown in its place: `reason` and `announced_by`.

    It is never undone: what is published afterwards is a new version. ActionDenied for an edition that is not public.
    """
    why = _told(reason, "取り下げる理由")
    office = _told(announced_by, "取り下げる部署や役職の名前")
    standing = _found(edition_id)
    if standing.state is EditionState.WITHDRAWN:
        raise ActionDenied(f"第{standing.row.version}版は、すでに取り下げられています。")
    if standing.state is not EditionState.PUBLIC:
        raise ActionDenied(
            f"第{standing.row.version}版は公表されていないため、取り下げられません。公表待ちの版は、公表を取りやめてください。"
        )
    models.Withdrawal.objects.create(
        edition=standing.row, reason=why, announced_by=office, withdrawn_at=clock(), withdrawn_by=by
    )


def _stop(waiting: Standing, *, reason: str, by: str, at: datetime.datetime) -> None:
    decide_release(waiting.row, release_at=None, published_on=None, sha256=None, reason=reason, by=by, at=at)


def _found(edition_id: int) -> Standing:
    found = next(standings(models.Edition.objects.filter(pk=edition_id)), None)
    if found is None:
        raise ActionDenied("この版はありません。一覧から選び直してください。")
    return found


def _waiting(edition_id: int) -> Standing:
    found = _found(edition_id)
    if found.state is not EditionState.WAITING:
        raise ActionDenied(
            f"第{found.row.version}版は{found.state.label}のため、公表日時を変えたり取りやめたりできません。"
            + ("取り下げることはできます。" if found.state is EditionState.PUBLIC else "")
        )
    return found


def _told(text: str, what: str) -> str:
    told = text.replace("\x00", "").strip()
    if not told:
        raise ActionDenied(f"{what}を入力してください。")
    if len(told) > LONGEST:
        raise ActionDenied(f"{what}は{LONGEST:,}文字までで入力してください。")
    return told
