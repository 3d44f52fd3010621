"""The first page of the site and the first page of a city."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.schema_org import embedded
from mitodoke.publishing import queries
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.asked import tell
from mitodoke.publishing.presentation.dates import show_fiscal_year
from mitodoke.publishing.presentation.home import pledge_card, register_card, strategy_card, trust_card
from mitodoke.publishing.presentation.home_changes import (
    EditionChange,
    Opened,
    edition_change,
    latest_corrections,
)
from mitodoke.publishing.presentation.home_described import described_city
from mitodoke.publishing.presentation.home_plan import own_plan_card
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.public_address import publication_of
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
    tell(("", "cities"), tuple(rows))
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
    """The pillars of a city."""
    city = find_city(code)
    pledges = _newest(city, DocumentKind.MAYORAL_PLEDGES)
    strategy = _newest(city, DocumentKind.COMPREHENSIVE_STRATEGY)
    plan = _newest(city, DocumentKind.COMPREHENSIVE_PLAN)
    registers = [
        open_row(city, row) for row in city.shelf.newest_of_each_year(DocumentKind.COLLABORATION_REGISTER)
    ]
    everything = open_everything(city)
    card = pledge_card(pledges.index, pledges.addresses, pledges.label) if pledges else None
    return show(
        request,
        "city_home.html",
        city,
        title=city.name,
        description=_description(city, card.overall if card else None),
        card=f"{city.addresses.files}card.png",
        described=_described(request, city, everything),
        pledges=card,
        strategy=strategy_card(strategy.index, strategy.addresses, strategy.label) if strategy else None,
        plan=own_plan_card(plan.index, plan.addresses, plan.label) if plan else None,
        register=register_card(
            [(one.index, one.addresses) for one in registers],
            tr("・").join(show_fiscal_year(one.row.fiscal_year) for one in registers),
        )
        if registers
        else None,
        trust=trust_card([one.index for one in everything]),
        changes=[_change(city, kind) for kind in DocumentKind if city.shelf.has(kind)],
        corrections=latest_corrections(city.shelf),
    )


def _description(city: City, overall: Percentage | None) -> str:
    """What the page tells, with the overall figure of the pledges where there is one."""
    said = tr("{city}の市長公約・総合戦略・協働事業を、原文と検算とともに示します。", city=city.name)
    if overall is None or overall.number is None:
        return said
    return said + tr(
        "市長公約の{subject}は{figure}（{coverage}）。",
        subject=overall.subject,
        figure=overall.words,
        coverage=overall.coverage,
    )


def _described(request: HttpRequest, city: City, editions: list[OpenEdition]) -> str:
    """What schema.org is told; nothing on a site that does not know its own address."""
    publication = publication_of(request)
    if not publication.base:
        return ""
    home = publication.base + city.addresses.files.removeprefix(get_script_prefix())
    return embedded(described_city([one.index.edition for one in editions], publication, home))


def _change(city: City, kind: DocumentKind) -> EditionChange:
    """What the newest edition of `kind` changed against the one before it."""
    newest, *older = (
        Opened(row=one.row, index=one.index, addresses=one.addresses)
        for one in (open_row(city, row) for row in city.shelf.of_kind(kind)[:2])
    )
    return edition_change(newest, older[0] if older else None)


def _newest(city: City, kind: DocumentKind) -> OpenEdition | None:
    row = city.shelf.newest(kind)
    return open_row(city, row) if row else None


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    yield city.addresses.home
