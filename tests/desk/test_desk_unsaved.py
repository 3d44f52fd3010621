"""What was typed and not taken is shown for copying, and never taken for what is stored; nothing secret is shown."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.test_desk_answer_form import sent_form
from mitodoke.desk.presentation.unsaved_texts import MOST, unsaved_texts
from mitodoke.domain.approval import Action
from mitodoke.reporting.models import AnswerField, Assignment
from reporting.desk import Desk, of

TYPED = "苗を千本\n配りました。"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("", ()),
        ("v:activity.1=苗&o:activity.1=苗", ()),
        ("v:activity.1=苗を&o:activity.1=苗", ("苗を",)),
        ("v:rating.step=7", ("7",)),
        ("v:activity.1=&o:activity.1=苗", ()),
        ("o:activity.1=苗&r:activity.1=3&c:activity.1=1&k:activity.1=mine", ()),
        ("d:jump:kpi=数え方を変えました", ("数え方を変えました",)),
        ("action=return&revision=3&chosen=12:4&reason=数を確かめてください", ("数を確かめてください",)),
        ("reason=同じ&other=同じ", ("同じ",)),
        (
            "password=秘密です&new_password=秘密です&code=１２３&one_time_token=秘密&csrfmiddlewaretoken=秘密",
            (),
        ),
        ("reason=%E3%80%80+", ()),
        ("reason=no change was made", ("no change was made",)),
    ],
)
def test_only_what_people_wrote_is_shown(sent: str, shown: tuple[str, ...]) -> None:
    assert unsaved_texts(QueryDict(sent)) == shown


def test_there_is_an_end() -> None:
    sent = QueryDict(mutable=True)
    sent.setlist("reason", [f"理由{number}" for number in range(MOST * 2)])
    assert len(unsaved_texts(sent)) == MOST


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


@pytest.fixture
def answer(desk: Desk) -> Assignment:
    return of(desk.open(), desk.flowers)


def test_a_text_sent_after_the_session_ended_is_not_lost(desk: Desk, answer: Assignment) -> None:
    client = signed_in(desk.reporter)
    page = reverse("desk:answer", kwargs={"assignment_id": answer.pk})
    form = sent_form(client, answer) | {"v:activity.1": TYPED}
    client.logout()
    save = reverse("desk:answer_save", kwargs={"assignment_id": answer.pk})
    response = client.post(save, form, headers={"Referer": f"http://testserver{page}?x=1"})
    told = unescape(body(response))
    assert response.status_code == 403
    assert "サインインの期限が切れました" in told
    assert TYPED in told
    assert f"/desk/login/?next={page.replace('/', '%2F')}" in told
    assert not AnswerField.objects.filter(assignment=answer, value=TYPED).exists()


@pytest.mark.parametrize(
    "referer", ["", "http://elsewhere.example/desk/x/", "http://testserver/other/", "::"]
)
def test_the_way_back_stays_at_the_desk(desk: Desk, answer: Assignment, referer: str) -> None:
    save = reverse("desk:answer_save", kwargs={"assignment_id": answer.pk})
    page = body(Client().post(save, {"v:activity.1": TYPED}, headers={"Referer": referer}))
    assert '?next=%2Fdesk%2F"' in page


def test_a_form_without_the_token_gets_its_texts_back(desk: Desk, answer: Assignment) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.reporter)
    save = reverse("desk:answer_save", kwargs={"assignment_id": answer.pk})
    page = unescape(body(client.post(save, {"v:activity.1": TYPED, "csrfmiddlewaretoken": "古い"})))
    assert TYPED in page
    assert "古い" not in page.replace("画面が古い", "")


def test_what_was_refused_is_not_taken_for_the_answer(desk: Desk, answer: Assignment) -> None:
    client = signed_in(desk.reporter)
    form = sent_form(client, answer) | {"v:activity.1": TYPED}
    desk.fill(answer)
    desk.act(answer, Action.SUBMIT, desk.reporter)
    save = reverse("desk:answer_save", kwargs={"assignment_id": answer.pk})
    response = client.post(save, form)
    page = unescape(body(response))
    assert response.status_code == 422
    assert page.count("苗を千本") == 1
    assert "保存されていない入力" in page
    assert "苗を令和7年6月1日に配りました。" in page


def test_who_cannot_go_on_is_told_who_can(desk: Desk, answer: Assignment) -> None:
    from mitodoke.domain.role import Role

    desk.fill(answer)
    desk.act(answer, Action.SUBMIT, desk.reporter)
    address = reverse("desk:answer", kwargs={"assignment_id": answer.pk})
    sentence = "あなたが提出した回答は、あなたには承認できません。"
    assert sentence not in body(signed_in(desk.reporter).get(address))
    assert sentence not in body(signed_in(desk.head).get(address))
    desk.person("花担当", Role.HEAD, desk.flowers)
    assert sentence in body(signed_in(desk.reporter).get(address))
