"""Looks for notes that give a value another year than its column does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitodoke.audit.checks.check import Check, Doubt
from mitodoke.audit.checks.value_year import year_of
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Severity
from mitodoke.domain.fiscal_year import ERA_YEAR_PATTERN, parse_year
from mitodoke.domain.indicator import Indicator, ValueRole
from mitodoke.domain.japanese_text import fold_width

_ROLES = {
    "基準値": ValueRole.BASELINE,
    "現状値": ValueRole.BASELINE,
    "実績値": ValueRole.ACTUAL,
    "目標値": ValueRole.TARGET,
}
_NOTED = re.compile(
    rf"(?P<role>{'|'.join(_ROLES)})\s?[(\[]\s?(?P<year>{ERA_YEAR_PATTERN}|(?:19|20)[0-9]{{2}})\s?年(?P<fiscal>度)?末?\s?[)\]]"
)


def _look(content: DocumentContent, lines: tuple[str, ...]) -> Iterator[Doubt]:
    for indicator in content.indicators:
        seen: set[tuple[str, int | None]] = set()
        for note in dict.fromkeys([indicator.note, *(value.note for value in indicator.values)]):
            for match in _NOTED.finditer(fold_width(note or "")):
                year = parse_year(match["year"])
                if (match["role"], year) not in seen:
                    seen.add((match["role"], year))
                    yield from _differs(indicator, _ROLES[match["role"]], year, (note or "").strip())


def _differs(indicator: Indicator, role: ValueRole, noted: int | None, printed: str) -> Iterator[Doubt]:
    values = [v for v in indicator.values if v.role is role and v.fiscal_year is not None]
    years = {value.fiscal_year for value in values}
    if noted is None or not years or noted in years:
        return
    head = "、".join(dict.fromkeys(year_of(value) for value in values))
    yield Doubt(
        subject=indicator.indicator_id,
        field=role.value,
        place=values[-1].place,
        printed=printed,
        expected=head,
        message=f"「{indicator.name}」の{role.label}は表の見出しでは{head}ですが、注には「{printed}」とあります。"
        "どちらの年の値かを確かめてください。",
    )


CHECK = Check(
    name="noted_year_differs",
    label="見出しと注の年の違い",
    explanation="「目標値（令和○年度）」のように注に書かれた年が、その値の列の見出しの年と同じかを見ます。"
    "別の計画から写した目標では、年が違うことがあります。",
    severity=Severity.WARNING,
    look=_look,
)
