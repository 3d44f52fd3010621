"""Serving: what the page store gains over a plain Django view and over cache_page, under the same server."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Load, load
from benchmarks.measure import MITODOKE, Measured, median_ms, run_command

SECONDS = 4
ROOT = Path(__file__).parent.parent


def measure(files: list[Path], home: Path) -> list[Measured]:
    """The demo served by `mitodoke serve`; 16 clients, the same server, threads and settings for all.

    RuntimeError when an answer is not 200 or not the same for all who ask.
    """
    home = home / "serving"
    home.mkdir()
    run_command([*MITODOKE, "demo"], home)
    with _served(home) as (port, process):
        page = _city_page(port)
        first, again = _first_and_again(port, page)
        plain = _loaded(port, "/bench/plain/")
        cached = _loaded(port, "/bench/cached/")
        kept = _loaded(port, "/bench/kept/")
        own = _loaded(port, page)
        static = _loaded(port, "/static/admin/css/base.css")
        plain_json = _loaded(port, "/bench/plain.json")
        kept_json = _loaded(port, "/bench/kept.json")
        memory = _highest_memory_mb(process.pid)
    clients = "16 clients"
    return [
        _row(f"plain view of 91 rows, {clients}", plain, "itself", plain, ""),
        _row(f"the same behind cache_page, {clients}", cached, "plain view", plain, ""),
        _row(f"the same kept, {clients}", kept, "plain view", plain, "≥ 20, p99 < 20 ms", memory),
        _row(f"the same kept, {clients}", kept, "cache_page", cached, "≥ 1.5"),
        _row(f"page {page} kept, {clients}", own, "plain view", plain, "≥ 20, p99 < 20 ms"),
        _row(f"static file, {clients}", static, "plain view", plain, ""),
        _row(f"plain JSON of 100 records, {clients}", plain_json, "itself", plain_json, ""),
        _row(f"the same JSON kept, {clients}", kept_json, "plain JSON", plain_json, "≥ 3"),
        Measured(f"page {page} first rendered", first, "seen before", first / again, "< 40 ms"),
    ]


def _row(name: str, taken: Load, reference: str, by: Load, aim: str, memory: float | None = None) -> Measured:
    told = f"{name}: {taken.per_second:,.0f}/s, p99 {taken.p99_ms:.1f} ms"
    return Measured(told, taken.median_ms, reference, taken.per_second / by.per_second, aim, memory)


def _loaded(port: int, path: str) -> Load:
    """The load on `path` after a second that fills whatever is filled."""
    load(port, path, 1)
    taken = load(port, path, SECONDS)
    if taken.failed:
        raise RuntimeError(f"{path}: {taken.failed} requests failed")
    return taken


@contextmanager
def _served(home: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`mitodoke serve` with the bench's views, in a process of its own, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "MITODOKE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "benchmarks.serving_settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    command = [sys.executable, "-m", "mitodoke.cli.main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    try:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the server did not start")
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _get(port: int, path: str) -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


def _city_page(port: int) -> str:
    """The page that lists the pledges of the first city that has some."""
    _, cities = _get(port, "/")
    for code in re.findall(r'href="/(\w{6})/', cities):
        page = f"/{code}/pledges/"
        response, _ = _get(port, page)
        if response.status == 302:
            page = response.headers["Location"]
            response, _ = _get(port, page)
        if response.status == 200:
            return page
    raise RuntimeError("the demo's pledges are not to be found")


def _first_and_again(port: int, page: str) -> tuple[float, float]:
    """Median ms of a page rendered, each time at another address so that it is not kept, and of the kept one."""
    renderings = []
    for number in range(30):
        started = time.perf_counter()
        _get(port, f"{page}?{'&' * (number + 1)}")
        renderings.append((time.perf_counter() - started) * 1000)
    return sorted(renderings)[len(renderings) // 2], median_ms(lambda: _get(port, page), 30)


def _highest_memory_mb(process: int) -> float | None:
    """Highest resident memory of a process in MB, where the system tells it (Linux)."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) / 1024
