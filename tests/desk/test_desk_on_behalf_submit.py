"""代行入力: the drafts of a department handed in together by 企画担当, by the same rules as one by one."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.city import body, signed_in
from desk.large_city import large_round
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.history import HistoryAct
from mitodoke.reporting.models import Assignment, HistoryEvent, ProxyEntry, ReportingRound
from mitodoke.reporting.queries import history_sentences
from mitodoke.reporting.services import begin_proxy, close_desk_round
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db
REASON = "電話で聞き取り"
BUTTON = "入力が済んだ下書きをすべて代わって提出する"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def survey(desk: Desk) -> ReportingRound:
    return desk.open()


def place(survey: ReportingRound, number: int) -> str:
    return reverse("desk:on_behalf", kwargs={"round_id": survey.pk, "department_id": number})


def begin(desk: Desk, survey: ReportingRound) -> ProxyEntry:
    return begin_proxy(
        reporting_round=survey, department=desk.flowers, reason=REASON, by=desk.planner, clock=desk.clock
    )


def key(answer: Assignment) -> str:
    answer.refresh_from_db()
    return f"{answer.pk}:{answer.revision}"


def send(client: Client, survey: ReportingRound, *answers: Assignment) -> Any:
    address = reverse("desk:round_submit", kwargs={"round_id": survey.pk})
    return client.post(address, {"every": [key(one) for one in answers]}, follow=True)


def text(response: Any) -> str:
    return unescape(re.sub("</?bdi>", "", body(response)))


def offered(page: str) -> list[str]:
    """What the form on the page would send."""
    return re.findall(r'name="every" value="([^"]*)"', page)


def test_finished_drafts_are_handed_in_with_the_reason(desk: Desk, survey: ReportingRound) -> None:
    flowers, entry = of(survey, desk.flowers), begin(desk, survey)
    desk.fill(flowers, desk.planner)
    client = signed_in(desk.planner)
    page = text(client.get(place(survey, desk.flowers.pk)))
    assert BUTTON in page
    assert "1件のうち、入力が済んでいるものをすべて、花課に代わって提出します。" in page
    assert offered(page) == [key(flowers)]
    response = send(client, survey, flowers)
    assert response.redirect_chain == [(place(survey, desk.flowers.pk), 302)]
    assert "1件を提出しました。" in text(response)
    assert "提出済み（企画担当が代わって提出）" in text(response)
    assert BUTTON not in text(response)
    flowers.refresh_from_db()
    assert (flowers.state, flowers.submitted_proxy) == (AnswerState.SUBMITTED, entry)
    event = HistoryEvent.objects.get(assignment=flowers, act=HistoryAct.SUBMIT)
    assert (event.proxy, event.person) == (entry, desk.planner)
    assert history_sentences(assignment=flowers)[-1].endswith(
        f"花課に代わって提出しました（代行の理由：{REASON}）。"
    )


def test_drafts_of_the_department_itself_are_named_and_handed_in(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    begin(desk, survey)
    client = signed_in(desk.planner)
    assert "花課の人が入力した下書きも含みます。" in text(client.get(place(survey, desk.flowers.pk)))
    assert "1件を提出しました。" in text(send(client, survey, flowers))


def test_without_a_reason_it_is_refused_and_the_page_asks_for_it(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    desk.fill(flowers)
    client = signed_in(desk.planner)
    assert BUTTON not in text(client.get(place(survey, desk.flowers.pk)))
    response = send(client, survey, flowers)
    assert response.redirect_chain == [(place(survey, desk.flowers.pk), 302)]
    assert "1件は、まだ提出していません。" in text(response)
    assert "先に「代わって入力する」の画面で理由を入力してください" in text(response)
    assert 'name="reason"' in body(response)
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.DRAFT


def test_a_reason_reaches_no_other_department(desk: Desk, survey: ReportingRound) -> None:
    flowers, green = of(survey, desk.flowers), of(survey, desk.green)
    begin(desk, survey)
    desk.fill(flowers, desk.planner)
    desk.fill(green, desk.green_reporter)
    client = signed_in(desk.planner)
    assert offered(text(client.get(place(survey, desk.flowers.pk)))) == [key(flowers)]
    response = send(client, survey, flowers, green)
    assert response.redirect_chain == [
        (reverse("desk:round_answers", kwargs={"round_id": survey.pk}), 302)
    ], "of several departments: the list of the round"
    assert "1件を提出しました。" in text(response)
    assert "1件は、まだ提出していません。" in text(response)
    green.refresh_from_db()
    assert green.state == AnswerState.DRAFT


def test_what_is_not_finished_stays_and_what_was_returned_goes_again(
    desk: Desk, survey: ReportingRound
) -> None:
    flowers = of(survey, desk.flowers)
    begin(desk, survey)
    desk.save(flowers, "rating.step", "7", desk.planner)
    client = signed_in(desk.planner)
    told = text(send(client, survey, flowers))
    assert "01-1-1 苗を配る：まだ提出できません。" in told
    assert BUTTON in told
    desk.fill(flowers, desk.planner)
    send(client, survey, flowers)
    desk.act(flowers, Action.RETURN, desk.head, "数を確かめる")
    assert offered(text(client.get(place(survey, desk.flowers.pk)))) == [key(flowers)]
    assert "1件を提出しました。" in text(send(client, survey, flowers))


def test_a_closed_round_offers_nothing(desk: Desk, survey: ReportingRound) -> None:
    flowers = of(survey, desk.flowers)
    begin(desk, survey)
    desk.fill(flowers, desk.planner)
    close_desk_round(reporting_round=survey, reason="途中で終える", by=desk.planner, clock=desk.clock)
    client = signed_in(desk.planner)
    assert BUTTON not in text(client.get(place(survey, desk.flowers.pk)))
    assert "締め切" in text(send(client, survey, flowers))
    flowers.refresh_from_db()
    assert flowers.state == AnswerState.DRAFT


def asked(measures: int) -> int:
    """How many queries it takes to hand in as many drafts on behalf of their department."""
    made = Desk()
    wide = large_round(made, measures=measures, departments=1)
    wide.assignments.update(state=AnswerState.DRAFT, submitted_by=None, submitted_at=None)
    rows = list(wide.assignments.all())
    begin_proxy(reporting_round=wide, department=rows[0].department, reason="紙", by=made.planner)
    client = signed_in(made.planner)
    address = reverse("desk:round_submit", kwargs={"round_id": wide.pk})
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address, {"every": [key(one) for one in rows]}).status_code == 302
    return len(queries) - measures


def test_the_number_of_queries_does_not_grow_with_the_drafts() -> None:
    with transaction.atomic():
        few = asked(2)
        transaction.set_rollback(True)
    assert asked(12) == few
