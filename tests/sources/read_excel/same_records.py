"""Compares two readings field by field, places aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.indicator import IndicatorValue

_OF_THE_FILE = {"place", "sha256", "lines", "lines_accounted", "layout", "document"}
"""What tells of the file and not of its content."""
_IDS = ("item_id", "indicator_id", "entry_id", "subject")


def facts(content: DocumentContent) -> dict[str, Any]:
    """Every field of every record by its path; records stand under their ids, values under role and year."""
    found: dict[str, Any] = {}
    for field in fields(content):
        found.update(_facts(getattr(content, field.name), field.name))
    return found


def _facts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        seen: dict[str, int] = {}
        for position, part in enumerate(value):
            name = str(position)
            if is_dataclass(part):
                name = next((str(getattr(part, one)) for one in _IDS if hasattr(part, one)), name)
                if isinstance(part, IndicatorValue):
                    name = f"{part.role} {part.fiscal_year}"
                seen[name] = seen.get(name, 0) + 1
                name += f"~{seen[name]}" if seen[name] > 1 else ""
            yield from _facts(part, f"{path}[{name}]")
        yield f"{path}.length", len(value)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _OF_THE_FILE:
                yield from _facts(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield path, value.value if isinstance(value, Enum) else value


def differences(expected: DocumentContent, found: DocumentContent) -> tuple[list[str], int]:
    """What differs, a line each, and how many fields there are."""
    mine, other = facts(expected), facts(found)
    lines = [
        f"{path}: {mine.get(path, '(no such field)')!r} != {other.get(path, '(no such field)')!r}"
        for path in sorted(mine.keys() | other.keys())
        if _plain(mine.get(path)) != _plain(other.get(path)) or (path in mine) != (path in other)
    ]
    return lines, len(mine)


def _plain(value: Any) -> Any:
    """Texts without white space: a table cell, a page and a text break their lines at other points."""
    return "".join(value.split()) if isinstance(value, str) else value
