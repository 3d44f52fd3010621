"""Looks for one-off projects that count their times or tell since when they run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.collaboration import CollaborationEntry, Recurrence
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.japanese_text import fold_width

_TIMES = re.compile(r"第\s?([0-9]{1,3}|[二三四五六七八九十百]{1,4})\s?回")
_FIRST = {"1", "01", "001", "0"}


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        if entry.recurrence is Recurrence.ONE_OFF and (reason := _reason(entry)):
            yield Doubt(
                subject=entry.entry_id,
                field="recurrence",
                place=entry.place,
                printed=entry.recurrence_printed or "",
                message=f"実施区分は「{entry.recurrence_printed or entry.recurrence.label}」ですが、{reason}。"
                "例年実施の誤りでないか確かめてください。",
            )


def _reason(entry: CollaborationEntry) -> str | None:
    match = _TIMES.search(fold_width(entry.title))
    if match and match[1] not in _FIRST:
        return f"名称に「{match[0]}」とあります"
    if entry.since_year and entry.fiscal_year and entry.since_year < entry.fiscal_year:
        return f"{entry.since_year}年からと書かれています"
    return None


CHECK = Check(
    name="recurrence_contradicts",
    label="実施区分と名称の食い違い",
    explanation="単年度（新規）の事業なのに、名称が「第2回」以上であったり、前の年からと書かれていたりしないかを見ます。",
    severity=Severity.NOTE,
    look=_look,
)
