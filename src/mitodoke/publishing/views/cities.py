"""The first page of the site and the first page of a city."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.home import pledge_card, register_card, strategy_card, trust_card
from mitodoke.publishing.views.page import (
    City,
    OpenEdition,
    find_city,
    open_everything,
    open_row,
    public_page,
    site_root,
)
from mitodoke.publishing.views.show import show


@public_page
def cities(request: HttpRequest) -> HttpResponse:
    """Leads to the only city, or lists the cities."""
    rows = queries.municipalities()
    if len(rows) == 1:
        return redirect(CityAddresses(rows[0].code, get_script_prefix()).home)
    listed = [(row, CityAddresses(row.code, get_script_prefix()).home) for row in rows]
    return render(
        request,
        "publishing/cities.html",
        {"title": tr("公表している市の一覧"), "cities": listed, "city": None, "root": site_root()},
    )


@public_page
def city_home(request: HttpRequest, code: str) -> HttpResponse:
    """The three pillars of a city."""
    city = find_city(code)
    pledges = _newest(city, DocumentKind.MAYORAL_PLEDGES)
    strategy = _newest(city, DocumentKind.COMPREHENSIVE_STRATEGY)
    registers = [
        open_row(city, row) for row in city.shelf.newest_of_each_year(DocumentKind.COLLABORATION_REGISTER)
    ]
    return show(
        request,
        "city_home.html",
        city,
        title=city.name,
        pledges=pledge_card(pledges.index, pledges.addresses, pledges.label) if pledges else None,
        strategy=strategy_card(strategy.index, strategy.addresses, strategy.label) if strategy else None,
        register=register_card(
            [(one.index, one.addresses) for one in registers],
            "・".join(show_fiscal_year(one.row.fiscal_year) for one in registers),
        )
        if registers
        else None,
        trust=trust_card([one.index for one in open_everything(city)]),
    )


def _newest(city: City, kind: DocumentKind) -> OpenEdition | None:
    row = city.shelf.newest(kind)
    return open_row(city, row) if row else None


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    yield city.addresses.home
