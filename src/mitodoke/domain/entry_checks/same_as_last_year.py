"""Doubts a text that is still the one offered from last year."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.answer import Answer
from mitodoke.domain.answer_fields import FieldKind, parse_field
from mitodoke.domain.entry_checks.check import Doubt, EntryCheck, EntryContext
from mitodoke.domain.japanese_text import fold_width, without_space

_SAID_OF_THE_YEAR = {("activity", None), ("entry", "effects")}
"""Texts that tell of the year; names, purposes and sources stay the same for good reasons."""


def _look(answer: Answer, context: EntryContext) -> Iterator[Doubt]:
    for name, value in context.fields.items():
        field = parse_field(name)
        offered = context.offered.get(name)
        if field is None or offered is None or field.rule.kind is not FieldKind.TEXT:
            continue
        if (field.rule.part, field.rule.name) in _SAID_OF_THE_YEAR and _same(value, offered):
            yield Doubt(
                field=name,
                message=f"「{field.rule.label}」が昨年度の文のままです。今年度の内容に直すか、同じでよい理由を入力してください。",
            )


def _same(one: str, other: str) -> bool:
    """Whether they differ in spaces and widths of characters at most."""
    return without_space(fold_width(one)) == without_space(fold_width(other))


CHECK = EntryCheck(
    name="same_as_last_year",
    label="昨年度と同じ文",
    explanation="取組事業内容と効果・反響が、昨年度の文から変わっていないかを見ます（空白と全角・半角の違いは同じとみなします）。",
    look=_look,
)
