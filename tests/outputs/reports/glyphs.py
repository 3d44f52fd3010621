"""The characters that the fonts of the reports lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from mitodoke.domain.edition import Edition
from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.glyphs import missing_glyphs
from mitodoke.outputs.reports.registry import reports_of
from mitodoke.outputs.reports.settings import ReportSettings
from mitodoke.outputs.reports.wording import printable


def missing_glyphs_of(edition: Edition, settings: ReportSettings) -> tuple[str, ...]:
    """The characters that the fonts lack in any report of `edition`, in the order of their codes."""
    reports = [msgspec.to_builtins(kind.build(edition, settings)) for kind in reports_of(edition)]
    return missing_glyphs(_texts(reports), find_fonts(settings.font))


def _texts(value: Any) -> Iterator[str]:
    """Every text of plain values, as a report prints it."""
    if isinstance(value, str):
        yield printable(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
