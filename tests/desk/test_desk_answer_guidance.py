"""What the page of an answer tells somebody who opens it for the first time, and what is left to do."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from desk.city import body, signed_in
from desk.test_desk_answer_form import address, sent_form
from mitodoke.desk.presentation.answer_intros import value_hint
from mitodoke.desk.presentation.answer_needs import needs
from mitodoke.domain.approval import Action, AnswerState
from mitodoke.domain.indicator import Accumulation, Indicator
from mitodoke.domain.role import Role
from reporting.desk import Desk, of, with_kpi_on_the_measure
from reporting.sample import plan_reading

pytestmark = pytest.mark.django_db

_NEED = re.compile(r'<li data-need="([^"]+)"><a href="#([^"]+)">(.*?)</a>：(.*?)</li>')


def needed(page: str) -> dict[str, str]:
    """The list of what is still needed: the sentence by field; every link leads to a place on the page."""
    found = _NEED.findall(page)
    for _, place, _, _ in found:
        assert f'id="{place}"' in page
    return {unescape(field): unescape(re.sub("<[^>]+>", "", sentence)) for field, _, _, sentence in found}


def test_handing_in_an_untouched_answer_tells_what_is_missing_and_not_its_state() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    form = sent_form(client, assignment) | {"action": "submit"}
    response = client.post(address("answer_save", assignment), form)
    page = body(response)
    assert response.status_code == 422
    assert "まだ提出できません。" in page
    assert "「未入力」のため" not in page
    told = needed(page)
    assert told["rating.step"].startswith("評価がありません。")
    assert told["kpi.K1.value"].startswith("「花壇の数」の実績値がありません。")
    assert "昨年度の文のまま" in told["activity.1"]
    assignment.refresh_from_db()
    assert assignment.state == AnswerState.NOT_BEGUN


def test_an_empty_form_is_not_a_list_of_faults() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    page = body(signed_in(desk.reporter).get(address("answer", assignment)))
    assert needed(page) == {}
    assert "最後に「保存して提出」を押してください。" in page


def test_a_saved_draft_tells_at_the_top_what_is_left_and_a_whole_one_nothing() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    desk.save(assignment, "rating.step", "7")
    assert set(needed(body(client.get(address("answer", assignment))))) == {"kpi.K1.value", "activity.1"}
    desk.fill(assignment)
    page = body(client.get(address("answer", assignment)))
    assert needed(page) == {}
    assert "提出までに必要なこと" not in page


def test_a_conflict_is_in_the_list_and_nothing_is_handed_in() -> None:
    desk = Desk()
    second = desk.person("花担当二", Role.REPORTER, desk.flowers)
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    client = signed_in(second)
    form = sent_form(client, assignment, activity__1="二人目の文章") | {"action": "submit"}
    desk.save(assignment, "activity.1", "一人目の文章")
    page = body(client.post(address("answer_save", assignment), form))
    assert "どちらの内容を残すか選んでください。" in needed(page)["activity.1"]
    assert "提出は、選んだ後にもう一度行ってください。" in page
    assignment.refresh_from_db()
    assert assignment.state == AnswerState.DRAFT


def test_the_years_are_named_and_the_promise_above_is_told() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    page = body(signed_in(desk.reporter).get(address("answer", assignment)))
    assert "令和7年度末の進み具合に最も近い段階" in page
    assert "昨年度（令和7年度）の文章が入っています。" in page
    assert "今年度" not in re.sub(r"<textarea.*?</textarea>", "", page, flags=re.DOTALL)
    assert "位置付け" in page
    assert "01-1 花壇をふやす" in page


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (Action.WITHDRAW, "提出を取り下げました。下書きに戻り"),
        (Action.RETURN, "差し戻しました。所属担当に戻り"),
        (Action.APPROVE, "承認しました。企画担当の確認を待つ"),
    ],
)
def test_what_was_done_is_told_in_words(action: Action, told: str) -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    assignment.refresh_from_db()
    client = signed_in(desk.reporter if action is Action.WITHDRAW else desk.head)
    sent = {"action": action.value, "revision": assignment.revision, "reason": "日付を直してください"}
    assert told in body(client.post(address("answer_act", assignment), sent, follow=True))


def test_a_file_that_cannot_be_taken_is_told_at_its_field() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    form = sent_form(client, assignment) | {"action": "save", "evidence_caption": "集計表"}
    page = body(client.post(address("answer_save", assignment), form))
    at_field = re.search(r'<p class="problem" id="evidence-problem">(.*?)</p>', page)
    assert at_field is not None
    assert "ファイルが選ばれていません。" in at_field[1]


def _indicator(**more: object) -> Indicator:
    reading = with_kpi_on_the_measure(plan_reading())
    return replace(reading.content.indicators[0], **more)  # type: ignore[arg-type]  # fields of the record


@pytest.mark.parametrize(
    ("accumulation", "told"),
    [
        (Accumulation.CUMULATIVE, "累計の指標です。これまでの年度を含む合計を入力してください。"),
        (Accumulation.ANNUAL, "単年度の指標です。この年度だけの値を入力してください。"),
        (Accumulation.SNAPSHOT, "時点の指標です。この年度の決まった時点の値を入力してください。"),
        (None, "これまでの値「"),
    ],
)
def test_the_hint_of_a_value_tells_how_it_is_counted_and_written(
    accumulation: Accumulation | None, told: str
) -> None:
    hint = value_hint(_indicator(accumulation=accumulation), 2025)
    assert hint.startswith(told)
    assert "と同じ書き方で入力してください。" in hint
    assert hint.endswith("単位を付けない数は、単位を「か所」として扱います。")


def test_without_values_there_is_no_example() -> None:
    assert value_hint(_indicator(values=(), unit=None, accumulation=None), 2025) == ""
    assert value_hint(_indicator(values=(), accumulation=Accumulation.ANNUAL), 2025).startswith(
        "単年度の指標です。"
    )


def test_nothing_is_needed_of_nothing() -> None:
    assert needs(()) == ()
