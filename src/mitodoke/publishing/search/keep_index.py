"""Keeps the index of a folder in step with the editions: its file is named by what it holds."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from mitodoke.domain.edition import Edition
from mitodoke.publishing.search.build_index import build_index, stamp_of
from mitodoke.publishing.search.open_index import SearchIndex

KEPT = 3
"""Indexes left in the folder: another process may still read, or be about to read, the one before."""

_open: dict[Path, SearchIndex] = {}
_building = threading.Lock()


def index_in(folder: Path, hashes: Iterable[str], load: Callable[[], Iterable[Edition]]) -> SearchIndex:
    """The index over the editions with these sha256; built from `load()` when `folder` does not hold it yet.

    Safe to call from several threads and processes: of the threads one builds, processes may build the same
    file twice, and it is swapped in whole. A file that cannot be read as an index is built again.
    """
    path = folder / f"search-{stamp_of(hashes)}.sqlite3"
    found = _open.get(path) or _opened(path)
    if found is None:
        with _building:
            found = _open.get(path) or _opened(path)
            if found is None:
                build_index(path, load())
                found = SearchIndex(path)
                _forget_others(folder, path)
    _open[path] = found
    return found


def _opened(path: Path) -> SearchIndex | None:
    if not path.exists():
        return None
    with contextlib.suppress(sqlite3.DatabaseError, KeyError, ValueError):
        return SearchIndex(path)
    return None


def _forget_others(folder: Path, current: Path) -> None:
    """Remove all but the newest few indexes; one that cannot be removed (open, or gone already) stays."""

    def age(path: Path) -> float:
        try:
            return path.stat().st_mtime
        except FileNotFoundError:
            return 0

    others = sorted(
        (path for path in folder.glob("search-*.sqlite3") if path != current), key=age, reverse=True
    )
    for path in others[KEPT - 1 :]:
        _open.pop(path, None)
        with contextlib.suppress(OSError):
            path.unlink()
