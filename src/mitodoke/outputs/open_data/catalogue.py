"""A DCAT catalogue (version 3) of editions as JSON-LD: datasets, their files, whose, where, when, on which terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import PILLARS, Publication, edition_name, edition_title
from mitodoke.outputs.open_data.formats import distributions
from mitodoke.outputs.open_data.prefectures import prefecture

Json = dict[str, Any]

MEDIA_TYPE = "application/ld+json"

_CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Written out, so that no reader has to fetch it from anywhere."""

_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/JPN"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_YEARLY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


def catalogue(editions: Iterable[Edition], publication: Publication, title: str) -> bytes:
    """The catalogue of `editions` (those that are published) under the address of `publication`."""
    published = [edition for edition in editions if edition.published_on]
    described: Json = {
        "@context": _CONTEXT,
        "@id": f"{publication.base}catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _japanese(title),
        "dct:language": {"@id": _LANGUAGE},
        "dct:license": {"@id": publication.licence.address},
        "foaf:homepage": {"@id": publication.base},
        "dcat:dataset": [_dataset(edition, publication) for edition in published],
    }
    if published:
        newest = max(edition.published_on or "" for edition in published)
        described["dct:modified"] = _date(newest)
    series = {_series_id(edition, publication): edition for edition in published}
    described["dcat:resource"] = [_series(name, edition, publication) for name, edition in series.items()]
    return msgspec.json.format(msgspec.json.encode(described), indent=1) + b"\n"


def _dataset(edition: Edition, publication: Publication) -> Json:
    document = edition.content.document
    described: Json = {
        "@id": f"{publication.page_of(edition)}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": edition_name(edition),
        "dct:title": _japanese(edition_title(edition)),
        "dct:description": _japanese(
            f"{edition_title(edition)}を読み取り、検算したデータ。値は原典のままです。"
        ),
        "dct:language": {"@id": _LANGUAGE},
        "dct:license": {"@id": publication.licence.address},
        "dct:publisher": _publisher(edition, publication),
        "dct:issued": _date(edition.published_on),
        "dct:modified": _date(edition.published_on),
        "dct:accrualPeriodicity": {"@id": _YEARLY},
        "dct:spatial": _area(edition),
        "dcat:version": str(edition.version),
        "dcat:inSeries": {"@id": _series_id(edition, publication)},
        "dcat:theme": {"@id": _GOVERNMENT},
        "dcat:keyword": [_japanese(document.kind.label)],
        "dcat:landingPage": {"@id": publication.page_of(edition)},
        "dcat:distribution": [
            {
                "@id": publication.file(edition, file.file_name),
                "@type": "dcat:Distribution",
                "dct:title": _japanese(file.title),
                "dct:license": {"@id": publication.licence.address},
                "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{file.media_type}"},
                "dcat:downloadURL": {"@id": publication.file(edition, file.file_name)},
                "dcat:accessURL": {"@id": publication.page_of(edition)},
            }
            for file in distributions(edition)
        ],
    }
    if document.period_start and document.period_end:
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(document.period_start),
            "dcat:endDate": _date(document.period_end),
        }
    if publication.contact:
        described["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": publication.contact}
    return described


def _publisher(edition: Edition, publication: Publication) -> Json:
    document = edition.content.document
    described: Json = {"@type": "foaf:Organization", "foaf:name": _japanese(document.municipality or "不明")}
    if document.municipality_code:
        described["@id"] = f"{publication.base}{document.municipality_code}/#publisher"
        described["dct:identifier"] = document.municipality_code
    return described


def _area(edition: Edition) -> Json:
    document = edition.content.document
    name = f"{prefecture(document.municipality_code) or ''}{document.municipality or '不明'}"
    described: Json = {"@type": "dct:Location", "skos:prefLabel": _japanese(name)}
    if document.municipality_code:
        described["skos:notation"] = document.municipality_code
    return described


def _series_id(edition: Edition, publication: Publication) -> str:
    """The series of all years and versions of one kind of document."""
    document = edition.content.document
    return f"{publication.base}{document.municipality_code or 'unknown'}/{PILLARS[document.kind]}/#series"


def _series(name: str, edition: Edition, publication: Publication) -> Json:
    document = edition.content.document
    return {
        "@id": name,
        "@type": "dcat:DatasetSeries",
        "dct:title": _japanese(f"{document.municipality or '不明'} {document.kind.label}"),
        "dct:publisher": _publisher(edition, publication),
    }


def _japanese(text: str) -> Json:
    return {"@value": text, "@language": "ja"}


def _date(text: str | None) -> Json:
    """A day, a month or a year with the type that says which."""
    kinds = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}
    return {"@value": text or "", "@type": kinds.get(len(text or ""), "xsd:string")}
