"""Answers are saved field by field, as drafts; nothing that two people type at the same time is lost."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import FieldName, field_label, parse_field, tidy_value, value_refusal
from mitodoke.domain.approval import Action
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.attach import load_answer
from mitodoke.reporting.last_year import known_facts
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt, HistoryEvent
from mitodoke.reporting.permissions import Actor, Permit, actor, authorise
from mitodoke.reporting.sheets import Sheet, asks_of, read_sheet, store_doubts


class SaveOutcome(StrEnum):
    """What became of one field."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field as the person typed it (None: emptied), and the `revision` of it that the person had seen."""

    field: str
    value: str | None
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedField:
    """What became of a change. At a conflict `value` is what stands (of `changed_by`) and `typed` what was not stored.

    `revision` is the field's now: sent with the next change, also to decide a conflict.
    """

    field: str
    outcome: SaveOutcome
    value: str | None
    typed: str | None
    revision: int
    changed_by: str | None
    changed_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswer:
    """An answer after saving: what became of each field, its state and revision, problems and standing doubts."""

    assignment: Assignment
    fields: tuple[SavedField, ...]
    sheet: Sheet
    doubts: tuple[EntryDoubt, ...]


def save_field(
    *,
    assignment: Assignment,
    field: str,
    value: str | None,
    revision: int,
    by: User,
    clock: Clock = timezone.now,
) -> SavedAnswer:
    """Save one field of a draft (autosave): `save_fields` with one change."""
    change = FieldChange(field=field, value=value, revision=revision)
    return save_fields(assignment=assignment, changes=[change], by=by, clock=clock)


@transaction.atomic
def save_fields(
    *, assignment: Assignment, changes: Sequence[FieldChange], by: User, clock: Clock = timezone.now
) -> SavedAnswer:
    """Save fields of a draft as typed; a field that somebody else changed meanwhile is not overwritten.

    The conflict gives both versions, the one not stored is kept in the history, and the person decides. Whether
    the answer makes sense is told, not enforced, until it is submitted. A change to what stands already changes
    nothing, so that a message sent twice counts once. ActionDenied for what cannot even be a draft: then none of
    the changes is stored.
    """
    current = load_answer(assignment)
    who = actor(by, clock)
    municipality = current.round.document.municipality_id
    permit = authorise(who, current, current.round, Action.SAVE, municipality=municipality)
    facts = known_facts(current.round, [current])
    names = facts.names(current)
    rows = {row.name: row for row in AnswerField.objects.filter(assignment=current)}
    asked = set(asks_of(current.round, current, names))
    events: list[HistoryEvent] = []
    results: list[SavedField] = []
    state_before = current.state
    for change in changes:
        name = parse_field(change.field)
        if name is None or not name.rule.asks & asked or _foreign_indicator(name, names):
            raise ActionDenied(f"この回答に「{field_label(change.field)}」という欄はありません。")
        value = tidy_value(change.value)
        if value is not None and (refusal := value_refusal(name, value)):
            raise ActionDenied(refusal)
        row = rows.get(change.field) or AnswerField(assignment=current, name=change.field)
        rows[change.field] = row
        before = row.value
        result = _save(row, change, value, who)
        results.append(result)
        if result.outcome is SaveOutcome.SAVED:
            current.revision += 1
            current.state = permit.line.next_state.value
        if result.outcome is not SaveOutcome.UNCHANGED:
            conflict = result.outcome is SaveOutcome.CONFLICT
            events.append(
                who.event(
                    permit.grant,
                    proxy=permit.proxy,
                    round=current.round,
                    assignment=current,
                    act=HistoryAct.CONFLICT if conflict else HistoryAct.SAVE,
                    field=change.field,
                    before=before,
                    after=value,
                    state_before=state_before,
                    state_after=current.state,
                    revision=current.revision,
                )
            )
            state_before = current.state
    if any(one.outcome is SaveOutcome.SAVED for one in results):
        current.save(update_fields=["revision", "state"])
    HistoryEvent.objects.bulk_create(one for one in events if not _told_already(one))
    sheet = read_sheet(current.round, current, rows.values(), facts)
    doubts = store_doubts([sheet])[current.pk]
    return SavedAnswer(assignment=current, fields=tuple(results), sheet=sheet, doubts=tuple(doubts))


@transaction.atomic
def override_doubt(
    *,
    assignment: Assignment,
    check: str,
    field: str,
    reason: str,
    by: User,
    clock: Clock = timezone.now,
) -> EntryDoubt:
    """Say why a doubted field is right nevertheless; the reason counts as long as the field stays as it is."""
    current = load_answer(assignment)
    who = actor(by, clock)
    municipality = current.round.document.municipality_id
    permit = authorise(who, current, current.round, Action.SAVE, municipality=municipality)
    told = tidy_value(reason)
    if told is None:
        raise ActionDenied("このままでよい理由を入力してください。")
    rows = list(AnswerField.objects.filter(assignment=current))
    facts = known_facts(current.round, [current])
    standing = store_doubts([read_sheet(current.round, current, rows, facts)])[current.pk]
    doubt = next((one for one in standing if (one.check_name, one.field) == (check, field)), None)
    if doubt is None:
        raise ActionDenied("この確認事項はなくなっています。画面を開き直して確かめてください。")
    doubt.override_reason, doubt.overridden_by, doubt.overridden_at = told, who.name, who.at
    doubt.save(update_fields=["override_reason", "overridden_by", "overridden_at"])
    _record_override(who, permit, current, doubt)
    return doubt


def _record_override(who: Actor, permit: Permit, assignment: Assignment, doubt: EntryDoubt) -> None:
    before = assignment.state
    assignment.revision += 1
    assignment.state = permit.line.next_state.value
    assignment.save(update_fields=["revision", "state"])
    who.event(
        permit.grant,
        proxy=permit.proxy,
        round=assignment.round,
        assignment=assignment,
        act=HistoryAct.OVERRIDE,
        field=doubt.field,
        before=doubt.message,
        reason=doubt.override_reason,
        state_before=before,
        state_after=assignment.state,
        revision=assignment.revision,
    ).save()


def _foreign_indicator(name: FieldName, indicators: dict[str, str]) -> bool:
    return name.rule.part == "kpi" and name.key not in indicators


def _save(row: AnswerField, change: FieldChange, value: str | None, who: Actor) -> SavedField:
    """Store `value` in `row` unless it stands there already or somebody changed it since it was seen."""
    if value == row.value:
        outcome = SaveOutcome.UNCHANGED
    elif change.revision != row.revision:
        outcome = SaveOutcome.CONFLICT
    else:
        outcome = SaveOutcome.SAVED
        row.value, row.revision = value, row.revision + 1
        row.changed_by, row.changed_at = who.name, who.at
        row.save()
    return SavedField(
        field=row.name,
        outcome=outcome,
        value=row.value,
        typed=value,
        revision=row.revision,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
    )


def _told_already(event: HistoryEvent) -> bool:
    """Whether the same conflict was just told: autosave repeats it until the person decides."""
    if event.act != HistoryAct.CONFLICT:
        return False
    last = HistoryEvent.objects.filter(assignment=event.assignment, field=event.field).order_by("-id").first()
    return last is not None and (last.act, last.person_id, last.before, last.after) == (
        event.act,
        event.person_id,
        event.before,
        event.after,
    )
