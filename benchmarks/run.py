"""`make bench`: measure and print the table of docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import (
    api,
    desk,
    desk_pages,
    excel_reading,
    pages,
    pdf_reading,
    reading,
    reports,
    search,
    serving,
    static_site,
    storing,
    workbook,
)
from benchmarks.measure import Measured

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("MITODOKE_SHARED", ROOT.parent / "shared")) / "documents"
FICTIONAL = ROOT / "src" / "mitodoke" / "demo" / "fictional"


def documents() -> list[Path]:
    """The published documents where they are at hand, else the fictional city's."""
    return sorted(SHARED.glob("*.txt")) or sorted(FICTIONAL.glob("*.txt"))


def main() -> int:
    """Run every measurement; the aims are printed beside, not enforced."""
    files = documents()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        results: list[Measured] = [
            *reading.measure(files, home),
            *pdf_reading.measure(home),
            *excel_reading.measure(files, home),
            *storing.measure(files, home),
            *pages.measure(files, home),
            *reports.measure(files, home),
            *serving.measure(files, home),
            *static_site.measure(files, home),
            *api.measure(files, home),
            *desk.measure(files, home),
            *desk_pages.measure(files, home),
            *workbook.measure(files, home),
            *search.measure(files, home),
        ]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, documents of {files[0].parent.name}\n"
    )
    print("| what | median ms | memory MB | ratio to | ratio | aim |")
    print("| --- | ---: | ---: | --- | ---: | --- |")
    for m in results:
        memory = f"{m.memory_mb:.0f}" if m.memory_mb else ""
        print(f"| {m.name} | {m.milliseconds:.1f} | {memory} | {m.reference} | {m.ratio:.2f} | {m.aim} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
