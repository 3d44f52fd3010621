"""Requests a second and their times at a number of clients, by wrk where it is installed, else by a process of ours."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: answered requests a second, median and 99th percentile in ms, answers other than 200."""

    per_second: float
    median_ms: float
    p99_ms: float
    failed: int


def load(port: int, path: str, seconds: float, clients: int = 16, *, wrk: bool | None = None) -> Load:
    """Let `clients` connections ask for `path`, each again as soon as it is answered; `wrk` None: if installed."""
    if wrk is None:
        wrk = shutil.which("wrk") is not None
    if not wrk:
        command = [sys.executable, "-m", "benchmarks.load", str(port), path, str(seconds), str(clients)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return Load(**json.loads(told))
    address = f"http://127.0.0.1:{port}{path}"
    command = [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{seconds}s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        address,
    ]
    return _read_wrk(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _read_wrk(told: str) -> Load:
    def time_of(share: int) -> float:
        number, unit = re.search(rf"{share}% +([\d.]+)(us|ms|s)", told).groups()  # type: ignore[union-attr]
        return float(number) * _UNITS[unit]

    rate = float(re.search(r"Requests/sec: +([\d.]+)", told)[1])  # type: ignore[index]
    failed = sum(int(one) for one in re.findall(r"Non-2xx or 3xx responses: (\d+)", told))
    failed += sum(int(one) for one in re.findall(r"(?:connect|read|write|timeout) (\d+)", told))
    return Load(rate, time_of(50), time_of(99), failed)


class _Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered; `times` are shared by all."""

    def __init__(self, request: bytes, times: list[float], failures: list[bytes]) -> None:
        self.request, self.times, self.failures = request, times, failures
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        self.received = b""
        self.asked = time.perf_counter()
        self.transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, end, body = self.received.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if not end or length is None or len(body) < int(length[1]):
            return
        self.times.append(time.perf_counter() - self.asked)
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
            self.failures.append(head)
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self.failures.append(str(exc).encode())


async def _load(port: int, path: str, seconds: float, clients: int) -> Load:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    times: list[float] = []
    failures: list[bytes] = []
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _Client(head, times, failures), "127.0.0.1", port)
        for _ in range(clients)
    ]
    await asyncio.sleep(seconds)
    taken = sorted(times)
    for transport, _ in opened:
        transport.abort()
    at = [taken[int(len(taken) * share)] * 1000 for share in (0.5, 0.99)]
    return Load(len(taken) / seconds, at[0], at[1], len(failures))


if __name__ == "__main__":
    _port, _path, _seconds, _clients = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(_load(int(_port), _path, float(_seconds), int(_clients))))))
