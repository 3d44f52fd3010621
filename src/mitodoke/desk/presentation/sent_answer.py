"""What a form of an answer sends back: changes to fields, decided conflicts, and reasons for doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from mitodoke.desk.presentation.controls import Typed
from mitodoke.domain.answer_fields import tidy_value
from mitodoke.reporting.services import FieldChange, SavedField

UNDECIDED = -1
"""A revision that no field has: a conflict that was not decided meets the other version again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAnswer:
    """The parts of a sent form; `changes` are the fields that differ from what the person had seen."""

    values: dict[str, str]
    originals: dict[str, str]
    revisions: dict[str, int]
    reasons: dict[str, str]
    changes: tuple[FieldChange, ...]

    def typed(self, conflicts: Mapping[str, SavedField] | None = None) -> Typed:
        """What is shown again: every change when none was stored, or those that met another version."""
        names = {one.field for one in self.changes} if conflicts is None else set(conflicts)
        return Typed(
            values={name: text for name, text in self.values.items() if name in names},
            originals={name: text for name, text in self.originals.items() if name in names},
            revisions={name: number for name, number in self.revisions.items() if name in names},
            reasons=self.reasons,
            conflicts=conflicts or {},
        )


def read_sent(form: QueryDict) -> SentAnswer:
    """``v:`` is a value, ``o:`` what was seen before, ``r:`` its revision, ``k:`` the choice in a conflict.

    A field whose value is as it was seen is no change. In a conflict ``theirs`` leaves what stands, ``mine``
    stores the value over it, and nothing chosen asks again. Unreadable revisions count as never seen.
    """
    sent = {name: str(form[name]) for name in form}
    values, originals, numbers = (_marked(sent, mark) for mark in ("v:", "o:", "r:"))
    revisions = {name: _number(text) for name, text in numbers.items()}
    changes = []
    for name, value in values.items():
        revision = revisions.get(name, 0)
        choice = sent.get(f"k:{name}")
        if f"c:{name}" in sent:
            if choice == "theirs":
                continue
            if choice != "mine":
                revision = UNDECIDED
        elif tidy_value(value) == tidy_value(originals.get(name)):
            continue
        changes.append(FieldChange(field=name, value=value, revision=revision))
    decided = {name for name in values if sent.get(f"k:{name}") == "theirs"}
    return SentAnswer(
        values={name: value for name, value in values.items() if name not in decided},
        originals=originals,
        revisions=revisions,
        reasons={name: text for name, text in sent.items() if name.startswith("d:")},
        changes=tuple(changes),
    )


def _marked(sent: Mapping[str, str], mark: str) -> dict[str, str]:
    return {name[len(mark) :]: text for name, text in sent.items() if name.startswith(mark)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else UNDECIDED
