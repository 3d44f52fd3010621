"""The rules of a plan: who chooses them, from when they count, and that choices are only added."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from mitodoke.documents.models import SourceDocument
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.combining import Combining
from mitodoke.domain.document import DocumentKind
from mitodoke.domain.judgement_choice import JudgementChoice, TypedBand, adapted
from mitodoke.domain.judgement_rules import FUJI, NAGANO, TAMA
from mitodoke.domain.outline import OWN_LEVELS
from mitodoke.domain.plan_rules import PlanRules, RuleKind
from mitodoke.domain.plan_structure import document_structure
from mitodoke.domain.roll_up_choice import Averaged, LevelChoice, RollUpChoice
from mitodoke.domain.rounding import RoundingMode, RoundingRule
from mitodoke.plans.models import PlanEvent, PlanLedger, RuleChoice
from mitodoke.plans.queries import (
    combining_for,
    ledger_state,
    newest_document,
    plan_outline,
    plan_sentences,
    rule_choices,
    rules_for,
    rules_of,
)
from mitodoke.plans.services import (
    choose_combining,
    choose_judgement,
    choose_roll_up,
    issue_plan,
    take_over_plan,
)
from plans.ledger_desk import LedgerDesk
from reporting.desk import APRIL

pytestmark = pytest.mark.django_db

CHOICE = RollUpChoice(levels=tuple(LevelChoice(kind=kind) for kind in (None, *OWN_LEVELS[:3])))
CUT = replace(
    CHOICE, levels=(LevelChoice(kind=None, rounding=RoundingRule(RoundingMode.DOWN, 0)), *CHOICE.levels[1:])
)
NAGANO_RULE = JudgementChoice(rule=NAGANO, first_year=2024, years=5)


@pytest.fixture
def desk() -> LedgerDesk:
    return LedgerDesk()


@pytest.fixture
def ledger(desk: LedgerDesk) -> PlanLedger:
    return desk.decided()


def roll_up(
    desk: LedgerDesk, ledger: PlanLedger, choice: RollUpChoice = CHOICE, seen: int = 0, **more: object
) -> RuleChoice:
    values = {"reason": "市の方針のため", "by": desk.planner, "clock": desk.clock} | more
    return choose_roll_up(ledger=ledger, choice=choice, seen=seen, **values)  # type: ignore[arg-type]


def judgement(
    desk: LedgerDesk, ledger: PlanLedger, choice: JudgementChoice = NAGANO_RULE, seen: int = 0, **more: object
) -> RuleChoice:
    values = {"reason": "市の方針のため", "by": desk.planner, "clock": desk.clock} | more
    return choose_judgement(ledger=ledger, choice=choice, seen=seen, **values)  # type: ignore[arg-type]


def test_what_is_chosen_comes_back_and_is_told_as_a_sentence(desk: LedgerDesk, ledger: PlanLedger) -> None:
    assert rules_of(ledger=ledger, fiscal_year=2026) == PlanRules()
    roll_up(desk, ledger)
    own = adapted(
        NAGANO,
        [
            TypedBand(
                rank=band.rank, label=band.label, percent=None if band.at_least is None else Decimal(percent)
            )
            for band, percent in zip(NAGANO.bands, (90, 60, 0), strict=True)
        ],
        version="1",
    )
    judgement(desk, ledger, replace(NAGANO_RULE, rule=own))
    found = rules_of(ledger=ledger, fiscal_year=2026)
    assert found == PlanRules(roll_up=CHOICE, judgement=replace(NAGANO_RULE, rule=own))
    assert rule_choices(ledger=ledger).keys() == set(RuleKind)
    told = plan_sentences(ledger=ledger, fields=[kind.label for kind in RuleKind])
    assert (
        "企画が「第2次花咲市総合計画」の「評価の集計のしかた」を（なし）から"
        "「全体＝丸める前の政策の単純平均（四捨五入して小数第1位まで）（次に作る版から）」に変えました。理由：市の方針のため"
    ) in told[0]
    assert sum("評価の集計のしかた" in one for one in told) == 5, "a line for each level, and the states"
    assert "令和6年度から5年" in told[5]
    assert any("「順調（目標値以上）：進捗率が90％以上（次に作る版から）」" in one for one in told)
    roll_up(desk, ledger, CUT, seen=1, from_year=2027)
    [*_, last] = plan_sentences(ledger=ledger, fields=[RuleKind.ROLL_UP.label])
    assert (
        "を「全体＝丸める前の政策の単純平均（四捨五入して小数第1位まで）」から「全体＝丸める前の政策の単純平均（切り捨てて整数に）（令和9年度の文書から）」に"
        in last
    )
    roll_up(desk, ledger, CUT, seen=2)
    [*_, last] = plan_sentences(ledger=ledger, fields=[RuleKind.ROLL_UP.label])
    assert "を「令和9年度の文書から」から「（次に作る版から）」に変えました" in last


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, None), (2025, None), (2026, CHOICE), (2027, CUT), (2028, CUT), (None, None)]
)
def test_a_choice_counts_from_its_year_on(
    desk: LedgerDesk, ledger: PlanLedger, year: int | None, expected: RollUpChoice | None
) -> None:
    roll_up(desk, ledger, from_year=2026)
    roll_up(desk, ledger, CUT, seen=1, from_year=2027)
    assert rules_of(ledger=ledger, fiscal_year=year).roll_up == expected


def test_a_choice_for_the_next_edition_counts_for_every_year(desk: LedgerDesk, ledger: PlanLedger) -> None:
    roll_up(desk, ledger, CUT, from_year=2030)
    roll_up(desk, ledger, seen=1)
    for year in (None, 2020, 2026, 2030, 2040):
        assert rules_of(ledger=ledger, fiscal_year=year).roll_up == CHOICE


def test_departments_are_combined_from_a_year_on_as_well(desk: LedgerDesk, ledger: PlanLedger) -> None:
    issued = [
        issue_plan(ledger=ledger, fiscal_year=year, title="総合計画", by=desk.planner, clock=desk.clock)
        for year in (2026, 2027)
    ]
    choose_combining(ledger=ledger, combining=Combining.LEAD, seen=0, from_year=2027, by=desk.planner)
    assert [combining_for(document=one) for one in issued] == [Combining.MEAN, Combining.LEAD]
    again = choose_combining(ledger=ledger, combining=Combining.LEAD, seen=0, from_year=2027, by=desk.planner)
    assert again is not None
    assert again.number == 1, "the same from the same year adds nothing"
    choose_combining(ledger=ledger, combining=Combining.LEAD, seen=1, by=desk.planner)
    assert [combining_for(document=one) for one in issued] == [Combining.LEAD] * 2
    last = PlanEvent.objects.latest("pk")
    assert last.before == f"{Combining.LEAD.label}（令和9年度の文書から）"
    with pytest.raises(ActionDenied, match="使い始める年度"):
        choose_combining(ledger=ledger, combining=Combining.LOWEST, seen=2, from_year=1900, by=desk.planner)


def test_the_rules_of_a_document_are_those_of_its_plan(
    desk: LedgerDesk, ledger: PlanLedger, django_assert_max_num_queries
) -> None:
    issued = issue_plan(ledger=ledger, fiscal_year=2026, title="総合計画", by=desk.planner, clock=desk.clock)
    roll_up(desk, ledger)
    with django_assert_max_num_queries(4):
        assert rules_for(document=issued).roll_up == CHOICE
    assert rules_for(document=desk.document) == PlanRules(), "another kind of plan"
    assert newest_document(ledger=ledger) == issued
    later = issue_plan(ledger=ledger, fiscal_year=2027, title="総合計画", by=desk.planner, clock=desk.clock)
    assert newest_document(ledger=ledger) == later


def test_a_plan_that_was_taken_over_has_the_document_it_came_from(desk: LedgerDesk) -> None:
    taken = take_over_plan(
        document=desk.document,
        title="公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    assert newest_document(ledger=taken) == SourceDocument.objects.get(pk=desk.document.pk)
    other = take_over_plan(
        document=desk.document,
        title="別の公約",
        decider="市長",
        decided_on=APRIL,
        by=desk.planner,
        clock=desk.clock,
    )
    assert newest_document(ledger=taken) is None, "two plans of a kind: nothing is guessed"
    assert newest_document(ledger=other) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": None}, "変える理由"),
        ({"reason": " "}, "変える理由"),
        ({"reason": "x\u202e"}, "制御文字"),
        ({"from_year": 1988}, "使い始める年度"),
        ({"from_year": 2201}, "使い始める年度"),
        ({"choice": RollUpChoice()}, "すべてについて"),
        (
            {
                "choice": replace(
                    CHOICE,
                    levels=(*CHOICE.levels[:3], LevelChoice(kind=OWN_LEVELS[2], averages=Averaged.RATED)),
                )
            },
            "選べません",
        ),
    ],
)
def test_what_is_no_choice(desk: LedgerDesk, ledger: PlanLedger, more: dict[str, object], words: str) -> None:
    with pytest.raises(ActionDenied, match=words):
        roll_up(desk, ledger, **more)  # type: ignore[arg-type]
    assert not RuleChoice.objects.exists()


@pytest.mark.parametrize(
    ("choice", "more", "words"),
    [
        (JudgementChoice(rule=TAMA, first_year=2024, years=3), {}, "最後まで進みません"),
        (NAGANO_RULE, {"from_year": 2030}, "計画の期間"),
        (NAGANO_RULE, {"reason": ""}, "変える理由"),
    ],
)
def test_what_is_no_judgement(
    desk: LedgerDesk, ledger: PlanLedger, choice: JudgementChoice, more: dict[str, object], words: str
) -> None:
    with pytest.raises(ActionDenied, match=words):
        judgement(desk, ledger, choice, **more)
    assert not RuleChoice.objects.exists()


def test_the_second_of_two_people_sees_that_the_first_was_there(desk: LedgerDesk, ledger: PlanLedger) -> None:
    roll_up(desk, ledger, by=desk.second_planner)
    with pytest.raises(ActionDenied, match="開いている間に企画二が変えました"):
        roll_up(desk, ledger, CUT)
    assert roll_up(desk, ledger, CUT, seen=1).number == 2
    assert roll_up(desk, ledger, CUT).number == 2, "what counts already adds nothing, whoever looks"
    assert judgement(desk, ledger, replace(NAGANO_RULE, rule=FUJI)).number == 1, "the kinds are counted apart"


def test_only_planners_choose(desk: LedgerDesk, ledger: PlanLedger) -> None:
    for person in (desk.reporter, desk.head, desk.reader, desk.administrator, desk.evaluator):
        with pytest.raises(ActionDenied, match="企画担当"):
            roll_up(desk, ledger, by=person)
        with pytest.raises(ActionDenied, match="企画担当"):
            judgement(desk, ledger, by=person)
    assert not RuleChoice.objects.exists()


def test_a_strategy_has_no_percentages_to_choose_for(desk: LedgerDesk) -> None:
    kind = DocumentKind.COMPREHENSIVE_STRATEGY
    strategy = desk.create(title="総合戦略", document_kind=kind, structure=document_structure(kind))
    outline = plan_outline(ledger=strategy, content=ledger_state(ledger=strategy).content)
    assert outline.rolled == ()
    with pytest.raises(ActionDenied, match="割合を計算する階層がありません"):
        roll_up(desk, strategy)


def test_choices_are_only_added(desk: LedgerDesk, ledger: PlanLedger) -> None:
    roll_up(desk, ledger)
    for sql in (
        "UPDATE plans_rulechoice SET reason = '別'",
        "DELETE FROM plans_rulechoice",
        "INSERT OR REPLACE INTO plans_rulechoice SELECT * FROM plans_rulechoice",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for wrong in ({"kind": "other"}, {"reason": ""}, {"rule": ""}, {"by": ""}, {"number": 0}, {"number": 1}):
        values = {"ledger": ledger, "kind": "roll_up", "number": 2, "rule": "{}", "reason": "x", "by": "x", "person": desk.planner, "at": desk.clock()}  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleChoice.objects.create(**(values | wrong))
