"""Pure rules of what stands beside plans: own fields, money, opinions, questions, sentences of history."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.amount import AmountKind, YearAmounts, read_yen, year_amounts
from mitodoke.domain.follow_up import FollowUpQuestion, VerificationDecision, questions_due
from mitodoke.domain.opinion import (
    OPINION_TRANSITIONS,
    OpinionAction,
    OpinionState,
    decide_opinion,
)
from mitodoke.domain.own_field import (
    FieldControl,
    FieldRule,
    ScaleStep,
    own_value,
    rule_refusal,
)
from mitodoke.domain.plan_history import PlanAct, PlanRecord, plan_sentence
from mitodoke.domain.role import Role

SCALE = FieldRule(
    label="評価",
    control=FieldControl.SCALE,
    steps=(ScaleStep(code="S", name="良"), ScaleStep(code="C", name="可")),
)
CHOICE = FieldRule(label="区分", control=FieldControl.CHOICE, choices=("新", "旧"))


@pytest.mark.parametrize(
    ("control", "typed", "expected"),
    [
        ("text", " 一\r\n二 ", "一\n二"),
        ("text", "  ", None),
        ("number", "１，２５０．５", "1250.5"),
        ("number", "-3", "-3"),
        ("number", "0", "0"),
        ("date", "令和8年4月1日", "2026-04-01"),
        ("date", "2026-04-01", "2026-04-01"),
        ("date", "R8.4.1", "2026-04-01"),
        ("file_link", "https://example.jp/a.pdf?x=1#p2", "https://example.jp/a.pdf?x=1#p2"),
        ("scale", "S", "S"),
        ("choice", "旧", "旧"),
    ],
)
def test_what_fields_take(control: str, typed: str, expected: str | None) -> None:
    rules = {"scale": SCALE, "choice": CHOICE}
    assert (
        own_value(rules.get(control, FieldRule(label="欄", control=FieldControl(control))), typed) == expected
    )


@pytest.mark.parametrize(
    ("control", "typed"),
    [
        ("text", "a\x00"),
        ("text", "\u202e逆"),
        ("text", "長" * 10_001),
        ("number", "約3"),
        ("number", "3人"),
        ("number", "3～5"),
        ("number", "=1+1"),
        ("date", "令和8年4月"),
        ("date", "4月1日"),
        ("date", "2026-02-30"),
        ("date", "令和8年4月1日～"),
        ("date", "令和8年4月1日～5日"),
        ("file_link", "javascript:alert(1)"),
        ("file_link", "file:///etc/passwd"),
        ("file_link", "https://user:pass@example.jp/"),
        ("file_link", "https://"),
        ("file_link", "https://a b"),
        ("file_link", "https://example.jp/<b>"),
        ("scale", "A"),
        ("choice", "中"),
    ],
)
def test_what_fields_refuse(control: str, typed: str) -> None:
    rules = {"scale": SCALE, "choice": CHOICE}
    with pytest.raises(ActionDenied):
        own_value(rules.get(control, FieldRule(label="欄", control=FieldControl(control))), typed)


@pytest.mark.parametrize(
    "rule",
    [
        replace(CHOICE, choices=()),
        replace(CHOICE, choices=("同", "同")),
        replace(CHOICE, control=FieldControl.TEXT),
        replace(SCALE, steps=()),
        replace(SCALE, steps=(ScaleStep(code="A", name="x"), ScaleStep(code="A", name="y"))),
        replace(SCALE, steps=(ScaleStep(code="", name="x"),)),
        replace(SCALE, label=""),
        replace(SCALE, editors=()),
        replace(SCALE, readers=(Role.READER,)),
    ],
)
def test_what_is_no_definition(rule: FieldRule) -> None:
    assert rule_refusal(rule)
    assert rule_refusal(SCALE) is rule_refusal(CHOICE) is None


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("1,250,000", 1250000),
        ("１２５０千円", 1250000),
        ("1.5百万円", 1500000),
        ("0円", 0),
        ("3億円", 300000000),
    ],
)
def test_yen_as_people_type_it(typed: str, yen: int) -> None:
    assert read_yen(typed) == yen


@pytest.mark.parametrize("typed", ["", "－", "約5円", "5ドル", "-1", "0.5円", "1e9", "5～6", "9" * 15, "=1"])
def test_what_is_no_yen(typed: str) -> None:
    with pytest.raises(ActionDenied):
        read_yen(typed)


@given(st.integers(min_value=0, max_value=10**13))
def test_yen_round_trips(yen: int) -> None:
    assert read_yen(f"{yen:,}円") == yen


def test_execution_is_exact_and_unknown_is_not_0() -> None:
    year = year_amounts({AmountKind.BUDGET: Decimal(3), AmountKind.SETTLEMENT: Decimal(1)})
    assert year.execution == Fraction(1, 3)
    assert replace(year, final_budget=Decimal(2)).execution == Fraction(1, 2)
    assert YearAmounts(budget=Decimal(0), settlement=Decimal(0)).execution is None
    assert YearAmounts(settlement=Decimal(5)).planned is None


@pytest.mark.parametrize("state", OpinionState)
@pytest.mark.parametrize("action", OpinionAction)
@pytest.mark.parametrize("role", Role)
def test_opinions_go_as_the_table_says(state: OpinionState, action: OpinionAction, role: Role) -> None:
    lines = [x for x in OPINION_TRANSITIONS if (x.before, x.action, x.role) == (state, action, role)]
    if not lines:
        with pytest.raises(ActionDenied):
            decide_opinion(state=state, action=action, roles=[role], reason="理由")
        return
    [line] = lines
    assert decide_opinion(state=state, action=action, roles=[role], reason="理由") is line
    if line.needs_reason:
        with pytest.raises(ActionDenied, match="理由"):
            decide_opinion(state=state, action=action, roles=[role], reason=" ")


def test_every_opinion_can_be_settled() -> None:
    for state in OpinionState:
        reached, waiting = {state}, [state]
        while waiting:
            here = waiting.pop()
            more = {x.after for x in OPINION_TRANSITIONS if x.before is here} - reached
            reached |= more
            waiting += more
        assert any(x.is_settled for x in reached), state


def test_questions_stay_until_they_are_answered() -> None:
    asked = [
        FollowUpQuestion(
            item_id=key, verified_for=year, decision=VerificationDecision.END, reason="済", next_steps=None
        )
        for key, year in (("a", 2025), ("a", 2023), ("b", 2024), ("c", 2026))
    ]
    due = questions_due(asked, {("b", 2024)}, fiscal_year=2026)
    assert [(x.item_id, x.verified_for) for x in due] == [("a", 2023), ("a", 2025)]
    assert all(decision.question.endswith("か。") for decision in VerificationDecision)


@pytest.mark.parametrize("act", PlanAct)
@pytest.mark.parametrize("told", [None, "<b>{x}%s\n" * 40])
def test_every_act_is_a_sentence(act: PlanAct, told: str | None) -> None:
    said = plan_sentence(
        PlanRecord(
            at=datetime.datetime(2026, 4, 1, 9, 5),  # noqa: DTZ001  (local time as people read it)
            by="山田 花子",
            act=act,
            subject=told or "計画",
            field=told,
            before=told,
            after=told,
            reason=told,
            on_behalf_of="長 太郎",
        )
    )
    assert said.startswith("令和8年4月1日9時05分、山田 花子（長 太郎の代理）が")
    assert "ました" in said
    assert "\n" not in said
    assert told is None or "理由：" in said
