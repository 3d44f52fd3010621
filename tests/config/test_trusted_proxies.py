"""Behind reverse proxies the visitor's address is told by the named ones only, whatever the headers claim."""

from __future__ import annotations

import http.client
import importlib
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.test.client import ClientHandler
from hypothesis import given
from hypothesis import strategies as st
from waitress.server import create_server

import mitodoke.config.settings as settings_module
from mitodoke.cli.database import SERVER_OPTIONS
from mitodoke.config.trusted_proxies import behind_proxies, read_networks, tell_visitor, visitor_address
from mitodoke.desk.models import OpenSession, SignInAttempt

PROXIES = read_networks("10.0.0.5, 192.168.1.0/24,2001:db8::/64 ,")


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        # Not from a named proxy: the header counts for nothing.
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.6", "198.51.100.1", "10.0.0.6"),
        ("", "198.51.100.1", ""),
        ("unix:", "198.51.100.1", "unix:"),
        # One proxy, and several in a row.
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1, 192.168.1.7", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1,192.168.1.7 , 10.0.0.5", "198.51.100.1"),
        # What stands further left is the visitor's own claim.
        ("10.0.0.5", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "10.0.0.5, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "<script>, 198.51.100.1", "198.51.100.1"),
        # Nothing to follow: the last proxy that is known.
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "unknown", "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1, _hidden", "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1, , 192.168.1.7", "192.168.1.7"),
        ("10.0.0.5", "999.1.1.1", "10.0.0.5"),
        ("10.0.0.5", "１０.0.0.9", "10.0.0.5"),
        ("10.0.0.5", "192.168.1.7", "192.168.1.7"),
        # IPv6, ports, zones, and the other spelling of IPv4.
        ("2001:db8::1", "2001:DB8:1:0::7", "2001:db8:1::7"),
        ("10.0.0.5", "[2001:db8:1::7]:443", "2001:db8:1::7"),
        ("10.0.0.5", "[2001:db8:1::7]", "2001:db8:1::7"),
        ("10.0.0.5", "198.51.100.1:51234", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1:5123456", "10.0.0.5"),
        ("::ffff:10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "::ffff:198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "fe80::1%<script>", "fe80::1"),
        ("10.0.0.5", "fe80::1%eth0, 192.168.1.7", "fe80::1"),
        # Endless.
        ("10.0.0.5", ",".join(["10.0.0.5"] * 100_000), "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1," + ",".join(["10.0.0.5"] * 20), "10.0.0.5"),
        ("10.0.0.5", "1" * 1_000_000, "10.0.0.5"),
        ("10.0.0.5", "," * 1_000_000, "10.0.0.5"),
    ],
)
def test_who_a_request_came_from(remote: str, forwarded: str, found: str) -> None:
    assert visitor_address(remote, forwarded, PROXIES) == found


SIGNS = "0123456789abcdef:.,%[]/ <\x00\u202e１"
ADDRESSES = st.integers(0, 2**32 - 1).map(IPv4Address) | st.integers(0, 2**128 - 1).map(IPv6Address)


@given(
    st.text(SIGNS, max_size=200) | st.lists(ADDRESSES.map(str) | st.text(SIGNS, max_size=9)).map(", ".join)
)
def test_no_header_breaks_it_and_the_answer_is_an_address(forwarded: str) -> None:
    assert ip_address(visitor_address("10.0.0.5", forwarded, PROXIES))
    assert visitor_address("203.0.113.9", forwarded, PROXIES) == "203.0.113.9"


@given(ADDRESSES, st.text(SIGNS, max_size=100))
def test_what_the_visitor_claims_changes_nothing(visitor: Any, claimed: str) -> None:
    told = visitor_address("10.0.0.5", str(visitor), PROXIES)
    if not any(visitor in network for network in PROXIES):
        assert visitor_address("10.0.0.5", f"{claimed},{visitor}", PROXIES) == told


@pytest.mark.parametrize(
    ("remote", "proto", "scheme"),
    [
        ("10.0.0.5", "https", "https"),
        ("10.0.0.5", " HTTPS ", "https"),
        ("10.0.0.5", "http", "http"),
        ("10.0.0.5", "https, http", "http"),
        ("10.0.0.5", "ftp", "http"),
        ("203.0.113.9", "https", "http"),
    ],
)
def test_the_scheme_is_believed_of_a_named_proxy_only(remote: str, proto: str, scheme: str) -> None:
    environ = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_PROTO": proto, "wsgi.url_scheme": "http"}
    tell_visitor(environ, PROXIES)
    assert environ["wsgi.url_scheme"] == scheme


