"""What forms take: days in every notation, and what a sent answer means."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.desk.forms import WarekiDateField
from mitodoke.desk.presentation.approval_list import WAITING
from mitodoke.desk.presentation.sent_answer import UNDECIDED, read_sent
from mitodoke.desk.presentation.words import (
    ACTION_BUTTON,
    ACTION_DONE,
    ACTION_NOT_DONE,
    ACTION_RESULT,
    NEXT_STEP,
    TASK_WORD,
    show_due,
)
from mitodoke.domain.approval import TRANSITIONS, Action, AnswerState
from mitodoke.domain.fiscal_year import format_date
from mitodoke.plans.queries import usual_steps
from mitodoke.reporting.queries.tasks import NEXT_ACTION

DAY = datetime.date(2026, 4, 30)


@pytest.mark.parametrize(
    "text",
    ["令和8年4月30日", "R8.4.30", "2026-04-30", " 令和8年4月30日 ", "令和８年４月３０日", "2026年4月30日"],
)
def test_one_day_in_every_notation(text: str) -> None:
    assert WarekiDateField(label="日").clean(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["令和8年", "令和8年4月", "令和8年4月31日", "4月30日", "通年", "2026-02-30", "x", "令和8年4月1日～2日"],
)
def test_what_is_not_one_day_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        WarekiDateField(label="日").clean(text)


def test_no_day_where_none_is_needed() -> None:
    assert WarekiDateField(required=False).clean("") is None


@given(st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_a_day_as_it_is_shown_is_read_back(day: datetime.date) -> None:
    assert WarekiDateField().clean(format_date(day)) == day
    assert WarekiDateField().clean(day.isoformat()) == day


def sent(**values: str) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in values.items():
        form[f"{name[0]}:{name[2:]}"] = value
    return form


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"v_f": "a", "o_f": "a", "r_f": "3"}, []),
        ({"v_f": "a\r\nb", "o_f": "a\nb", "r_f": "3"}, []),
        ({"v_f": " a ", "o_f": "a", "r_f": "3"}, []),
        ({"v_f": "", "o_f": "", "r_f": "0"}, []),
        ({"v_f": "b", "o_f": "a", "r_f": "3"}, [("f", "b", 3)]),
        ({"v_f": "", "o_f": "a", "r_f": "3"}, [("f", "", 3)]),
        ({"v_f": "b"}, [("f", "b", 0)]),
        ({"v_f": "b", "r_f": "-1"}, [("f", "b", UNDECIDED)]),
        ({"v_f": "b", "r_f": "９"}, [("f", "b", UNDECIDED)]),
        ({"v_f": "b", "r_f": "9" * 40}, [("f", "b", UNDECIDED)]),
        ({"v_f": "b", "o_f": "a", "r_f": "4", "c_f": "1"}, [("f", "b", UNDECIDED)]),
        ({"v_f": "b", "o_f": "a", "r_f": "4", "c_f": "1", "k_f": "x"}, [("f", "b", UNDECIDED)]),
        ({"v_f": "b", "o_f": "a", "r_f": "4", "c_f": "1", "k_f": "theirs"}, []),
        ({"v_f": "b", "o_f": "a", "r_f": "4", "c_f": "1", "k_f": "mine"}, [("f", "b", 4)]),
        ({"v_f": "a", "o_f": "a", "r_f": "4", "c_f": "1", "k_f": "mine"}, [("f", "a", 4)]),
        ({"o_f": "a", "r_f": "4"}, []),
    ],
)
def test_what_a_sent_answer_changes(values: dict[str, str], expected: list[tuple[str, str, int]]) -> None:
    found = read_sent(sent(**values)).changes
    assert [(one.field, one.value, one.revision) for one in found] == expected


def test_every_step_has_one_definition() -> None:
    assert [step for step, _ in usual_steps()] == list(range(11))
    assert len({definition for _, definition in usual_steps()}) == 11


def test_every_state_and_act_has_its_words() -> None:
    assert set(NEXT_STEP) == set(AnswerState)
    assert set(ACTION_RESULT) == {one.action for one in TRANSITIONS} - {Action.SAVE}
    assert set(TASK_WORD) == set(NEXT_ACTION.values()) | {Action.RECORD_APPROVAL}
    assert set(ACTION_DONE) == set(ACTION_RESULT)
    assert set(ACTION_BUTTON) == set(ACTION_RESULT) - {Action.SUBMIT}
    assert set(ACTION_NOT_DONE) == {*WAITING, Action.RETURN}


@pytest.mark.parametrize(
    ("offset", "told"),
    [(28, "（あと28日）"), (0, "（今日）"), (-3, "（3日経過）"), (1234, "（あと1,234日）")],
)
def test_a_due_date_says_how_far_away_it_is(offset: int, told: str) -> None:
    assert show_due(DAY, DAY - datetime.timedelta(days=offset)) == f"令和8年4月30日{told}"
