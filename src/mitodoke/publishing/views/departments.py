"""The pages of departments: the list of all, and everything one of them answers for."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from mitodoke.domain.document import DocumentKind
from mitodoke.publishing.language.speak import tr
from mitodoke.publishing.presentation.department_page import department_page
from mitodoke.publishing.presentation.departments import Shelved, department_keys, department_list
from mitodoke.publishing.presentation.page import Link, NoSuchPageError
from mitodoke.publishing.presentation.text import one_line
from mitodoke.publishing.views.page import City, OpenEdition, find_city, newest_edition, open_row, public_page
from mitodoke.publishing.views.show import show

_SECTION = "departments"


@public_page
def departments(request: HttpRequest, code: str) -> HttpResponse:
    """Every department that a published edition names."""
    city = find_city(code)
    newest = [newest_edition(city, kind) for kind in DocumentKind if city.shelf.has(kind)]
    return show(
        request,
        "departments.html",
        city,
        title=tr("部署"),
        section=_SECTION,
        description=tr("{city}の部署ごとに、担当する公約・戦略・協働事業をまとめています。", city=city.name),
        page=department_list([_shelved(one) for one in newest], shelved_editions(city)),
        newest=newest,
    )


@public_page
def department(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One department under one name, over all kinds of document."""
    city = find_city(code)
    editions = shelved_editions(city)
    name = department_name(editions, key)
    page = department_page(name, editions)
    opened = {
        one.shelved.kind.value: open_row(city, row)
        for one in page.sections
        for row in city.shelf.rows
        if city.shelf.addresses(row) == one.shelved.addresses
    }
    return show(
        request,
        "department.html",
        city,
        title=one_line(name),
        section=_SECTION,
        trail=(Link(tr("部署"), city.addresses.page("departments")),),
        description=tr("{city}の{name}が担当する公約・戦略・協働事業。", city=city.name, name=one_line(name)),
        page=page,
        opened=opened,
    )


def department_name(editions: list[Shelved], key: str) -> str:
    """The department that `key` names in addresses; NoSuchPageError where no edition prints it."""
    for name, known in department_keys(one.index for one in editions).items():
        if known == key:
            return name
    raise NoSuchPageError(
        tr("この部署名は、公表されているどの版にもありません。部署の一覧から選んでください。")
    )


def shelved_editions(city: City) -> list[Shelved]:
    """Every edition of the city, the newest year and version first."""
    return [_shelved(open_row(city, row)) for row in city.shelf.rows]


def pages(city: City) -> Iterator[str]:
    """The addresses of the list and of every department."""
    yield city.addresses.page("departments")
    for key in department_keys(one.index for one in shelved_editions(city)).values():
        yield city.addresses.page("departments", key)


def _shelved(one: OpenEdition) -> Shelved:
    return Shelved(index=one.index, addresses=one.addresses, label=one.short_label)
