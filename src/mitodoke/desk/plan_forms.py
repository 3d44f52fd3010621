"""Forms of the pages of plans: only what arrives is checked here; whether it may be done, the services decide."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.http import QueryDict

from mitodoke.desk.forms import WarekiDateField, first_problem
from mitodoke.desk.plain_form import FiscalYearField, PlainForm
from mitodoke.desk.presentation.plan_list import LEVELS, TypedLevel
from mitodoke.desk.presentation.plan_merge import plain_line
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.amount import AmountKind
from mitodoke.domain.own_field import FieldControl

LONGEST = 10_000
"""No text of a plan is longer."""
LARGEST_NUMBER = 2**31
"""Numbers of states and rows stay below."""


class DecisionForm(PlainForm):
    """Who decides a 見直し, on which day, and why it is begun."""

    reason = forms.CharField(label="見直しの理由", max_length=LONGEST)
    decider = forms.CharField(label="決定者", max_length=300)
    decided_on = WarekiDateField(label="決定日", max_length=40)


class PlanForm(DecisionForm):
    """A new plan."""

    reason = forms.CharField(label="策定の理由", max_length=LONGEST)
    title = forms.CharField(label="計画の題名", max_length=300)
    preset = forms.CharField(label="計画の種類", max_length=40)


class TakeOverForm(PlainForm):
    """The plan of a document that becomes a ledger."""

    document = forms.CharField(label="引き継ぐ文書", max_length=200)
    title = forms.CharField(label="計画の題名", max_length=300)
    decider = forms.CharField(label="決定者", max_length=300)
    decided_on = WarekiDateField(label="決定日", max_length=40)


class DecideForm(PlainForm):
    """The decision as it was made in the end."""

    decider = forms.CharField(label="決定者", max_length=300)
    decided_on = WarekiDateField(label="決定日", max_length=40)


class NoteForm(PlainForm):
    """補足 beside a promise."""

    text = forms.CharField(label="補足", max_length=LONGEST)
    noted_on = WarekiDateField(label="補足の日付", max_length=40)


class IssueForm(PlainForm):
    """The year's document that a plan is written into."""

    fiscal_year = FiscalYearField(label="年度", max_length=40)
    title = forms.CharField(label="文書の題名", max_length=300)
    marks_of = forms.IntegerField(
        label="印を付ける見直し", required=False, min_value=1, max_value=LARGEST_NUMBER
    )


class AmountForm(PlainForm):
    """予算・決算 of an item and year."""

    fiscal_year = forms.IntegerField(label="年度", min_value=1989, max_value=2200)
    kind = forms.ChoiceField(label="区分", choices=[(one.value, one.label) for one in AmountKind])
    amount = forms.CharField(label="金額", required=False, max_length=100)
    note = forms.CharField(label="備考", required=False, max_length=LONGEST)
    source = forms.CharField(label="出典", required=False, max_length=LONGEST)


class FieldForm(PlainForm):
    """独自の欄: what is asked of the items of a level."""

    label = forms.CharField(label="欄の名前", max_length=300)
    level = forms.CharField(label="階層", max_length=100)
    control = forms.ChoiceField(label="種類", choices=[(one.value, one.label) for one in FieldControl])
    choices = forms.CharField(label="選択肢", required=False, max_length=LONGEST)
    steps = forms.CharField(label="評価の段階", required=False, max_length=LONGEST)
    yearly = forms.BooleanField(label="年度ごとに入力する", required=False)
    public = forms.BooleanField(label="公開する", required=False)


def valid(form: forms.Form) -> dict[str, Any]:
    """What was typed; ActionDenied with the first problem, its field named."""
    if not form.is_valid():
        raise ActionDenied(first_problem(form))
    return form.cleaned_data


def number_in(data: QueryDict, name: str) -> int:
    """A number of the page, such as the state that was seen; 0 for anything else."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def typed_levels(data: QueryDict) -> list[TypedLevel]:
    """The levels that were named, from the top down; empty rows are left out."""
    rows = ((plain_line(data.get(f"level:{n}")), n) for n in range(1, LEVELS + 1))
    return [
        TypedLevel(name=name, rated=f"rated:{n}" in data, fixed=f"fixed:{n}" in data)
        for name, n in rows
        if name
    ]


def unbroken_levels(data: QueryDict) -> list[TypedLevel]:
    """`typed_levels` where no empty row stands above a named one: a level that is left out would take its items along."""
    named = [bool(plain_line(data.get(f"level:{n}"))) for n in range(1, LEVELS + 1)]
    if any(not here and below for here, below in pairwise(named)):
        raise ActionDenied("階層の途中を空にしないでください。下の階層から順に空にすると、階層を減らせます。")
    return typed_levels(data)
