"""How a measurement is taken: several runs, the median, and the highest memory of a child process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the report: a median in milliseconds, its ratio to a reference of the same run, and the aim."""

    name: str
    milliseconds: float
    reference: str
    ratio: float
    aim: str
    memory_mb: float | None = None


def median_ms(
    action: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Median time of `action` in milliseconds: by the wall, or by another clock such as the processor's."""
    times = []
    for _ in range(runs):
        started = clock()
        action()
        times.append((clock() - started) * 1000)
    return statistics.median(times)


def run_command(command: Sequence[str | Path], home: Path) -> float:
    """Run a command in a process of its own; returns its highest resident memory in MB."""
    environment = os.environ | {"MITODOKE_HOME": str(home)}
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    process.returncode = 0
    return usage.ru_maxrss / 1024


def command_ms(command: Sequence[str | Path], home: Path, runs: int = 5) -> tuple[float, float]:
    """Median wall time in milliseconds and highest memory in MB of a command."""
    memory = 0.0

    def once() -> None:
        nonlocal memory
        memory = max(memory, run_command(command, home))

    return median_ms(once, runs), memory


MITODOKE = (sys.executable, "-m", "mitodoke.cli.main")
BARE_PYTHON = (sys.executable, "-c", "pass")
