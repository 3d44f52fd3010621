"""From the choice of a rule to what the public reads: recomputed figures, the method, the reports, and nothing old changed."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from desk.city import body
from desk.plan_pages import told
from desk.rated_pledges import RatedPledges, figures
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition_state import ChangeKind, ChangeReasons
from mitodoke.domain.roll_up_choice import Averaged
from mitodoke.outputs.edition_json import edition_json, read_edition
from mitodoke.outputs.reports.comparison import compare_editions
from mitodoke.plans.models import Plan, PlanLedger

pytestmark = pytest.mark.django_db
USUAL = {
    "document": "63.8", "1": "52.5", "1-1": "75.0", "1-1-1": "80.0", "1-1-2": "70.0", "1-1-3": None,
    "1-2": "30.0", "1-2-1": "30.0", "2": "75.0", "2-1": "75.0", "2-1-1": "100.0", "2-1-2": "50.0",
}  # fmt: skip


def test_a_rule_is_chosen_and_everything_public_follows_it() -> None:
    plan = RatedPledges()
    first = plan.publish()
    assert first.content.roll_up is None
    assert figures(first) == {}, "a city that chose nothing gets no figure that no document prints"
    form = plan.roll_up_form(source__whole="rated.exact", mode__vision="down", decimals__vision="0")
    page = told(plan.planner, plan.save("plan_roll_up", form))
    assert "全体＝丸める前のすべての施策の単純平均（四捨五入して小数第1位まで）" in page
    assert "ビジョン＝丸める前の公約の単純平均（切り捨てて整数に）" in page

    second = plan.publish(ChangeReasons(kind=ChangeKind.UPDATE, rest="計算のしかたを選んだため"))
    assert second.content.roll_up is not None
    assert second.content.roll_up.level(None).averages is Averaged.RATED
    assert figures(second) == USUAL | {"document": "66.0", "1": "52", "2": "75"}
    data = json.loads(edition_json(second))
    assert data["content"]["roll_up"]["levels"][0]["averages"] == "rated"
    assert read_edition(edition_json(second)) == second

    site, home = Client(), f"/{plan.desk.city.pk}/pledges/fy2026/v2/"
    shown = body(site.get(home))
    assert "66.0％" in shown
    assert "公表値の記載がありません" not in shown
    vision = body(site.get(f"{home}1/"))
    assert "52％" in vision
    assert "切り捨てて整数に" in vision
    assert "4件中3件を評価（中止1件）" in vision
    assert "rounded down to a whole number" in body(site.get(f"/en{home}1/"))
    method = body(site.get(f"/{plan.desk.city.pk}/method/")).partition('id="roll-up"')[2]
    assert home in method
    assert "丸める前のすべての施策の単純平均（四捨五入して小数第1位まで）" in method
    english = body(site.get(f"/en/{plan.desk.city.pk}/method/"))
    assert "Simple mean of the unrounded values of all rated items below" in english
    before = body(site.get(home.replace("v2", "v1")))
    assert "66.0％" not in before, "a published edition stays as it was"


def test_before_publication_a_rule_that_is_missing_is_told_with_the_way_to_it() -> None:
    plan = RatedPledges()
    address = reverse("desk:publication", kwargs={"document": plan.document.key})
    told_so = "割合（％）は計算せずに公表します"
    page = body(plan.planner.get(address))
    assert told_so in page
    assert f'<a href="{plan.address("plan_calculation")}">計算のしかたを選んでください</a>' in page
    # Without a plan kept by the desk there is nothing to choose a rule for yet.
    Plan.objects.update(ledger=None)
    PlanLedger.objects.update(document_kind=None)
    assert reverse("desk:plan_take_over", kwargs={"code": plan.desk.city.pk}) in body(
        plan.planner.get(address)
    )
    PlanLedger.objects.update(document_kind=DocumentKind.MAYORAL_PLEDGES.value)
    told(plan.planner, plan.save("plan_roll_up", plan.roll_up_form()))
    assert told_so not in body(plan.planner.get(address))


def test_an_edition_keeps_the_rule_and_the_comparison_tells_of_the_next() -> None:
    plan = RatedPledges()
    told(plan.planner, plan.save("plan_roll_up", plan.roll_up_form()))
    first = plan.publish()
    assert figures(first) == USUAL
    assert edition_json(plan.publish()) == edition_json(first), "the same rules make no new edition"
    form = plan.roll_up_form(seen="1", left_out=["not_due", "cannot_be_judged"])
    page = told(plan.planner, plan.save("plan_roll_up", form))
    assert "0％として平均に入れる状態：中止" in page
    second = plan.publish(ChangeReasons(kind=ChangeKind.UPDATE, rest="中止を0とするため"))
    assert figures(second) == USUAL | {"1-1-3": "0.0", "1-1": "50.0", "1": "40.0", "document": "57.5"}
    [whole] = [one for one in second.audit.figures if one.subject == "document"]
    assert whole.rule.endswith("6件中5件を評価（0％とした中止1件）")
    compared = body(Client().get(f"/{plan.desk.city.pk}/compare/pledges/fy2026-v1/fy2026-v2/"))
    assert "評価の集計のしかた" in compared
    assert "63.8%、6件中5件を評価（中止1件）" in compared
    assert "57.5%、6件中5件を評価（0％とした中止1件）" in compared
    moved = {
        (one.subject, one.before, one.after)
        for one in compare_editions(first, second)
        if one.field == "計算した割合"
    }
    codes = {item.item_id: item.code for item in second.content.items}
    assert {codes.get(subject, subject) for subject, *_ in moved} == {"document", "1", "1-1"}
    assert "Calculated percentage" in body(
        Client().get(f"/en/{plan.desk.city.pk}/compare/pledges/fy2026-v1/fy2026-v2/")
    )
    assert figures(first) == USUAL


def test_a_rule_from_a_later_year_leaves_the_documents_before_it() -> None:
    plan = RatedPledges()
    told(plan.planner, plan.save("plan_roll_up", plan.roll_up_form()))
    later = plan.roll_up_form(seen="1", from_year="令和9年度", decimals__whole="0")
    page = told(plan.planner, plan.save("plan_roll_up", later))
    assert "令和9年度の文書から使うもの" in page
    assert figures(plan.publish()) == USUAL
    now = plan.roll_up_form(seen="2", from_year="R8", decimals__whole="0")
    told(plan.planner, plan.save("plan_roll_up", now))
    second = plan.publish(ChangeReasons(kind=ChangeKind.UPDATE, rest="桁を変えたため"))
    assert figures(second)["document"] == "64"


def test_ranks_follow_the_chosen_rule_on_the_site_and_on_the_report() -> None:
    plan = RatedPledges()
    page = told(plan.planner, plan.save("plan_judgement", plan.judgement_form()))
    assert "長野県 総合戦略（進捗率 100・80）" in page
    assert "1指標のうち1指標を判定：「順調」0件、「おおむね順調」0件、「努力を要する」1件" in page
    edition = plan.publish()
    assert edition.content.judgement is not None
    assert edition.content.judgement.rule is not None
    assert edition.content.judgement.rule.bands[1].at_least == Decimal("0.8")
    method = body(Client().get(f"/{plan.desk.city.pk}/method/"))
    used = method.partition('id="judgement"')[2].partition("</details>")[0]
    assert "長野県 総合戦略" in used
    assert f"/{plan.desk.city.pk}/pledges/fy2026/v1/" in used
