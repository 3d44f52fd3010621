"""Several departments rate one item: the city chooses on the desk's page what they give together, editions keep it."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from desk.city import body, signed_in
from desk.plan_pages import told
from mitodoke.documents.models import SourceDocument
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.combining import Combining
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Edition
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.domain.plan_change import AddItem
from mitodoke.plans.models import CombiningChoice, PlanEvent, PlanLedger
from mitodoke.plans.queries import combining_for
from mitodoke.plans.services import choose_combining, issue_plan
from mitodoke.publishing.prepare import prepare_edition
from mitodoke.publishing.queries import load_edition
from mitodoke.publishing.services import publish_edition
from mitodoke.reporting.services import adopt_answers, close_desk_round
from plans.ledger_desk import LedgerDesk, item

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


class RatedPlan:
    """A plan with one item of 花課 (named first, says 3) and みどり課 (says 8), up to a document ready to publish."""

    def __init__(self, steps: tuple[str, str] = ("3", "8")) -> None:
        self.desk = desk = LedgerDesk()
        self.ledger: PlanLedger = desk.create()
        for code, title, departments in (
            ("1", "花のまち", ()),
            ("1-1", "花壇をふやす", ()),
            ("1-1-1", "苗を配る", ("花課", "みどり課")),
        ):
            parent = item(self.ledger, code[:-2]).item_id if len(code) > 1 else None
            desk.edit(self.ledger, AddItem(parent_id=parent, code=code, title=title, departments=departments))
        desk.decide(self.ledger)
        issued = issue_plan(
            ledger=self.ledger, fiscal_year=2026, title="総合計画", by=desk.planner, clock=desk.clock
        )
        survey = desk.open(plan=issued.plan, previous=None, fiscal_year=2026)
        said = {desk.flowers: steps[0], desk.green: steps[1]}
        for one in survey.assignments.all():
            mine = desk.reporter if one.department == desk.flowers else desk.green_reporter
            desk.save(one, "rating.step", said[one.department], mine)
            desk.save(one, "activity.1", "苗を令和8年6月1日に配りました。", mine)
            desk.confirm(one, mine, desk.head if one.department == desk.flowers else desk.green_head)
        close_desk_round(reporting_round=survey, reason="試験", by=desk.planner, clock=desk.clock)
        self.document: SourceDocument = adopt_answers(
            reporting_round=survey, by=desk.planner, clock=desk.clock
        ).document
        self.planner = signed_in(desk.planner)

    def address(self, name: str) -> str:
        return reverse(f"desk:{name}", kwargs={"ledger_id": self.ledger.pk})

    def send(self, combining: str, client: Client | None = None, **more: Any) -> HttpResponse:
        sent = {"combining": combining, "seen": 0, "reason": "市の方針のため"} | more
        return (client or self.planner).post(self.address("plan_combining"), sent)

    def publish(self, reasons: ChangeReasons | None = None) -> Edition:
        publish_edition(
            document=self.document, by="試験", today=TODAY, acknowledgement="試験", reasons=reasons
        )
        found = load_edition(self.desk.city.pk, DocumentKind.COMPREHENSIVE_PLAN, 2026)
        assert found is not None
        return found

    def figures(self, edition: Edition) -> dict[str, str | None]:
        codes = {one.item_id: one.code for one in edition.content.items}
        return {
            codes.get(one.subject, one.subject): one.calculated
            for one in edition.audit.figures
            if one.figure.startswith("progress")
        }


@pytest.mark.parametrize(
    ("combining", "steps", "value", "words", "english"),
    [
        (None, ("3", "8"), "55.0", "令和8年度の評価の単純平均", "Simple mean of the departments"),
        (Combining.LOWEST, ("3", "8"), "30.0", "令和8年度の最も低い評価", "The lowest of the departments"),
        (
            Combining.LEAD,
            ("3", "8"),
            "30.0",
            "令和8年度の主担当（先頭に記載された部署）の評価",
            "lead department",
        ),
        (
            Combining.LEAD,
            ("8", "3"),
            "80.0",
            "令和8年度の主担当（先頭に記載された部署）の評価",
            "lead department",
        ),
    ],
)
def test_from_the_desk_to_the_public_page(
    combining: Combining | None, steps: tuple[str, str], value: str, words: str, english: str
) -> None:
    plan = RatedPlan(steps)
    if combining is not None:
        page = told(plan.planner, plan.send(combining))
        assert f"今の方法：{combining.label}" in page
    edition = plan.publish()
    assert edition.content.combining is (combining or Combining.MEAN)
    assert plan.figures(edition) == {"1": value, "1-1": value, "1-1-1": value, "document": value}
    site = Client()
    home = f"/{plan.desk.city.pk}/plan/fy2026/v1/"
    shown = body(site.get(f"{home}1-1-1/"))
    assert words in shown
    assert re.search(rf"\b{value[:-2]}(\.0)?％", shown)
    assert english in body(site.get(f"/en{home}1-1-1/"))
    method = body(site.get(f"/{plan.desk.city.pk}/method/"))
    told_by = {one: part for one, part in _method_parts(method).items() if home in part}
    assert list(told_by) == [(combining or Combining.MEAN).label]
    assert "Where several departments rate one item" in body(site.get(f"/en/{plan.desk.city.pk}/method/"))


def _method_parts(html: str) -> dict[str, str]:
    """What the page of the method says of each rule."""
    return {one.label: html.partition(f"<dt>{one.label}</dt>")[2].partition("</dd>")[0] for one in Combining}


def test_an_edition_keeps_its_rule_and_the_next_one_tells_that_it_changed() -> None:
    plan = RatedPlan()
    first = plan.publish()
    choose_combining(ledger=plan.ledger, combining=Combining.LOWEST, seen=0, by=plan.desk.planner)
    assert load_edition(plan.desk.city.pk, DocumentKind.COMPREHENSIVE_PLAN, 2026) == first
    prepared = prepare_edition(document=plan.document, today=TODAY)
    assert prepared.same is None
    changes = {one.field: (one.before, one.after) for one in prepared.changes() if one.subject == "document"}
    before, after = changes.pop("計算した割合")
    assert changes == {"複数の部署の評価のまとめ方": (Combining.MEAN.label, Combining.LOWEST.label)}
    assert before is not None
    assert after is not None
    assert before.startswith("55.0%、1件中1件を評価"), "what the rule alone moves is told as well"
    assert after.startswith("30.0%、1件中1件を評価")
    second = plan.publish(ChangeReasons(kind=ChangeKind.UPDATE, rest="まとめ方を変えたため"))
    assert (second.version, plan.figures(second)["document"]) == (2, "30.0")
    compared = body(Client().get(f"/{plan.desk.city.pk}/compare/plan/fy2026-v1/fy2026-v2/"))
    assert "複数の部署の評価のまとめ方" in compared


def test_the_page_shows_what_each_rule_makes_of_an_example() -> None:
    plan = RatedPlan()
    page = body(plan.planner.get(plan.address("plan_rules")))
    for number in ("55％", "30％", "80％"):
        assert f"主担当が段階8、ほかの部署が段階3なら{number}" in page
    assert f"今の方法：{Combining.MEAN.label}" in page
    assert re.search(r'value="mean" required aria-describedby="combining-mean" checked', page)


def test_two_people_at_the_same_rule_and_the_trail() -> None:
    plan = RatedPlan()
    desk = plan.desk
    choose_combining(ledger=plan.ledger, combining=Combining.LEAD, seen=0, by=desk.second_planner)
    late = plan.send("lowest")
    assert late.status_code == 422
    page = body(late)
    assert "開いている間に" in page
    assert Combining.LEAD.label in page
    assert re.search(r'value="lowest" required aria-describedby="combining-lowest" checked', page)
    assert 'value="市の方針のため"' in page.partition('id="combining-reason"')[2][:200]
    told(plan.planner, plan.send("lowest", seen=1))
    told(plan.planner, plan.send("lowest", seen=0))
    assert [(one.number, one.combining, one.reason) for one in CombiningChoice.objects.all()] == [
        (1, "lead", None),
        (2, "lowest", "市の方針のため"),
    ]
    last = PlanEvent.objects.latest("pk")
    assert (last.before, last.after, last.reason) == (
        Combining.LEAD.label,
        Combining.LOWEST.label,
        "市の方針のため",
    )
    assert "「複数の部署の評価のまとめ方」" in body(plan.planner.get(plan.address("plan_history")))


@pytest.mark.parametrize("combining", ["", "highest", "MEAN", "x\x00", "長" * 100_000, "<b>lead</b>"])
def test_what_is_no_rule(combining: str) -> None:
    plan = RatedPlan()
    response = plan.send(combining)
    assert response.status_code == 422
    assert "評価のまとめ方を一つ選んでください" in body(response)
    assert plan.send("lead", reason="悪\u202e意").status_code == 422
    assert not CombiningChoice.objects.exists()


def test_choosing_what_counts_already_adds_nothing() -> None:
    plan = RatedPlan()
    events = PlanEvent.objects.count()
    told(plan.planner, plan.send("mean"))
    assert (CombiningChoice.objects.count(), PlanEvent.objects.count()) == (0, events)


def test_only_planners_choose() -> None:
    plan = RatedPlan()
    for person in (plan.desk.reporter, plan.desk.head, plan.desk.reader, plan.desk.administrator):
        assert plan.send("lead", client=signed_in(person)).status_code == 403
        with pytest.raises(ActionDenied, match="企画担当"):
            choose_combining(ledger=plan.ledger, combining=Combining.LEAD, seen=0, by=person)


def test_choices_are_only_added() -> None:
    plan = RatedPlan()
    choose_combining(ledger=plan.ledger, combining=Combining.LEAD, seen=0, by=plan.desk.planner)
    for sql in (
        "UPDATE plans_combiningchoice SET combining = 'mean'",
        "DELETE FROM plans_combiningchoice",
        "INSERT OR REPLACE INTO plans_combiningchoice SELECT * FROM plans_combiningchoice",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_document_of_no_certain_plan_takes_the_mean() -> None:
    plan = RatedPlan()
    choose_combining(ledger=plan.ledger, combining=Combining.LEAD, seen=0, by=plan.desk.planner)
    assert combining_for(document=plan.desk.document) is Combining.MEAN
