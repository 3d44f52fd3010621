"""Runs the whole audit of one document: recomputed figures, the rules tried, and every doubtful place."""

from __future__ import annotations

from mitodoke.audit.checks import CHECKS
from mitodoke.audit.chosen_rule import chosen_rule_findings
from mitodoke.audit.figure_findings import figure_findings
from mitodoke.audit.figures import recompute_figures
from mitodoke.audit.figures.kind import AuditContext
from mitodoke.audit.printed_percentages import printed_percentages
from mitodoke.audit.rating_granularity import rating_granularity
from mitodoke.audit.rule_search import search_rules
from mitodoke.domain.edition import Audit, DocumentContent


def audit_content(content: DocumentContent, lines: tuple[str, ...] = ()) -> Audit:
    """Recompute `content` and look for doubtful places in it and, when given, in the raw `lines` of its source.

    Nothing of the content is changed or filled in; the time is linear in its size.
    """
    search = search_rules(printed_percentages(content))
    context = AuditContext(content, search)
    figures = recompute_figures(context)
    findings = [
        *figure_findings(context, figures),
        *chosen_rule_findings(context),
        *rating_granularity(content),
    ]
    for check in CHECKS:
        findings += check.run(content, lines)
    return Audit(figures=figures, trials=search.trials, findings=tuple(findings))
