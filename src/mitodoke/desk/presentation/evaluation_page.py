"""What an outside evaluator may read and write about: published editions, shared drafts, plans in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse

from mitodoke.desk.models import DraftShare
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.plans.models import PlanLedger
from mitodoke.publishing.presentation.addresses import year_segment
from mitodoke.publishing.queries import EditionRow, editions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableEdition:
    """A published edition: the newest of its kind and year."""

    title: str
    address: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableDraft:
    """A shared draft."""

    title: str
    address: str
    until: str
    by: str
    note: str


def readable_editions(code: str) -> tuple[ReadableEdition, ...]:
    """The newest edition of every kind and year of the city, the newest year first: one query."""
    newest: dict[tuple[str, int | None], EditionRow] = {}
    for row in editions_of(code):
        known = newest.get((row.kind, row.fiscal_year))
        if known is None or known.version < row.version:
            newest[row.kind, row.fiscal_year] = row
    rows = sorted(newest.values(), key=lambda one: (-(one.fiscal_year or 0), one.kind))
    return tuple(
        ReadableEdition(
            title=f"{one.title}（第{one.version}版）",
            address=f"{get_script_prefix()}{one.code}/{PILLARS[one.kind]}/fy{year_segment(one.fiscal_year)}/v{one.version}/",
            published=one.published_on,
        )
        for one in rows
    )


def readable_drafts(shares: Sequence[DraftShare]) -> tuple[ReadableDraft, ...]:
    """Shared drafts with the address where each is read."""
    return tuple(
        ReadableDraft(
            title=f"{one.document.title}（第{one.document.revision}稿の案）",
            address=reverse("desk:shared_draft", kwargs={"document": one.document.key}),
            until=format_date(one.until),
            by=one.by,
            note=one.note,
        )
        for one in shares
    )


def plans_to_comment(code: str) -> tuple[tuple[str, str], ...]:
    """The plans in force: (title, address of the form for an opinion). One query."""
    rows = PlanLedger.objects.filter(municipality=code, revisions__result__isnull=False).distinct()
    return tuple(
        (one.title, reverse("desk:opinion_new", kwargs={"ledger_id": one.pk}))
        for one in rows.order_by("title")
    )


def year_choices(today_year: int) -> tuple[tuple[int, str], ...]:
    """The fiscal years that an opinion is likely about, the year that has just ended first."""
    return tuple(
        (year, FiscalYear(year).label)
        for year in (today_year - 1, today_year, *range(today_year - 2, today_year - 7, -1))
    )
