"""All plans of a municipality at a glance: what is in force, what is open, and what is due; no query grows with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max

from mitodoke.domain.follow_up import FollowUpQuestion, questions_due
from mitodoke.domain.opinion import OpinionState
from mitodoke.domain.plan_content import PlanContent
from mitodoke.plans.models import FollowUp, Opinion, PlanLedger, PlanRevision, PlanVersion, Verification
from mitodoke.plans.queries.follow_ups import question_of
from mitodoke.plans.records.ledger import content_of

_CLOSED = [state.value for state in OpinionState if state.is_settled]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOverview:
    """One plan: `decided` is the revision in force, `open_revision` what is being worked on (None: neither).

    `content` is what is in force, or the draft of a plan that was never decided; `follow_ups` and `opinions` count
    the questions of the year and the opinions that still wait.
    """

    ledger: PlanLedger
    decided: PlanRevision | None
    open_revision: PlanRevision | None
    content: PlanContent
    follow_ups: int
    opinions: int


def ledger_overviews(*, municipality_code: str, fiscal_year: int) -> list[LedgerOverview]:
    """The plans of a municipality by title, with what `fiscal_year` owes them: eight queries, however many plans."""
    ledgers = list(PlanLedger.objects.filter(municipality=municipality_code).order_by("title"))
    rows = PlanRevision.objects.filter(ledger__municipality=municipality_code).order_by("number")
    opened = {row.ledger_id: row for row in rows.filter(closed_at__isnull=True, is_reorganisation=False)}
    decided = {row.ledger_id: row for row in rows.filter(result__isnull=False).order_by("result__number")}
    drafts = dict(
        PlanVersion.objects.filter(revision__in=[row.pk for row in opened.values()])
        .values("ledger")
        .annotate(newest=Max("pk"))
        .values_list("ledger", "newest")
    )
    shown = drafts | {key: row.result_id for key, row in decided.items()}
    contents = {
        row.ledger_id: content_of(row.content) for row in PlanVersion.objects.filter(pk__in=shown.values())
    }
    due = _follow_ups(municipality_code, fiscal_year)
    opinions = dict(
        Opinion.objects.filter(ledger__municipality=municipality_code)
        .exclude(state__in=_CLOSED)
        .order_by()
        .values("ledger")
        .annotate(number=Count("pk"))
        .values_list("ledger", "number")
    )
    return [
        LedgerOverview(
            ledger=one,
            decided=decided.get(one.pk),
            open_revision=opened.get(one.pk),
            content=contents[one.pk],
            follow_ups=due[one.pk],
            opinions=opinions.get(one.pk, 0),
        )
        for one in ledgers
    ]


def _follow_ups(municipality_code: str, fiscal_year: int) -> Counter[int]:
    """How many questions about earlier 検証 the year still has to answer, by ledger: two queries."""
    rows = Verification.objects.filter(ledger__municipality=municipality_code).order_by("number")
    newest = {(row.ledger_id, row.item_key, row.fiscal_year): row for row in rows}
    answered: dict[int, set[tuple[str, int]]] = {}
    for ledger, item, year in FollowUp.objects.filter(
        verification__ledger__municipality=municipality_code
    ).values_list("verification__ledger", "verification__item_key", "verification__fiscal_year"):
        answered.setdefault(ledger, set()).add((item, year))
    asked: dict[int, list[FollowUpQuestion]] = {}
    for row in newest.values():
        asked.setdefault(row.ledger_id, []).append(question_of(row))
    return Counter(
        {
            ledger: len(questions_due(found, answered.get(ledger, set()), fiscal_year=fiscal_year))
            for ledger, found in asked.items()
        }
    )
