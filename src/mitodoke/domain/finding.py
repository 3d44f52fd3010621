"""A doubtful place of a document, as a value: never an exception and never silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitodoke.domain.place import Place


class Severity(StrEnum):
    """What a finding asks for: `error` blocks publication, `warning` an acknowledgement, `note` nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {Severity.ERROR: "誤り", Severity.WARNING: "要確認", Severity.NOTE: "参考"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One doubtful place.

    `check` names the rule that found it, `subject` the record's id (or ``document``), `field` the column,
    `printed` what the document says, `expected` what was expected instead (empty when nothing definite),
    `message` one Japanese sentence: what is wrong, what was expected, what to do.
    """

    check: str
    severity: Severity
    subject: str
    field: str
    place: Place | None
    printed: str
    expected: str
    message: str


def merge_findings(first: Iterable[Finding], more: Iterable[Finding]) -> tuple[Finding, ...]:
    """`first`, then of `more` what is new: the same check of the same field at the same place is told once."""
    known = tuple(first)
    told = {(one.check, one.subject, one.field, one.place) for one in known}
    return (*known, *(one for one in more if (one.check, one.subject, one.field, one.place) not in told))
