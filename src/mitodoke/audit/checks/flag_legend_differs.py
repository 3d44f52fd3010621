"""Looks for a legend of revision marks that says the wrong kind of item carries a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.domain.place import line_place

_LEGEND = re.compile(r"(?P<where>施策|事業)名に[「『](?P<mark>[^」』]{2,10})[」』]と(?:記載|表示|明記)")
_KINDS = {"施策": ItemKind.MEASURE, "事業": ItemKind.PROJECT}


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    carriers: dict[RevisionFlag, set[ItemKind]] = {}
    for item in content.items:
        for flag in item.flags or ():
            carriers.setdefault(flag, set()).add(item.kind)
    marks = {flag.label: flag for flag in RevisionFlag}
    for number, line in enumerate(lines, start=1):
        for match in _LEGEND.finditer(line):
            meant = marks.get(match["mark"])
            kinds = carriers.get(meant, set()) if meant else set()
            if kinds and _KINDS[match["where"]] not in kinds:
                carried = "・".join(sorted(kind.label for kind in kinds))
                yield Doubt(
                    subject="document",
                    field="flags",
                    place=line_place(number),
                    printed=match[0],
                    expected=f"{carried}名に「{match['mark']}」",
                    message=f"説明では{match['where']}名に「{match['mark']}」とありますが、"
                    f"本文でこの印が付いているのは{carried}です。説明が入れ替わっていないか確かめてください。",
                )


CHECK = Check(
    name="flag_legend_differs",
    label="変更の印の説明と本文の違い",
    explanation="「事業名に「新規事業」と記載」のような印の説明が、本文で実際にその印の付いている項目の種類と合うかを見ます。",
    severity=Severity.NOTE,
    look=_look,
)
