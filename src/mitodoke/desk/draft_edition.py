"""The edition that would be published now, and the public pages as they would then be; nothing of it is stored.

The draft is what `publish_edition` would freeze, made by the same function, and its pages are those of the public
site itself, which is shown the draft beside the public editions (`publishing.shown_draft`): so a preview cannot
differ from what follows. Nothing is written, so that nobody waits for the database while a preview is rendered, and
nothing public can see the draft.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Max

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import edition_path
from mitodoke.outputs.reports.comparison import Correction
from mitodoke.publishing import models
from mitodoke.publishing.kept_drafts import kept_reading, kept_while_equal
from mitodoke.publishing.prepare import PreparedEdition, content_sha256, prepare_edition
from mitodoke.publishing.queries import EditionRow, MunicipalityRow, change_reasons_of, edition_of, to_row
from mitodoke.publishing.records import edition_sha256
from mitodoke.publishing.shown_draft import ShownDraft, showing
from mitodoke.publishing.visibility import Standing

_sha256 = kept_while_equal(edition_sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdition:
    """The edition as it would be; `page` is its first page below the city's site, without a leading slash.

    `is_new` is false where an edition that is public, or waits for its release, says the same already; `edition` is
    that one then.
    """

    edition: Edition
    is_new: bool
    page: str
    inputs_sha256: str
    prepared: PreparedEdition

    def changes(self) -> tuple[Correction, ...]:
        """What would change in the public edition, record by record."""
        return self.prepared.changes() if self.is_new else ()


def fictional_city(code: str) -> bool:
    """Whether what the city has published says that it is fictional; nothing published is a real one."""
    return models.Edition.objects.filter(municipality=code, fictional=True).exists()


def draft_edition(*, document: SourceDocument, today: datetime.date) -> DraftEdition:
    """The edition as it would be published; ActionDenied where it could not be."""
    prepared = prepare_edition(
        document=document.key,
        today=today,
        fictional=fictional_city(document.municipality_id),
        read=kept_reading,
    )
    same = prepared.same
    edition = prepared.edition if same is None else edition_of(same)
    return DraftEdition(
        edition=edition,
        is_new=same is None,
        page=edition_path(edition),
        inputs_sha256=content_sha256(edition.content, prepared.reading.lines)
        if same is None
        else same.row.inputs_sha256,
        prepared=prepared,
    )


@contextmanager
def as_if_published(*, document: SourceDocument, today: datetime.date) -> Iterator[DraftEdition]:
    """Inside the block the public site shows the draft too; ActionDenied as when publishing."""
    draft = draft_edition(document=document, today=today)
    same = draft.prepared.same
    if same is not None and same.is_public:
        yield draft
        return
    with showing(_shown(draft) if same is None else shown_standing(same)):
        yield draft


def shown_standing(standing: Standing) -> ShownDraft:
    """A frozen edition that is not public, as the public site would show it."""
    row = standing.row
    return ShownDraft(
        row=to_row(standing),
        city=MunicipalityRow(code=row.municipality_id, name=row.municipality.name, fictional=row.fictional),
        edition=edition_of(standing),
        document=row.document,
        reasons=change_reasons_of(row.pk),
    )


def _shown(draft: DraftEdition) -> ShownDraft:
    edition, source = draft.edition, draft.prepared.source
    last = models.Edition.objects.aggregate(last=Max("pk"))["last"] or 0
    return ShownDraft(
        row=EditionRow(
            code=source.municipality_id,
            kind=DocumentKind(source.kind),
            fiscal_year=source.fiscal_year,
            version=edition.version,
            published_on=edition.published_on or "",
            title=source.title,
            edition_id=last + 1,
            sha256=_sha256(edition),
            inputs_sha256=draft.inputs_sha256,
        ),
        city=MunicipalityRow(
            code=source.municipality_id, name=source.municipality.name, fictional=edition.fictional
        ),
        edition=edition,
        document=source,
    )
