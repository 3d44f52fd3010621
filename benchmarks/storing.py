"""Storing: `import --commit` of all documents into an empty database."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import MITODOKE, Measured, command_ms


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Import into a prepared, empty database, and again when nothing changes."""
    empty, _ = command_ms([*MITODOKE, "import", "--help"], home)
    command_ms([*MITODOKE, "import", files[0]], home, runs=1)  # prepares the database
    first, memory = command_ms([*MITODOKE, "import", *files, "--commit"], home, runs=1)
    again, _ = command_ms([*MITODOKE, "import", *files, "--commit"], home, runs=3)
    return [
        Measured(
            "import --commit of all, with start",
            first,
            "start of the command",
            first / empty,
            "< 3,000 ms",
            memory,
        ),
        Measured("the same again, nothing changes", again, "the first import", again / first, ""),
    ]
