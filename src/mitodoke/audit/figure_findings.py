"""Findings that follow from recomputed figures: what disagrees, what is lost, and when no single rule is found."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.figures.kind import AuditContext
from mitodoke.audit.figures.revisions import PREFIX, unknown_flags
from mitodoke.audit.printed_percentages import WHOLE
from mitodoke.domain.figure import COUNT_NAMES, Figure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import ItemKind, RevisionFlag
from mitodoke.domain.own_roll_up import is_calculated

LABELS = {
    "progress": "進捗状況",
    "progress.summary": "総括表の進捗状況",
    "progress.overall": "全体の進捗状況",
    **COUNT_NAMES,
    "count.entries": "事業の件数",
    "participants.total": "参加人数の合計",
    "repeated.actual": "実績値",
    "repeated.target": "目標値",
}


def figure_findings(context: AuditContext, figures: tuple[Figure, ...]) -> Iterator[Finding]:
    """One finding for each figure that disagrees or is lost; a pledge's two percentages make one, at the table."""
    for figure in figures:
        if figure.agrees is False and not _told_at_the_table(context, figure):
            yield _disagrees(context, figure)
        elif figure.printed is None and figure.calculated is not None and _is_rolled_up(context, figure):
            yield _lost(figure)
    yield from _undetermined(context)


def _is_rolled_up(context: AuditContext, figure: Figure) -> bool:
    if context.content.levels or is_calculated(context.content):
        # What the plan's own rule calculates because no document prints it is not lost.
        return False
    return figure.figure == "progress.overall" or context.kinds.get(figure.subject) is ItemKind.VISION


def _told_at_the_table(context: AuditContext, figure: Figure) -> bool:
    """Whether the disagreement is the one between body and table, which the table's own figure tells."""
    if figure.figure != "progress" or context.content.ratings:
        return False
    return context.kinds.get(figure.subject) is ItemKind.PLEDGE


def _disagrees(context: AuditContext, figure: Figure) -> Finding:
    percentage = figure.figure.startswith("progress")
    unit = "%" if percentage else ""
    calculated = f"{figure.calculated}{unit}" if figure.calculated is not None else "別の値"
    exact = ""
    if figure.calculated_exact is not None and figure.calculated_exact != figure.calculated:
        exact = f"（丸める前は{figure.calculated_exact}{unit}）"
    name = LABELS.get(figure.figure, figure.figure)
    if figure.figure.startswith(PREFIX):
        name = f"「{RevisionFlag(figure.figure.removeprefix(PREFIX)).label}」の件数"
    subject = "文書全体" if figure.subject == WHOLE else figure.subject
    message = (
        f"{subject}の{name}が、文書では{figure.printed}{unit}ですが、計算し直すと{calculated}{exact}になります"
        f"（{figure.rule}）。数え方か記載を確かめてください。"
    )
    if figure.figure.startswith(PREFIX) and (lost := unknown_flags(context.content)):
        message += f"見出しが失われた項目が{lost}件あり、残りがその中にある可能性があります。"
    return Finding(
        check="figure_disagrees",
        severity=Severity.ERROR if percentage else Severity.WARNING,
        subject=figure.subject,
        field=figure.figure,
        place=figure.place,
        printed=figure.printed or "",
        expected=figure.calculated or "",
        message=message,
    )


def _lost(figure: Figure) -> Finding:
    subject = "全体" if figure.subject == WHOLE else f"ビジョン {figure.subject} "
    return Finding(
        check="lost_figure",
        severity=Severity.NOTE,
        subject=figure.subject,
        field=figure.figure,
        place=figure.place,
        printed="",
        expected="",
        message=f"{subject}の進捗状況は文書の中で失われています。他の数値から求めた規則（{figure.rule}）では"
        f"{figure.calculated}%になりますが、公表された値ではないため、記録には入れません。",
    )


def _undetermined(context: AuditContext) -> Iterator[Finding]:
    """Says so when no chain of rules, or more than one, reproduces every printed percentage."""
    trials, fitting = context.search.trials, context.search.fitting
    if not trials or len(fitting) == 1:
        return
    if fitting:
        words = f"{len(fitting)}通りの集計規則が、公表された割合をどれも再現します。規則は1つに決まりません。"
    else:
        words = f"試した{len(trials)}通りの集計規則のどれも、公表された割合のすべては再現しません。"
    yield Finding(
        check="roll_up_rule_unknown",
        severity=Severity.NOTE,
        subject=WHOLE,
        field="progress.overall",
        place=None,
        printed="",
        expected="",
        message=words + "割合の計算方法（平均の対象と端数の扱い）を文書に書くと、誰でも確かめられます。",
    )
