"""What a subcommand is, and how commands speak to a person."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

READ = 0
READ_IN_PART = 1
NOT_READ = 2


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its name, its Japanese help, an example, its arguments and its function."""

    name: str
    help: str
    description: str
    example: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def complain(sentence: str) -> None:
    """Tell a problem: one sentence, on standard error."""
    print(f"mitodoke: {sentence}", file=sys.stderr)


def show_progress(done: int, total: int, what: str) -> None:
    """Show progress on a terminal; in a pipe nothing."""
    if not sys.stderr.isatty():
        return
    end = "\n" if done == total else ""
    print(f"\r[{done}/{total}] {what}\x1b[K", end=end, file=sys.stderr, flush=True)


def width(text: str) -> int:
    """Columns that `text` takes on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with their columns under each other."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
