"""Forms about 検証, observations, opinions, shared drafts and reorganisations: only what arrives is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mitodoke.desk.forms import WarekiDateField, first_problem
from mitodoke.desk.plain_form import PlainForm
from mitodoke.domain.action import ActionDenied
from mitodoke.domain.follow_up import VerificationDecision
from mitodoke.domain.opinion import OpinionAction

LONGEST = 10_000
"""Characters that a text may have; what the services take."""
LARGEST = 2**31 - 1
"""The largest number of a row or revision that is looked up."""


class VerificationForm(PlainForm):
    """検証 of an item; `seen` is the number of the one that the person looked at."""

    decision = forms.ChoiceField(
        label="判断", choices=[(one.value, one.label) for one in VerificationDecision]
    )
    reason = forms.CharField(label="理由", max_length=LONGEST)
    next_steps = forms.CharField(label="次の年度に行うこと", required=False, max_length=LONGEST)
    seen = forms.IntegerField(min_value=0, max_value=LARGEST)


class FollowUpForm(PlainForm):
    """What came of an earlier 検証."""

    verification = forms.IntegerField(min_value=1, max_value=LARGEST)
    text = forms.CharField(label="その後", max_length=LONGEST)


class ObservationForm(PlainForm):
    """An observation and the decision that followed; `corrects` is the entry that it puts right."""

    item = forms.CharField(label="項目", max_length=300)
    observed_on = WarekiDateField(label="観察した日", max_length=40)
    observation = forms.CharField(label="観察したこと", max_length=LONGEST)
    decision = forms.CharField(label="判断したこと", max_length=LONGEST)
    corrects = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)


class OpinionForm(PlainForm):
    """An opinion on an item, or without one on the plan."""

    item = forms.CharField(label="意見の対象", required=False, max_length=300)
    fiscal_year = forms.IntegerField(label="対象の年度", min_value=1900, max_value=2200)
    evaluator = forms.CharField(label="評価者の名前", max_length=300)
    written_on = WarekiDateField(label="意見の日付", max_length=40)
    text = forms.CharField(label="意見", max_length=LONGEST)


class OpinionActForm(PlainForm):
    """One act on an opinion; which of the rest is needed, the act decides."""

    action = forms.ChoiceField(label="行うこと", choices=[(one.value, one.label) for one in OpinionAction])
    seen = forms.IntegerField(min_value=1, max_value=LARGEST)
    department = forms.IntegerField(label="担当部署", required=False, min_value=1, max_value=LARGEST)
    due_on = WarekiDateField(label="回答期限", required=False, max_length=40)
    text = forms.CharField(label="回答", required=False, max_length=LONGEST)
    reason = forms.CharField(label="理由", required=False, max_length=LONGEST)


class ShareForm(PlainForm):
    """A draft to share."""

    until = WarekiDateField(label="共有の最後の日", max_length=40)
    note = forms.CharField(label="共有の目的", max_length=LONGEST)


class ShareEndForm(PlainForm):
    """A share to end."""

    share = forms.IntegerField(min_value=1, max_value=LARGEST)
    reason = forms.CharField(label="共有を終える理由", max_length=LONGEST)


class DepartmentForm(PlainForm):
    """Departments to add, one a line, from the same day and for the same reason."""

    name = forms.CharField(label="部署の名前", max_length=LONGEST)
    valid_from = WarekiDateField(label="始まりの日", max_length=40)
    reason = forms.CharField(label="理由", max_length=LONGEST)


class RequestsForm(PlainForm):
    """Requests of a round that follow a department's work to its successor."""

    round = forms.IntegerField(min_value=1, max_value=LARGEST)
    predecessor = forms.IntegerField(min_value=1, max_value=LARGEST)
    successor = forms.IntegerField(min_value=1, max_value=LARGEST)


class ReorganisationForm(PlainForm):
    """What belongs to a reorganisation as a whole."""

    on = WarekiDateField(label="改編の日", max_length=40)
    reason = forms.CharField(label="組織改編の理由", max_length=LONGEST)
    decider = forms.CharField(label="決定者", max_length=300)


def valid(form: forms.Form) -> dict[str, Any]:
    """What was entered; ActionDenied with the first thing that is wrong."""
    if not form.is_valid():
        raise ActionDenied(first_problem(form) or "入力を読み取れませんでした。画面を開き直してください。")
    return form.cleaned_data


def typed(values: Mapping[str, Any], *names: str) -> dict[str, str]:
    """What was typed into these fields, at most as long as it could be stored, without NUL."""
    return {name: str(values.get(name, "")).replace("\x00", "")[: LONGEST * 2] for name in names}
