"""The store in front of the real Django: middleware, sub-path, proxy, cookies; and how the settings switch it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path, reverse

from config.page_store.wsgi_calls import ask, store_of
from mitodoke.config.page_store.from_settings import limit_in_bytes, with_page_store
from mitodoke.config.page_store.middleware import PageStoreMiddleware
from mitodoke.publishing.kept import keep_answer

pytestmark = pytest.mark.django_db

asked: list[str] = []
LOCAL = {"HTTP_HOST": "localhost"}


def public(request: HttpRequest) -> HttpResponse:
    keep_answer(request)
    asked.append(request.path)
    return HttpResponse(f"{request.build_absolute_uri()} {reverse('public')} " + "x" * 300)


def latest(request: HttpRequest) -> HttpResponse:
    keep_answer(request)
    asked.append(request.path)
    return redirect("public")


def careless(request: HttpRequest) -> HttpResponse:
    """Says that it may be kept and shows who asks all the same."""
    keep_answer(request)
    asked.append(request.path)
    return HttpResponse(f"session {request.COOKIES.get('sessionid')} " + "x" * 300)


def with_form(request: HttpRequest) -> HttpResponse:
    keep_answer(request)
    asked.append(request.path)
    page = "{% csrf_token %}"
    return HttpResponse(engines["django"].from_string(page).render({}, request))


def personal(request: HttpRequest) -> HttpResponse:
    keep_answer(request)
    asked.append(request.path)
    request.session["seen"] = True
    return HttpResponse("x" * 300)


urlpatterns = [
    path("public/", public, name="public"),
    path("latest/", latest),
    path("careless/", careless),
    path("form/", with_form),
    path("personal/", personal),
]


@pytest.fixture
def store(settings: Any) -> PageStoreMiddleware:
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["localhost", "a.example"]
    asked.clear()
    return store_of(get_wsgi_application())


def test_a_kept_page_has_all_the_security_headers_of_the_first(store: PageStoreMiddleware) -> None:
    first, second = ask(store, "/public/", **LOCAL), ask(store, "/public/", **LOCAL)
    assert len(asked) == 1
    assert (first.status, first.headers, first.body) == (200, second.headers, second.body)
    assert "default-src 'self'" in second.headers["content-security-policy"]
    assert second.headers["x-content-type-options"] == "nosniff"
    assert second.headers["referrer-policy"] == "same-origin"
    assert "mitodoke" not in " ".join(second.headers).lower()


def test_a_redirect_is_kept(store: PageStoreMiddleware) -> None:
    for _ in range(2):
        assert ask(store, "/latest/", **LOCAL).headers["location"] == "/public/"
    assert len(asked) == 1


def test_below_a_sub_path_links_keep_to_it(store: PageStoreMiddleware) -> None:
    for prefix in ("", "/promises", "", "/promises"):
        body = ask(store, "/public/", SCRIPT_NAME=prefix, **LOCAL).body.decode()
        assert body.startswith(f"http://localhost{prefix}/public/ {prefix}/public/ ")
    assert len(asked) == 2


def test_each_host_has_its_own_absolute_links_and_a_strange_one_is_refused(
    store: PageStoreMiddleware,
) -> None:
    for host in ("localhost", "a.example"):
        assert ask(store, "/public/", HTTP_HOST=host).body.startswith(f"http://{host}/".encode())
    for _ in range(2):
        assert ask(store, "/public/", HTTP_HOST="evil.example").status == 400
    assert len(store.pages) == 2


def test_a_forged_forwarded_host_poisons_nothing(store: PageStoreMiddleware) -> None:
    ask(store, "/public/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_X_FORWARDED_PROTO="https", **LOCAL)
    assert ask(store, "/public/", **LOCAL).body.startswith(b"http://localhost/")


def test_a_trusted_proxy_decides_the_scheme_and_each_has_its_page(
    settings: Any, store: PageStoreMiddleware
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    store = store_of(get_wsgi_application(), trusted=("HTTP_X_FORWARDED_PROTO",))
    for _ in range(2):
        assert ask(store, "/public/", **LOCAL).body.startswith(b"http://")
        assert ask(store, "/public/", HTTP_X_FORWARDED_PROTO="https", **LOCAL).body.startswith(b"https://")


@pytest.mark.parametrize("address", ["/form/", "/personal/"])
def test_what_sets_a_cookie_is_never_kept_whatever_the_view_says(
    store: PageStoreMiddleware, address: str
) -> None:
    cookies = set()
    for _ in range(2):
        got = ask(store, address, **LOCAL)
        cookies.add(got.headers["set-cookie"])
    assert len(cookies) == len(asked) == 2
    assert len(store.pages) == 0


def test_a_careless_view_shows_nobody_the_session_of_another(store: PageStoreMiddleware) -> None:
    assert b"session secret" in ask(store, "/careless/", HTTP_COOKIE="sessionid=secret", **LOCAL).body
    assert b"session None" in ask(store, "/careless/", **LOCAL).body


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 64),
        (" ", 64),
        ("0", 0),
        ("1", 1),
        (" 512 ", 512),
        ("-1", None),
        ("1.5", None),
        ("many", None),
        ("６４", None),
    ],
)
def test_the_limit(text: str, size: int | None) -> None:
    if size is None:
        with pytest.raises(ImproperlyConfigured, match="MITODOKE_PAGE_STORE_MB"):
            limit_in_bytes(text)
    else:
        assert limit_in_bytes(text) == size * 1024 * 1024


@pytest.mark.parametrize(
    ("debug", "limit", "engine", "name", "stored"),
    [
        (False, "", "sqlite3", "x.sqlite3", True),
        (False, "8", "sqlite3", "x.sqlite3", True),
        (False, "0", "sqlite3", "x.sqlite3", False),
        (True, "", "sqlite3", "x.sqlite3", False),
        (False, "", "sqlite3", ":memory:", False),
        (False, "", "sqlite3", "file:memorydb_default?mode=memory&cache=shared", False),
        (False, "", "postgresql", "x", False),
    ],
)
def test_what_switches_the_store(
    monkeypatch: pytest.MonkeyPatch,
    debug: bool,
    limit: str,
    engine: str,
    name: str,
    stored: bool,
) -> None:
    database = {"ENGINE": f"django.db.backends.{engine}", "NAME": name}
    told = SimpleNamespace(
        DEBUG=debug,
        DATABASES={"default": database},
        SESSION_COOKIE_NAME="sessionid",
        CSRF_COOKIE_NAME="csrftoken",
        SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
        USE_X_FORWARDED_HOST=True,
        USE_X_FORWARDED_PORT=False,
    )
    monkeypatch.setattr("mitodoke.config.page_store.from_settings.settings", told)
    monkeypatch.setenv("MITODOKE_PAGE_STORE_MB", limit)

    def application(environ: Any, start_response: Any) -> list[bytes]:
        return []

    wrapped = with_page_store(application)
    assert isinstance(wrapped, PageStoreMiddleware) is stored
    assert (wrapped is application) is not stored


def test_the_door_for_servers_has_the_store() -> None:
    text = (Path(__file__).parents[3] / "src/mitodoke/config/wsgi.py").read_text()
    assert re.search(r"^application = \w+\(with_page_store\(get_wsgi_application\(\)\), ", text, re.MULTILINE)
