"""The seam between the table of editions and the domain's editions: JSON that is hashed, and checked on reading."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace

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


def dated_record(row: models.Edition, *, published_on: str, sha256: str) -> Edition:
    """The edition as it is published on the ISO date `published_on`, checked by the hash `sha256` of that.

    The day of an edition's release may have been moved after it was frozen. DamagedEditionError as in `to_record`.
    """
    frozen = to_record(row)
    edition = frozen if frozen.published_on == published_on else replace(frozen, published_on=published_on)
    if edition is not frozen and edition_sha256(edition) != sha256:
        raise DamagedEditionError(f"edition {row.pk} of {published_on} does not have the hash {sha256}")
    return edition


def edition_sha256(edition: Edition) -> str:
    """The hash by which an edition is known: that of its JSON."""
    return hashlib.sha256(edition_json(edition)).hexdigest()


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
