"""The addresses that withdrawn editions had as pages: the notice stands there, also in the static form."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import get_script_prefix

from mitodoke.publishing import queries
from mitodoke.publishing.presentation.addresses import CityAddresses
from mitodoke.publishing.presentation.shelf import Shelf
from mitodoke.publishing.shown_draft import ShownDraft, showing
from mitodoke.publishing.site_map import city_pages
from mitodoke.publishing.views.page import City
from mitodoke.publishing.visibility import Standing


def withdrawn_pages() -> Iterator[str]:
    """Every page of every withdrawn edition in the language that is being spoken.

    A city of which everything is withdrawn keeps the page that lists its notices.
    """
    public = {row.code for row in queries.municipalities()}
    emptied: dict[str, None] = {}
    for standing in queries.withdrawn_standings():
        yield from _pages_of(standing)
        if standing.row.municipality_id not in public:
            emptied[standing.row.municipality_id] = None
    for code in emptied:
        yield CityAddresses(code, get_script_prefix()).page("corrections")


def emptied_cities() -> tuple[str, ...]:
    """The codes of the cities of which everything is withdrawn."""
    public = {row.code for row in queries.municipalities()}
    return tuple(
        dict.fromkeys(
            one.row.municipality_id
            for one in queries.withdrawn_standings()
            if one.row.municipality_id not in public
        )
    )


def _pages_of(standing: Standing) -> Iterator[str]:
    row, edition = queries.to_row(standing), queries.edition_of(standing)
    name, fictional = standing.row.municipality.name, standing.row.fictional
    draft = ShownDraft(
        row=row,
        city=queries.MunicipalityRow(code=row.code, name=name, fictional=fictional),
        edition=edition,
        document=standing.row.document,
    )
    addresses = CityAddresses(row.code, get_script_prefix())
    shelf = Shelf(addresses, [row])
    city = City(code=row.code, name=name, fictional=fictional, addresses=addresses, shelf=shelf)
    home = shelf.addresses(row).home
    with showing(draft):
        yield from [address for address in city_pages(city) if address.startswith(home)]
