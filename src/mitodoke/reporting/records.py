"""The seam between all stored facts of a document and the domain's records: a reading goes in and comes out."""

from __future__ import annotations

from mitodoke.collaborations import records as collaborations
from mitodoke.documents import records as documents
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.place import parse_place
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.plans import records as plans
from mitodoke.reporting.models import SubmittedRating


def store_records(reading: Reading, *, revision: int) -> SourceDocument:
    """Add every record of `reading` as `revision` of its document."""
    document = documents.store_records(reading, revision=revision)
    plans.store_records(document, reading.content)
    collaborations.store_records(document, reading.content.entries)
    return document


def to_reading(document: SourceDocument) -> Reading:
    """The reading that was stored, record for record. What departments submitted since is not part of it."""
    stored = documents.to_records(document)
    plan = plans.to_records(document)
    content = DocumentContent(
        document=stored.document,
        items=plan.items,
        indicators=plan.indicators,
        entries=collaborations.to_records(document),
        glossary=stored.glossary,
        ratings=plan.ratings,
        stated=stored.stated,
        levels=plan.levels,
    )
    accounted: set[int] = set()
    for use in stored.line_uses:
        lines = parse_place(use.place)
        accounted.update(range(lines.first, lines.last + 1))
    return Reading(
        content=content,
        lines=stored.lines,
        line_uses=stored.line_uses,
        unaccounted=tuple(n for n in range(1, len(stored.lines) + 1) if n not in accounted),
        findings=stored.findings,
    )


def to_ratings(document: SourceDocument, printed: tuple[Rating, ...]) -> tuple[Rating, ...]:
    """The ratings that count: those of closed rounds, over those that the document prints.

    Of each department the newest submission to a round counts, as a whole. Printed ratings keep their order,
    further ones follow in the order of the plan.
    """
    rows = (
        SubmittedRating.objects.filter(
            submission__round__plan__document=document, submission__round__closed_on__isnull=False
        )
        .select_related("submission__department", "submission__round", "item")
        .order_by("item__position", "submission__department__name")
    )
    newest: dict[tuple[int, int], int] = {}
    for row in rows:
        sender = (row.submission.round_id, row.submission.department_id)
        newest[sender] = max(newest.get(sender, 0), row.submission.number)
    ratings = {(one.item_id, one.department, one.fiscal_year): one for one in printed}
    for row in rows:
        submission = row.submission
        if submission.number == newest[submission.round_id, submission.department_id]:
            rating = Rating(
                item_id=row.item.key,
                department=submission.department.name,
                fiscal_year=submission.round.fiscal_year,
                state=RatingState(row.state),
                step=row.step,
                reason=row.reason,
            )
            ratings[rating.item_id, rating.department, rating.fiscal_year] = rating
    return tuple(ratings.values())
