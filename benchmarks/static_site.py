"""The static form: the whole site from nothing, again without a change, with one record changed, and ten cities."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.measure import Measured

BASE = "https://www.example.lg.jp/mitodoke/"


@dataclass(frozen=True)
class City:
    """A municipality as the queries list it."""

    code: str
    name: str
    fictional: bool = False


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Write the site of the city of `files`; the reference is a bare loop of one small template over its records."""
    from django.template import engines  # noqa: PLC0415

    from mitodoke.audit.run import audit_content  # noqa: PLC0415
    from mitodoke.domain.edition import Edition  # noqa: PLC0415
    from mitodoke.publishing import queries  # noqa: PLC0415
    from mitodoke.publishing.queries import EditionRow  # noqa: PLC0415
    from mitodoke.publishing.static_form.write_site import write_site  # noqa: PLC0415
    from mitodoke.sources.extract import extract  # noqa: PLC0415
    from mitodoke.sources.read_text import read_text  # noqa: PLC0415

    readings = [extract(read_text(path)) for path in files]
    editions = [
        Edition(content=r.content, audit=audit_content(r.content, r.lines), published_on="2026-05-01")
        for r in readings
    ]
    lines = {
        (e.content.document.kind, e.content.document.fiscal_year): r.lines
        for e, r in zip(editions, readings, strict=True)
    }

    def publish(found: list[Edition]) -> None:
        rows: dict[str, list[EditionRow]] = {}
        by_row = {}
        for number, edition in enumerate(found, start=1):
            document = edition.content.document
            row = EditionRow(
                code=document.municipality_code or "",
                kind=document.kind,
                fiscal_year=document.fiscal_year,
                version=edition.version,
                published_on=edition.published_on or "",
                title=document.title,
                edition_id=number,
                sha256=f"{number:064x}",
                inputs_sha256="",
            )
            rows.setdefault(row.code, []).append(row)
            by_row[row.code, row.kind, row.fiscal_year, row.version] = edition
        queries.municipalities = lambda: [City(code, f"市{code}") for code in sorted(rows)]  # type: ignore
        queries.editions_of = lambda code: rows[code]  # type: ignore
        queries.load_edition = lambda *key: by_row.get(key)  # type: ignore
        queries.source_lines = cache(  # type: ignore
            lambda edition: lines[edition.content.document.kind, edition.content.document.fiscal_year]
        )

    def changed() -> list[Edition]:
        first = next(one for one in editions if one.content.items)
        item, *rest = first.content.items
        content = replace(first.content, items=(replace(item, title=f"{item.title}（訂正）"), *rest))
        return [*editions, replace(first, content=content, version=2)]

    def cities(count: int) -> list[Edition]:
        return [
            replace(
                one,
                content=replace(
                    one.content, document=replace(one.content.document, municipality_code=f"{number:06d}")
                ),
            )
            for number in range(1, count + 1)
            for one in editions
        ]

    template = engines.all()[0].from_string("<p>{{ title }}</p>" * 20)
    records = [item.title for one in editions for item in (*one.content.items, *one.content.entries)]
    bare = _timed(lambda: [template.render({"title": title}) for title in records])
    out = home / "site"
    publish(editions)
    whole = _timed(lambda: write_site(out, base=BASE))
    again = _timed(lambda: write_site(out, base=BASE))
    publish(changed())
    one = _timed(lambda: write_site(out, base=BASE))
    shutil.rmtree(out)
    publish(cities(10))
    ten = _timed(lambda: write_site(out, base=BASE))
    loop = "a bare template loop over the records"
    return [
        Measured("static site of one city, from nothing", whole, loop, whole / bare, "< 10 s"),
        Measured("static site, nothing changed", again, "from nothing", again / whole, ""),
        Measured("static site, one record changed", one, "from nothing", one / whole, "< 1 s"),
        Measured("static site of ten cities", ten, "one city", ten / whole, "<= 11 times"),
    ]


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000
