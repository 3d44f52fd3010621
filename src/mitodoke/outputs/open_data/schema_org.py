"""schema.org markup of an edition as JSON-LD: the dataset, whose it is, and the dated events of a register."""

from __future__ import annotations

from typing import Any

import msgspec

from mitodoke.domain.collaboration import CollaborationEntry, OrganisationRole
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.dates import DatedOccurrence, dated_occurrences, dated_occurrences_of
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.formats import distributions
from mitodoke.outputs.open_data.open_table import one_line
from mitodoke.outputs.open_data.prefectures import prefecture

Json = dict[str, Any]

_CONTEXT = "https://schema.org"
_CONTROLS = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Ends of lines for scripts, and controls of writing direction: the page around must not take them for its own."""

_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&" + _CONTROLS})


def embedded(described: Json | list[Json]) -> str:
    """JSON for the inside of ``<script type="application/ld+json">``: no text in it can end the script."""
    return msgspec.json.encode(described).decode().translate(_ESCAPES)


def government_organisation(edition: Edition) -> Json:
    """The municipality, with its official code."""
    document = edition.content.document
    described: Json = {"@type": "GovernmentOrganization", "name": _line(document.municipality) or "不明"}
    if document.municipality_code:
        described["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "全国地方公共団体コード",
            "value": document.municipality_code,
        }
    place = prefecture(document.municipality_code)
    if place:
        described["areaServed"] = {
            "@type": "AdministrativeArea",
            "name": f"{place}{document.municipality or ''}",
        }
    return described


def dataset(edition: Edition, publication: Publication) -> Json:
    """The edition as a schema.org Dataset with every file that it can be taken as."""
    document = edition.content.document
    owner = government_organisation(edition)
    described: Json = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": publication.page_of(edition),
        "url": publication.page_of(edition),
        "identifier": edition_name(edition),
        "name": edition_title(edition),
        "description": f"{edition_title(edition)}を読み取り、検算したデータ。値は原典のままです。",
        "inLanguage": "ja",
        "license": publication.licence.address,
        "isAccessibleForFree": True,
        "creator": owner,
        "publisher": owner,
        "version": str(edition.version),
        "keywords": [document.kind.label],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.media_type,
                "contentUrl": publication.file(edition, file.file_name),
            }
            for file in distributions(edition)
        ],
    }
    if edition.published_on:
        described |= {"datePublished": edition.published_on, "dateModified": edition.published_on}
    if document.period_start and document.period_end:
        described["temporalCoverage"] = f"{document.period_start}/{document.period_end}"
    if "areaServed" in owner:
        described["spatialCoverage"] = owner["areaServed"]
    return described


def events(edition: Edition, publication: Publication) -> list[Json]:
    """An Event for each occurrence with known days; what the document does not tell (the place) is not said."""
    return [_event(edition, publication, dated) for dated in dated_occurrences(edition)[0]]


def entry_events(
    edition: Edition, entry: CollaborationEntry, publication: Publication, address: str
) -> list[Json]:
    """The events of one entry, whose page stands at the full `address`."""
    return [
        _event(edition, publication, dated) | {"url": address} for dated in dated_occurrences_of([entry])[0]
    ]


def _event(edition: Edition, publication: Publication, dated: DatedOccurrence) -> Json:
    entry, occurrence = dated.entry, dated.occurrence
    described: Json = {
        "@context": _CONTEXT,
        "@type": "Event",
        "@id": f"{publication.page_of(edition)}#{dated.name}",
        "name": _line(" ".join(part for part in (entry.title, occurrence.label) if part)),
        "startDate": dated.first.isoformat(),
        "endDate": dated.last.isoformat(),
        "inLanguage": "ja",
    }
    if entry.purpose:
        described["description"] = _line(entry.purpose)
    if occurrence.cancelled:
        described["eventStatus"] = "https://schema.org/EventCancelled"
    for role, name in ((OrganisationRole.ORGANISER, "organizer"), (OrganisationRole.PARTNER, "contributor")):
        named = [
            {"@type": "Organization", "name": _line(o.name)} for o in entry.organisations if o.role is role
        ]
        if named:
            described[name] = named
    return described


def _line(text: str | None) -> str:
    return one_line(text or "") or ""
