"""What an outside evaluator may read and write about: published editions, shared drafts, plans in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse

from mitodoke.desk.draft_shares import shared_drafts
from mitodoke.desk.models import DraftShare
from mitodoke.desk.presentation.document_names import document_name, with_year
from mitodoke.desk.visit import Visit
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.role import Right
from mitodoke.outputs.open_data.edition_name import PILLARS
from mitodoke.plans.models import Plan, PlanLedger
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
    """A shared draft; `write` is where an opinion on it is written, None where its plan is in no ledger in force."""

    title: str
    address: str
    until: str
    by: str
    note: str
    write: str | None


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
            title=f"{with_year(one.title, one.fiscal_year)} 第{one.version}版",
            address=f"{get_script_prefix()}{one.code}/{PILLARS[one.kind]}/fy{year_segment(one.fiscal_year)}/v{one.version}/",
            published=one.published_on,
        )
        for one in rows
    )


def readable_drafts(shares: Sequence[DraftShare]) -> tuple[ReadableDraft, ...]:
    """Shared drafts with the addresses where each is read and written about; two queries at most."""
    ledgers = _ledgers_of([one.document for one in shares])
    return tuple(
        ReadableDraft(
            title=f"{document_name(one.document)} 第{one.document.revision}稿の案",
            address=reverse("desk:shared_draft", kwargs={"document": one.document.key}),
            until=format_date(one.until),
            by=one.by,
            note=one.note,
            write=_opinion_on(ledgers.get(one.document.pk), one.document.fiscal_year),
        )
        for one in shares
    )


def drafts_to_read(visit: Visit) -> tuple[ReadableDraft, ...]:
    """The shared drafts that wait for an evaluator, in every city; none for others, who need not read them."""
    return tuple(
        draft
        for code in visit.cities_with(Right.WRITE_OPINIONS)
        for draft in readable_drafts(shared_drafts(municipality_code=code, today=visit.today))
    )


def _ledgers_of(documents: Sequence[SourceDocument]) -> dict[int, int]:
    """The ledger in force that a document belongs to, by their row numbers.

    The one that the document was written from, or the only one of the city that is reported in this kind.
    """
    if not documents:
        return {}
    issued = dict(
        Plan.objects.filter(document__in=documents, ledger__isnull=False).values_list(
            "document_id", "ledger_id"
        )
    )
    by_kind: dict[tuple[str, str | None], list[int]] = {}
    for number, code, kind in (
        PlanLedger.objects.filter(
            municipality__in={one.municipality_id for one in documents}, revisions__result__isnull=False
        )
        .distinct()
        .values_list("pk", "municipality_id", "document_kind")
    ):
        by_kind.setdefault((code, kind), []).append(number)
    found = {}
    for one in documents:
        of_kind = by_kind.get((one.municipality_id, one.kind), [])
        wrote = issued.get(one.pk) or (of_kind[0] if len(of_kind) == 1 else None)
        if wrote is not None:
            found[one.pk] = wrote
    return found


def _opinion_on(ledger: int | None, fiscal_year: int | None) -> str | None:
    if ledger is None:
        return None
    address = reverse("desk:opinion_new", kwargs={"ledger_id": ledger})
    return address if fiscal_year is None else f"{address}?year={fiscal_year}"


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
