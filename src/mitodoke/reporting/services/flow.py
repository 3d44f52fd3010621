"""What happens to answers after they are written: submit, withdraw, approve, check, confirm, return, reopen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.answer_fields import field_label, tidy_value
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.attach import attach_shared
from mitodoke.reporting.models import Assignment, HistoryEvent
from mitodoke.reporting.permissions import Actor, Permit, actor, authorise
from mitodoke.reporting.sheets import read_sheets, store_doubts

TOLD_PROBLEMS = 3
"""How many problems a refusal names one by one."""
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAnswer:
    """An answer in the revision that the person has seen (None: whatever stands now)."""

    assignment: Assignment
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOutcome:
    """What became of one answer: its new state, or why it stayed in the old one."""

    assignment: Assignment
    refusal: str | None = None

    @property
    def done(self) -> bool:
        """Whether the act happened."""
        return self.refusal is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReport:
    """What became of each answer of an act over many, in the order in which they were named."""

    action: Action
    outcomes: tuple[ActOutcome, ...]

    @property
    def done(self) -> int:
        """How many answers it happened to."""
        return sum(one.done for one in self.outcomes)

    @property
    def refused(self) -> tuple[ActOutcome, ...]:
        """The answers that stayed as they were, each with its reason."""
        return tuple(one for one in self.outcomes if not one.done)


@transaction.atomic
def act_on_answer(
    *,
    assignment: Assignment,
    action: Action,
    revision: int | None = None,
    reason: str | None = None,
    by: User,
    clock: Clock = timezone.now,
) -> Assignment:
    """Do `action` to one answer; ActionDenied says why not and what to do. The answer as it is afterwards.

    With the `revision` that was seen it is denied when the answer has changed since.
    """
    seen = SeenAnswer(assignment=assignment, revision=revision)
    report = act_on_answers(answers=[seen], action=action, reason=reason, by=by, clock=clock)
    outcome = report.outcomes[0]
    if outcome.refusal is not None:
        raise ActionDenied(outcome.refusal)
    return outcome.assignment


@transaction.atomic
def act_on_answers(
    *,
    answers: Sequence[SeenAnswer],
    action: Action,
    reason: str | None = None,
    all_or_nothing: bool = False,
    by: User,
    clock: Clock = timezone.now,
) -> ActReport:
    """Do `action` to every answer that allows it, and report on each; with `all_or_nothing` to all or to none.

    The number of queries does not grow with the answers (but for chunks of 500 and one set a round).
    """
    if action is Action.SAVE:
        raise ValueError("fields are saved by save_fields")
    who = actor(by, clock)
    told = tidy_value(reason)
    rows = _load([one.assignment.pk for one in answers])
    proxies = who.proxies_for(rows.values())
    refusals: dict[int, str] = {}
    allowed: dict[int, Permit] = {}
    for seen in answers:
        row = rows[seen.assignment.pk]
        try:
            _deny_changed(row, seen.revision)
            allowed[row.pk] = authorise(
                who,
                row,
                row.round,
                action,
                municipality=row.round.document.municipality_id,
                reason=told,
                proxies=proxies,
            )
        except ActionDenied as problem:
            refusals[row.pk] = str(problem)
    if action is Action.SUBMIT:
        for pk, refusal in _incomplete([rows[pk] for pk in allowed]).items():
            refusals[pk] = refusal
            del allowed[pk]
    if all_or_nothing and refusals:
        raise ActionDenied(_all_refused(action, rows, refusals))
    _store(rows, allowed, who, action, told)
    return ActReport(
        action=action,
        outcomes=tuple(
            ActOutcome(assignment=rows[one.assignment.pk], refusal=refusals.get(one.assignment.pk))
            for one in answers
        ),
    )


def _load(numbers: Sequence[int]) -> dict[int, Assignment]:
    """The requests as they are now; their rounds are one object each."""
    found: dict[int, Assignment] = {}
    for start in range(0, len(numbers), _CHUNK):
        rows = Assignment.objects.filter(pk__in=numbers[start : start + _CHUNK]).select_related("item")
        found.update((row.pk, row) for row in rows)
    attach_shared(found.values())
    return found


def _deny_changed(row: Assignment, revision: int | None) -> None:
    if revision is not None and row.revision != revision:
        raise ActionDenied("ご覧になっている間に回答が変わりました。開き直して、今の内容を確かめてください。")


def _incomplete(rows: Sequence[Assignment]) -> dict[int, str]:
    """Why answers cannot be submitted: what is missing or unreadable, then doubts without a reason."""
    by_round: dict[int, list[Assignment]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, []).append(row)
    refusals: dict[int, str] = {}
    for several in by_round.values():
        sheets = read_sheets(several[0].round, several)
        standing = store_doubts(sheets)
        for sheet in sheets:
            messages = [one.message for one in sheet.problems] or [
                f"{field_label(one.field, sheet.indicator_names)}：{one.message}"
                for one in standing[sheet.assignment.pk]
                if one.override_reason is None
            ]
            if messages:
                more = f"ほか{len(messages) - TOLD_PROBLEMS}件。" if len(messages) > TOLD_PROBLEMS else ""
                refusals[sheet.assignment.pk] = (
                    f"まだ提出できません。{''.join(messages[:TOLD_PROBLEMS])}{more}"
                )
    return refusals


def _all_refused(action: Action, rows: dict[int, Assignment], refusals: dict[int, str]) -> str:
    first = next(iter(refusals))
    return (
        f"{len(rows)}件のうち{len(refusals)}件が{action.label}できないため、どれも{action.label}していません。"
        f"最初の1件（{rows[first].item or rows[first].entry_key}）：{refusals[first]}"
    )


def _store(
    rows: dict[int, Assignment],
    allowed: dict[int, Permit],
    who: Actor,
    action: Action,
    reason: str | None,
) -> None:
    """Move the answers on and write down who did it."""
    groups: dict[tuple[AnswerState, AnswerState, int | None, int | None], list[int]] = {}
    for pk, permit in allowed.items():
        proxy = permit.proxy.pk if permit.proxy is not None else None
        key = (permit.line.state, permit.line.next_state, permit.grant.on_behalf_of, proxy)
        groups.setdefault(key, []).append(pk)
    events = [
        who.event(
            permit.grant,
            proxy=permit.proxy,
            round=rows[pk].round,
            assignment=rows[pk],
            act=HistoryAct(action.value),
            reason=reason,
            state_before=permit.line.state.value,
            state_after=permit.line.next_state.value,
            revision=rows[pk].revision + 1,
        )
        for pk, permit in allowed.items()
    ]
    for (_, after, absent, proxy), numbers in groups.items():
        values: dict[str, object] = {"state": after.value}
        if action is Action.SUBMIT:
            values |= {"submitted_by": who.person, "submitted_for_id": absent}
            values |= {"submitted_proxy_id": proxy, "submitted_at": who.at}
        elif after in (AnswerState.DRAFT, AnswerState.RETURNED):
            values |= {"submitted_by": None, "submitted_for_id": None}
            values |= {"submitted_proxy_id": None, "submitted_at": None}
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            Assignment.objects.filter(pk__in=chunk).update(revision=F("revision") + 1, **values)
        for pk in numbers:
            rows[pk].revision += 1
            for name, value in values.items():
                setattr(rows[pk], name, value)
    HistoryEvent.objects.bulk_create(events, batch_size=_CHUNK)
