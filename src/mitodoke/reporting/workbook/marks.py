"""The marks by which a workbook is known again: its round, department and moment, every field with its revision, a seal.

They stand in a hidden sheet, the short ones also in the document's properties. A field's value is kept as a keyed
digest only: enough to see whether the cell was changed, although the value on the desk has changed since. The seal is
an HMAC over all of it with the site's secret key, so that nobody can point a row at another department's answer.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TEMPLATE = "mitodoke-workbook-2"
"""Changes when a workbook of an earlier kind can no longer be read."""
SHEET_NAME = "mitodoke"
PROPERTIES = (
    "mitodoke_template",
    "mitodoke_round",
    "mitodoke_department",
    "mitodoke_made_at",
    "mitodoke_seal",
)
_PURPOSE = b"mitodoke.reporting.workbook"


class BrokenMarksError(Exception):
    """The hidden sheet does not hold what was written there."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell that could be filled in: the field's revision when the workbook was made, and the digest of its value."""

    revision: int
    digest: str


@dataclass(slots=True, kw_only=True)
class Marks:
    """What the workbook says of itself. `rows` are digests of the rows' labels by row id, `cells` by (row id, field)."""

    round_id: int
    department_id: int
    made_at: str
    template: str = TEMPLATE
    rows: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str], CellMark] = field(default_factory=dict)

    def seal(self, key: str) -> str:
        """The seal over everything; depends on no order of sheets or rows."""
        whole = [
            self.template,
            self.round_id,
            self.department_id,
            self.made_at,
            sorted(self.rows.items()),
            sorted((*place, mark.revision, mark.digest) for place, mark in self.cells.items()),
        ]
        return _mac(key, json.dumps(whole, separators=(",", ":")))

    def properties(self, key: str) -> dict[str, str]:
        """The document's own properties, by name."""
        values = (self.template, str(self.round_id), str(self.department_id), self.made_at, self.seal(key))
        return dict(zip(PROPERTIES, values, strict=True))

    def to_rows(self, key: str) -> list[tuple[str, ...]]:
        """The rows of the hidden sheet: texts only, so that no program takes them for numbers."""
        rows: list[tuple[str, ...]] = list(self.properties(key).items())
        rows += [("row", row, digest) for row, digest in self.rows.items()]
        rows += [
            ("cell", row, name, str(mark.revision), mark.digest) for (row, name), mark in self.cells.items()
        ]
        return rows


def read_marks(rows: Sequence[Sequence[str]]) -> tuple[Marks, str]:
    """The marks in the rows of the hidden sheet and the seal that stands there; not yet compared with each other.

    BrokenMarksError where they are not as `to_rows` wrote them.
    """
    heads = {row[0]: row[1] for row in rows if len(row) == 2}
    try:
        template, round_id, department_id, made_at, seal = (heads[name] for name in PROPERTIES)
        marks = Marks(
            template=template, round_id=int(round_id), department_id=int(department_id), made_at=made_at
        )
        for row in rows:
            if row[0] == "row":
                _, row_id, digest = row
                marks.rows[row_id] = digest
            elif row[0] == "cell":
                _, row_id, name, revision, digest = row
                marks.cells[row_id, name] = CellMark(int(revision), digest)
    except (KeyError, ValueError, IndexError) as problem:
        raise BrokenMarksError from problem
    return marks, seal


def is_sealed(marks: Marks, seal: str, key: str) -> bool:
    """Whether the seal was made by this site over exactly these marks."""
    return hmac.compare_digest(marks.seal(key).encode(), seal.encode())


def agree(marks: Marks, seal: str, properties: Mapping[str, str]) -> bool:
    """Whether the document's properties, where there are any, say what the hidden sheet says."""
    values = (marks.template, str(marks.round_id), str(marks.department_id), marks.made_at, seal)
    told = dict(zip(PROPERTIES, values, strict=True))
    return all(properties.get(name, value) == value for name, value in told.items())


class Digester:
    """Keyed digests of values and labels: the same text at another place has another digest."""

    def __init__(self, key: str, made_at: str) -> None:
        self._key = hmac.digest(key.encode(), _PURPOSE + made_at.encode(), "sha256")

    def value(self, row_id: str, name: str, value: str | None) -> str:
        """The digest of a field's value; None and an empty text are different."""
        return self._digest(["value", row_id, name, value])

    def label(self, row_id: str, labels: Sequence[str]) -> str:
        """The digest of the texts that name a row."""
        return self._digest(["label", row_id, *labels])

    def _digest(self, parts: Sequence[str | None]) -> str:
        return hmac.digest(self._key, json.dumps(parts).encode(), "sha256").hex()[:20]


def _mac(key: str, text: str) -> str:
    derived = hmac.digest(key.encode(), _PURPOSE, "sha256")
    return hmac.new(derived, text.encode(), hashlib.sha256).hexdigest()
