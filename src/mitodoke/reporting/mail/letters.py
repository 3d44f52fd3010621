"""The texts of messages, filled from ``texts/``: the first line is the subject, the rest the body."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from mitodoke.reporting.mail.words import MessageKind

_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is read."""

    subject: str
    body: str


def write_letter(kind: MessageKind, **values: object) -> Letter:
    """The letter of `kind`; a value that its text names and that is missing is an error."""
    text = _environment().get_template(f"{kind.value}.txt").render(**values)
    subject, _, body = text.strip().partition("\n")
    # A title may hold line breaks; a subject must not (they would begin another header).
    line = " ".join(subject.split())
    if len(line) > _LONGEST_SUBJECT:
        line = line[:_LONGEST_SUBJECT] + "…"
    return Letter(subject=line, body=_BLANK_LINES.sub("\n\n", body.strip()) + "\n")


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mitodoke.reporting.mail", "texts"),
        autoescape=False,  # noqa: S701  plain text, which no browser reads as markup
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
