"""What this site is, who answers for it, how accessible it is, and everything that can be taken from it."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from mitodoke.domain.document import DocumentKind
from mitodoke.outputs.open_data.edition_name import CC_BY_4
from mitodoke.outputs.open_data.edition_schema import SCHEMA_FILE
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.about import DataEdition, cited, publishers
from mitodoke.publishing.presentation.downloads import edition_downloads, table_downloads
from mitodoke.publishing.presentation.page import Link
from mitodoke.publishing.public_address import public_base
from mitodoke.publishing.views.page import City, find_city, open_everything, open_row, public_page, site_root
from mitodoke.publishing.views.show import show

_NAMES = ("about", "accessibility", "data")


@public_page
def about(request: HttpRequest, code: str) -> HttpResponse:
    """What this is, who is responsible, on which terms it may be used, and how to cite it."""
    city = find_city(code)
    opened = open_everything(city)
    newest = opened[0]
    return show(
        request,
        "about.html",
        city,
        title=tr("このサイトについて"),
        section="about",
        description=tr("{city}の公約・戦略・協働を示すこのサイトの目的、責任、利用の条件。", city=city.name),
        publishers=publishers(one.index.document for one in opened),
        contact=settings.CONTACT,
        source_url=settings.SOURCE_URL,
        licence=CC_BY_4,
        cited=cited(newest.index.edition, newest.label, public_base(request)),
        cited_edition=newest,
        editions=[open_row(city, row) for row in city.shelf.rows],
    )


@public_page
def accessibility(request: HttpRequest, code: str) -> HttpResponse:
    """The statement on accessibility: what is aimed at, what was tested and what was not."""
    city = find_city(code)
    return show(
        request,
        "accessibility.html",
        city,
        title=tr("アクセシビリティ"),
        section="accessibility",
        description=tr("このサイトのアクセシビリティの方針と試験の結果。"),
        contact=settings.CONTACT,
    )


@public_page
def data(request: HttpRequest, code: str) -> HttpResponse:
    """Every file of every edition, the feeds, the catalogue and the API."""
    city = find_city(code)
    opened = [open_row(city, row) for row in city.shelf.rows]
    newest = {one.addresses.home for one in open_everything(city)}
    home, root = city.addresses.files, get_script_prefix()
    return show(
        request,
        "data.html",
        city,
        title=tr("データ"),
        section="data",
        description=tr("すべての版のデータ、報告書、お知らせ（Atom）、APIへの入口。"),
        licence=CC_BY_4,
        editions=[
            DataEdition(
                kind=one.addresses.kind,
                label=one.label,
                title=one.index.document.title,
                address=one.addresses.home,
                newest=one.addresses.home in newest,
                files=edition_downloads(one.index.edition, one.addresses),
                tables=table_downloads(one.index.edition, one.addresses, DataEdition.names(one.index.edition))
                if one.addresses.home in newest
                else (),
            )
            for one in opened
        ],
        kinds=[kind for kind in DocumentKind if city.shelf.has(kind)],
        feeds=[
            Link(tr("公表と訂正のお知らせ（Atom）"), f"{home}feed.xml"),
            *(
                [Link(tr("協働事業のカレンダー（iCalendar）"), f"{home}events.ics")]
                if city.shelf.has(DocumentKind.COLLABORATION_REGISTER)
                else []
            ),
        ],
        machines=[
            Link(tr("カタログ（DCAT、JSON-LD）"), f"{root}catalogue.jsonld"),
            Link(tr("版のJSONの形（JSON Schema）"), f"{root}{SCHEMA_FILE}"),
            Link(tr("ページの一覧（sitemap）"), f"{home}sitemap.xml"),
            Link(tr("言語モデル向けの案内（llms.txt）"), f"{root}llms.txt"),
        ],
        api=f"{site_root()}api/",
    )


def pages(city: City) -> Iterator[str]:
    """The addresses of these pages."""
    for name in _NAMES:
        yield city.addresses.page(name)
