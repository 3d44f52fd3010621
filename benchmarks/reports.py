"""Reports: a pledge report of at least 60 pages, and every report of a year, each in a process of its own."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import BARE_PYTHON, Measured, command_ms
from mitodoke.audit.run import audit_content
from mitodoke.domain.edition import Edition
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.render import FORMATS, render_report
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.xlsx_tables import render_tables
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import read_text

_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
LONG = 60
"""The pages that the long report has at least."""


def measure(files: list[Path], home: Path) -> list[Measured]:
    """Time and memory of making the reports of `files`, with the start of Python and the loading of the fonts."""
    editions = []
    for path in files:
        edition = _edition(path)
        editions.append(home / f"{edition.content.document.document}.json")
        editions[-1].write_bytes(edition_json(edition))
    pledges = next(path for path in editions if path.name.startswith("mayoral_pledges"))
    start, _ = command_ms(BARE_PYTHON, home)
    this = (sys.executable, "-m", "benchmarks.reports")
    long, memory = command_ms([*this, "long", pledges], home, runs=3)
    every, most = command_ms([*this, "all", *editions], home, runs=3)
    formats, most_of_formats = command_ms([*this, "formats", *editions], home, runs=3)
    return [
        Measured(f"pledge report of {LONG} pages", long, "python start", long / start, "< 3,000 ms, 300 MB", memory),
        Measured("every PDF of a year", every, "the long report", every / long, "< 10,000 ms", most),
        Measured("every report of a year (PDF, docx, xlsx, tables)", formats, "every PDF", formats / every, "< 10,000 ms", most_of_formats),
    ]  # fmt: skip


def _edition(path: Path) -> Edition:
    reading = extract(read_text(path))
    return Edition(content=reading.content, audit=audit_content(reading.content, reading.lines))


def _grown(edition: Edition, copies: int) -> Edition:
    """The edition with its items several times over, each time under other ids."""
    items = tuple(
        replace(
            item,
            item_id=f"{copy}.{item.item_id}",
            parent_id=None if item.parent_id is None else f"{copy}.{item.parent_id}",
        )
        for copy in range(copies)
        for item in edition.content.items
    )
    return replace(edition, content=replace(edition.content, items=items))


def pages_of(pdf: bytes) -> int:
    """The number of pages, as the page tree of the file states it."""
    return max(int(count) for count in _COUNT.findall(pdf))


def _long(path: Path) -> int:
    """Render the long report once; how often the items stand in it is told by the size of the document."""
    edition = read_edition(path.read_bytes())
    measures = sum(len(item.activities) for item in edition.content.items)
    copies = max(1, -(-_ACTIVITIES_OF_LONG // max(measures, 1)))
    return pages_of(render_report(_grown(edition, copies), "pledges", ReportSettings()))


_ACTIVITIES_OF_LONG = 500


def _all(paths: list[Path], formats: tuple[str, ...]) -> int:
    count = 0
    for path in paths:
        edition = read_edition(path.read_bytes())
        for report in reports_of(edition):
            for name in formats:
                render_report(edition, report.name, ReportSettings(), file_format=name)
                count += 1
        if len(formats) > 1:
            render_tables(edition)
    return count


def main(arguments: list[str]) -> int:
    """What `measure` runs in a process of its own: ``long FILE``, ``all FILE...`` or ``formats FILE...``."""
    task, *names = arguments
    paths = [Path(name) for name in names]
    done = (
        _long(paths[0]) if task == "long" else _all(paths, tuple(FORMATS) if task == "formats" else ("pdf",))
    )
    print(done)
    return 0 if task != "long" or done >= LONG else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
