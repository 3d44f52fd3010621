"""Puts a finished folder in the place of an earlier one, so that one of the two always stands there whole."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType


def swap_in(fresh: Path, out: Path) -> None:
    """Rename `fresh` to `out`; the earlier folder is removed afterwards. Interruptions wait for the two renames."""
    earlier = _aside(out)
    with _uninterrupted():
        if out.exists():
            out.rename(earlier)
        fresh.rename(out)
    shutil.rmtree(earlier, ignore_errors=True)


def restore_interrupted(out: Path) -> None:
    """Bring back the earlier folder where a machine stopped between the two renames, and clear what it left."""
    earlier = _aside(out)
    if earlier.exists() and not out.exists():
        earlier.rename(out)
    shutil.rmtree(earlier, ignore_errors=True)


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}-earlier")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl+C inside the block and answer to it afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:
        caught.append(number)

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        raise KeyboardInterrupt
