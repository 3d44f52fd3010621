"""The seam between the table of editions and the domain's editions: JSON that is hashed, and checked on reading."""

from __future__ import annotations

import datetime
import hashlib

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.publishing import models


class DamagedEditionError(Exception):
    """A stored edition is not the one that was published: its file was changed from outside."""


def to_record(row: models.Edition) -> Edition:
    """The edition as it was published; DamagedEditionError when its text does not have its hash."""
    content = row.content.encode()
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise DamagedEditionError(f"edition {row.pk} does not have the hash {row.sha256}")
    return read_edition(content)


def store_record(
    edition: Edition,
    *,
    document: SourceDocument,
    lines: tuple[str, ...],
    published_by: str,
    acknowledgement: str | None,
) -> models.Edition:
    """Freeze `edition`, made from `document` with its source `lines`; it must know its day."""
    if edition.published_on is None:
        raise ValueError("a published edition knows its day")
    content = edition_json(edition)
    return models.Edition.objects.create(
        municipality_id=document.municipality_id,
        document=document,
        kind=document.kind,
        fiscal_year=document.fiscal_year,
        version=edition.version,
        title=document.title,
        published_on=datetime.date.fromisoformat(edition.published_on),
        published_by=published_by,
        fictional=edition.fictional,
        acknowledgement=acknowledgement,
        inputs_sha256=inputs_sha256(edition.content, lines),
        content=content.decode(),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def inputs_sha256(content: DocumentContent, lines: tuple[str, ...]) -> str:
    """The hash of the facts and source lines that an edition is made from."""
    digest = hashlib.sha256(edition_json(Edition(content=content, audit=Audit())))
    digest.update("\n".join(lines).encode())
    return digest.hexdigest()
