"""The pictures of a city, an edition, a vision or pledge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.presentation.addresses import CityAddresses, EditionAddresses
from mitodoke.publishing.presentation.edition_index import EditionIndex
from mitodoke.publishing.presentation.pledge_card import edition_card, item_card
from mitodoke.publishing.views import cards
from mitodoke.publishing.views.page import find_city
from publishing.pledge_editions import pledge_edition
from publishing.register_editions import register_edition
from publishing.stand_in import StandIn, stand_in, whole_city
from publishing.strategy_editions import strategy_edition

PNG = b"\x89PNG\r\n\x1a\n"
ADDRESSES = EditionAddresses(CityAddresses("999997"), DocumentKind.MAYORAL_PLEDGES, 2025, 1)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    return stand_in(monkeypatch, *whole_city(extra=1))


def test_a_card_tells_figure_date_and_coverage() -> None:
    index = EditionIndex(pledge_edition())
    words = item_card(index.items["01"], index, ADDRESSES)
    assert (words.figure, words.unit) == ("52", "％")
    assert words.title == "ビジョン01 こどもが真ん中のまち"
    assert words.date == "令和8年3月31日現在"
    assert words.coverage == "公約2件のうち公表値あり2件"


def test_a_lost_figure_is_said_in_words() -> None:
    index = EditionIndex(pledge_edition())
    words = item_card(index.items["03"], index, ADDRESSES)
    assert (words.figure, words.unit) == ("原文から失われています", "")


@pytest.mark.parametrize(
    ("edition", "figure", "meaning"),
    [
        (pledge_edition(), "41.0", "全体の進捗状況"),
        (strategy_edition(), "7", "指標（数値目標とKPI）の数"),
        (register_edition(extra=1300), "1,304", "協働事業の件数"),
    ],
)
def test_the_card_of_an_edition_has_its_main_figure(edition: object, figure: str, meaning: str) -> None:
    words = edition_card(EditionIndex(edition), ADDRESSES)  # type: ignore[arg-type]
    assert (words.figure, words.meaning) == (figure, meaning)


@pytest.mark.usefixtures("site")
def test_every_picture_that_is_listed_is_one() -> None:
    listed = list(cards.files(find_city("999997")))
    assert len(listed) == len(set(listed)) == 1 + 8 + 3 * 7
    for address in (listed[0], *listed[1:20:6]):
        response = Client().get(address)
        assert response.status_code == 200, address
        assert response["Content-Type"] == "image/png"
        assert response.content.startswith(PNG)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "address",
    ["pledges/fy2025/v2/cards/01-1-1.png", "pledges/fy2025/v2/cards/99.png", "pledges/fy2030/v1/card.png"],
)
def test_what_has_no_picture_is_not_found(address: str) -> None:
    assert Client().get(f"/999997/{address}").status_code == 404


@pytest.mark.usefixtures("site")
def test_a_city_that_does_not_exist_has_no_picture() -> None:
    assert Client().get("/111111/card.png").status_code == 404
