"""Somebody of the department and 企画担当 on its behalf write at the same time: nothing is lost; and no query grows."""

from __future__ import annotations

from itertools import permutations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitodoke.departments.models import Membership
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, Assignment, HistoryEvent, ProxyEntry
from mitodoke.reporting.queries import tasks_of
from mitodoke.reporting.services import (
    FieldChange,
    SaveOutcome,
    SeenAnswer,
    act_on_answers,
    begin_proxy,
    save_fields,
)
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("order", sorted(set(permutations("ddpp"))), ids="".join)
def test_whatever_the_order_every_text_stands_or_is_in_the_trail(desk: Desk, order: tuple[str, ...]) -> None:
    """Each of the two types twice into one field, having seen only what they typed themselves."""
    survey = desk.open()
    answer = of(survey, desk.flowers)
    begin_proxy(
        reporting_round=survey, department=desk.flowers, reason="電話", by=desk.planner, clock=desk.clock
    )
    people = {"d": desk.reporter, "p": desk.planner}
    seen = {"d": 0, "p": 0}
    for number, who in enumerate(order):
        change = FieldChange(field="rating.reason", value=f"{who}{number}", revision=seen[who])
        saved = save_fields(assignment=answer, changes=[change], by=people[who], clock=desk.clock)
        [field] = saved.fields
        if field.outcome is SaveOutcome.SAVED:
            seen[who] = field.revision
        else:
            assert field.outcome is SaveOutcome.CONFLICT
            assert field.typed == f"{who}{number}"
            assert field.value != field.typed
    kept = {AnswerField.objects.get(assignment=answer, name="rating.reason").value}
    for event in HistoryEvent.objects.filter(assignment=answer, field="rating.reason"):
        kept |= {event.before, event.after}
        assert (event.proxy is not None) is (event.person == desk.planner)
    assert kept >= {f"{who}{number}" for number, who in enumerate(order)}
    # Decided by a person who has seen both, the other text stands.
    standing = AnswerField.objects.get(assignment=answer, name="rating.reason")
    change = FieldChange(field="rating.reason", value="決めた文", revision=standing.revision)
    [field] = save_fields(assignment=answer, changes=[change], by=desk.planner, clock=desk.clock).fields
    assert field.outcome is SaveOutcome.SAVED


def test_the_department_goes_on_with_what_was_entered_for_it(desk: Desk) -> None:
    survey = desk.open()
    answer = of(survey, desk.flowers)
    begin_proxy(
        reporting_round=survey, department=desk.flowers, reason="電話", by=desk.planner, clock=desk.clock
    )
    desk.fill(answer, desk.planner)
    desk.save(answer, "rating.step", "6", desk.reporter)
    desk.act(answer, Action.SUBMIT, desk.reporter)
    values = dict(AnswerField.objects.filter(assignment=answer).values_list("name", "value"))
    assert (values["rating.step"], values["activity.1"]) == ("6", "苗を令和7年6月1日に配りました。")


def _many(desk: Desk, count: int) -> list[Assignment]:
    """Answers of 花課 about copies of the measure, entered and handed in for it by the planner."""
    survey = desk.open(asks=[Ask.RATINGS])
    first = of(survey, desk.flowers)
    assert first.item is not None
    proxy = begin_proxy(
        reporting_round=survey, department=desk.flowers, reason="紙", by=desk.planner, clock=desk.clock
    )
    made = []
    for number in range(count):
        item = first.item.__class__.objects.get(pk=first.item.pk)
        item.pk, item.key, item.position = None, f"x{number}", 1000 + number
        item.save()
        made.append(
            Assignment(
                round=survey, department=desk.flowers, item=item, position=10 + number, is_lead=False,
                state="submitted", submitted_by=desk.planner, submitted_proxy=proxy, submitted_at=desk.clock(),
                revision=1,
            )
        )  # fmt: skip
    rows = Assignment.objects.bulk_create(made)
    HistoryEvent.objects.bulk_create(
        HistoryEvent(round=survey, assignment=row, at=desk.clock(), by="企画", person=desk.planner, act="submit", proxy=proxy)
        for row in rows
    )  # fmt: skip
    return rows


def test_the_queries_around_many_entered_answers_do_not_grow(desk: Desk) -> None:
    rows = _many(desk, 60)

    def queries(action: Action, several: list[Assignment], by: User, reason: str | None = None) -> int:
        with CaptureQueriesContext(connection) as captured:
            report = act_on_answers(
                answers=[SeenAnswer(assignment=row) for row in several],
                action=action,
                reason=reason,
                by=by,
                clock=desk.clock,
            )
        assert report.refused == ()
        return len(captured)

    def tasks(person: User) -> tuple[int, bool]:
        """How many there are, and whether no more than nine queries told them."""
        with CaptureQueriesContext(connection) as captured:
            found = tasks_of(person=person, clock=desk.clock)
        return len(found), len(captured) <= 9

    assert tasks(desk.head) == (60, True)
    Membership.objects.filter(person=desk.head).delete()
    assert tasks(desk.second_planner) == (60, True)
    few, many = (
        queries(Action.RECORD_APPROVAL, several, desk.second_planner, "印")
        for several in (rows[:2], rows[2:])
    )
    assert few == many
    few, many = (queries(Action.CHECK, several, desk.second_planner) for several in (rows[:2], rows[2:]))
    assert few == many
    assert tasks(desk.planner) == (60, True), "what was checked, the one who entered may confirm"
    assert ProxyEntry.objects.count() == 1
