"""Looks for titles that name another year than the register's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.domain.collaboration import CollaborationEntry
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import ERA_YEAR_PATTERN, FiscalYear, parse_year
from mitodoke.domain.japanese_text import fold_width

_COUNTED = r"[0-9m人名円件点歩個枚本冊発回号kKcg]|ｍ|メートル|キロ|セット|店|社"
_YEAR = re.compile(
    rf"(?P<year>{ERA_YEAR_PATTERN}|(?<![0-9.,])20[0-9]{{2}}(?!{_COUNTED}|[,.][0-9]))"
    r"(?:\((?:[^()]{2,8})\))?\s?(?P<kind>年度|年\s?(?P<month>[0-9]{1,2})\s?月|年)?"
)
_NEAR = 3
"""A year further away is the theme of an event (2050年ゼロカーボン), not its date."""
_NAMED_AFTER_A_YEAR = re.compile(r"万博|オリンピック|パラリンピック|五輪|EXPO|SDGs", re.IGNORECASE)
"""Great events keep the year in their name, whatever the year in which they are prepared or held."""


@dataclass(frozen=True, slots=True)
class TitleYear:
    """A year in a title: as printed, and the fiscal years that it may mean."""

    printed: str
    fiscal_years: tuple[int, ...]


def title_years(title: str) -> Iterator[TitleYear]:
    """The years in `title`; a calendar year may mean two fiscal years, January to March belonging to the earlier."""
    folded = fold_width(title)
    if _NAMED_AFTER_A_YEAR.search(folded):
        return
    for match in _YEAR.finditer(folded):
        year = parse_year(match["year"])
        if year is None:
            continue
        if match["kind"] == "年度":
            years: tuple[int, ...] = (year,)
        elif match["month"]:
            years = (year if int(match["month"]) >= 4 else year - 1,)
        else:
            years = (year, year - 1)
        yield TitleYear(match[0], years)


def strange_years(entry: CollaborationEntry) -> Iterator[TitleYear]:
    """The years of the entry's title that cannot mean its fiscal year but lie near it."""
    if entry.fiscal_year is None:
        return
    for year in title_years(entry.title):
        near = abs(year.fiscal_years[0] - entry.fiscal_year) <= _NEAR
        if near and entry.fiscal_year not in year.fiscal_years:
            yield year


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for entry in content.entries:
        for year in strange_years(entry):
            label = FiscalYear(entry.fiscal_year or 0).label
            yield Doubt(
                subject=entry.entry_id,
                field="title",
                place=entry.place,
                printed=entry.title,
                expected=label,
                message=f"名称に「{year.printed}」とありますが、{label}の一覧に載っています。"
                "名称の年か、載せる年度の誤りでないか確かめてください。",
            )


CHECK = Check(
    name="title_year_differs",
    label="名称の年と一覧の年度の違い",
    explanation="事業の名称に書かれた年度や年が、一覧の年度と合っているかを見ます。年度でなく年だけの場合は、"
    "1〜3月の開催もありうるため、翌年までを合っているものとします。3年より離れた年は催しの主題とみなします。",
    severity=Severity.WARNING,
    look=_look,
)
