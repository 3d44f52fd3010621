"""The page of one answer: form, draft, doubts, conflicts, submitting, and what others see of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.reporting.models import AnswerField, Assignment, EntryDoubt
from mitodoke.reporting.services import save_field
from reporting.desk import Desk, of

pytestmark = pytest.mark.django_db

_INPUT = re.compile(r'<input type="hidden" name="([ro]:[^"]+)" value="([^"]*)">')


def address(name: str, assignment: Assignment) -> str:
    return reverse(f"desk:{name}", kwargs={"assignment_id": assignment.pk})


def sent_form(client: Client, assignment: Assignment, **typed: str) -> dict[str, str]:
    """What the form on the page would send: hidden values as they stand, every field as it was seen, then `typed`.

    Names use ``__`` for the dot.
    """
    page = body(client.get(address("answer", assignment)))
    hidden = {unescape(name): unescape(value) for name, value in _INPUT.findall(page)}
    values = {f"v:{name[2:]}": value for name, value in hidden.items() if name.startswith("o:")}
    return hidden | values | {f"v:{name.replace('__', '.')}": value for name, value in typed.items()}


def test_the_form_shows_each_step_with_its_definition_and_last_years_text() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    page = body(signed_in(desk.reporter).get(address("answer", assignment)))
    for step in range(11):
        assert f'<b class="step-number">{step}</b>' in page
    assert "計画の半分を超えて進んだ" in page
    assert "昨年度のまま" in page
    assert "苗を配りました。" in page
    assert "これまでの値" in page
    assert "<svg" in page
    assert "所属担当が入力し、提出します。" in page
    assert "<script>" not in page
    assert "style=" not in page.replace("<svg", "").split("<main", 1)[0]


def test_saving_stores_what_changed_and_only_that() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    form = sent_form(client, assignment, rating__step="7")
    response = client.post(address("answer_save", assignment), form | {"action": "save"}, follow=True)
    assert "下書きを保存しました。まだ提出していません。" in body(response)
    row = AnswerField.objects.get(assignment=assignment, name="rating.step")
    assert (row.value, row.revision, row.changed_by) == ("7", 1, "花担当")
    assert not AnswerField.objects.filter(assignment=assignment, revision__gt=0).exclude(pk=row.pk).exists()
    assignment.refresh_from_db()
    assert assignment.state == AnswerState.DRAFT


def test_saving_twice_says_that_nothing_changed() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    response = client.post(address("answer_save", assignment), sent_form(client, assignment), follow=True)
    assert "変わったところはありません。" in body(response)
    assignment.refresh_from_db()
    assert assignment.state == AnswerState.NOT_BEGUN


def test_a_whole_answer_is_written_and_submitted_from_the_form() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    typed = {
        "rating__step": "7",
        "activity__1": "苗を令和7年6月1日に配りました。",
        "kpi__K1__value": "9か所",
        "kpi__K1__certainty": "estimate",
    }
    form = sent_form(client, assignment, **typed) | {"action": "submit"}
    response = client.post(address("answer_save", assignment), form)
    assert response["Location"] == reverse("desk:home")
    assignment.refresh_from_db()
    assert assignment.state == AnswerState.SUBMITTED
    assert "提出しました。所属長の承認を待つ状態になり" in body(client.get(reverse("desk:home")))


def test_an_unfinished_answer_is_kept_and_told_what_is_missing() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    form = sent_form(client, assignment, rating__step="7") | {"action": "submit"}
    page = body(client.post(address("answer_save", assignment), form, follow=True))
    assert 'role="alert"' in page
    assert "まだ提出できません。" in page
    assert "の実績値がありません。値か、「実績値の代わりの状態」とその理由を入力してください。" in page
    assert AnswerField.objects.get(assignment=assignment, name="rating.step").value == "7"


def test_what_cannot_be_a_draft_is_shown_again_as_typed() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    long = "あ" * 4001
    form = sent_form(client, assignment, activity__1=long, rating__step="3")
    response = client.post(address("answer_save", assignment), form)
    assert response.status_code == 422
    assert "4,000字までです" in body(response)
    assert long in body(response)
    assert re.search(r'value="3" checked', body(response))
    assert not AnswerField.objects.filter(assignment=assignment, name="rating.step").exists()


def test_two_writers_see_both_versions_and_the_second_decides() -> None:
    desk = Desk()
    second = desk.person("花担当二", role=_reporter(), department=desk.flowers)
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(second)
    form = sent_form(client, assignment, activity__1="二人目の文章", rating__step="4")
    desk.save(assignment, "activity.1", "一人目の文章")
    response = client.post(address("answer_save", assignment), form)
    page = body(response)
    assert response.status_code == 409
    assert "保存されている内容を残す" in page
    assert "一人目の文章" in page
    assert "二人目の文章" in page
    assert "取組事業内容3" not in page, "untouched empty rows are no further rows"
    assert AnswerField.objects.get(assignment=assignment, name="rating.step").value == "4"
    hidden = {unescape(n): unescape(v) for n, v in _INPUT.findall(page)}
    again = hidden | {"v:activity.1": "二人目の文章", "c:activity.1": "1"}
    # Nothing chosen: asked again, nothing lost.
    assert client.post(address("answer_save", assignment), again).status_code == 409
    kept = client.post(address("answer_save", assignment), again | {"k:activity.1": "theirs"})
    assert kept.status_code == 302
    assert AnswerField.objects.get(assignment=assignment, name="activity.1").value == "一人目の文章"
    client.post(address("answer_save", assignment), again | {"k:activity.1": "mine"})
    assert AnswerField.objects.get(assignment=assignment, name="activity.1").value == "二人目の文章"
    history = body(client.get(address("answer_history", assignment)))
    assert "保存されませんでした" in history


def _reporter() -> object:
    from mitodoke.domain.role import Role

    return Role.REPORTER


def test_an_untouched_field_that_somebody_else_changed_is_no_conflict() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    form = sent_form(client, assignment, rating__step="4")
    desk.save(assignment, "activity.1", "ほかの人の文章")
    assert client.post(address("answer_save", assignment), form).status_code == 302
    assert AnswerField.objects.get(assignment=assignment, name="activity.1").value == "ほかの人の文章"


def test_a_doubt_is_explained_in_place_and_answered_with_a_reason() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    desk.save(assignment, "activity.1", "苗を平成7年6月1日に配りました。")
    doubt = EntryDoubt.objects.filter(assignment=assignment).first()
    assert doubt is not None
    client = signed_in(desk.reporter)
    page = unescape(body(client.get(address("answer", assignment))))
    assert doubt.message in page
    assert "理由を付けて下書きを保存" in page
    form = sent_form(client, assignment) | {f"d:{doubt.check_name}:{doubt.field}": "三十年前の記録です"}
    client.post(address("answer_save", assignment), form | {"action": "save"})
    doubt.refresh_from_db()
    assert doubt.override_reason == "三十年前の記録です"


def test_the_head_reads_approves_and_returns() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    assignment.refresh_from_db()
    client = signed_in(desk.head)
    page = body(client.get(address("answer", assignment)))
    assert 'name="v:' not in page
    assert (
        "7（おおむね計画どおりに進み、成果が出始めた）" in page
    )  # what was chosen; the others belong to the form
    assert "計画の半分を超えて進んだ" not in page
    assert "提出までに必要なこと" not in page
    act = address("answer_act", assignment)
    refused = client.post(act, {"action": "return", "revision": assignment.revision, "reason": " "})
    assert refused.status_code == 422
    assert "差戻しには理由が必要です。" in body(refused)
    stale = client.post(act, {"action": "approve", "revision": assignment.revision - 1})
    assert "ご覧になっている間に回答が変わりました。" in body(stale)
    done = client.post(
        act, {"action": "return", "revision": assignment.revision, "reason": "日付を直してください"}
    )
    assert done.status_code == 302
    page = body(signed_in(desk.reporter).get(address("answer", assignment)))
    assert "差し戻された理由" in page
    assert "日付を直してください" in page


@pytest.mark.parametrize("action", ["", "save", "destroy"])
def test_an_act_that_is_none_is_refused_in_words(action: str) -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    response = signed_in(desk.head).post(address("answer_act", assignment), {"action": action})
    assert response.status_code == 400
    assert "ボタンを選び直してください" in body(response)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
def test_hostile_text_stays_text(text: str) -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.save(assignment, "activity.1", text)
    for person in (desk.reporter, desk.head):
        page = body(signed_in(person).get(address("answer", assignment)))
        assert text not in page or text == "{{ 7*7 }}"
        assert text in unescape(page)
        assert "49" not in re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page)


def test_a_collaboration_entry_has_its_dates_and_partners() -> None:
    desk = Desk()
    survey = desk.open_register()
    assignment = survey.assignments.first()
    assert assignment is not None
    page = body(signed_in(desk.reporter).get(address("answer", assignment)))
    for word in ("事業名", "協働の形態", "実施1", "団体1", "協働の相手"):
        assert word in page


def test_the_page_of_a_closed_round_says_so() -> None:
    from mitodoke.reporting.services import close_desk_round

    desk = Desk()
    survey = desk.open()
    close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
    page = body(signed_in(desk.reporter).get(address("answer", of(survey, desk.flowers))))
    assert "この調査は令和8年4月2日に締め切られています。" in page
    assert 'name="v:' not in page


def test_revisions_that_are_no_numbers_meet_the_other_version() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    save_field(
        assignment=assignment, field="rating.step", value="5", revision=0, by=desk.reporter, clock=desk.clock
    )
    form = {"v:rating.step": "6", "o:rating.step": "", "r:rating.step": "１x"}
    assert signed_in(desk.reporter).post(address("answer_save", assignment), form).status_code == 409
