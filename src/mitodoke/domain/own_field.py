"""Fields and rating scales that a city defines itself for a kind of item, and what may be entered in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mitodoke.domain.action import ActionDenied
from mitodoke.domain.date_point import DatePrecision
from mitodoke.domain.japanese_date import parse_date
from mitodoke.domain.plan_text import tidy_text
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.role import Role

_ADDRESS = re.compile(r"https?://(?![^/]*@)[^\s/?#<>\"\\]+(?:[/?#][^\s<>\"\\]*)?")
"""An address of the web without a name and password in it, and without what no address has."""


class FieldControl(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    FILE = "file"
    FILE_LINK = "file_link"
    SCALE = "scale"

    @property
    def label(self) -> str:
        """The Japanese word shown to people."""
        return {
            FieldControl.TEXT: "文章",
            FieldControl.NUMBER: "数値",
            FieldControl.CHOICE: "選択",
            FieldControl.DATE: "日付",
            FieldControl.FILE: "ファイル",
            FieldControl.FILE_LINK: "リンク（ファイルの場所）",
            FieldControl.SCALE: "評価の段階",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """One step of a city's own rating scale: `code` (``A``), its name, what it means, and its number if it has one."""

    code: str
    name: str
    definition: str | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One field: `choices` of a choice, `steps` of a scale, who may edit and see it, and whether it is published."""

    label: str
    control: FieldControl
    choices: tuple[str, ...] = ()
    steps: tuple[ScaleStep, ...] = ()
    yearly: bool = False
    editors: tuple[Role, ...] = (Role.PLANNER,)
    readers: tuple[Role, ...] = tuple(Role)
    public: bool = False


def rule_refusal(rule: FieldRule) -> str | None:
    """Why a field cannot be defined like this, as a Japanese sentence, or None."""
    if not rule.label:
        return "項目の欄の名前を入力してください。"
    if rule.control is FieldControl.CHOICE and not rule.choices:
        return "種類が「選択」の欄には、選択肢を一行に一つずつ入力してください。"
    if rule.control is not FieldControl.CHOICE and rule.choices:
        return (
            "選択肢は、種類が「選択」の欄だけのものです。種類を「選択」にするか、選択肢を空にしてください。"
        )
    if len(set(rule.choices)) < len(rule.choices) or "" in rule.choices:
        return "選択肢が重なっているか、空です。"
    if rule.control is FieldControl.SCALE and not rule.steps:
        return "種類が「評価の段階」の欄には、段階を一行に一つずつ入力してください。"
    if rule.control is not FieldControl.SCALE and rule.steps:
        return "評価の段階は、種類が「評価の段階」の欄だけのものです。種類を直すか、段階を空にしてください。"
    codes = [step.code for step in rule.steps]
    if len(set(codes)) < len(codes) or not all(step.code and step.name for step in rule.steps):
        return "評価の段階には、重ならない記号と名前を付けてください。"
    if not rule.editors:
        return "この欄を編集できる役割を一つ以上選んでください。"
    if set(rule.editors) - set(rule.readers):
        return "この欄を編集できる役割は、見ることもできる役割にしてください。"
    return None


def own_value(rule: FieldRule, typed: str | None) -> str | None:
    """What is stored for `typed`: a plain number, an ISO date, a step's code, a choice, an address or a text.

    Nothing typed is None. ActionDenied with a sentence that says what was expected. A file is not typed.
    """
    text = tidy_text(typed, rule.label, single_line=rule.control is not FieldControl.TEXT)
    if text is None:
        return None
    match rule.control:
        case FieldControl.TEXT:
            return text
        case FieldControl.NUMBER:
            return _number(rule, text)
        case FieldControl.CHOICE:
            return _one_of(rule, text, rule.choices)
        case FieldControl.SCALE:
            return _one_of(rule, text, tuple(step.code for step in rule.steps))
        case FieldControl.DATE:
            return _date(rule, text)
        case FieldControl.FILE_LINK:
            return _link(rule, text)
        case FieldControl.FILE:
            raise ActionDenied(f"「{rule.label}」には文字を入力できません。ファイルを選んでください。")


def _number(rule: FieldRule, text: str) -> str:
    value = parse_quantity(text)
    if value.value is None or value.unit or value.note or value.approximate or value.cumulative:
        raise ActionDenied(f"「{rule.label}」は数字だけで入力してください（「{text[:20]}」は読めません）。")
    return f"{value.value:f}"


def _one_of(rule: FieldRule, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ActionDenied(f"「{rule.label}」は次の中から選んでください：{'、'.join(allowed)}。")
    return text


def _date(rule: FieldRule, text: str) -> str:
    found = parse_date(text)
    if (
        found is not None
        and found.precision is DatePrecision.DAY
        and found.problem is None
        and found.start is not None
        and found.end is None
        # An open range (4月1日～) has no end either, but does not stop at the day.
        and (found.printed[-1] == "日" or found.printed[-1].isdecimal())
    ):
        return found.start
    raise ActionDenied(
        f"「{rule.label}」は「令和8年4月1日」か「2026-04-01」のように一つの日付で入力してください。"
    )


def _link(rule: FieldRule, text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ActionDenied(
            f"「{rule.label}」は「https://」か「http://」で始まるファイルの場所を入力してください。"
        )
    return text
