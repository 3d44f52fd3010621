"""No kind of page is forgotten: the list of kinds is compared with the map of the site."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve

from browser.kinds import BEYOND_THE_MAP, HOME, PAGES, SAMPLE
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views.page import find_city
from publishing.stand_in import stand_in


def kind_of(address: str) -> str:
    """The pattern of an address, a further page of a list being of the kind of its first page."""
    route = resolve(address).route
    return re.sub(r"page/<number:page>/$|(?<=kpi/)<slug:facet>/<str:key>/$", "", route)


def facet_free(route: str) -> str:
    """The same for every facet by which a list of collaboration projects is chosen."""
    return re.sub(r"(form|recurrence|department|year|organisation)/<str:key>/$", "FACET", route)


def test_every_kind_of_page_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    listed = {
        facet_free(kind_of(HOME + address)) for name, address in PAGES.items() if name not in BEYOND_THE_MAP
    }
    there = {facet_free(kind_of(address)) for address in city_pages(find_city("999997"))}
    assert there <= listed, f"add to tests/browser/kinds.py: {there - listed}"
    assert listed <= there, f"no page of the site: {listed - there}"


def test_the_sample_is_of_the_list() -> None:
    assert set(SAMPLE) <= set(PAGES)
