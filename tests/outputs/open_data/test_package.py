"""The data package: valid to the validators of its formats, whole, repeatable, and written all or nothing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import csvw
import frictionless
import jsonschema
import pytest

from mitodoke.outputs.edition_json import edition_schema
from mitodoke.outputs.open_data.edition_name import (
    Licence,
    Publication,
    edition_name,
    edition_path,
    edition_title,
)
from mitodoke.outputs.open_data.edition_schema import PROPERTY_TITLES, RECORD_TITLES, published_schema
from mitodoke.outputs.open_data.package_files import package_files, package_zip
from mitodoke.outputs.open_data.reference_tables import VersionNote
from outputs.open_data.editions import EDITIONS, pledges, strategy

TERMS = Publication(base="https://example.lg.jp/mitodoke/", contact="企画課")


def write_files(files: dict[str, bytes], folder: Path) -> None:
    """The files of a package, each below `folder`."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.fixture(params=EDITIONS)
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The package of each edition, written to a folder."""
    folder = tmp_path / "package"
    write_files(package_files(EDITIONS[request.param](), TERMS), folder)
    return folder


def test_frictionless_finds_no_error(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert len(report.tasks) > 10


def test_csvw_finds_no_error_in_any_file(package: Path) -> None:
    files = sorted(package.glob("*csv-metadata.json"))
    assert len(files) == len(list(package.glob("*.csv"))) + 1
    for file in files:
        read = csvw.CSVW(str(file), validate=True)
        assert read.is_valid, (file.name, read.warnings)


def test_the_edition_fits_the_schema_beside_it(package: Path) -> None:
    schema = json.loads((package / "edition.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((package / "edition.json").read_bytes()), schema)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("items.csv", "01-1-1,01-1,measure", "01-1-1,01-1,project team"),
        ("items.csv", "01-1-1,01-1,measure", "01-1-1,99-9,measure"),
        ("ratings.csv", "rated,0", "rated,zero"),
        ("activities.csv", "01-1-1,2,", "01-1-1,1,"),
    ],
)
def test_the_descriptor_notices_a_changed_value(tmp_path: Path, file: str, before: str, after: str) -> None:
    files = package_files(pledges(), TERMS)
    text = files[file].decode()
    assert before in text
    files[file] = text.replace(before, after).encode()
    write_files(files, tmp_path / "package")
    assert not frictionless.validate(str(tmp_path / "package" / "datapackage.json")).valid


def test_the_descriptor_tells_source_terms_and_identity() -> None:
    descriptor = json.loads(package_files(strategy(), TERMS)["datapackage.json"])
    assert descriptor["name"] == "comprehensive_strategy-999997-2025-v2"
    assert re.fullmatch(r"[-a-z0-9._/]+", descriptor["name"])
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["sources"] == [{"title": "花咲市総合戦略"}]
    assert descriptor["municipality_code"] == "999997"
    assert descriptor["created"] == "2026-07-01T00:00:00+09:00"
    assert descriptor["id"] == "tag:example.lg.jp,2026:comprehensive_strategy-999997-2025-v2"
    items = next(r for r in descriptor["resources"] if r["name"] == "items")
    kind = next(f for f in items["schema"]["fields"] if f["name"] == "kind")
    assert kind["constraints"]["enum"][0] == "vision"
    assert kind["title"] == "階層"
    assert kind["title_en"] == "kind"


def test_another_licence_is_named_everywhere() -> None:
    own = Licence(name="CC0-1.0", title="CC0", address="https://creativecommons.org/publicdomain/zero/1.0/")
    files = package_files(pledges(), Publication(licence=own))
    assert b"CC-BY" not in b"".join(data for name, data in files.items() if name.endswith((".json", ".md")))
    assert own.address.encode() in files["items.csv-metadata.json"]
    assert own.address.encode() in files["README.md"]


def test_without_a_public_address_nothing_pretends_to_have_one() -> None:
    files = package_files(pledges())
    descriptor = json.loads(files["datapackage.json"])
    assert "id" not in descriptor
    assert "homepage" not in descriptor
    assert "$id" not in json.loads(files["edition.schema.json"])
    with pytest.raises(ValueError, match="public address"):
        Publication().file(pledges(), "x")


@pytest.mark.parametrize(
    "base", ["example.lg.jp/", "https://example.lg.jp", "ftp://example.lg.jp/", "https:///x/"]
)
def test_a_base_that_is_no_public_address_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="ends with a slash"):
        Publication(base=base)


def test_the_readme_explains_every_table_and_column() -> None:
    files = package_files(pledges(), TERMS)
    text = files["README.md"].decode()
    for name in files:
        if name.endswith(".csv"):
            assert f"### {name} " in text
            for column in files[name].decode().split("\r\n", 1)[0].split(","):
                assert f"| `{column}` |" in text
    assert "架空" in text
    assert "問合せ先: 企画課" in text


def test_the_readme_reads_text_of_a_document_as_text() -> None:
    text = package_files(EDITIONS["hostile_plan"](), TERMS)["README.md"].decode()
    assert "<script>" not in text
    assert "\\<script\\>" in text


def test_the_history_lists_every_version_it_is_given() -> None:
    history = (
        VersionNote(version=1, published="2026-06-01", note="公表しました。"),
        VersionNote(version=2, published="2026-07-01", note="目標値の誤りを直しました。"),
    )
    files = package_files(strategy(), TERMS, history)
    assert files["history.csv"].decode().splitlines()[1:] == [
        "1,2026-06-01,公表しました。",
        "2,2026-07-01,目標値の誤りを直しました。",
    ]
    assert "第2版（2026-07-01）: 目標値の誤りを直しました。" in files["README.md"].decode()


def test_the_zip_holds_the_same_files_and_is_the_same_each_time() -> None:
    data = package_zip(pledges(), TERMS)
    assert data == package_zip(pledges(), TERMS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        held = {
            name.removeprefix("mayoral_pledges-999997-2025-v1/"): archive.read(name)
            for name in archive.namelist()
        }
    assert held == package_files(pledges(), TERMS)


def test_every_record_and_property_of_the_schema_has_a_japanese_title() -> None:
    records = edition_schema()["$defs"]
    assert set(records) == set(RECORD_TITLES)
    assert {key for record in records.values() for key in record.get("properties", {})} == set(
        PROPERTY_TITLES
    )
    published = json.loads(published_schema(TERMS))
    assert published["$id"] == "https://example.lg.jp/mitodoke/edition.schema.json"
    assert published["$defs"]["PlanItem"]["properties"]["departments"]["title"] == "担当部署"


def test_a_wrong_edition_does_not_fit_the_schema() -> None:
    edition = json.loads(package_files(pledges())["edition.json"])
    edition["content"]["items"][0]["kind"] = "dream"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(edition, json.loads(published_schema(TERMS)))


def test_names_titles_and_addresses() -> None:
    assert edition_name(pledges()) == "mayoral_pledges-999997-2025-v1"
    assert edition_path(pledges()) == "999997/pledges/fy2025/v1/"
    assert edition_title(pledges()) == "【架空】花咲市 市長公約の取組状況（令和7年度）"
    assert edition_title(strategy()) == "花咲市総合戦略（令和7年度） 第2版"
    assert edition_title(EDITIONS["register"]()) == "花咲市 協働事業実施状況（令和7年度）"


def test_a_year_that_stands_in_the_title_in_full_width_is_not_said_twice() -> None:
    edition = EDITIONS["register"]()
    document = replace(edition.content.document, title="協働事業実施状況（令和７年度）")
    edition = replace(edition, content=replace(edition.content, document=document))
    assert edition_title(edition) == "花咲市 協働事業実施状況（令和７年度）"
