"""Looks for organisations spelled in two ways within one document."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.named_groups import differing
from mitodoke.audit.checks.organisation_names import organisation_names
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    names = organisation_names(content)
    for spellings in names.forms.values():
        yield from differing(spellings, "organisations", "団体名の法人の種類や点・空白の書き方が違います")
    for one, other in names.near:
        yield from differing(
            [names.forms[one][0], names.forms[other][0]], "organisations", "一字だけ違う団体名があります"
        )
    for one, other in names.longer:
        yield from differing(
            [names.forms[one][0], names.forms[other][0]],
            "organisations",
            "後ろに言葉の付いた形と付かない形の団体名があります",
        )


CHECK = Check(
    name="organisation_spelling",
    label="団体名の書き方の違い",
    explanation="一つの文書の中で、法人の種類の書き方（株式会社と（株）、NPO法人と特定非営利活動法人）や点だけが違う団体名、"
    "一字多い・少ない団体名、形の似た一字が違う団体名、空白の後に言葉が加わった団体名を挙げます。"
    "数字や方角、小・中のように、区別のための一字の違いは挙げません。",
    severity=Severity.NOTE,
    look=_look,
)
