"""Two contents of one document, field by field: how many are equal, and which are not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from mitodoke.domain.edition import DocumentContent

_NOT_COMPARED = frozenset({"place", "document", "layout", "sha256", "lines", "lines_accounted"})
"""Fields that tell of the file and not of the city."""
_KEYS = ("item_id", "indicator_id", "entry_id", "term")


@dataclass(frozen=True)
class Comparison:
    """How many fields either content has, and those that differ: where, what was expected, what was found."""

    compared: int
    different: tuple[tuple[str, Any, Any], ...]

    @property
    def share(self) -> float:
        """The share of equal fields, in percent."""
        return 100.0 * (self.compared - len(self.different)) / self.compared if self.compared else 100.0

    def told(self, most: int = 20) -> str:
        """The first differences, one a line."""
        lines = [f"{where}: {expected!r} != {found!r}" for where, expected, found in self.different[:most]]
        return f"{self.share:.2f} % of {self.compared}\n" + "\n".join(lines)


def without_spaces(value: Any) -> Any:
    """A text without white space and width, which the setting of a page decides; anything else as it is."""
    if not isinstance(value, str):
        return value
    return "".join(unicodedata.normalize("NFKC", value).split())


def compare(
    expected: DocumentContent,
    found: DocumentContent,
    *,
    same: Callable[[Any], Any] = without_spaces,
    left_out: Callable[[str], bool] = lambda where: False,
) -> Comparison:
    """Compare every field that is told in either; `left_out` names by their paths those that are not compared."""
    one, two = dict(_flat("", expected)), dict(_flat("", found))
    paths = [path for path in one | two if not left_out(path)]
    missing = object()
    different = tuple(
        (path, one.get(path), two.get(path))
        for path in paths
        if same(one.get(path, missing)) != same(two.get(path, missing))
    )
    return Comparison(len(paths), different)


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a record by their paths; records in a tuple go by their id, or their position."""
    if isinstance(value, tuple):
        seen: dict[str, int] = {}
        for number, part in enumerate(value):
            name = _name(part, number)
            seen[name] = seen.get(name, 0) + 1
            again = f"#{seen[name]}" if seen[name] > 1 else ""
            yield from _flat(f"{path}/{name}{again}", part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _NOT_COMPARED or is_dataclass(getattr(value, field.name)):
                yield from _flat(f"{path}/{field.name}", getattr(value, field.name))
    elif value is not None and value != "":
        yield path, value


def _name(record: Any, number: int) -> str:
    for key in _KEYS:
        if hasattr(record, key):
            return str(getattr(record, key))
    if hasattr(record, "figure"):
        return f"{record.subject}.{record.figure}"
    if hasattr(record, "role") and hasattr(record, "quantity"):
        # The order of columns is the report's; what a value is, its role and year say.
        return f"{record.role}.{record.fiscal_year}"
    if hasattr(record, "department") and hasattr(record, "step"):
        return f"{record.item_id}.{record.department}"
    return str(number)
