"""Looks for references to pages in a text that has no pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.passages import passages
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity

_PAGE = re.compile(
    r"(?:[pPｐＰ][.．]?\s?)?[0-9０-９]{1,3}\s?(?:頁|ページ)(?:目|以降|以下|から)?(?:[をにの]?(?:参照|記載|掲載|とおり))"
)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for passage in passages(content, lines):
        for match in _PAGE.finditer(passage.text):
            yield Doubt(
                subject=passage.subject,
                field=passage.field,
                place=passage.place,
                printed=match[0],
                message=f"「{match[0]}」とありますが、この文書にはページ番号がないため、どこを指すか分かりません。"
                "項目の名前で示すと、ページがなくても読めます。",
            )


CHECK = Check(
    name="page_reference",
    label="ページを指す参照",
    explanation="「○頁を参照」のように、ページ番号で別の箇所を指す文を挙げます。章だけの公表やウェブでの公表では、ページが分かりません。",
    severity=Severity.NOTE,
    look=_look,
)
