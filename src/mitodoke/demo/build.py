"""Write the example city's data anew from its published documents: ``python -m mitodoke.demo.build FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from mitodoke.demo.example import make_example

TARGET = Path(__file__).parent / "example"


def build(folder: Path) -> list[Path]:
    """Read every text of `folder` and write its facts beside this module; returns the files written."""
    written = []
    for path in sorted(folder.glob("*.txt")):
        reading = make_example(path)
        target = TARGET / f"reading-{reading.content.document.document}.json"
        target.write_bytes(msgspec.json.format(msgspec.json.encode(reading), indent=1) + b"\n")
        written.append(target)
    return written


if __name__ == "__main__":
    for file in build(Path(sys.argv[1])):
        print(file)
