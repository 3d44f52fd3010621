"""What a check found, and the findings made of it: one for each rule and column, with how often it occurs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.finding import Finding, Severity
from mitodoke.outputs.open_data_rules.rules import rule

_EXCERPT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place that breaks a rule.

    `place` is where (Sheet1!B4); `wrong` goes on from it and ends before ので (``のセルが結合されている``);
    `todo` is what to do, as a request; `expected` what should stand there; `column` the name of the column;
    `advice` marks what only a person can judge.
    """

    rule: str
    place: str
    wrong: str
    todo: str
    expected: str = ""
    shown: str = ""
    column: str = ""
    advice: bool = False


def findings(hits: Iterable[Hit], subject: str) -> tuple[Finding, ...]:
    """One finding for each rule, column and kind of fault: its first place, and how many more there are."""
    groups: dict[tuple[str, str, str], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.rule, hit.column, hit.todo), []).append(hit)
    return tuple(_finding(group[0], len(group), subject) for _, group in sorted(groups.items(), key=_order))


def violations(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that break a rule for certain; the others are advice that a person weighs."""
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def _order(group: tuple[tuple[str, str, str], list[Hit]]) -> str:
    return group[0][0]


def _finding(first: Hit, count: int, subject: str) -> Finding:
    more = f"ほか{count - 1}か所" if count > 1 else ""
    return Finding(
        check=first.rule,
        severity=Severity.NOTE if first.advice else Severity.ERROR,
        subject=subject,
        field=first.column,
        place=first.place,
        printed=shortened(first.shown),
        expected=first.expected or rule(first.rule).demand,
        message=f"{first.place}{more}{first.wrong}ので、{first.todo}（規則{first.rule}）。",
    )


def shortened(text: str) -> str:
    """`text` on one line, cut where it is long, for showing inside a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT] + "…"
