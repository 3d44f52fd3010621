"""自分の仕事: what each role is told to do first, what its departments have handed in, and what waits to be read."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.city import body, signed_in
from mitodoke.departments.models import Membership
from mitodoke.desk.draft_shares import share_draft
from mitodoke.desk.presentation.words import round_title
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.approval import Action
from mitodoke.domain.role import Role
from mitodoke.plans.services import take_over_plan
from mitodoke.reporting.models import ReportingRound
from mitodoke.reporting.services import close_desk_round
from reporting.desk import APRIL, Desk, of

pytestmark = pytest.mark.django_db

HOME = "/desk/"


def test_a_reporter_finds_what_was_handed_in() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    desk.fill(assignment)
    client = signed_in(desk.reporter)
    assert "1件のうち、未提出1件" in body(client.get(HOME))
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    page = body(client.get(HOME))
    assert "いま待っている仕事はありません。" in page
    assert "1件のうち、未提出0件、承認待ち1件" in page
    assert f"/desk/rounds/{assignment.round_id}/answers/?department={desk.flowers.pk}" in page


def test_the_first_words_tell_how_much_there_is_to_do() -> None:
    desk = Desk()
    desk.open()
    page = body(signed_in(desk.reporter).get(HOME))
    assert "あなたが進める回答は1件です（期限を過ぎたもの 1件）。" in page
    assert "いまの状態：未入力" in page
    assert "次にすること：入力する" in page
    assert "調査票（Excel）で回答する" in page


def test_a_head_sees_what_is_late_in_the_department_though_nothing_waits_for_the_head() -> None:
    desk = Desk()
    desk.open()
    page = body(signed_in(desk.head).get(HOME))
    assert "部署の調査の進み具合" in page
    assert "期限を過ぎた未提出 1件" in page
    assert "調査票（Excel）で回答する" not in page


def test_how_far_a_returned_a_checked_and_a_confirmed_answer_are() -> None:
    desk = Desk()
    assignment = of(desk.open(), desk.flowers)
    client = signed_in(desk.reporter)
    desk.fill(assignment)
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    desk.act(assignment, Action.RETURN, desk.head, reason="直してください")
    assert "未提出1件（うち差戻し1件）" in body(client.get(HOME))
    desk.act(assignment, Action.SUBMIT, desk.reporter)
    desk.act(assignment, Action.APPROVE, desk.head)
    assert "未提出0件、企画担当が確認中1件" in body(client.get(HOME))
    desk.act(assignment, Action.CHECK, desk.planner)
    desk.act(assignment, Action.CONFIRM, desk.planner)
    assert "未提出0件、確定1件" in body(client.get(HOME))


def test_a_closed_round_stays_for_a_year_and_is_not_late() -> None:
    desk = Desk()
    survey = desk.open()
    close_desk_round(reporting_round=survey, reason="途中で終える", by=desk.planner, clock=desk.clock)
    page = body(signed_in(desk.reporter).get(HOME))
    assert "に締切り済み" in page
    assert "期限を過ぎた未提出" not in page


def test_other_departments_are_not_listed() -> None:
    desk = Desk()
    desk.open(departments=[desk.flowers])
    assert "部署の調査の進み具合" not in body(signed_in(desk.green_reporter).get(HOME))
    assert "部署の調査の進み具合" not in body(signed_in(desk.reader).get(HOME))


def test_who_only_reads_is_not_promised_work() -> None:
    desk = Desk()
    page = body(signed_in(desk.reader).get(HOME))
    assert "期限の近い順に並びます" not in page
    assert "「この画面でできること」から開いてください。" in page


def test_an_evaluator_is_led_to_the_shared_draft_and_to_writing_about_it() -> None:
    desk = Desk()
    evaluator = desk.person("外部", Role.EVALUATOR)
    until = timezone.localdate() + datetime.timedelta(days=7)
    share_draft(document=desk.document, until=until, note="評価の理由を見てください", by=desk.planner)
    page = body(signed_in(evaluator).get(HOME))
    assert "意見を求められている案" in page
    assert "評価の理由を見てください" in page
    assert "この案の計画はまだ登録されていないため、意見を書けません。" in page
    assert "意見を求められている案" not in body(signed_in(desk.reader).get(HOME))


def test_a_draft_whose_plan_is_in_force_leads_to_the_form_for_its_year() -> None:
    desk = Desk()
    evaluator = desk.person("外部", Role.EVALUATOR)
    ledger = take_over_plan(
        document=desk.document, title="市長公約", decider="市長", decided_on=APRIL, by=desk.planner
    )
    until = timezone.localdate() + datetime.timedelta(days=7)
    share_draft(document=desk.document, until=until, note="評価の理由を見てください", by=desk.planner)
    client = signed_in(evaluator)
    address = f"/desk/plans/{ledger.pk}/opinions/new/?year=2025"
    assert address in body(client.get(HOME))
    assert address in body(client.get(f"/desk/cities/{desk.city.code}/evaluation/"))
    assert '<option value="2025" selected>' in body(client.get(address))
    for wrong in ("", "x", "9" * 30, "1"):
        assert client.get(f"/desk/plans/{ledger.pk}/opinions/new/?year={wrong}").status_code == 200


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("市長公約の取組状況", "令和7年度 市長公約の取組状況の調査"),
        ("協働事業実施状況（令和7年度）", "協働事業実施状況（令和7年度）の調査"),
        ("協働事業実施状況（令和７年度）", "協働事業実施状況（令和７年度）の調査"),
        ("協働事業実施状況（令和17年度）", "令和7年度 協働事業実施状況（令和17年度）の調査"),
    ],
)
def test_a_round_whose_title_tells_the_year_is_not_given_it_twice(title: str, told: str) -> None:
    survey = ReportingRound(fiscal_year=2025, register=SourceDocument(title=title))
    assert round_title(survey) == told


def test_the_number_of_queries_does_not_grow_with_the_rounds() -> None:
    def asked(rounds: int) -> int:
        desk = Desk()
        for number in range(rounds):
            desk.open(fiscal_year=2025 + number)
        client = signed_in(desk.reporter)
        client.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        return len(queries)

    with transaction.atomic():
        few = asked(1)
        transaction.set_rollback(True)
    assert asked(5) == few


def test_an_administrator_is_told_which_departments_have_nobody() -> None:
    desk = Desk()
    desk.open()
    administrator = signed_in(desk.person("管理", Role.ADMINISTRATOR))
    assert "所属担当のいない部署" not in body(administrator.get(HOME))
    ended = {"valid_to": APRIL, "ended_by": "試験"}
    Membership.objects.filter(department=desk.green, role=Role.HEAD.value).update(**ended)
    page = body(administrator.get(HOME))
    assert "承認する所属長がいない部署：<bdi>みどり課" in page
    Membership.objects.filter(department=desk.green).update(**ended)
    page = body(administrator.get(HOME))
    assert "所属担当のいない部署が1部署あります。" in page
    assert f'<a href="/desk/cities/{desk.city.pk}/people/new/">利用者を作る</a>' in page
    assert "いま待っている仕事はありません。" not in page
    assert "所属担当のいない部署" not in body(signed_in(desk.planner).get(HOME))
    survey = ReportingRound.objects.get()
    close_desk_round(reporting_round=survey, reason="年度の切替え", by=desk.planner, clock=desk.clock)
    assert "所属担当のいない部署" not in body(administrator.get(HOME))