def test_without_a_named_proxy_nothing_stands_in_front() -> None:
    def application(environ: Any, start_response: Any) -> list[bytes]:
        return [environ["REMOTE_ADDR"].encode()]

    assert behind_proxies(application, ()) is application
    environ = {"REMOTE_ADDR": "10.0.0.5", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}
    assert behind_proxies(application, PROXIES)(environ, lambda *_: lambda _: None) == [b"198.51.100.1"]


def test_the_server_of_mitodoke_serve_hands_the_headers_on() -> None:
    """Over a real socket: this server takes such headers away unless told not to."""

    def application(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()]

    for proxies, told in (("127.0.0.1", b"198.51.100.7 https"), ("10.0.0.5", b"127.0.0.1 http")):
        server = create_server(
            behind_proxies(application, read_networks(proxies)), host="127.0.0.1", port=0, **SERVER_OPTIONS
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        headers = {"X-Forwarded-For": "6.6.6.6, 198.51.100.7", "X-Forwarded-Proto": "https"}
        connection.request("GET", "/", headers=headers)
        assert connection.getresponse().read() == told
        connection.close()
        server.close()
        thread.join(timeout=10)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("proxy.example", "アドレスでもネットワークでもありません"),
        ("10.0.0.5/24", "アドレスでもネットワークでもありません"),
        ("10.0.0.5;10.0.0.6", "アドレスでもネットワークでもありません"),
        ("*", "アドレスでもネットワークでもありません"),
        ("0.0.0.0/0", "すべてのアドレス"),
        ("10.0.0.5,::/0", "すべてのアドレス"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_told_in_a_sentence(
    text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITODOKE_TRUSTED_PROXIES", text)
    with pytest.raises(ImproperlyConfigured, match=told):
        importlib.reload(settings_module)
    monkeypatch.undo()
    importlib.reload(settings_module)


def test_nobody_is_trusted_by_default() -> None:
    assert settings_module.TRUSTED_PROXIES == ()


class _Proxied(ClientHandler):
    """Django behind the proxies of these tests."""

    def __call__(self, environ: dict[str, Any]) -> Any:
        tell_visitor(environ, PROXIES)
        return super().__call__(environ)


def _client(remote: str, forwarded: str) -> Client:
    told = {"Host": "testserver", "X-Forwarded-For": forwarded, "X-Forwarded-Proto": "https"}
    client = Client(REMOTE_ADDR=remote, headers=told)
    client.handler = _Proxied(enforce_csrf_checks=False)
    return client


@pytest.mark.django_db
def test_lock_log_and_sessions_see_the_visitor(django_user_model: Any) -> None:
    """One visitor's failures behind the proxy lock out neither the proxy nor a colleague; a spoofed header moves nobody."""
    django_user_model.objects.create_user("tanto", password="hanasaki-no-machi-8")
    wrong, right = ({"username": "tanto", "password": one} for one in ("x", "hanasaki-no-machi-8"))
    for claimed in ("1.1.1.1", "2.2.2.2", "10.0.0.5", "x", ""):
        bad = _client("10.0.0.5", f"{claimed}, 198.51.100.1")
        assert bad.post("/desk/login/", wrong).status_code == 422
    assert bad.post("/desk/login/", right).status_code == 429
    assert set(SignInAttempt.objects.values_list("address", flat=True)) == {"198.51.100.1"}
    good = _client("10.0.0.5", "198.51.100.2")
    assert good.post("/desk/login/", right).status_code == 302
    assert OpenSession.objects.get().address == "198.51.100.2"


@pytest.mark.django_db
@pytest.mark.parametrize(("remote", "status"), [("10.0.0.5", 422), ("203.0.113.9", 403)])
def test_forms_sent_over_https_pass_a_named_proxy(remote: str, status: int) -> None:
    """The browser tells the https address it sent the form from; without the proxy's word the site takes it for another."""
    client = _client(remote, "198.51.100.1")
    client.handler.enforce_csrf_checks = True
    page = client.get("/desk/login/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"username": "x", "password": "x", "csrfmiddlewaretoken": token}
    answer = client.post("/desk/login/", sent, headers={"Origin": "https://testserver"})
    assert answer.status_code == status
