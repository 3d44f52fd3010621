"""Answers read from their fields: values, and what is missing or unreadable."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.answer import read_answer, value_of
from mitodoke.domain.answer_fields import FIELDS, Ask, Certainty, parse_field, tidy_value, value_refusal
from mitodoke.domain.collaboration import CollaborationForm, OrganisationRole
from mitodoke.domain.judgement import ResultState

PLAN = (Ask.RATINGS, Ask.ACTIVITIES)
DONE = {"rating.step": "7", "activity.1": "苗を配った"}


def _problems(fields: dict[str, str], asks: tuple[Ask, ...], **indicators: str) -> list[tuple[str, str]]:
    _, problems = read_answer(fields, asks=asks, indicators=indicators)
    return [(one.field, one.message) for one in problems]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (DONE, []),
        (DONE | {"rating.step": "0"}, []),
        (DONE | {"rating.step": "１０"}, []),
        ({}, [("rating.step", "評価がありません"), ("activity.1", "取組事業内容がありません")]),
        (DONE | {"rating.step": "11"}, [("rating.step", "「11」は読めません")]),
        (DONE | {"rating.step": "-1"}, [("rating.step", "読めません")]),
        (DONE | {"rating.step": "7.5"}, [("rating.step", "読めません")]),
        (DONE | {"rating.step": "①"}, []),
        ({"rating.state": "stopped", "rating.reason": "廃止"}, []),
        ({"rating.state": "stopped"}, [("rating.reason", "「中止」とする理由")]),
        (DONE | {"rating.state": "stopped", "rating.reason": "廃止"}, [("rating.step", "両方があります")]),
        (DONE | {"rating.state": "done", "rating.reason": "完成した"}, []),
        ({"rating.state": "done", "rating.reason": "完成した"}, [("rating.step", "最後の評価")]),
        (DONE | {"evidence.1": "https://example.jp/a"}, []),
        (
            DONE
            | {
                "evidence.1": "https://example.jp/a",
                "evidence.1.caption": "議事録",
                "evidence.1.public": "yes",
            },
            [],
        ),
        (DONE | {"evidence.1.caption": "議事録"}, [("evidence.1", "アドレスがありません")]),
        (DONE | {"evidence.1": "javascript:alert(1)"}, [("evidence.1", "ウェブのアドレスとして読めません")]),
    ],
)
def test_ratings_and_activities(fields: dict[str, str], told: list[tuple[str, str]]) -> None:
    found = _problems(fields, PLAN)
    assert [field for field, _ in found] == [field for field, _ in told]
    for (_, message), (_, words) in zip(found, told, strict=True):
        assert words in message
        assert message.endswith("。")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "12か所", "certainty": "final"}, []),
        ({"value": "0", "certainty": "estimate"}, []),
        ({"state": "not_surveyed", "reason": "5年ごとの調査のため"}, []),
        ({}, ["「花壇」の実績値がありません"]),
        ({"value": "12"}, ["確定か見込みか"]),
        ({"value": "－", "certainty": "final"}, ["一つの数値として読めません"]),
        ({"value": "3～5件", "certainty": "final"}, ["一つの数値として読めません"]),
        ({"state": "stopped"}, ["理由を入力"]),
        ({"value": "1", "state": "stopped", "reason": "x", "certainty": "final"}, ["両方があります"]),
        ({"value": "1", "certainty": "final", "evidence": "ftp://x"}, ["ウェブのアドレスとして読めません"]),
    ],
)
def test_actual_values(fields: dict[str, str], told: list[str]) -> None:
    named = {f"kpi.K1.{name}": value for name, value in fields.items()}
    found = _problems(named, (Ask.KPI_ACTUALS,), K1="花壇")
    assert len(found) == len(told)
    assert all(words in message for (_, message), words in zip(found, told, strict=True))


def test_a_reported_zero_is_a_zero_and_an_empty_field_is_nothing() -> None:
    fields = {"kpi.K1.value": "0件", "kpi.K1.certainty": "estimate", "rating.step": "0"}
    answer, _ = read_answer(fields, asks=(Ask.RATINGS, Ask.KPI_ACTUALS), indicators={"K1": "a", "K2": "b"})
    assert answer.step == 0
    assert [value_of(one) for one in answer.actuals] == [Decimal(0), None]
    assert answer.actuals[0].certainty is Certainty.ESTIMATE


def test_activities_keep_their_order_and_their_numbers() -> None:
    fields = {"activity.10": "十", "activity.2": "二", "activity.1": "一"}
    answer, _ = read_answer(fields, asks=PLAN, indicators={})
    assert answer.activities == ((1, "一"), (2, "二"), (10, "十"))


def test_what_is_not_asked_is_left_aside() -> None:
    answer, problems = read_answer(DONE | {"kpi.K9.value": "x"}, asks=(Ask.ACTIVITIES,), indicators={})
    assert (answer.step, answer.actuals, answer.entry, problems) == (None, (), None, ())


ENTRY = {
    "entry.title": "花まつり",
    "entry.form": "co_hosting",
    "occurrence.1.dates": "令和7年5月3日～5日",
    "occurrence.1.participants": "延べ309人",
    "organisation.1.name": "花の会",
    "organisation.2.name": "草の会",
    "organisation.2.role": "organiser",
}


def test_an_entry_with_its_parts() -> None:
    answer, problems = read_answer(ENTRY, asks=(Ask.COLLABORATION_ENTRIES,), indicators={})
    entry = answer.entry
    assert entry is not None
    assert problems == ()
    assert entry.form is CollaborationForm.CO_HOSTING
    [held] = entry.occurrences
    assert (held.start, held.end) == ("2025-05-03", "2025-05-05")
    assert held.participants is not None
    assert (held.participants.value, held.participants.cumulative) == (Decimal(309), True)
    assert [one.role for one in entry.organisations] == [OrganisationRole.PARTNER, OrganisationRole.ORGANISER]


@pytest.mark.parametrize(
    ("change", "without", "field"),
    [
        ({}, ["entry.title"], "entry.title"),
        ({}, ["entry.form"], "entry.form"),
        ({}, ["occurrence.1.dates"], "occurrence.1.dates"),
        ({}, ["occurrence.1.dates", "occurrence.1.participants"], "occurrence.1.dates"),
        ({"occurrence.1.participants": "たくさん"}, [], "occurrence.1.participants"),
        ({"occurrence.1.participants": "2.5人"}, [], "occurrence.1.participants"),
        ({"entry.participants": "▲3人"}, [], "entry.participants"),
        ({"entry.since_year": "むかし"}, [], "entry.since_year"),
        ({"entry.state": "stopped"}, [], "entry.reason"),
        ({"organisation.3.role": "partner"}, [], "organisation.3.name"),
    ],
)
def test_what_an_entry_lacks(change: dict[str, str], without: list[str], field: str) -> None:
    fields = {name: value for name, value in (ENTRY | change).items() if name not in without}
    assert [name for name, _ in _problems(fields, (Ask.COLLABORATION_ENTRIES,))] == [field]


def test_an_entry_that_did_not_take_place_needs_a_reason_only() -> None:
    fields = {"entry.title": "花まつり", "entry.form": "patronage", "occurrence.1.label": "昨年の会場",
              "entry.state": "stopped", "entry.reason": "荒天"}  # fmt: skip
    answer, problems = read_answer(fields, asks=(Ask.PATRONAGE,), indicators={})
    assert problems == ()
    assert answer.entry is not None
    assert (answer.entry.state, answer.entry.occurrences) == (ResultState.STOPPED, ())


_NAMES = [
    f"{one.part}.{'1.' if one.keyed and one.name else ''}{one.name or '1'}" for one in FIELDS
]  # "kpi.1.value" is of the indicator 1


@given(st.dictionaries(st.sampled_from(_NAMES), st.text(max_size=30)))
def test_whatever_is_typed_is_read_or_told(typed: dict[str, str]) -> None:
    fields = {}
    for name, text in typed.items():
        value, field = tidy_value(text), parse_field(name)
        assert field is not None, name
        if value is not None and value_refusal(field, value) is None:
            fields[name] = value
    for asks in ((Ask.RATINGS, Ask.ACTIVITIES, Ask.KPI_ACTUALS), (Ask.COLLABORATION_ENTRIES,)):
        _, problems = read_answer(fields, asks=asks, indicators={"1": "花壇"})
        assert all(parse_field(one.field) and one.message.endswith("。") for one in problems)


def test_links_of_evidence_come_in_order_with_what_they_show() -> None:
    fields = {
        "evidence.10": "https://example.jp/c",
        "evidence.2": "https://example.jp/b",
        "evidence.2.caption": "議事録",
        "evidence.2.public": "yes",
        "evidence.3.caption": "アドレスのない説明",
        "kpi.K1.evidence": "https://example.jp/k",
        "kpi.K1.evidence_public": "yes",
    }
    answer, _ = read_answer(fields, asks=(Ask.KPI_ACTUALS,), indicators={"K1": "来場者数"})
    told = [(one.number, one.address[-1], one.caption, one.is_public) for one in answer.evidence]
    assert told == [(2, "b", "議事録", True), (10, "c", None, False)]
    assert answer.actuals[0].evidence_is_public
