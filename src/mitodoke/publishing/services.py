"""Publishing: the stored facts of a document are audited and frozen into an edition, now public or at a later time."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.edition import Reading
from mitodoke.domain.edition_state import ChangeReasons
from mitodoke.domain.finding import Finding, Severity
from mitodoke.publishing import models, visibility
from mitodoke.publishing.change_reasons import checked_reasons, store_reasons
from mitodoke.publishing.prepare import prepare_edition
from mitodoke.publishing.queries import EditionRow, to_row
from mitodoke.publishing.records import store_record
from mitodoke.publishing.release_services import checked_release, decide_release, replace_waiting
from mitodoke.publishing.visibility import standings

TOLD_ERRORS = 3
"""How many errors a refusal names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The edition that stands for a document now, and whether it was made just now.

    `release_at` is the moment at which it becomes public, None for one that is public.
    """

    edition: EditionRow
    is_new: bool
    release_at: datetime.datetime | None = None


@transaction.atomic
def publish_edition(
    *,
    document: str,
    by: str,
    today: datetime.date,
    fictional: bool = False,
    acknowledgement: str | None = None,
    release_at: datetime.datetime | None = None,
    reasons: ChangeReasons | None = None,
    clock: Callable[[], datetime.datetime] = visibility.now,
) -> Publication:
    """Freeze the stored facts of the document with the key `document` into its next edition.

    The same facts and source lines with the same audit give no new edition. Findings of the severity error deny
    publication unless `acknowledgement` says why it is right nevertheless. A reason that is given is kept with the
    edition where there are errors or warnings.

    With `release_at` (an aware moment in the future) the edition is frozen now and public from then on, and bears
    the day of that moment; until then nothing public tells of it. A document has at most one edition that waits: a
    newer one takes the next version and its release is stopped. Numbers of versions are never given again.

    An edition that follows a public one needs `reasons`: one for every changed record, by itself or by the rest.
    """
    moment = clock()
    checked_release(release_at, moment)
    day = today if release_at is None else visibility.japanese_day(release_at)
    prepared = prepare_edition(document=document, today=day, fictional=fictional)
    if prepared.same is not None:
        same = prepared.same
        return Publication(
            edition=to_row(same), is_new=False, release_at=None if same.is_public else same.release_at
        )
    edition, reading = prepared.edition, prepared.reading
    reason = (acknowledgement or "").strip() or None
    errors = [one for one in edition.audit.findings if one.severity is Severity.ERROR]
    if errors and reason is None:
        raise ActionDenied(_refusal(reading, errors))
    told = None
    if prepared.before is not None:
        told = checked_reasons(reasons, prepared.changes(), title=reading.content.document.title)
    row = store_record(
        edition,
        document=prepared.source,
        lines=reading.lines,
        published_by=by,
        acknowledgement=reason if any(_asks_for_reason(one) for one in edition.audit.findings) else None,
    )
    if prepared.before is not None and told is not None:
        store_reasons(told, edition=row, before=prepared.before.row)
    if prepared.waiting is not None:
        replace_waiting(prepared.waiting, version=edition.version, by=by, at=moment)
    decide_release(
        row, release_at=release_at or moment, published_on=day, sha256=row.sha256, by=by, at=moment
    )
    [made] = standings(models.Edition.objects.filter(pk=row.pk))
    return Publication(edition=to_row(made), is_new=True, release_at=release_at)


def _asks_for_reason(finding: Finding) -> bool:
    return finding.severity in (Severity.ERROR, Severity.WARNING)


def _refusal(reading: Reading, errors: Sequence[Finding]) -> str:
    told = "、".join(f"{one.place or '文書全体'}「{one.message}」" for one in errors[:TOLD_ERRORS])
    more = f"ほか {len(errors) - TOLD_ERRORS} 件" if len(errors) > TOLD_ERRORS else ""
    return (
        f"「{reading.content.document.title}」には誤りの指摘が {len(errors)} 件あるため、公表できません（{told}{more}）。"
        "文書を直して取り込み直すか、このまま公表する理由を付けてください。"
    )
