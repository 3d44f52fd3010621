"""Looks for a stated time since the beginning that does not fit the reported period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.iso_dates import days_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import fold_width
from mitodoke.domain.place import line_place

_ELAPSED = re.compile(
    r"(?:取組|公約|就任|当選|任期|計画|戦略)[^。0-9]{0,12}(?:開始|から|より)[^。0-9]{0,8}(?P<printed>(?:(?P<years>[0-9]{1,2})\s?年)?(?:と?(?P<months>[0-9]{1,2})\s?[かヶケカヵ箇]\s?月)[^。0-9]{0,6}経過)"
)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    start, end = days_of(content.document.period_start), days_of(content.document.period_end)
    if start is None or end is None:
        return
    months = (end.last.year - start.first.year) * 12 + end.last.month - start.first.month + 1
    for number, line in enumerate(lines, start=1):
        if "経過" not in line:
            continue
        for match in _ELAPSED.finditer(fold_width(line)):
            stated = int(match["years"] or 0) * 12 + int(match["months"])
            if stated != months:
                expected = f"{months // 12}年{months % 12}か月" if months >= 12 else f"{months}か月"
                yield Doubt(
                    subject="document",
                    field="period",
                    place=line_place(number),
                    printed=match["printed"],
                    expected=expected,
                    message=f"「{match['printed']}」とありますが、対象期間（{content.document.period_start}～"
                    f"{content.document.period_end}）は{expected}です。起点の違いによるものか確かめてください。",
                )


CHECK = Check(
    name="elapsed_months_differ",
    label="経過期間と対象期間の違い",
    explanation="取組や任期の始まりから「約○年○か月が経過した」と書かれた期間が、文書の対象期間の月数と合うかを見ます。"
    "数え始める日が違うだけのこともありますが、読む人には食い違って見えます。",
    severity=Severity.NOTE,
    look=_look,
)
