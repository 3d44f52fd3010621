"""Every file that the open data outputs write keeps the rules; so do the real documents' files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import frictionless
import pytest

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.csv_file import cp932_replacements, replacements_csv
from mitodoke.outputs.open_data.edition_name import Publication
from mitodoke.outputs.open_data.formats import EDITION_FORMATS, TABLE_FORMATS
from mitodoke.outputs.open_data.open_tables import tables_of
from mitodoke.outputs.open_data.package_files import package_files
from mitodoke.outputs.open_data_rules.check_csv import check_csv
from mitodoke.outputs.open_data_rules.check_workbook import check_workbook
from mitodoke.outputs.open_data_rules.hits import violations
from mitodoke.sources.extract import Stated, extract
from mitodoke.sources.read_text import decode_text, read_text
from outputs.open_data.editions import hostile_plan, hostile_register, pledges, register, strategy

TERMS = Publication(base="https://example.lg.jp/mitodoke/")

ORIGINALS = (
    "mayoral-pledges-fy2025.txt",
    "strategy-fy2020-2024-revised.txt",
    "collaboration-fy2020.txt",
    "collaboration-fy2024-cohosting.txt",
)


def published_csv(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every CSV file of an edition, in every encoding, with its name."""
    for name, data in package_files(edition, TERMS).items():
        if name.endswith(".csv"):
            yield f"package/{name}", data
    for table in tables_of(edition):
        for form in TABLE_FORMATS:
            if form.name.startswith("csv"):
                yield form.file_name(table), form.render(table, edition)
        yield f"{table.name} replacements", replacements_csv(cp932_replacements(table, edition))
    for whole in EDITION_FORMATS:
        if whole.file_name.endswith(".csv"):
            yield whole.file_name, whole.render(edition, TERMS)


def broken(edition: Edition, folder: Path) -> list[tuple[str, str]]:
    """What the published files of an edition break of the rules."""
    found = [(name, f.message) for name, data in published_csv(edition) for f in violations(check_csv(data))]
    for table in tables_of(edition):
        path = folder / f"{table.name}.xlsx"
        path.write_bytes(next(form for form in TABLE_FORMATS if form.name == "xlsx").render(table, edition))
        found += [(path.name, f.message) for f in violations(check_workbook(path))]
    return found


@pytest.mark.parametrize(
    "edition", [pledges(), strategy(), register()], ids=["pledges", "strategy", "register"]
)
def test_every_published_file_keeps_the_rules(edition: Edition, tmp_path: Path) -> None:
    assert broken(edition, tmp_path) == []
    assert len(list(published_csv(edition))) > 50


@pytest.mark.parametrize("edition", [hostile_plan(), hostile_register()], ids=["plan", "register"])
def test_hostile_texts_break_only_the_rule_about_characters(edition: Edition, tmp_path: Path) -> None:
    found = broken(edition, tmp_path)
    assert found
    assert all(message.endswith("（規則L1-08）。") and "U+FFFD" in message for _, message in found)


FICTIONAL = resources.files("mitodoke.demo").joinpath("fictional")


@pytest.mark.parametrize(
    "name", sorted(file.name for file in FICTIONAL.iterdir() if file.name.endswith(".txt"))
)
def test_files_of_the_fictional_city_keep_the_rules(name: str, tmp_path: Path) -> None:
    text = decode_text(FICTIONAL.joinpath(name).read_bytes(), name)
    reading = extract(text, Stated(municipality="花咲市", municipality_code="999997"))
    edition = Edition(
        content=reading.content,
        audit=audit_content(reading.content, reading.lines),
        published_on="2026-06-01",
    )
    assert broken(edition, tmp_path) == []


@pytest.mark.originals
@pytest.mark.parametrize("name", ORIGINALS)
def test_the_published_documents_become_valid_packages(
    name: str, original: Callable[[str], Path], tmp_path: Path
) -> None:
    reading = extract(read_text(original(name)))
    audit = audit_content(reading.content, reading.lines)
    edition = Edition(
        content=reading.content,
        audit=replace(audit, findings=reading.findings + audit.findings),
        published_on="2026-06-01",
    )
    assert broken(edition, tmp_path) == []
    (tmp_path / "package").mkdir()
    for name, data in package_files(edition, TERMS).items():
        (tmp_path / "package" / name).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    held = {table.name: len(list(table.rows(edition))) for table in tables_of(edition)}
    content = edition.content
    assert held.get("items", 0) == len(content.items)
    assert held.get("values", 0) == sum(len(indicator.values) for indicator in content.indicators)
    assert held.get("collaborations", 0) == len(content.entries)
    assert held.get("occurrences", 0) == sum(len(entry.occurrences) for entry in content.entries)
    assert held["findings"] == len(edition.audit.findings)
