"""Which editions are public at this moment: decided by the clock whenever it is asked, by no process of its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition_state import EditionState, state_at
from mitodoke.publishing import models

LARGEST_VERSION = 1_000_000_000
"""Numbers of versions in addresses are below this."""


def now() -> datetime.datetime:
    """This moment; the one place where the public site looks at the clock."""
    return timezone.now()


def japanese_day(moment: datetime.datetime) -> datetime.date:
    """The day in Japan on which `moment` lies."""
    return timezone.localtime(moment).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An edition (its row without content), its state, and the day and hash that it is published with."""

    row: models.Edition
    state: EditionState
    published_on: datetime.date
    sha256: str
    release_at: datetime.datetime | None

    @property
    def is_public(self) -> bool:
        """Whether visitors see it."""
        return self.state is EditionState.PUBLIC


def with_decisions(rows: QuerySet[models.Edition]) -> QuerySet[models.Edition]:
    """`rows` with what the last decision on each says, and whether it is withdrawn."""
    last = models.ReleaseDecision.objects.filter(edition=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        decision=Subquery(last.values("pk")[:1]),
        release_at=Subquery(last.values("release_at")[:1]),
        released_on=Subquery(last.values("published_on")[:1]),
        released_sha256=Subquery(last.values("sha256")[:1]),
        withdrawal_id=Subquery(models.Withdrawal.objects.filter(edition=OuterRef("pk")).values("pk")[:1]),
    )


def standings(rows: QuerySet[models.Edition]) -> Iterator[Standing]:
    """Every one of `rows` as it stands now, in their order; one query."""
    moment = now()
    for row in with_decisions(rows).defer("content"):
        told = row.__dict__
        yield Standing(
            row=row,
            state=state_at(
                moment,
                decided=told["decision"] is not None,
                release_at=told["release_at"],
                withdrawn=told["withdrawal_id"] is not None,
            ),
            published_on=told["released_on"] or row.published_on,
            sha256=told["released_sha256"] or row.sha256,
            release_at=told["release_at"],
        )


def versions_of(document: SourceDocument) -> list[Standing]:
    """Every edition of the document, whatever became of it, the newest version first: one query."""
    rows = models.Edition.objects.filter(
        municipality=document.municipality_id, kind=document.kind, fiscal_year=document.fiscal_year
    )
    return list(standings(rows.select_related("municipality", "document").order_by("-version")))


def version_of(document: SourceDocument, version: int) -> Standing | None:
    """One edition of the document; None where there is no such."""
    if version >= LARGEST_VERSION:
        return None
    return next((one for one in versions_of(document) if one.row.version == version), None)
