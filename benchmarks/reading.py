"""Reading: all documents with the command's start, and the cost of a hundred times the text."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from benchmarks.measure import BARE_PYTHON, MITODOKE, Measured, command_ms, median_ms
from mitodoke.audit.run import audit_content
from mitodoke.sources.extract import extract
from mitodoke.sources.read_text import SourceText, read_text

FOLD = 100


def measure(files: list[Path], home: Path) -> list[Measured]:
    """All documents by the command (wall time); each layout at one and a hundred times its length (processor)."""
    start, _ = command_ms(BARE_PYTHON, home)
    whole, memory = command_ms([*MITODOKE, "read", *files, "--out", home / "out"], home)
    results = [
        Measured("read and audit all, with start", whole, "python start", whole / start, "< 2,000 ms", memory)
    ]
    for path in files:
        text = read_text(path)
        long = SourceText(text.name, text.lines * FOLD, text.sha256, text.encoding)
        for name, action in (("read", _read), ("read and audit", _audit)):
            once = median_ms(lambda action=action, text=text: action(text), 7, process_time)
            many = median_ms(lambda action=action, long=long: action(long), 1, process_time)
            results.append(
                Measured(
                    f"{name}, {FOLD} × {path.stem}",
                    many,
                    f"1 × ({once:.1f} ms)",
                    many / once,
                    f"≤ {FOLD * 1.1:.0f}",
                )
            )
    return results


def _read(text: SourceText) -> None:
    extract(text)


def _audit(text: SourceText) -> None:
    reading = extract(text)
    audit_content(reading.content, reading.lines)
