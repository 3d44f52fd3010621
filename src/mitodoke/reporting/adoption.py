"""The confirmed answers of closed rounds as facts of their document: the seam from the desk to editions.

The answers are written below the document's text, so that every fact has its place, and laid over its content:
ratings by item, department and year; activities of an item as a whole; actual values by indicator and year;
entries of a register by their key. The document as it was read is never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mitodoke.documents.models import SourceDocument
from mitodoke.documents.transcript import Transcript
from mitodoke.domain.answer import ActualAnswer, Answer
from mitodoke.domain.answer_fields import Certainty
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.evidence import EvidencePiece
from mitodoke.domain.fiscal_year import FiscalYear, format_date
from mitodoke.domain.indicator import Accumulation, Indicator, IndicatorValue, ValueRole
from mitodoke.domain.judgement import ResultState
from mitodoke.domain.outline import Activity, PlanItem, Repeat
from mitodoke.domain.place import Place
from mitodoke.domain.quantity import MissingReason, Quantity
from mitodoke.domain.rating import Rating, RatingState
from mitodoke.reporting.adopted_entries import entry_record
from mitodoke.reporting.adopted_evidence import evidence_lines, pieces_by_answer
from mitodoke.reporting.models import Assignment, ReportingRound
from mitodoke.reporting.records import to_ratings, to_reading
from mitodoke.reporting.sheets import Sheet, read_sheets

RATING_STATES: dict[ResultState, RatingState] = {
    ResultState.DONE: RatingState.RATED,
    ResultState.NOT_STARTED: RatingState.NOT_DUE,
    ResultState.STOPPED: RatingState.STOPPED,
    ResultState.CANNOT_BE_JUDGED: RatingState.CANNOT_BE_JUDGED,
    ResultState.NOT_SURVEYED: RatingState.CANNOT_BE_JUDGED,
}
"""What a state is in an edition, which has fewer of them: the word itself is kept in front of the reason."""


def reading_with_answers(document: SourceDocument) -> Reading:
    """`document` as it was first surveyed, with the confirmed answers of its closed rounds, oldest first.

    `document` may be any revision of it. Without such answers it is the reading that was surveyed.
    """
    rounds = closed_rounds(document)
    base = min((one.document for one in rounds), key=lambda one: one.revision, default=document)
    reading = to_reading(base)
    content = reading.content
    content = replace(content, ratings=to_ratings(base, content.ratings))
    transcript = Transcript(len(reading.lines))
    for one in rounds:
        content = _lay_over(content, one, transcript)
    if not transcript.lines:
        return reading
    lines = (*reading.lines, *transcript.lines)
    text = "".join(line + "\n" for line in lines)
    record = replace(
        content.document,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lines=len(lines),
        lines_accounted=len(lines) - len(reading.unaccounted),
    )
    return replace(
        reading,
        content=replace(content, document=record),
        lines=lines,
        line_uses=(*reading.line_uses, *transcript.uses),
    )


def closed_rounds(document: SourceDocument) -> list[ReportingRound]:
    """The closed rounds of the desk about any revision of `document`, oldest first."""
    rows = ReportingRound.objects.filter(closed_on__isnull=False).exclude(asks=())
    found = [
        *rows.filter(plan__document__key=document.key),
        *rows.filter(register__key=document.key),
    ]
    return sorted(found, key=lambda one: (one.fiscal_year, one.pk))


def adopted_evidence(document: SourceDocument) -> tuple[EvidencePiece, ...]:
    """The evidence of the confirmed answers of the closed rounds of `document`, released or not, oldest round first.

    What an edition may freeze beside the facts; only pieces that are public may be shown to the public.
    """
    found: list[EvidencePiece] = []
    for one in closed_rounds(document):
        sheets = read_sheets(one, _confirmed(one))
        for pieces in pieces_by_answer(sheets, one.fiscal_year).values():
            found += pieces
    return tuple(found)


def _confirmed(reporting_round: ReportingRound) -> list[Assignment]:
    return list(
        reporting_round.assignments.filter(state=AnswerState.CONFIRMED.value, cancelled=False)
        .select_related("item", "department")
        .order_by("position", "pk")
    )


def _lay_over(
    content: DocumentContent, reporting_round: ReportingRound, transcript: Transcript
) -> DocumentContent:
    assignments = _confirmed(reporting_round)
    if not assignments:
        return content
    label = FiscalYear(reporting_round.fiscal_year).label
    transcript.blank()
    assert reporting_round.closed_on is not None
    transcript.heading(f"{label}の調査への回答（{format_date(reporting_round.closed_on)}締切）")
    sheets = read_sheets(reporting_round, assignments)
    evidence = pieces_by_answer(sheets, reporting_round.fiscal_year)
    if reporting_round.plan is not None:
        return _with_items(content, reporting_round, sheets, evidence, transcript)
    for sheet in sheets:
        content = _with_entry(content, sheet, reporting_round, transcript)
        for line in evidence_lines(evidence[sheet.assignment.pk]):
            transcript.record(line, sheet.assignment.entry_key or "")
    return content


def _with_items(
    content: DocumentContent,
    reporting_round: ReportingRound,
    sheets: Sequence[Sheet],
    evidence: Mapping[int, Sequence[EvidencePiece]],
    transcript: Transcript,
) -> DocumentContent:
    ratings = {(one.item_id, one.department, one.fiscal_year): one for one in content.ratings}
    indicators = {one.indicator_id: one for one in content.indicators}
    activities: dict[str, list[tuple[str, Place]]] = {}
    year = reporting_round.fiscal_year
    for sheet in sheets:
        item = sheet.assignment.item
        if item is None:
            continue
        department = sheet.assignment.department.name
        transcript.heading(f"{item.code} {item.title or ''}（{department}）".rstrip())
        answer = sheet.answer
        if answer.step is not None or answer.state is not None:
            rating = _rating(answer, item.key, department, year)
            ratings[rating.item_id, rating.department, rating.fiscal_year] = rating
            transcript.record(_rating_text(rating), item.key)
        for _, text in answer.activities:
            activities.setdefault(item.key, []).append((text, transcript.record(f"・{text}", item.key)))
        for actual in answer.actuals:
            if actual.quantity is not None or actual.state is not None:
                known = indicators[actual.indicator_id]
                place = transcript.record(_actual_text(known, actual), known.indicator_id)
                indicators[known.indicator_id] = _with_actual(known, actual, year, place)
        for line in evidence_lines(evidence[sheet.assignment.pk]):
            transcript.record(line, item.key)
    return replace(
        content,
        ratings=tuple(ratings.values()),
        indicators=tuple(indicators.values()),
        items=tuple(_with_activities(item, activities.get(item.item_id)) for item in content.items),
    )


def _with_entry(
    content: DocumentContent, sheet: Sheet, reporting_round: ReportingRound, transcript: Transcript
) -> DocumentContent:
    record = entry_record(sheet, reporting_round.fiscal_year, transcript, len(content.entries) + 1)
    others = tuple(one for one in content.entries if one.entry_id != record.entry_id)
    return replace(content, entries=(*others, record))


def _rating(answer: Answer, item_id: str, department: str, fiscal_year: int) -> Rating:
    """The rating of an edition; a state that editions do not know stands in front of the reason."""
    if answer.state is None:
        state, reason = RatingState.RATED, answer.reason
    else:
        state, reason = RATING_STATES[answer.state], answer.reason
        if answer.state in (ResultState.DONE, ResultState.NOT_SURVEYED):
            reason = f"{answer.state.label}：{answer.reason}"
    return Rating(
        item_id=item_id,
        department=department,
        fiscal_year=fiscal_year,
        state=state,
        step=answer.step if state is RatingState.RATED else None,
        reason=reason,
    )


def _rating_text(rating: Rating) -> str:
    said = f"{rating.step}" if rating.step is not None else rating.state.label
    return f"10段階評価：{said}" + (f"（{rating.reason}）" if rating.reason else "")


def _actual_text(indicator: Indicator, actual: ActualAnswer) -> str:
    said = actual.quantity.printed if actual.quantity else "－"
    parts = [f"単位：{actual.unit_taken}" if actual.unit_taken else None, _actual_note(actual)]
    beside = "、".join(part for part in parts if part)
    return f"{indicator.name}：{said}" + (f"（{beside}）" if beside else "")


def _actual_note(actual: ActualAnswer) -> str | None:
    """What is said beside the value: that it is an estimate, why there is none, note, source, public evidence."""
    estimate = actual.state is None and actual.certainty is Certainty.ESTIMATE
    parts = [
        Certainty.ESTIMATE.label if estimate else None,
        f"{actual.state.label}：{actual.reason}" if actual.state else None,
        actual.note,
        f"出典：{actual.source}" if actual.source else None,
        f"根拠資料：{actual.evidence}" if actual.evidence and actual.evidence_is_public else None,
    ]
    return "、".join(part for part in parts if part) or None


def _with_actual(indicator: Indicator, actual: ActualAnswer, fiscal_year: int, place: Place) -> Indicator:
    """The indicator with this year's actual in the place of an earlier one of the year, in the order of years."""
    cumulative = indicator.accumulation is Accumulation.CUMULATIVE
    quantity = actual.quantity or Quantity(printed="－", missing=MissingReason.NOT_GIVEN)
    if quantity.value is not None:
        quantity = replace(
            quantity,
            unit=quantity.unit or indicator.unit,
            cumulative=quantity.cumulative or cumulative,
        )
    value = IndicatorValue(
        role=ValueRole.ACTUAL,
        fiscal_year=fiscal_year,
        quantity=quantity,
        place=place,
        note=_actual_note(actual),
    )
    others = [
        one for one in indicator.values if one.role is not ValueRole.ACTUAL or one.fiscal_year != fiscal_year
    ]
    before = [
        number
        for number, one in enumerate(others, start=1)
        if one.role is ValueRole.BASELINE
        or (one.role is ValueRole.ACTUAL and (one.fiscal_year or 0) < fiscal_year)
    ]
    at = max(before, default=0)
    return replace(indicator, values=(*others[:at], value, *others[at:]))


def _with_activities(item: PlanItem, texts: list[tuple[str, Place]] | None) -> PlanItem:
    """The item with the answered activities in the place of the printed ones; without answers as it is."""
    if texts is None:
        return item
    return replace(
        item,
        activities=tuple(
            Activity(position=number, text=text, repeat=Repeat.NONE, place=place)
            for number, (text, place) in enumerate(texts, start=1)
        ),
    )
