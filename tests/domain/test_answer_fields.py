"""Fields of an answer: their names, what they may hold, what people read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.answer_fields import (
    FIELDS,
    FieldKind,
    field_label,
    parse_field,
    shown_value,
    tidy_value,
    value_refusal,
)


@pytest.mark.parametrize(
    ("name", "key", "label"),
    [
        ("rating.step", None, "10段階評価"),
        ("activity.1", "1", "取組事業内容1"),
        ("activity.999", "999", "取組事業内容999"),
        ("kpi.K1.value", "K1", "来場者数の実績値"),
        ("kpi.a.b.value", "a.b", "a.bの実績値"),
        ("occurrence.2.dates", "2", "実施年月日2"),
        ("entry.title", None, "事業名"),
        ("evidence.3", "3", "根拠資料3"),
        ("evidence.3.caption", "3", "根拠資料3の説明"),
        ("evidence.3.public", "3", "根拠資料3を公開してよい"),
        ("kpi.K1.evidence_public", "K1", "来場者数の実績値の根拠資料を公開してよい"),
    ],
)
def test_names_that_are_fields(name: str, key: str | None, label: str) -> None:
    field = parse_field(name)
    assert field is not None
    assert field.key == key
    assert field_label(name, {"K1": "来場者数"}) == label


@pytest.mark.parametrize(
    "name",
    ["", "rating", "rating.", "rating.other", "activity", "activity.0", "activity.01", "activity.1000",
     "activity.-1", "activity.１", "activity.1.text", "evidence.1.x", "evidence.0.caption", "kpi.value", "kpi..value", "occurrence.x.dates",
     "occurrence.dates", "entry.1.title", "evidence.", "RATING.STEP", "activity.1\n"],
)  # fmt: skip
def test_names_that_are_none(name: str) -> None:
    assert parse_field(name) is None


@given(st.text(max_size=40))
def test_no_name_breaks_the_reader(name: str) -> None:
    field = parse_field(name)
    assert field is None or field.rule in FIELDS


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(None, None), ("", None), (" 　\n", None), ("0", "0"), (" a\r\nb\r ", "a\nb"), ("<b>x</b>", "<b>x</b>")],
)
def test_what_is_stored_of_what_is_typed(typed: str | None, stored: str | None) -> None:
    assert tidy_value(typed) == stored


@given(st.text(max_size=80))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy_value(tidy_value(text)) == tidy_value(text)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("activity.1", "x" * 4000, None),
        ("activity.1", "x" * 4001, "4,000字まで"),
        ("activity.1", "=HYPERLINK(1)\n<script>", None),
        ("activity.1", "a\x00b", "2文字目に、目に見えない制御文字"),
        ("activity.1", "a\u202eb", "制御文字"),
        ("activity.1", "a\ud800", "制御文字"),
        ("activity.1", "タブ\tと改行\n", None),
        ("rating.state", "done", None),
        ("rating.state", "完了", "次の中から選んでください：事業完了、未着手、中止"),
        ("kpi.K1.certainty", "maybe", "確定、見込み"),
        ("organisation.1.role", "x", "協働の相手、主催者"),
        ("rating.step", "9" * 21, "20字まで"),
    ],
)
def test_what_cannot_even_be_a_draft(name: str, value: str, told: str | None) -> None:
    field = parse_field(name)
    assert field is not None
    refusal = value_refusal(field, value)
    if told is None:
        assert refusal is None
    else:
        assert told in (refusal or "")


def test_choices_are_read_as_words() -> None:
    assert shown_value("kpi.K1.certainty", "estimate") == "見込み"
    assert shown_value("organisation.1.role", "organiser") == "主催者"
    assert shown_value("rating.state", "unheard") == "unheard"
    assert shown_value("rating.step", "7") == "7"
    assert shown_value("rating.state", None) is None
    assert shown_value("no.field", "x") == "x"


def test_no_number_is_ever_offered_from_last_year() -> None:
    numbers = {FieldKind.WHOLE, FieldKind.QUANTITY, FieldKind.DATES, FieldKind.LINK}
    assert [one.label for one in FIELDS if one.offered and one.kind in numbers] == []
    states = {"state", "certainty", "reason", "note", "cancelled"}
    assert [one.label for one in FIELDS if one.offered and one.name in states] == []
