"""回答用のリンク: made by the planner, opened by a button, and opening one department's part of one round only."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.address_table import DOORS, POSTS, addresses
from desk.city import body, signed_in
from desk.link_desk import begun, desk, door, link, page, survey
from mitodoke.desk.link_door import MOST_GUESSES
from mitodoke.desk.models import SignInAttempt
from mitodoke.desk.permissions import ACCESS, BY_LINK
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Role
from mitodoke.reporting.mail.round_links import make_link, revoke_link
from mitodoke.reporting.models import AnswerField, Assignment, HistoryEvent, ReportingRound, RoundLink
from mitodoke.reporting.services import close_desk_round
from reporting.desk import Desk, of

__all__ = ["desk", "link", "survey"]

pytestmark = pytest.mark.django_db


def test_looking_at_a_link_changes_nothing_and_its_button_begins_the_work(
    desk: Desk, link: RoundLink
) -> None:
    client = Client()
    before = HistoryEvent.objects.count()
    for method in (client.get, client.head):
        assert method(door(link)).status_code == 200
    shown = body(client.get(door(link)))
    for word in ("花課", "花担当</bdi>として回答を始める", "令和7年度", "期限"):
        assert word in shown
    link.refresh_from_db()
    assert link.last_opened_at is None
    assert HistoryEvent.objects.count() == before
    answer = of(link.round, desk.flowers)
    assert client.get(page("answer", assignment_id=answer.pk)).status_code == 302, "not begun yet"
    response = client.post(door(link))
    assert response["Location"] == page("round_answers", round_id=link.round_id)
    shown = body(client.get(response["Location"]))
    assert "花担当</bdi>として作業中（<bdi>花課</bdi>の回答だけ、" in shown
    assert "みどり課" not in shown
    link.refresh_from_db()
    assert link.last_opened_at is not None
    assert HistoryEvent.objects.filter(act="open_link", person=desk.reporter).count() == 1


def test_an_answer_is_written_and_handed_in_by_a_link_and_nothing_more(desk: Desk, link: RoundLink) -> None:
    desk.person("花担当", Role.HEAD, desk.flowers)
    client = begun(link)
    answer = of(link.round, desk.flowers)
    desk.fill(answer)
    form = {"v:rating.step": "6", "o:rating.step": "7", "r:rating.step": "1", "action": "save"}
    client.post(page("answer_save", assignment_id=answer.pk), form)
    row = AnswerField.objects.get(assignment=answer, name="rating.step")
    assert (row.value, row.changed_by) == ("6", "花担当")
    changes = {"changes": [{"field": "rating.step", "value": "7", "revision": row.revision}]}
    saved = client.post(
        page("answer_autosave", assignment_id=answer.pk), changes, content_type="application/json"
    )
    assert saved.status_code == 200
    response = client.post(page("answer_save", assignment_id=answer.pk), {"action": "submit"})
    assert response["Location"] == page("round_answers", round_id=link.round_id)
    answer.refresh_from_db()
    assert (answer.state, answer.submitted_by) == ("submitted", desk.reporter)
    act = page("answer_act", assignment_id=answer.pk)
    shown = body(client.get(page("answer", assignment_id=answer.pk)))
    assert 'value="withdraw"' in shown
    assert 'value="return"' not in shown, "the head signs in for that"
    for action in set(Action) - {Action.SAVE, Action.SUBMIT, Action.WITHDRAW}:
        form = {"action": action.value, "revision": str(answer.revision), "reason": "理由"}
        assert client.post(act, form).status_code == 422
    assert client.post(act, {"action": "withdraw", "revision": str(answer.revision)}).status_code == 302


def test_no_other_address_opens(desk: Desk, link: RoundLink) -> None:
    Assignment.objects.update(cancelled=False)
    client = begun(link)
    wrong = []
    for name, address in addresses(_Opened(desk, link.round)).items():  # type: ignore[arg-type]
        if name in DOORS:
            continue
        response = client.post(address) if name in POSTS else client.get(address)
        opened = response.status_code not in (401, 403)
        if opened is not (name in BY_LINK):
            wrong.append((name, response.status_code))
    assert wrong == []
    assert set(ACCESS) >= BY_LINK
    for outside in ("/admin/", "/admin/reporting/roundlink/"):
        assert client.get(outside).status_code == 302


class _Opened:
    """The desk whose round is open already."""

    def __init__(self, desk: Desk, survey: ReportingRound) -> None:
        self._desk, self._survey = desk, survey

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def open(self) -> ReportingRound:
        return self._survey


def test_no_other_department_or_round_opens(desk: Desk, link: RoundLink) -> None:
    # The person writes for both departments; the link is for one of them.
    desk.person("花担当", Role.REPORTER, desk.green)
    other = of(link.round, desk.green)
    register = desk.open_register()
    entry = register.assignments.filter(department=desk.flowers).first()
    assert entry is not None
    client = begun(link)
    here, green = link.round_id, desk.green.pk
    for address in (
        page("answer", assignment_id=other.pk),
        page("answer_history", assignment_id=other.pk),
        page("answer", assignment_id=entry.pk),
        page("workbook", round_id=here, department_id=green),
        page("workbook_upload", round_id=here, department_id=green),
        page("workbook", round_id=register.pk, department_id=desk.flowers.pk),
        page("round_answers", round_id=register.pk),
    ):
        assert client.get(address).status_code == 403, address
    assert client.post(page("answer_save", assignment_id=other.pk)).status_code == 403
    assert client.get(page("workbook", round_id=here, department_id=desk.flowers.pk)).status_code == 200
    assert "みどり課" not in body(client.get(page("workbooks", round_id=here)))
    assert client.get(page("answer", assignment_id=10**12)).status_code == 404


def test_an_entry_is_added_for_the_department_of_the_link_only(desk: Desk) -> None:
    desk.person("花担当", Role.REPORTER, desk.green)
    register = desk.open_register()
    link = make_link(
        reporting_round=register, department=desk.flowers, person=desk.reporter, days=1, by=desk.planner
    )
    client = begun(link)
    add = page("round_add_entry", round_id=register.pk)
    before = register.assignments.count()
    client.post(add, {"department": desk.green.pk})
    assert register.assignments.count() == before
    client.post(add, {"department": desk.flowers.pk})
    assert register.assignments.count() == before + 1


def _expire(desk: Desk, link: RoundLink) -> None:
    now = timezone.now()
    RoundLink.objects.filter(pk=link.pk).update(
        made_at=link.made_at, expires_at=max(now, link.made_at + datetime.timedelta(microseconds=1))
    )


def _revoke(desk: Desk, link: RoundLink) -> None:
    revoke_link(link=link, by=desk.planner)


def _close(desk: Desk, link: RoundLink) -> None:
    close_desk_round(reporting_round=link.round, reason="終わり", by=desk.planner)


def _switch_off(desk: Desk, link: RoundLink) -> None:
    desk.reporter.is_active = False
    desk.reporter.save(update_fields=["is_active"])


def _end_role(desk: Desk, link: RoundLink) -> None:
    desk.reporter.memberships.update(valid_to=datetime.date(2021, 3, 31), ended_by="x")


@pytest.mark.parametrize("end", [_expire, _revoke, _close, _switch_off, _end_role])
def test_it_ends_at_once(desk: Desk, link: RoundLink, end: Any) -> None:
    client = begun(link)
    answer = of(link.round, desk.flowers)
    autosave = page("answer_autosave", assignment_id=answer.pk)
    assert client.get(page("answer", assignment_id=answer.pk)).status_code == 200
    other = begun(link)
    end(desk, link)
    told = other.post(autosave, {}, content_type="application/json", HTTP_ACCEPT="application/json")
    assert (told.status_code, told.json()["error"][-1]) == (401, "。")
    response = client.get(page("answer", assignment_id=answer.pk))
    assert response.status_code == 403
    assert "このリンクは使えません" in body(response)
    assert client.get(page("answer", assignment_id=answer.pk)).status_code == 302, "the session is over"
    assert Client().get(door(link)).status_code == 403
    assert Client().post(door(link)).status_code == 403


def test_the_work_is_ended_by_hand_and_begins_again(desk: Desk, link: RoundLink) -> None:
    client = begun(link)
    answers = page("round_answers", round_id=link.round_id)
    assert client.get(page("link_end")).status_code == 405
    assert client.post(page("link_end")).status_code == 200
    assert client.get(answers).status_code == 302
    client.post(door(link))
    assert client.get(answers).status_code == 200
    signed = signed_in(desk.planner)
    signed.post(page("link_end"))
    assert signed.get(page("home")).status_code == 200, "it ends no other session"


def test_beginning_by_a_link_ends_a_session_of_an_account(desk: Desk, link: RoundLink) -> None:
    client = signed_in(desk.planner)
    assert "いまのサインインは終わり" in body(client.get(door(link)))
    client.post(door(link))
    assert client.get(page("rounds", code="999997")).status_code == 403


def test_guessing_is_refused_after_a_while_and_a_mistake_is_not_held_against_others(
    desk: Desk, link: RoundLink
) -> None:
    client = Client()
    for _ in range(MOST_GUESSES):
        assert client.get(door("guess")).status_code == 404
    assert client.get(door("guess")).status_code == 429
    assert client.post(door(link)).status_code == 429
    assert Client(REMOTE_ADDR="10.1.2.3").get(door(link)).status_code == 200
    SignInAttempt.objects.update(at=timezone.now() - datetime.timedelta(minutes=16))
    assert client.get(door(link)).status_code == 200


def test_the_token_is_needed_to_begin(link: RoundLink) -> None:
    assert Client(enforce_csrf_checks=True).post(door(link)).status_code == 403
