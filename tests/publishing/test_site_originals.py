"""The published documents of the example city on the pages: every item opens, nothing lost is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.labels import check_label, figure_label
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text
from publishing.edition_parts import CityRow
from publishing.stand_in import stand_in

pytestmark = pytest.mark.originals

NAMES = (
    "mayoral-pledges-fy2025.txt",
    "strategy-fy2020-2024-revised.txt",
    "collaboration-fy2020.txt",
    "collaboration-fy2024-cohosting.txt",
)


@pytest.fixture
def editions(original: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    found = []
    for name in NAMES:
        reading = extract(read_text(original(name)))
        audit = audit_content(reading.content, reading.lines)
        audit = replace(audit, findings=(*reading.findings, *audit.findings))
        found.append(Edition(content=reading.content, audit=audit, published_on="2026-06-01"))
    document = found[0].content.document
    city = CityRow(document.municipality_code or "", document.municipality or "", fictional=False)
    stand_in(monkeypatch, *found, cities=[city], lines=("原文",) * 2000)
    return found


def text(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_every_item_and_entry_has_a_page(editions: list[Edition]) -> None:
    opened = 0
    for edition in editions:
        document, index = edition.content.document, EditionIndex(edition)
        city = CityAddresses(document.municipality_code or "")
        addresses = EditionAddresses(
            city=city, kind=document.kind, fiscal_year=document.fiscal_year, version=1
        )
        for key, title in [
            *((key, item.title) for key, item in index.items_by_key.items()),
            *((key, entry.title) for key, entry in index.entries_by_key.items()),
        ]:
            html = Client().get(addresses.page(key)).content.decode()
            assert "<h1>" in html
            assert ("見出しは原文から失われています" in html) if title is None else True
            opened += 1
    assert opened == 7 + 34 + 91 + 4 + 16 + 19 + 75 + 218 + 25


def test_the_figures_of_the_city_are_shown_with_their_rule(editions: list[Edition]) -> None:
    home = CityAddresses(editions[0].content.document.municipality_code or "").home
    page = text(home)
    for words in ("41.2％", "49％", "31％", "44％", "47％", "42％", "原文から失われています", "一致"):
        assert words in page
    audit = text(home + "audit/")
    assert "公表値をすべて再現できる計算方法は" in audit
    assert "だけです。" in audit
    assert text(home + "pledges/fy2025/v1/").count("評価は原文にない") == 34


def test_every_check_and_figure_has_a_japanese_name(editions: list[Edition]) -> None:
    checks = {finding.check for edition in editions for finding in edition.audit.findings}
    figures = {figure.figure for edition in editions for figure in edition.audit.figures}
    assert checks
    assert figures
    assert [name for name in checks if check_label(name) == name] == []
    assert [name for name in figures if figure_label(name) == name] == []
