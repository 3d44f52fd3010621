"""Every address of the whole site is in a table: the desk's, the written list of public ones, or the admin's for reading.

A new address without a line fails here; so does one that takes a method it should not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from desk.address_table import DOORS, EXPECTED, POSTS, addresses
from desk.city import people, signed_in
from desk.public_addresses import API, FILES, PAGES
from mitodoke.desk.permissions import ACCESS
from reporting.desk import Desk

pytestmark = pytest.mark.django_db

OF_A_MODEL = (
    "",
    "add/",
    "<path:object_id>/history/",
    "<path:object_id>/delete/",
    "<path:object_id>/change/",
    "<path:object_id>/",
)
OF_THE_ADMIN = {"", "login/", "logout/", "password_change/", "password_change/done/", "autocomplete/", "jsi18n/",
                "r/<path:content_type_id>/<path:object_id>/", "auth/user/<id>/password/"}  # fmt: skip
NOT_FOR_READING = {"auth.Group", "auth.User"}
"""Tables of the framework that its own admin may change."""
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
SAMPLES = {
    "code": "999997", "pillar": "pledges", "year": "2025", "version": "1", "number": "1", "page": "1", "part": "1",
    "month": "2025-04", "name": "edition.json", "table": "items", "facet": "form", "old": "fy2024-v1", "new": "fy2025-v1",
}  # fmt: skip
_PART = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>")


def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route below, written out."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, route)
        else:
            yield route


ROUTES = set(walk(get_resolver().url_patterns))


def example(route: str) -> str:
    """An address of the route that means nothing in particular."""
    plain = "nothing/" if "^" in route else _PART.sub(lambda part: SAMPLES.get(part[1], "x"), route)
    return f"/{plain}"


def of_the_admin() -> set[str]:
    """The routes that the registered tables give the admin."""
    tables = {f"{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry}
    return OF_THE_ADMIN | {f"{table}{end}" for table in tables for end in OF_A_MODEL}


def test_every_address_of_the_site_has_its_line() -> None:
    known = set(PAGES) | {f"en/{page}" for page in PAGES} | set(FILES) | {f"api/v1/{route}" for route in API}
    outside = {route for route in ROUTES if not route.startswith(("desk/", "admin/"))}
    assert outside - known == set(), "add it to public_addresses.py, if everybody may open it"
    assert known - outside == set(), "it is gone: take its line out of public_addresses.py"


def test_every_address_of_the_desk_is_in_the_desks_own_table() -> None:
    assert len({route for route in ROUTES if route.startswith("desk/")}) == len(ACCESS)


def test_the_admin_has_its_tables_for_reading_and_nothing_else() -> None:
    known = {f"admin/{route}" for route in of_the_admin()}
    unknown = {
        route for route in ROUTES if route.startswith("admin/") and route not in known and "(?P" not in route
    }
    assert unknown == set()
    asked = RequestFactory().get("/")
    asked.user = User(username="root", is_staff=True, is_superuser=True)
    writable = {
        model._meta.label
        for model, table in admin.site._registry.items()
        if table.has_add_permission(asked)
        or table.has_change_permission(asked)
        or table.has_delete_permission(asked)
    }
    assert writable <= NOT_FOR_READING


def test_nobody_gets_into_the_admin_without_being_staff() -> None:
    desk = Desk()
    everyone = people(desk)
    lists = [route for route in sorted(ROUTES) if route.startswith("admin/") and "^" not in route]
    assert len(lists) > 100
    for route in lists:
        if route.removeprefix("admin/") != "login/":
            assert Client().get(example(route)).status_code == 302, route
    for role in ("planner", "administrator", "reader"):
        client = signed_in(everyone[role])
        for route in lists:
            if route.count("/") == 3 and "<" not in route:
                assert client.get(example(route)).status_code in (302, 403), (role, route)


@pytest.mark.parametrize("method", CHANGING)
def test_public_addresses_take_no_changing_method(method: str) -> None:
    client = Client()
    wrong = [
        (route, answer.status_code)
        for route in (*PAGES, *(f"en/{page}" for page in PAGES), *FILES, *(f"api/v1/{one}" for one in API))
        if (answer := client.generic(method, example(route))).status_code != 405
    ]
    assert wrong == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_addresses_of_the_desk_take_no_other_method(method: str) -> None:
    desk = Desk()
    everyone = people(desk)
    wrong = []
    for name, address in addresses(desk).items():
        allowed = Client() if name in DOORS else signed_in(everyone[min(EXPECTED[name])])
        status = allowed.generic(method, address).status_code
        if status != 405:
            wrong.append((name, status))
    assert wrong == []


def test_what_only_shows_takes_no_post() -> None:
    """An address that is neither among those that change nor a form answers a POST by 405."""
    desk = Desk()
    everyone = people(desk)
    shows = set()
    for name, address in addresses(desk).items():
        if name in DOORS or name in POSTS:
            continue
        status = signed_in(everyone[min(EXPECTED[name])]).post(address).status_code
        assert status < 500, name
        if status == 405:
            shows.add(name)
    assert shows >= {
        "home", "roles", "answer", "answer_history", "answer_evidence", "approvals", "round", "rounds",
        "round_answers", "matrix", "matrix_csv", "matrix_xlsx", "workbooks", "workbooks_zip", "workbook",
        "workbook_review", "workbook_failing", "documents", "publication", "preview", "people",
    }  # fmt: skip
