"""Writes the whole site into a folder: only what changed is rendered, and the earlier site stays until it is done."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote

from mitodoke.publishing import queries
from mitodoke.publishing.static_form.ask_again import still_holds
from mitodoke.publishing.static_form.manifest import (
    MANIFEST,
    NOTES,
    Manifest,
    file_hash,
    read_manifest,
)
from mitodoke.publishing.static_form.relative_links import file_of
from mitodoke.publishing.static_form.render_page import RenderedFile, render_address
from mitodoke.publishing.static_form.resources import assets, file_addresses, page_addresses, search_files
from mitodoke.publishing.static_form.swap import restore_interrupted, swap_in

Progress = Callable[[int, int], None]
_CHUNK = 24
_WORTH_A_PROCESS = 120
"""From how many addresses on a second process pays for its start."""


class FolderTakenError(Exception):
    """The folder holds something else; the text is one Japanese sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What was done: how many files were rendered, taken over as they were, and removed."""

    rendered: int
    kept: int
    removed: int
    bytes: int


def write_site(
    out: Path, *, base: str = "", reports: bool = False, progress: Progress = lambda done, total: None
) -> SiteReport:
    """Write the site into `out`; `base` is the address it will stand at, empty where that is not known;
    with `reports` the PDF, Word and Excel reports are written as well.

    FolderTakenError where `out` holds anything but an earlier site. Whatever goes wrong or is interrupted leaves
    the earlier site as it was.
    """
    with queries.snapshot():
        return _write_site(out.absolute(), base, progress, reports=reports)


def _write_site(out: Path, base: str, progress: Progress, *, reports: bool) -> SiteReport:
    restore_interrupted(out)
    if out.exists() and not (out / NOTES).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise FolderTakenError(
            f"{out} には別の内容があるため書き込みません。空のフォルダーか、前に書き出したフォルダーを指定してください。"
        )
    maker = _maker(f"{base} {reports}")
    earlier = read_manifest(out)
    if earlier is not None and earlier.maker != maker:
        earlier = None
    addresses = [*page_addresses(), *file_addresses(with_base=bool(base), with_reports=reports)]
    holds = still_holds(earlier.uses) if earlier else []
    kept = [one for one in addresses if earlier and _is_current(one, earlier, holds, out)]
    missing = _without(addresses, kept)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    manifest = Manifest(maker=maker)
    try:
        if earlier is not None:
            for address in kept:
                path = unquote(file_of(address))
                _take_over(out / path, fresh / path)
                manifest.add(path, earlier.files[path].sha256, earlier.uses_of(path))
        size = 0
        for done, file in enumerate(_rendered(missing, base, reports=reports), start=1):
            _write(fresh / file.path, file.content)
            manifest.add(file.path, file_hash(file.content), file.uses)
            size += len(file.content)
            progress(done, len(missing))
        for path, content in chain(assets(), search_files()):
            _write(fresh / path, content)
            manifest.add(path, file_hash(content), ())
        manifest.write(fresh)
        fresh.chmod(0o755)
        swap_in(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    gone = len(set(earlier.files) - set(manifest.files)) if earlier else 0
    return SiteReport(rendered=len(missing), kept=len(kept), removed=gone, bytes=size)


def _maker(settings: str) -> str:
    """What makes the files besides the editions: this package, file by file, and the settings."""
    found = hashlib.sha256(f"{version('mitodoke')} {settings}".encode())
    for part in ("publishing", "outputs", "domain", "audit"):
        for path in _sources(package_files("mitodoke") / part):
            found.update(path.read_bytes())
    return found.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir() and one.name != "__pycache__":
            yield from _sources(one)
        elif one.is_file():
            yield one


def _is_current(address: str, earlier: Manifest, holds: Sequence[bool], out: Path) -> bool:
    """Whether the file of an earlier run is there and all it was made of is still so."""
    path = unquote(file_of(address))
    file = earlier.files.get(path)
    return file is not None and all(holds[number] for number in file.uses) and (out / path).is_file()


def _without(addresses: Sequence[str], kept: Sequence[str]) -> list[str]:
    known = set(kept)
    return [address for address in addresses if address not in known]


def _has_threads_of_libraries() -> bool:
    """Whether a library runs threads that Python does not know, as the typesetter does once it has set a report.

    A forked copy has none of them and would wait for them for ever.
    """
    try:
        return len(os.listdir("/proc/self/task")) > threading.active_count()
    except OSError:
        return False


def _rendered(addresses: Sequence[str], base: str, *, reports: bool) -> Iterator[RenderedFile]:
    """The files for `addresses`, rendered by two processes or more where there is work for them."""
    workers = min(os.cpu_count() or 1, -(-len(addresses) // _WORTH_A_PROCESS))
    if workers < 2 or "fork" not in _methods() or _has_threads_of_libraries():
        yield from _render_all(addresses, base, reports)
        return
    # Forked, so that the workers share what this process has read; the database is opened anew by each.
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    # What is read already stays: the workers need not look through it for circles, nor copy it by doing so.
    gc.freeze()
    chunks = [addresses[start : start + _CHUNK] for start in range(0, len(addresses), _CHUNK)]
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        for files in pool.map(partial(_render_all, base=base, reports=reports), chunks):
            yield from files
    gc.unfreeze()


def _methods() -> list[str]:
    from multiprocessing import get_all_start_methods  # noqa: PLC0415

    return get_all_start_methods()


def _render_all(addresses: Iterable[str], base: str, reports: bool) -> list[RenderedFile]:
    return [render_address(address, base, reports) for address in addresses]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _take_over(earlier: Path, fresh: Path) -> None:
    """The same file in the new folder: by a second name where the disk knows such, else copied."""
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(earlier, fresh)
    except OSError:
        shutil.copyfile(earlier, fresh)


__all__ = ["MANIFEST", "FolderTakenError", "SiteReport", "write_site"]
