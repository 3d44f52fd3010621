"""Puts hand-made editions into the database, as publishing would, and the addresses of the API beside the site's."""

from __future__ import annotations

from dataclasses import replace

from django.urls import include, path
from django.utils import timezone

from mitodoke.departments.models import Municipality
from mitodoke.documents.records import store_records
from mitodoke.domain.edition import Edition, Reading
from mitodoke.publishing.records import store_record

urlpatterns = [
    path("api/v1/", include("mitodoke.publishing.api.urls")),
]

OTHER_CODE = "132012"
OTHER_CITY = "八王子市"


def publish(*editions: Edition) -> None:
    """Freeze `editions` in this order; each is another revision of its document."""
    for edition in editions:
        record = edition.content.document
        Municipality.objects.get_or_create(
            code=record.municipality_code,
            defaults={"name": record.municipality, "recorded_by": "試験", "recorded_at": timezone.now()},
        )
        reading = Reading(
            content=replace(edition.content, document=replace(record, lines=0, lines_accounted=0)),
            lines=(),
            line_uses=(),
            unaccounted=(),
        )
        document = store_records(reading, revision=edition.version)
        store_record(edition, document=document, lines=(), published_by="試験", acknowledgement=None)


def of_other_city(edition: Edition) -> Edition:
    """The same edition, as another city's that does exist."""
    document = edition.content.document
    moved = replace(
        document,
        document=document.document.replace(document.municipality_code or "", OTHER_CODE),
        municipality=OTHER_CITY,
        municipality_code=OTHER_CODE,
    )
    return replace(edition, content=replace(edition.content, document=moved), fictional=False)
