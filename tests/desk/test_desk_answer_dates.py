"""The web form of a collaboration project names dates of its round's year, and asks once about each fault of a date."""

from __future__ import annotations

import datetime
import re
from html import unescape

import pytest
from django.urls import reverse

from desk.city import signed_in
from mitodoke.reporting.models import Assignment, EntryDoubt
from reporting.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def page(desk: Desk, assignment: Assignment) -> str:
    response = signed_in(desk.reporter).get(reverse("desk:answer", kwargs={"assignment_id": assignment.pk}))
    return re.sub("</?bdi>", "", unescape(response.content.decode()))


@pytest.mark.parametrize(
    ("start", "end", "example"),
    [
        (None, None, "「令和7年6月28日～30日」「通年」のように"),
        ("2021-10-01", "2022-03-31", "「令和3年10月1日～3日」「通年」のように"),
    ],
)
def test_the_example_of_a_date_lies_in_the_period_of_the_round(
    start: str | None, end: str | None, example: str
) -> None:
    desk = Desk()
    survey = desk.open_register()
    if start and end:
        survey.period_start = datetime.date.fromisoformat(start)
        survey.period_end = datetime.date.fromisoformat(end)
        survey.save()
    [assignment] = survey.assignments.filter(department=desk.flowers)
    assert example in page(desk, assignment)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("occurrence.1.dates", "あ", "いつ行ったかが分かりません"),
        ("occurrence.1.dates", "平成40年6月1日", "平成は31年までです"),
        ("entry.since_year", "令和20年", "調査の対象期間の終わり（令和8年3月31日）より後です"),
    ],
)
def test_one_fault_of_a_date_asks_for_one_reason(field: str, value: str, told: str) -> None:
    desk = Desk()
    [assignment] = desk.open_register().assignments.filter(department=desk.flowers)
    desk.save(assignment, field, value)
    [doubt] = EntryDoubt.objects.filter(assignment=assignment, field=field)
    assert told in doubt.message
    assert page(desk, assignment).count(f'name="d:{doubt.check_name}:{field}"') == 1
