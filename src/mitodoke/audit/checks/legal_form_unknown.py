"""Looks for legal forms of organisations that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.confusable_characters import misspellings
from mitodoke.audit.checks.legal_forms import head_before_hojin
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        for organisation in entry.organisations:
            head = head_before_hojin(organisation.name)
            if head and head not in misspellings():
                yield Doubt(
                    subject=entry.entry_id,
                    field="organisations",
                    place=organisation.place,
                    printed=organisation.name,
                    message=f"「{head}」という法人の種類は知られていません。法人の種類の書き誤りでないか確かめてください。",
                )


CHECK = Check(
    name="legal_form_unknown",
    label="知られていない法人の種類",
    explanation="団体名の頭にある「…法人」が、法律で定められた法人の種類の一覧にあるかを見ます。",
    severity=Severity.NOTE,
    look=_look,
)
