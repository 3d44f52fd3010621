"""The DCAT catalogue and the schema.org markup: readable as linked data, true, and safe inside a page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, SKOS

from mitodoke.outputs.open_data.catalogue import catalogue
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.formats import distributions, edition_formats
from mitodoke.outputs.open_data.prefectures import PREFECTURES, prefecture
from mitodoke.outputs.open_data.schema_org import dataset, embedded, events, government_organisation
from outputs.open_data.editions import EDITIONS, hostile_plan, hostile_register, pledges, register, strategy

TERMS = Publication(base="https://example.lg.jp/mitodoke/", contact="企画課")


def graph(*editions) -> rdflib.Graph:
    return rdflib.Graph().parse(data=catalogue(editions, TERMS, "花咲市のデータ"), format="json-ld")


def test_the_catalogue_lists_every_published_edition_with_its_files() -> None:
    editions = (pledges(), strategy(), register())
    found = graph(*editions)
    datasets = set(found.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == 3
    assert len(set(found.subjects(RDF.type, DCAT.Distribution))) == sum(
        len(distributions(e)) for e in editions
    )
    for one in datasets:
        assert found.value(one, DCTERMS.license) == rdflib.URIRef(
            "https://creativecommons.org/licenses/by/4.0/"
        )
        publisher = found.value(one, DCTERMS.publisher)
        assert found.value(publisher, DCTERMS.identifier) == rdflib.Literal("999997")
        area = found.value(one, DCTERMS.spatial)
        assert found.value(area, SKOS.notation) == rdflib.Literal("999997")
        period = found.value(one, DCTERMS.temporal)
        assert str(found.value(period, DCAT.startDate)) == "2025-04-01"
        assert str(found.value(period, DCAT.endDate)) == "2026-03-31"
        assert found.value(one, DCTERMS.modified).datatype == rdflib.XSD.date
        assert len(list(found.objects(one, DCAT.distribution))) > 10


def test_the_catalogue_is_as_new_as_its_newest_edition() -> None:
    found = graph(pledges(), strategy())
    catalog = found.value(predicate=RDF.type, object=DCAT.Catalog)
    assert str(found.value(catalog, DCTERMS.modified)) == "2026-07-01"


def test_versions_of_one_kind_are_one_series() -> None:
    found = graph(strategy(), replace(strategy(), version=1, published_on="2026-06-01"))
    assert len(set(found.subjects(RDF.type, DCAT.Dataset))) == 2
    assert len(set(found.subjects(RDF.type, DCAT.DatasetSeries))) == 1


def test_an_edition_that_is_not_published_is_not_in_the_catalogue() -> None:
    found = graph(replace(pledges(), published_on=None))
    assert not list(found.subjects(RDF.type, DCAT.Dataset))


def test_every_address_lies_below_the_base_or_is_a_known_vocabulary() -> None:
    known = (
        TERMS.base, "http://www.w3.org/", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/", "https://creativecommons.org/",
        "http://publications.europa.eu/resource/authority/", "https://www.iana.org/assignments/media-types/",
    )  # fmt: skip
    for triple in graph(pledges(), strategy(), register()):
        for node in triple:
            if isinstance(node, rdflib.URIRef):
                assert str(node).startswith(known), node


def test_the_dataset_says_what_whose_when_and_on_which_terms() -> None:
    described = dataset(strategy(), TERMS)
    assert described["@type"] == "Dataset"
    assert described["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert described["creator"]["identifier"]["value"] == "999997"
    assert described["temporalCoverage"] == "2025-04-01/2026-03-31"
    assert described["datePublished"] == "2026-07-01"
    assert {d["contentUrl"].rpartition("/")[2] for d in described["distribution"]} >= {
        "datapackage.zip", "edition.json", "results.xml", "items.csv", "values.csv",
    }  # fmt: skip
    assert "results.xml" not in {form.file_name for form in edition_formats(pledges())}


def test_what_is_not_known_is_not_said() -> None:
    edition = pledges()
    document = replace(
        edition.content.document,
        municipality_code=None,
        municipality=None,
        period_start=None,
        fiscal_year=None,
    )
    edition = replace(edition, published_on=None, content=replace(edition.content, document=document))
    described = dataset(edition, TERMS)
    assert not {"temporalCoverage", "spatialCoverage", "datePublished", "dateModified"} & set(described)
    assert government_organisation(edition) == {"@type": "GovernmentOrganization", "name": "不明"}
    assert "/unknown/pledges/fyunknown/v1/" in described["url"]


def test_events_are_the_occurrences_with_known_days() -> None:
    found = events(register(), TERMS)
    assert [(e["name"], e["startDate"], e["endDate"]) for e in found] == [
        ("花咲まち歩き 春の部", "2025-05-11", "2025-05-11"),
        ("花咲まち歩き", "2025-10-19", "2025-10-20"),
        ("親子の森づくり", "2025-09-05", "2025-09-05"),
        ("花の展覧会", "2025-11-01", "2025-11-03"),
    ]
    assert found[2]["eventStatus"] == "https://schema.org/EventCancelled"
    assert found[3]["organizer"] == [{"@type": "Organization", "name": "花の会"}]
    assert [o["name"] for o in found[0]["contributor"]] == ["案内の会", "商店街"]
    assert not any("location" in e for e in found)


@pytest.mark.parametrize("described", [dataset(hostile_plan(), TERMS), events(hostile_register(), TERMS)])
def test_nothing_in_the_markup_can_end_the_script_it_stands_in(described) -> None:
    text = embedded(described)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == described


def test_the_hostile_title_survives_as_text() -> None:
    described = json.loads(embedded(dataset(hostile_plan(), TERMS)))
    assert "<script>alert(1)</script>" in described["name"]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_catalogue_can_be_read_whatever_the_texts(name: str) -> None:
    assert len(graph(EDITIONS[name]())) > 50


def test_there_are_47_prefectures() -> None:
    assert len(set(PREFECTURES.values())) == 47
    assert (prefecture("131016"), prefecture("012025"), prefecture("473820")) == (
        "東京都",
        "北海道",
        "沖縄県",
    )
    assert prefecture("999997") is None
    assert prefecture(None) is None
