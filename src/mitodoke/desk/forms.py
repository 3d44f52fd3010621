"""Forms of the desk: only what arrives is checked here; whether it may be done, the services decide."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from mitodoke.desk.plain_form import FiscalYearField, PlainForm
from mitodoke.domain.answer_fields import Ask
from mitodoke.domain.japanese_date import parse_date
from mitodoke.domain.role import Role


class WarekiDateField(forms.CharField):
    """A single day, as 和暦 (令和8年4月30日, R8.4.30) or as the browser's calendar gives it (2026-04-30)."""

    def clean(self, value: Any) -> datetime.date | None:
        """The day; ValidationError for anything that is not exactly one day."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        span = parse_date(text)
        if span is None or span.start is None or span.end not in (None, span.start) or len(span.start) != 10:
            raise forms.ValidationError(
                f"「{text[:40]}」は一つの日付として読めません。「令和8年4月30日」のように入力してください。"
            )
        return datetime.date.fromisoformat(span.start)


class SignInForm(AuthenticationForm):
    """Name and password; the message never tells which of the two is wrong."""

    error_messages = {
        "invalid_login": "利用者名かパスワードが違います。パスワードは大文字と小文字を区別します。忘れたときは管理者に依頼してください。",
        "inactive": "この利用者は今は使えません。管理者に問い合わせてください。",
    }


def first_problem(form: forms.Form) -> str:
    """One sentence for the top of the page: the first thing that is wrong, with the name of its field."""
    return next(iter(problems_told(form)), "")


def problems_told(form: forms.Form) -> tuple[str, ...]:
    """One sentence for each field that is wrong, in the order of the form; each names its field."""
    told = []
    for name, problems in form.errors.items():
        label = form.fields[name].label if name in form.fields else None
        problem = str(problems[0])
        told.append(f"{label}：{problem}" if label and str(label) not in problem else problem)
    return tuple(told)


def field_problems(form: forms.Form) -> dict[str, str]:
    """The first problem of each field by its name, to be told beside it."""
    return {name: str(found[0]) for name, found in form.errors.items()}


class RoundForm(PlainForm):
    """A round to open: whose document, what is asked, from when until when, of whom."""

    document = forms.CharField(label="対象の文書")
    previous = forms.CharField(label="昨年度の文書", required=False)
    fiscal_year = FiscalYearField(label="年度", required=False, max_length=40)
    opened_on = WarekiDateField(label="開始日", max_length=40)
    due_on = WarekiDateField(label="回答期限", max_length=40)
    asks = forms.MultipleChoiceField(
        label="尋ねること",
        choices=[(ask.value, ask.label) for ask in Ask],
        error_messages={"required": "尋ねることを一つ以上選んでください。"},
    )
    departments = forms.MultipleChoiceField(label="部署", required=False)
    instructions = forms.CharField(label="記入の要領", required=False, max_length=10_000)

    def __init__(self, data: Any, *, departments: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.MultipleChoiceField, self.fields["departments"]).choices = departments


class RoundChangeForm(PlainForm):
    """What changes about a round as a whole: a day where it needs one, and why."""

    due_on = WarekiDateField(label="回答期限", required=False, max_length=40)
    reason = forms.CharField(label="理由", required=False, max_length=2000)


class YearForm(PlainForm):
    """The document of a following year."""

    previous = forms.CharField(label="元になる文書")
    fiscal_year = FiscalYearField(label="年度", max_length=40)
    title = forms.CharField(label="題名", max_length=500)


class AccountForm(PlainForm):
    """An account for a member of staff."""

    username = forms.RegexField(
        label="利用者名",
        regex=r"\A[A-Za-z0-9.@+_-]+\Z",
        max_length=150,
        error_messages={"invalid": "半角の英数字と @ . + - _ だけで入力してください。空白は使えません。"},
    )
    family_name = forms.CharField(label="姓", max_length=150)
    given_name = forms.CharField(label="名", max_length=150, required=False)
    email = forms.EmailField(label="メールアドレス", required=False)


class FirstRoleForm(PlainForm):
    """The role that a new account begins with; none where it is registered later."""

    role = forms.ChoiceField(
        label="役割", choices=[(role.value, role.label) for role in Role], required=False
    )
    department = forms.IntegerField(label="部署", required=False)
    valid_from = WarekiDateField(label="始まりの日", max_length=40, required=False)


class RoleForm(PlainForm):
    """A role for a person from a day on; a department where the role needs one."""

    person = forms.CharField(
        label="職員", max_length=150, error_messages={"required": "職員を選んでください。"}
    )
    role = forms.ChoiceField(label="役割", choices=[(role.value, role.label) for role in Role])
    department = forms.IntegerField(label="部署", required=False)
    valid_from = WarekiDateField(label="始まりの日", max_length=40)


class EndForm(PlainForm):
    """The end of a role."""

    membership = forms.IntegerField(label="役割", error_messages={"required": "終える役割を選んでください。"})
    last_day = WarekiDateField(label="最後の日", max_length=40)


class HandOverForm(PlainForm):
    """人事異動: the department roles of one person go to another."""

    person = forms.CharField(
        label="前任の人", max_length=150, error_messages={"required": "前任の人を選んでください。"}
    )
    successor = forms.CharField(
        label="後任の人", max_length=150, error_messages={"required": "後任の人を選んでください。"}
    )
    on = WarekiDateField(label="異動の日", max_length=40)


class AbsenceForm(PlainForm):
    """A deputy for some days."""

    absent = forms.CharField(label="不在の人の利用者名", max_length=150, required=False)
    deputy = forms.CharField(label="代理の利用者名", max_length=150)
    valid_from = WarekiDateField(label="最初の日", max_length=40)
    valid_to = WarekiDateField(label="最後の日", max_length=40)
    reason = forms.CharField(label="理由", max_length=500)
