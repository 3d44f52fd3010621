"""Pages: the site's views over editions in SQLite, without the network."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.measure import MITODOKE, Measured, median_ms, run_command


def measure(files: list[Path], home: Path) -> list[Measured]:
    """The median time of each kind of page of the demo, after one request that fills the caches."""
    home = home / "pages"
    home.mkdir()
    run_command([*MITODOKE, "demo"], home)
    os.environ["MITODOKE_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mitodoke.config.settings"
    import django  # noqa: PLC0415  settings are read at import: the home must be set first

    django.setup()
    from django.test import Client  # noqa: PLC0415

    from mitodoke.publishing.queries import editions_of, municipalities  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    codes = [row.code for row in municipalities() if editions_of(row.code)]
    reference = median_ms(lambda: client.get("/none-such-page/"), 20)
    results = []
    for asked in _addresses(codes[0]):
        address = client.get(asked).headers.get("Location", asked)
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} answers {client.get(address).status_code}")
        taken = median_ms(lambda address=address: client.get(address), 30)
        results.append(Measured(f"page {address}", taken, "a page not found", taken / reference, "< 50 ms"))
    return results


def _addresses(code: str) -> list[str]:
    return [
        f"/{code}/{page}" for page in ("", "pledges/", "strategy/", "collaboration/", "audit/", "findings/")
    ]
