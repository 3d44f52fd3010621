"""What a check is: a general rule that looks for one kind of doubtful place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A doubtful place before it is signed by its check; the fields are those of a Finding."""

    subject: str
    field: str
    place: Place | None
    printed: str
    expected: str = ""
    message: str


Look = Callable[[DocumentContent, tuple[str, ...]], Iterable[Doubt]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check: its `name` in tables, `label` and `explanation` (what it looks for and why) in Japanese.

    `severity` is that of all its findings: `error` only for what is certainly wrong. `look` gives the doubts of
    a content and, when given, of the raw lines (counted from 1), in time linear in their size.
    """

    name: str
    label: str
    explanation: str
    severity: Severity
    look: Look

    def run(self, content: DocumentContent, lines: tuple[str, ...] = ()) -> Iterator[Finding]:
        """The findings of this check, in the order in which it finds them."""
        return (self.sign(doubt) for doubt in self.look(content, lines))

    def sign(self, doubt: Doubt) -> Finding:
        """`doubt` as a finding of this check."""
        return Finding(
            check=self.name,
            severity=self.severity,
            subject=doubt.subject,
            field=doubt.field,
            place=doubt.place,
            printed=doubt.printed,
            expected=doubt.expected,
            message=doubt.message,
        )
