"""A form that says what is wrong in sentences for staff, and a field for a fiscal year as people write it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from mitodoke.domain.fiscal_year import parse_year
from mitodoke.domain.japanese_text import fold_width

_YEAR = re.compile(r"((?:令和|平成|昭和|[RHS])\s?(?:元|\d{1,2})|\d{4})\s?(?:年度|年)?", re.ASCII)
_FIRST, _LAST = 1989, 2200
"""Fiscal years that a city still works on, or will."""


class PlainForm(forms.Form):
    """A form whose fields name themselves in what they refuse; a message that a field brings along stays.

    Fields without a label are hidden ones of the page: where such a one is wrong, the page was not sent whole.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            standard: dict[str, Any] = {}
            for one in reversed(type(field).__mro__):
                standard |= getattr(one, "default_error_messages", {})
            own = {code: told for code, told in field.error_messages.items() if standard.get(code) != told}
            field.error_messages = standard | _sentences(field) | own


class FiscalYearField(forms.CharField):
    """One fiscal year: 令和8年度, R8 or 2026; its first calendar year as a number."""

    def clean(self, value: Any) -> int | None:
        """The year; ValidationError for anything else, and for years before 平成 or far ahead."""
        text = super().clean(value)
        if not text:
            return None
        found = _YEAR.fullmatch(fold_width(text).strip())
        year = parse_year(found[1]) if found else None
        if year is None or not _FIRST <= year <= _LAST:
            raise forms.ValidationError(
                f"「{text[:40]}」は年度として読めません。「令和8年度」か「2026」のように入力してください。"
            )
        return year


def _sentences(field: forms.Field) -> dict[str, str]:
    if field.label is None:
        lost = "画面の内容の一部が届きませんでした。画面を開き直してください。"
        return dict.fromkeys(("required", "invalid", "min_value", "max_value"), lost)
    chosen = isinstance(field, forms.ChoiceField)
    return {
        "required": f"{field.label}を{'選んで' if chosen else '入力して'}ください。",
        "invalid_choice": f"{field.label}を選び直してください。",
        "invalid_list": f"{field.label}を選び直してください。",
        "max_length": "%(limit_value)d文字以内で入力してください（いまは%(show_value)d文字です）。",
        "null_characters_not_allowed": "使えない文字が含まれています。入力し直してください。",
        "min_value": "%(limit_value)s以上で入力してください。",
        "max_value": "%(limit_value)s以下で入力してください。",
        "invalid": _INVALID.get(type(field), "読み取れませんでした。入力し直してください。"),
    }


_INVALID: dict[type[forms.Field], str] = {
    forms.IntegerField: "数字だけで入力してください。",
    forms.EmailField: "メールアドレスとして読めません。「name@example.jp」のように入力してください。",
}
