"""From the desk to editions: a year's document begun from last year's, and confirmed answers made its facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock, grant_for
from mitodoke.documents.models import ImportRun, SourceDocument
from mitodoke.documents.queries import current_document
from mitodoke.documents.transcript import Transcript
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import tidy_value
from mitodoke.domain.approval import AnswerState
from mitodoke.domain.document import DESK_LAYOUT
from mitodoke.domain.edition import DocumentContent, Reading
from mitodoke.domain.fiscal_year import FiscalYear
from mitodoke.domain.history import HistoryAct
from mitodoke.domain.indicator import IndicatorValue
from mitodoke.domain.role import Right
from mitodoke.reporting.adoption import reading_with_answers
from mitodoke.reporting.changes import compare_readings
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.permissions import actor
from mitodoke.reporting.records import store_records, to_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The document with the answers in it; `document` is the key that `publish_edition` takes.

    `adopted` answers became facts, `left_out` were asked for and are not 確定; `is_new` tells whether anything
    changed since the last time.
    """

    document: str
    revision: int
    adopted: int
    left_out: int
    is_new: bool


@transaction.atomic
def adopt_answers(*, reporting_round: ReportingRound, by: User, clock: Clock = timezone.now) -> Adoption:
    """Make the confirmed answers of a closed round facts of its document: its next revision, ready to publish.

    The revision that was surveyed is laid under the answers of all closed rounds of the document, so that a round
    that was reopened, corrected and closed again replaces what it had said. Twice is the same as once.
    """
    current = ReportingRound.objects.select_related("plan__document", "register").get(pk=reporting_round.pk)
    document = current.document
    who = actor(by, clock)
    grant = grant_for(who, Right.PUBLISH, municipality=document.municipality_id, what="回答の反映")
    if current.closed_on is None:
        raise ActionDenied("この調査はまだ締め切られていません。締め切ってから反映してください。")
    asked = current.assignments.filter(cancelled=False)
    adopted = asked.filter(state=AnswerState.CONFIRMED.value).count()
    if not adopted:
        raise ActionDenied("確定した回答が一つもないため、反映するものがありません。")
    newest = current_document(document.key)
    assert newest is not None
    reading, stored = reading_with_answers(document), to_reading(newest)
    result = Adoption(
        document=document.key,
        revision=newest.revision,
        adopted=adopted,
        left_out=asked.count() - adopted,
        is_new=False,
    )
    if reading == stored:
        return result
    revision = newest.revision + 1
    row = store_records(reading, revision=revision)
    tables = compare_readings(stored, reading)
    ImportRun.objects.create(
        document=row,
        by=who.name,
        at=who.at,
        added=sum(table.added for table in tables),
        changed=sum(table.changed for table in tables),
        moved=sum(table.moved for table in tables),
        removed=sum(table.removed for table in tables),
    )
    who.event(grant, round=current, act=HistoryAct.ADOPT, after=f"第{revision}稿").save()
    return replace(result, revision=revision, is_new=True)


@transaction.atomic
def begin_year(
    *,
    previous: SourceDocument,
    fiscal_year: int,
    title: str,
    by: User,
    clock: Clock = timezone.now,
) -> SourceDocument:
    """Begin the document of `fiscal_year` from the one of an earlier year, for a round to fill.

    A plan keeps its outline, indicators, their values and its glossary; activities, ratings, printed figures and
    the entries of a register belong to the earlier year and are left there.
    """
    who = actor(by, clock)
    grant_for(who, Right.EDIT_PLANS, municipality=previous.municipality_id, what="年度の文書の作成")
    name = tidy_value(title)
    if name is None or "\n" in name:
        raise ActionDenied("文書の題名を一行で入力してください。")
    if previous.fiscal_year is None or fiscal_year <= previous.fiscal_year:
        raise ActionDenied("新しい文書の年度は、元になる文書の年度より後にしてください。")
    key = f"{previous.kind}-{previous.municipality_id}-{fiscal_year}"
    if current_document(key) is not None:
        raise ActionDenied(
            f"{FiscalYear(fiscal_year).label}の文書はすでにあります。その文書を使ってください。"
        )
    newest = current_document(previous.key) or previous
    reading = _begun(to_reading(newest), key, fiscal_year, name)
    row = store_records(reading, revision=1)
    ImportRun.objects.create(
        document=row,
        by=who.name,
        at=who.at,
        added=sum(table.added for table in compare_readings(None, reading)),
        changed=0,
        moved=0,
        removed=0,
    )
    return row


def _begun(last: Reading, key: str, fiscal_year: int, title: str) -> Reading:
    """Last year's outline as a text of its own, every record with its place in that text."""
    text = Transcript()
    text.heading(title)
    year = FiscalYear(fiscal_year)
    text.heading(f"{last.content.document.title}から作成")
    items = tuple(
        replace(
            item,
            activities=(),
            printed_progress=None,
            place=text.record(f"{item.code} {item.title or ''}".rstrip(), item.item_id),
        )
        for item in last.content.items
    )
    indicators = []
    for one in last.content.indicators:
        place = text.record(one.name, one.indicator_id)
        values: list[IndicatorValue] = []
        for value in one.values:
            told = FiscalYear(value.fiscal_year).label if value.fiscal_year else ""
            line = f"{value.role.label} {told} {value.quantity.printed}"
            values.append(replace(value, place=text.record(line, one.indicator_id)))
        indicators.append(replace(one, place=place, values=tuple(values)))
    glossary = tuple(
        replace(term, place=text.record(f"{term.term}：{term.definition or ''}", term.term))
        for term in last.content.glossary
    )
    lines = tuple(text.lines)
    document = replace(
        last.content.document,
        document=key,
        title=title,
        layout=DESK_LAYOUT,
        fiscal_year=fiscal_year,
        period_start=year.first_day.isoformat(),
        period_end=year.last_day.isoformat(),
        as_of=None,
        published=None,
        sha256=hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest(),
        lines=len(lines),
        lines_accounted=len(lines),
        abridged=False,
    )
    return Reading(
        content=DocumentContent(
            document=document,
            items=items,
            indicators=tuple(indicators),
            glossary=glossary,
            levels=last.content.levels,
        ),
        lines=lines,
        line_uses=tuple(text.uses),
        unaccounted=(),
    )
