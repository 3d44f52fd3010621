"""Takes the last change of a field back: the value before it stands again, and both stay in the trail."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mitodoke.departments.acting_person import Clock
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.approval import Action
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.attach import load_answer
from mitodoke.reporting.last_year import known_facts
from mitodoke.reporting.models import AnswerField, Assignment
from mitodoke.reporting.permissions import actor, authorise
from mitodoke.reporting.queries.last_changes import change_records
from mitodoke.reporting.sheets import read_sheet, store_doubts


@transaction.atomic
def undo_save(
    *, assignment: Assignment, field: str, revision: int, by: User, clock: Clock = timezone.now
) -> AnswerField:
    """Restore what `field` held before its last change (the autosaves of one sitting are one change).

    `revision` is that of the field as it was seen. Only by who may save the answer now; ActionDenied otherwise, and
    where somebody has changed the field since. Taken back again, the change stands again.
    """
    current = load_answer(assignment)
    who = actor(by, clock)
    municipality = current.round.document.municipality_id
    permit = authorise(who, current, current.round, Action.SAVE, municipality=municipality)
    rows = {row.name: row for row in AnswerField.objects.filter(assignment=current)}
    row, change = rows.get(field), change_records(assignment=current).get(field)
    if row is None or change is None:
        raise ActionDenied("この欄には、元に戻せる変更がありません。")
    if row.revision != revision or row.value != change.after:
        raise ActionDenied(
            "ご覧になっている間に、この欄がまた変わりました。いまの内容を確かめてから、もう一度行ってください。"
        )
    row.value, row.revision = change.before, row.revision + 1
    row.changed_by, row.changed_at = who.name, who.at
    row.save()
    state_before = current.state
    current.revision += 1
    current.state = permit.line.next_state.value
    current.save(update_fields=["revision", "state"])
    who.event(
        permit.grant,
        proxy=permit.proxy,
        round=current.round,
        assignment=current,
        act=HistoryAct.UNDO,
        field=field,
        before=change.after,
        after=change.before,
        state_before=state_before,
        state_after=current.state,
        revision=current.revision,
    ).save()
    facts = known_facts(current.round, [current])
    store_doubts([read_sheet(current.round, current, rows.values(), facts)])
    return row
