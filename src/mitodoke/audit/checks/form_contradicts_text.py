"""Looks for texts that call a project another form of collaboration than its list does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.collaboration import CollaborationForm
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import without_space

_FORM_WORD = re.compile(r"(共催|後援)事業")
_OWN_WORD = {CollaborationForm.CO_HOSTING: "共催", CollaborationForm.PATRONAGE: "後援"}


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        own = _OWN_WORD.get(entry.form)
        if own is None:
            continue
        for field, text in (("purpose", entry.purpose), ("effects", entry.effects)):
            words = set(_FORM_WORD.findall(without_space(text or "")))
            if words and own not in words:
                word = words.pop()
                yield Doubt(
                    subject=entry.entry_id,
                    field=field,
                    place=entry.place,
                    printed=f"{word}事業",
                    expected=f"{own}事業",
                    message=f"{own}の一覧にありますが、本文では「{word}事業」と書かれています。"
                    "誰にとっての形態かを含め、載せる一覧が正しいか確かめてください。",
                )
                break


CHECK = Check(
    name="form_contradicts_text",
    label="一覧の形態と本文の食い違い",
    explanation="共催の一覧の事業を本文で「後援事業」と呼ぶなど、一覧の形態と本文の言葉が食い違っていないかを見ます。",
    severity=Severity.NOTE,
    look=_look,
)
