"""What forms of the desk say of a field that is wrong: plain sentences that name it; fiscal years as people write them."""

from __future__ import annotations

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.desk.forms import field_problems, first_problem, problems_told
from mitodoke.desk.plain_form import FiscalYearField, PlainForm
from mitodoke.domain.fiscal_year import FiscalYear

LOST = "画面の内容の一部が届きませんでした。画面を開き直してください。"


class _Form(PlainForm):
    title = forms.CharField(label="題名", max_length=3)
    kind = forms.ChoiceField(label="種類", choices=[("a", "A")])
    several = forms.MultipleChoiceField(label="部署", choices=[("1", "花課")])
    count = forms.IntegerField(label="件数", min_value=1, max_value=9)
    mail = forms.EmailField(label="メールアドレス")
    own = forms.CharField(label="理由", error_messages={"required": "理由がいります。"})
    seen = forms.IntegerField(min_value=1)


WRONG: list[tuple[str, object, str]] = [
    ("title", "", "題名を入力してください。"),
    ("title", "長い題名", "3文字以内で入力してください（いまは4文字です）。"),
    ("title", "a\x00", "使えない文字が含まれています。入力し直してください。"),
    ("kind", "", "種類を選んでください。"),
    ("kind", "z", "種類を選び直してください。"),
    ("several", [], "部署を選んでください。"),
    ("several", ["2"], "部署を選び直してください。"),
    ("count", "", "件数を入力してください。"),
    ("count", "三", "数字だけで入力してください。"),
    ("count", "0", "1以上で入力してください。"),
    ("count", "10", "9以下で入力してください。"),
    ("mail", "x", "メールアドレスとして読めません。「name@example.jp」のように入力してください。"),
    ("own", "", "理由がいります。"),
    ("seen", "", LOST),
    ("seen", "x", LOST),
    ("seen", "0", LOST),
]


@pytest.mark.parametrize(("name", "value", "told"), WRONG)
def test_a_wrong_field_is_told_in_a_plain_sentence(name: str, value: object, told: str) -> None:
    form = _Form({name: value})
    assert field_problems(form)[name] == told


def test_no_sentence_is_one_of_the_framework() -> None:
    for name, value, _ in WRONG:
        assert "フィールド" not in field_problems(_Form({name: value}))[name]


def test_the_top_of_the_page_names_every_field_once() -> None:
    form = _Form(
        {"title": "長い題名", "kind": "a", "several": ["1"], "count": "三", "mail": "a@b.jp", "own": "x"}
    )
    assert problems_told(form) == (
        "題名：3文字以内で入力してください（いまは4文字です）。",
        "件数：数字だけで入力してください。",
        LOST,
    )
    assert first_problem(form) == "題名：3文字以内で入力してください（いまは4文字です）。"
    assert first_problem(_Form({"title": ""})) == "題名を入力してください。"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和8年度", 2026),
        ("令和８年度", 2026),
        ("令和8年", 2026),
        ("令和8", 2026),
        ("R8", 2026),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("2026", 2026),
        (" 2026年度 ", 2026),
        ("２０２６", 2026),
    ],
)
def test_a_fiscal_year_in_every_notation(text: str, year: int) -> None:
    assert FiscalYearField(label="年度").clean(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "8",
        "令和",
        "令和七年度",
        "令和8年4月1日",
        "26",
        "1988",
        "2201",
        "9999",
        "-2026",
        "2026.5",
        "2026\x00",
        "年度",
    ],
)
def test_what_is_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        FiscalYearField(label="年度", max_length=40).clean(text)


def test_no_year_where_none_is_needed() -> None:
    assert FiscalYearField(required=False).clean("") is None


@given(st.integers(min_value=1989, max_value=2117))
def test_a_year_as_it_is_shown_is_read_back(year: int) -> None:
    assert FiscalYearField().clean(FiscalYear(year).label) == year
    assert FiscalYearField().clean(str(year)) == year


@given(st.text(max_size=60))
def test_any_text_is_a_year_or_refused(text: str) -> None:
    try:
        year = FiscalYearField(required=False).clean(text)
    except forms.ValidationError:
        return
    assert year is None or 1989 <= year <= 2200
