"""How pages call an item, also one whose title its document lost."""

from __future__ import annotations

import pytest

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import speaking
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.item_link import item_link, shown_title
from publishing.edition_parts import CODE
from publishing.strategy_editions import strategy_edition


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("ja", "合同説明会事業", "合同説明会事業"),
        ("en", "合同説明会事業", "合同説明会事業"),
        ("ja", None, "（見出しは原文から失われています）"),
        ("ja", "", "（見出しは原文から失われています）"),
        ("en", None, "(heading lost from the source)"),
    ],
)
def test_a_title_is_the_documents_and_its_loss_is_told_by_the_site(
    language: str, title: str | None, shown: str
) -> None:
    with speaking(language):
        assert shown_title(title) == shown


@pytest.mark.parametrize(
    ("key", "label", "content"),
    [("S1-1", "S1-1 合同説明会事業", True), ("S1-2", "S1-2 (heading lost from the source)", False)],
)
def test_only_the_words_of_the_document_are_marked_as_its_own(key: str, label: str, content: bool) -> None:
    index = EditionIndex(strategy_edition())
    kind = DocumentKind.COMPREHENSIVE_STRATEGY
    addresses = EditionAddresses(city=CityAddresses(CODE), kind=kind, fiscal_year=2021, version=1)
    with speaking("en"):
        link = item_link(index.items[key], index, addresses)
    assert (link.label, link.content) == (label, content)
    assert link.address.endswith(f"/{key}/")
