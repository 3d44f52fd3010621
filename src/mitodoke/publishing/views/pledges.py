"""The pages of the pledges (市長公約)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.open_data.schema_org import dataset, embedded
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.beside import beside
from mitodoke.publishing.presentation.downloads import edition_downloads
from mitodoke.publishing.presentation.item_link import shown_title
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.presentation.percentage import overall_percentage
from mitodoke.publishing.presentation.percentage_record import Percentage
from mitodoke.publishing.presentation.pledge_card import CARD_KINDS
from mitodoke.publishing.presentation.pledge_table import summary_table
from mitodoke.publishing.presentation.pledges import pledge_item_page, pledges_page
from mitodoke.publishing.public_address import embed_address, publication_of
from mitodoke.publishing.views.page import City, OpenEdition, find_city, open_edition, open_row, public_page
from mitodoke.publishing.views.plan import find_item, named_edition, over_the_years, plan_pages, show_plan
from mitodoke.publishing.views.show import show

_KIND = DocumentKind.MAYORAL_PLEDGES
_SECTION = "pledges"


@public_page
def pledges(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """All visions and pledges with their percentages."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    page = pledges_page(opened.index, opened.addresses)
    return show_plan(
        request,
        "pledges.html",
        city,
        opened,
        section=_SECTION,
        description=_description(opened.index.document.title, page.overall),
        described=_described(request, opened),
        page=page,
        files=edition_downloads(opened.index.edition, opened.addresses),
    )


@public_page
def pledges_table(request: HttpRequest, code: str, year: int | None, version: int) -> HttpResponse:
    """The 総括表."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    overall = overall_percentage(opened.index, opened.addresses)
    title = tr("総括表")
    return show(
        request,
        "pledges_table.html",
        city,
        title=title,
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home),),
        edition=opened,
        description=_description(title, overall),
        table=summary_table(opened.index, opened.addresses),
    )


@public_page
def pledge_item(request: HttpRequest, code: str, year: int | None, version: int, key: str) -> HttpResponse:
    """One vision, pledge or measure."""
    city = find_city(code)
    opened = open_edition(city, _KIND, year, version)
    item = find_item(opened, key)
    strategy = city.shelf.newest(DocumentKind.COMPREHENSIVE_STRATEGY)
    page = pledge_item_page(
        item,
        opened.index,
        opened.addresses,
        editions=over_the_years(city, opened),
        strategies=[named_edition(open_row(city, strategy))] if strategy else [],
        registers=[
            named_edition(open_row(city, row))
            for row in city.shelf.newest_of_each_year(DocumentKind.COLLABORATION_REGISTER)
        ],
    )
    name = tr("{kind}{code}", kind=tr(item.kind.label), code=item.code)
    title = f"{name} {shown_title(item.title)}"
    return show(
        request,
        "pledge_item.html",
        city,
        title=title,
        section=_SECTION,
        trail=(Link(tr(_KIND.label), opened.addresses.home), *page.trail),
        embed=embed_address(request, opened.addresses.embed(opened.index.item_keys[item.item_id])),
        edition=opened,
        description=_description(title, page.item.percentage),
        card=_card(item, opened),
        page=page,
        beside=beside(item.item_id, opened.index, opened.addresses),
    )


def _description(title: str, percentage: Percentage | None) -> str:
    """The title with its figure and what that covers, in a sentence."""
    if percentage is None:
        return title
    return tr(
        "{title} {subject} {figure}（{coverage}）",
        title=title,
        subject=tr("進捗状況"),
        figure=percentage.words,
        coverage=percentage.coverage,
    )


def _described(request: HttpRequest, opened: OpenEdition) -> str:
    """What schema.org is told of the edition; nothing on a site that does not know its own address."""
    publication = publication_of(request)
    return embedded(dataset(opened.index.edition, publication)) if publication.base else ""


def _card(item: PlanItem, opened: OpenEdition) -> str | None:
    """The picture of a vision or pledge; a measure has that of its pledge."""
    index = opened.index
    own = next((one for one in (item, *reversed(index.ancestors(item))) if one.kind in CARD_KINDS), None)
    return opened.addresses.file(f"cards/{index.item_keys[own.item_id]}.png") if own else None


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    yield from plan_pages(city, _KIND)
    for row in city.shelf.of_kind(_KIND):
        yield city.shelf.addresses(row).page("table")
