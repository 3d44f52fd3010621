"""The site as files: whole, relative, written again only where something changed, never half."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from mitodoke.domain.edition import Edition
from mitodoke.publishing.static_form import write_site as writing
from mitodoke.publishing.static_form.relative_links import relative_link, with_relative_links
from mitodoke.publishing.static_form.swap import restore_interrupted
from mitodoke.publishing.static_form.write_site import FolderTakenError, write_site
from publishing.pledge_editions import pledge_edition
from publishing.stand_in import stand_in, whole_city
from publishing.strategy_editions import strategy_edition

BASE = "https://www.example.lg.jp/mitodoke/"


class Links(HTMLParser):
    """Every address and id of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        self.targets += [named[name] or "" for name in ("href", "src", "action") if named.get(name)]


def write(out: Path, patch: pytest.MonkeyPatch, *editions: Edition, base: str = "") -> writing.SiteReport:
    stand_in(patch, *editions)
    return write_site(out, base=base)


@pytest.mark.parametrize(
    ("target", "address", "expected"),
    [
        ("/999997/", "/", "999997/index.html"),
        ("/", "/999997/pledges/", "../../index.html"),
        ("/999997/a/#x", "/999997/b/c/", "../../../999997/a/index.html#x"),
        ("/static/site.css", "/999997/", "../static/site.css"),
        ("/999997/?form=x", "/999997/", "../999997/index.html"),
        ("/999997/data.csv", "/sitemap.xml", "999997/data.csv"),
    ],
)
def test_links_are_relative_to_the_page(target: str, address: str, expected: str) -> None:
    assert relative_link(target, address) == expected


def test_only_addresses_of_the_site_are_touched() -> None:
    page = b'<a href="#x">/a</a><a href="https://e.example/">"/b"</a><p title="/c">href=/d</p><a href="/e/">'
    assert with_relative_links(page, "/x/") == page.replace(b'"/e/"', b'"../e/index.html"')


def test_every_link_of_every_page_leads_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    write(out, monkeypatch, *whole_city(extra=1), base=BASE)
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in out.rglob("*.html")}
    assert len(pages) > 300
    for path, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme:
                continue  # the licence, and the site's own addresses in full
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert file.is_file(), f"{path.relative_to(out)}: {target}"
            if parts.fragment and file.suffix == ".html" and not parts.fragment.startswith("L"):
                assert unquote(parts.fragment) in pages[file].ids, f"{path.relative_to(out)}: {target}"


def test_the_manifest_tells_the_hash_of_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    write(out, monkeypatch, pledge_edition())
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    found = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", ".mitodoke-site.json"}
    }
    assert told == found


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_second_run_renders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    first = write(out, monkeypatch, *whole_city(extra=1), base=BASE)
    before = contents(out)
    second = write(out, monkeypatch, *whole_city(extra=1), base=BASE)
    # What tells of the whole site is made anew each time; everything else is taken over.
    assert (first.kept, second.removed) == (0, 0)
    assert second.rendered == 0
    assert contents(out) == before


def test_a_new_version_gives_what_a_fresh_site_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule by which pages are kept is right if nobody can tell the difference."""
    editions = whole_city(extra=1)
    out, fresh = tmp_path / "site", tmp_path / "fresh"
    write(out, monkeypatch, *(one for one in editions if one.version == 1), base=BASE)
    report = write(out, monkeypatch, *editions, base=BASE)
    write(fresh, monkeypatch, *editions, base=BASE)
    one, other = contents(out), contents(fresh)
    one.pop(".mitodoke-site.json")
    other.pop(".mitodoke-site.json")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert report.kept > 0


def test_what_is_no_longer_published_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    write(out, monkeypatch, pledge_edition(), strategy_edition())
    report = write(out, monkeypatch, pledge_edition())
    assert report.removed > 10
    assert not (out / "999997" / "strategy").exists()


def test_an_interruption_leaves_the_earlier_site_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(out, monkeypatch, pledge_edition())
    before = contents(out)
    stand_in(monkeypatch, pledge_edition(), strategy_edition())

    def stop(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(out, progress=stop)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_machine_that_stopped_between_the_renames_is_helped_up(tmp_path: Path) -> None:
    (tmp_path / ".site-earlier").mkdir()
    (tmp_path / ".site-earlier" / "index.html").write_text("x")
    restore_interrupted(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "x"


def test_a_folder_with_other_content_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(FolderTakenError, match="別の内容"):
        write(tmp_path, monkeypatch, pledge_edition())
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_without_an_address_nothing_claims_to_have_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(out, monkeypatch, pledge_edition())
    assert not (out / "999997" / "feed.xml").exists()
    page = (out / "999997" / "pledges" / "fy2025" / "v1" / "index.html").read_text(encoding="utf-8")
    assert not re.search(r'rel="canonical"|og:url|application/atom|testserver', page)


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, pledge_edition())
    told: list[tuple[int, int]] = []
    write_site(tmp_path / "site", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told) > 50
