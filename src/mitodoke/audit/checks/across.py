"""Looks for contradictions between documents of one city: one event, two years of beginning."""

from __future__ import annotations

from collections.abc import Sequence

from mitodoke.audit.checks.since_year_differs import CHECK as SINCE_YEAR
from mitodoke.audit.checks.since_year_differs import differing_since_years, differs
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.finding import Finding
from mitodoke.domain.fiscal_year import FiscalYear


def check_across(contents: Sequence[DocumentContent]) -> list[tuple[str, Finding]]:
    """Findings that only show when documents are laid side by side, each with the id of the document it is about.

    Contradictions inside one document are left to its own checks.
    """
    home = {id(entry): content for content in contents for entry in content.entries}
    found: list[tuple[str, Finding]] = []
    for entry, other in differing_since_years(e for content in contents for e in content.entries):
        own, its = home[id(entry)], home[id(other)]
        if own is its:
            continue
        year = FiscalYear(other.fiscal_year).label if other.fiscal_year is not None else its.document.title
        doubt = differs(entry, other, f"{year}の一覧（{other.entry_id}）")
        found.append((own.document.document, SINCE_YEAR.sign(doubt)))
    return found
