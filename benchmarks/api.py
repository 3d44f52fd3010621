"""The JSON API: 100 records, against a plain Django view of the same number of rows through the ORM and JsonResponse."""

from __future__ import annotations

import io
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from benchmarks.measure import MITODOKE, Measured, median_ms, run_command

if TYPE_CHECKING:
    from django.http import HttpRequest, JsonResponse

ROWS = 100
RUNS = 200
PLAIN = "/plain/"


def measure(files: list[Path], home: Path) -> list[Measured]:
    """The median time of a request of each kind, through the whole stack of middleware but without the network."""
    home = home / "api"
    home.mkdir()
    run_command([*MITODOKE, "demo"], home)
    os.environ.setdefault("MITODOKE_HOME", str(home))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mitodoke.config.settings"
    import django  # noqa: PLC0415  settings are read at import: the home must be set first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.test import override_settings  # noqa: PLC0415

    with override_settings(ROOT_URLCONF=_addresses(), ALLOWED_HOSTS=["localhost", *settings.ALLOWED_HOSTS]):
        site = Site(get_wsgi_application())
        whole = f"/api/v1/records/collaborations/?limit={ROWS}"
        for address in (whole, PLAIN):
            answer = site.get(address)
            records = msgspec.json.decode(answer.body)["records"]
            if answer.status != "200 OK" or len(records) != ROWS:
                raise RuntimeError(f"{address} answers {answer.status} with {len(records)} records")
        tag = site.get(whole).headers["ETag"]
        numbers = iter(range(10**6))
        # Nothing of a search for words that nobody asked before is kept in memory.
        new_words = f"/api/v1/records/collaborations/?limit={ROWS}&q=市+"
        return [
            _compared(site, "API: 100 records", lambda: site.get(whole)),
            _compared(site, "API: 100 records of departments", lambda: site.get(f"{whole}&department=課")),
            _compared(site, "API: 100 records, two columns", lambda: site.get(f"{whole}&fields=title,form")),
            _compared(
                site,
                "API: 100 values of indicators",
                lambda: site.get(f"/api/v1/records/values/?limit={ROWS}"),
            ),
            _compared(site, "API: unchanged (304)", lambda: site.get(whole, tag)),
            _compared(
                site, "API: words not asked before", lambda: site.get(f"{new_words}{next(numbers)}"), ""
            ),
        ]


def _compared(site: Site, name: str, ask: Callable[[], object], aim: str = "≤ 0.33") -> Measured:
    """The median times of both, asked in turns so that a busy machine is as busy for both."""
    taken: list[float] = []
    plain: list[float] = []
    for _ in range(RUNS):
        taken.append(median_ms(ask, 1))
        plain.append(median_ms(lambda: site.get(PLAIN), 1))
    middle = statistics.median(taken)
    return Measured(name, middle, "plain Django JSON view", middle / statistics.median(plain), aim)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The site as a server calls it, without the network and without a test client's own work."""

    application: Any

    def get(self, address: str, tag: str | None = None) -> Answer:
        """Read an address, with the tag of what one has already."""
        path, _, query = address.partition("?")
        environment = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": quote(query, safe="=&+,%"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        } | ({"HTTP_IF_NONE_MATCH": tag} if tag else {})
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            told.update(status=status, headers=dict(headers))

        response = self.application(environment, start)
        body = b"".join(response)
        response.close()
        return Answer(told["status"], told["headers"], body)


def _addresses() -> tuple[Any, ...]:
    """The API as it is installed, beside the plain view."""
    from django.urls import include, path  # noqa: PLC0415

    return (path("api/v1/", include("mitodoke.publishing.api.urls")), path(PLAIN[1:], _plain))


def _plain(request: HttpRequest) -> JsonResponse:
    """The quickest that Django's own parts do: rows as dictionaries, without instances, through its encoder."""
    from django.http import JsonResponse  # noqa: PLC0415

    from mitodoke.collaborations.models import CollaborationEntry  # noqa: PLC0415

    return JsonResponse({"records": list(CollaborationEntry.objects.order_by("pk").values()[:ROWS])})
