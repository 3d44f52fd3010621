"""The edition that would be published now, and the public pages as they would then be; nothing of it is stored.

Both are made by publishing inside a transaction that is always rolled back: the draft is what `publish_edition`
makes and its pages are those of the public site itself, so that a preview cannot differ from what follows.
Nothing public can see it: the row is never committed, and what is kept in memory is found by its hash only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.publishing import models
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition

PREVIEWED = "公表前の確認"
"""The reason that a draft is made with; it is rolled back together with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdition:
    """The edition as it would be; `page` is its first page below the city's site, without a leading slash.

    `is_new` is false where the newest published edition says the same already.
    """

    edition: Edition
    is_new: bool
    page: str
    inputs_sha256: str


def fictional_city(code: str) -> bool:
    """Whether what the city has published says that it is fictional; nothing published is a real one."""
    return models.Edition.objects.filter(municipality=code, fictional=True).exists()


@contextmanager
def as_if_published(*, document: SourceDocument, today: datetime.date) -> Iterator[DraftEdition]:
    """Inside the block the edition is published; afterwards nothing has happened. ActionDenied as when publishing."""
    with transaction.atomic():
        try:
            made = publish_edition(
                document=document.key,
                by=PREVIEWED,
                today=today,
                fictional=fictional_city(document.municipality_id),
                acknowledgement=PREVIEWED,
            )
            row = made.edition
            edition = load_edition(row.code, row.kind, row.fiscal_year, row.version)
            assert edition is not None, "it was made just now"
            pillar = PILLARS[DocumentKind(row.kind)]
            yield DraftEdition(
                edition=edition,
                is_new=made.is_new,
                page=f"{row.code}/{pillar}/fy{year_segment(row.fiscal_year)}/v{row.version}/",
                inputs_sha256=row.inputs_sha256,
            )
        finally:
            transaction.set_rollback(True)


def draft_edition(*, document: SourceDocument, today: datetime.date) -> DraftEdition:
    """The edition as it would be published; ActionDenied where it could not be."""
    with as_if_published(document=document, today=today) as draft:
        return draft
