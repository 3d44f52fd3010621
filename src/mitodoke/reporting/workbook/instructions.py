"""The first sheet of a workbook: what it is, until when, and how it is filled in and sent back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from mitodoke.domain.answer_fields import FieldKind
from mitodoke.domain.fiscal_year import format_date
from mitodoke.reporting.workbook.form import Form

STEPS_HEAD = "10段階評価の各段階の意味"
LONGEST_MESSAGE = 255
"""A spreadsheet shows no longer message beside a cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet; `style` is ``title``, ``bold``, ``fill`` (as a cell to fill in) or ``text``."""

    text: str
    style: str = "text"


def instruction_lines(form: Form, *, made_at: str, failing: bool) -> list[Line]:
    """The lines of the sheet; with `failing` of a workbook that holds only rows to mend."""
    survey = form.reporting_round
    made = format_date(datetime.datetime.fromisoformat(made_at).date())
    kind = "（直す行だけ）" if failing else ""
    lines = [
        Line(f"{survey.name}　調査票{kind}", "title"),
        Line(f"部署：{form.department.name}", "bold"),
        Line(f"回答期限：{format_date(survey.due_on)}", "bold"),
        Line(f"この調査票を作った日：{made}"),
        Line(""),
    ]
    if survey.instructions:
        lines += [Line("企画担当からのお願い", "bold"), Line(survey.instructions), Line("")]
    if failing:
        lines += [
            Line("前に送られたファイルのうち、保存できなかった行だけを集めたものです。", "bold"),
            Line("「直すところ」の列を読み、入力欄を直してから、このファイルをもう一度送ってください。"),
            Line(""),
        ]
    lines += [
        Line("入力のしかた", "bold"),
        *_numbered(
            Line("見出しに【入力】とある列の、この色のセルだけに入力します。", "fill"),
            Line("灰色のセルは変えられません。提出が済んだ回答も灰色です。"),
            Line("選ぶ欄は、セルの右に出る▼から選びます。消すときは Delete キーを使います。"),
            *_dates(form),
            Line(
                "数値は単位を付けずに入力します。指標の実績値は「単位」の列の単位として扱います。値がないときは 0 にせず、空けて状態と理由を入力します。"
            ),
            Line("昨年度の文が入っているところは、今年度の内容に直してください。"),
            Line(
                "行や列の挿入・削除・並べ替え、セルの結合、ほかの部署の調査票からの貼り付けはしないでください。"
            ),
            Line(
                "マクロやパスワードを付けず、xlsx 形式のまま保存して送ります。ファイル名は変えてもかまいません。"
            ),
            Line(
                "送られた内容は、変わる箇所の一覧を確かめてから下書きとして保存されます。回答の提出は、保存のあとに画面で行います。"
            ),
        ),
        Line(""),
        *_steps(form),
        Line("シートの一覧", "bold"),
    ]
    for sheet in form.sheets:
        lines.append(Line(f"・{sheet.layout.title}（{len(sheet.rows):,}行）：{sheet.layout.sentence}"))
    return lines


def _numbered(*lines: Line) -> list[Line]:
    return [Line(f"{number}. {one.text}", one.style) for number, one in enumerate(lines, start=1)]


def _dates(form: Form) -> list[Line]:
    """How dates are typed; nothing where no sheet has a column of them."""
    columns = (column for sheet in form.sheets for column in sheet.layout.fields)
    if not any(column.rule.kind is FieldKind.DATES for column in columns):
        return []
    return [
        Line(f"日付は {form.dates.short} や {form.dates.western} のように入力します。和暦で表示されます。")
    ]


def _steps(form: Form) -> list[Line]:
    """What each step of a rating means in this plan; nothing where no ratings are asked."""
    if not form.steps:
        return []
    return [
        Line(STEPS_HEAD, "bold"),
        *(Line(f"{step}：{meaning}") for step, meaning in form.steps),
        Line(""),
    ]


def step_message(form: Form) -> str:
    """What a cell for a rating says when it is chosen: all steps, or where they are told if that is too long."""
    told = "\n".join(f"{step} {meaning}" for step, meaning in form.steps)
    if len(told) <= LONGEST_MESSAGE:
        return told
    return f"0 から 10 までの各段階の意味は、「はじめに」のシートの「{STEPS_HEAD}」にあります。"
