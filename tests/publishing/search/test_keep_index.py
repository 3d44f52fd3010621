"""The file of the index: named by what it holds, whole or not there, built and read by many at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.publishing.search import keep_index
from mitodoke.publishing.search.build_index import stamp_of
from mitodoke.publishing.search.keep_index import KEPT, index_in
from mitodoke.publishing.search.search import search
from publishing.pledge_editions import pledge_edition
from publishing.search.search_records import index_of, record


@pytest.fixture(autouse=True)
def _nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_index, "_open", {})


def _counted(calls: list[int]) -> Callable[[], Iterator[Edition]]:
    def load() -> Iterator[Edition]:
        calls.append(1)
        yield pledge_edition()

    return load


def test_threads_that_ask_at_once_build_once_and_read_the_same(tmp_path: Path) -> None:
    calls: list[int] = []
    start = threading.Barrier(8)

    def ask(_: int) -> int:
        start.wait()
        return search(index_in(tmp_path, ["a"], _counted(calls)), "課").total

    with ThreadPoolExecutor(8) as pool:
        totals = set(pool.map(ask, range(8)))
    assert len(totals) == 1
    assert totals.pop() > 0
    assert calls == [1]
    assert [path.name for path in tmp_path.iterdir()] == [f"search-{stamp_of(['a'])}.sqlite3"]


def test_processes_that_build_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path\n"
        "from publishing.search.search_records import index_of, record\n"
        "from mitodoke.publishing.search.search import search\n"
        "for n in range(5):\n"
        "    index = index_of(Path(sys.argv[1]), [record(f'保育{n}') for n in range(300)])\n"
        "    assert search(index, '保育').total == 300\n"
    )
    root = Path(__file__).parents[3]
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root) for _ in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["index.sqlite3"]


def test_other_editions_have_another_file_and_old_ones_go(tmp_path: Path) -> None:
    for number in range(6):
        index_in(tmp_path, [str(number)], _counted([]))
    assert len(list(tmp_path.iterdir())) == KEPT
    assert (tmp_path / f"search-{stamp_of(['5'])}.sqlite3").exists()
    assert stamp_of(["a", "b"]) == stamp_of(["b", "a"]) != stamp_of(["ab"])


def test_a_damaged_file_is_built_again(tmp_path: Path) -> None:
    path = tmp_path / f"search-{stamp_of(['a'])}.sqlite3"
    for damage in (b"", b"no database" * 1000):
        path.write_bytes(damage)
        keep_index._open.clear()
        assert search(index_in(tmp_path, ["a"], _counted([])), "課").total > 0


def test_what_fails_while_building_leaves_nothing(tmp_path: Path) -> None:
    def load() -> Iterator[Edition]:
        yield pledge_edition()
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="full"):
        index_in(tmp_path, ["a"], load)
    with pytest.raises(AttributeError):
        index_of(tmp_path, [record("a"), None])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_only_read(tmp_path: Path) -> None:
    index = index_of(tmp_path, [record("保育")])
    with pytest.raises(sqlite3.OperationalError):
        index._connection.execute("DELETE FROM record")


def test_the_site_builds_its_index_once_over_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from mitodoke.publishing.search.for_site import for_site
    from publishing.stand_in import stand_in

    stand_in(monkeypatch)
    settings.HOME = tmp_path
    first = for_site()
    assert search(first, "課").total > 0
    assert for_site() is first
    assert [path.parent for path in (tmp_path / "search").iterdir()] == [tmp_path / "search"]
