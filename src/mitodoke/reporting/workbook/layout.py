"""The sheets of a department's workbook as data: which rows each has, what stands beside them, what is filled in.

One sheet a kind of thing, one row a thing: a clerk fills a list, and a row that is sorted away still carries its id.
A field's name is a pattern in which ``{n}`` is the key of the row: an indicator's id, or a number from 1.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from mitodoke.domain.answer_fields import ENTRY_ASKS, ROLE_LABELS, Ask, FieldKind, FieldRule, parse_field
from mitodoke.reporting.workbook.example_dates import ExampleDates


class Part(StrEnum):
    """What a row of a sheet is about; also the name of the sheet's mark."""

    ITEM = "item"
    ACTIVITY = "activity"
    KPI = "kpi"
    ENTRY = "entry"
    OCCURRENCE = "occurrence"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class FixedColumn:
    """A locked column: what tells the person which row it is, and what helps to fill it in."""

    header: str
    width: int


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column to fill in; `pattern` names the field, `width` counts half-width characters."""

    pattern: str
    header: str
    width: int

    @property
    def rule(self) -> FieldRule:
        """The line of the table of fields that the column belongs to."""
        field = parse_field(self.field("1"))
        assert field is not None, self.pattern
        return field.rule

    def field(self, key: str) -> str:
        """The field in the row of `key`."""
        return self.pattern.replace("{n}", key)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: its name and mark, one sentence above its table, and its columns.

    In the sentence ``{short}`` and ``{days}`` stand for examples of dates, which `sheets_for` fills in.
    `labels` of the fixed columns, the first ones, name the row; the others are only shown. `spare` empty rows
    follow the last filled one of a repeated thing, and there are `least` at least. The sheet is there when the
    round asks for any of `asks`.
    """

    part: Part
    title: str
    sentence: str
    asks: frozenset[Ask]
    fixed: tuple[FixedColumn, ...]
    labels: int
    fields: tuple[FieldColumn, ...]
    spare: int = 0
    least: int = 0


_TITLE = FixedColumn("施策・事業", 26)
_NUMBER = FixedColumn("番号", 9)
_PLACE = FixedColumn("枠", 5)
_STATE = FixedColumn("回答の状態", 12)
_ENTRY = FixedColumn("協働事業", 26)
_EVIDENCE = (
    FieldColumn("evidence.1", "根拠資料1（リンク）", 20),
    FieldColumn("evidence.1.caption", "根拠資料1の説明", 18),
    FieldColumn("evidence.1.public", "根拠資料1を公開してよい", 11),
    FieldColumn("evidence.2", "根拠資料2（リンク）", 20),
    FieldColumn("evidence.2.caption", "根拠資料2の説明", 18),
    FieldColumn("evidence.2.public", "根拠資料2を公開してよい", 11),
    FieldColumn("evidence.3", "根拠資料3（リンク）", 20),
    FieldColumn("evidence.3.caption", "根拠資料3の説明", 18),
    FieldColumn("evidence.3.public", "根拠資料3を公開してよい", 11),
)

SHEETS: tuple[SheetLayout, ...] = (
    SheetLayout(
        Part.ITEM,
        "評価・根拠資料",
        "施策ごとに評価を入力します。評価を付けられないときは、評価を空けて状態と理由を入力します。",
        # An indicator has its evidence in its own row.
        frozenset({Ask.RATINGS, Ask.ACTIVITIES}),
        (_NUMBER, _TITLE, _STATE, FixedColumn("昨年度の評価", 9)),
        2,
        (
            FieldColumn("rating.step", "10段階評価（0～10）", 11),
            FieldColumn("rating.state", "評価の代わりの状態", 16),
            FieldColumn("rating.reason", "評価の理由", 40),
            *_EVIDENCE,
        ),
    ),
    SheetLayout(
        Part.ACTIVITY,
        "取組事業内容",
        "この年度に行ったことを1行に一つずつ入力します。昨年度の文が入っている行は、今年度の内容に直します。空いた枠は使わなくてもかまいません。",
        frozenset({Ask.ACTIVITIES}),
        (_NUMBER, _TITLE, _PLACE, FixedColumn("昨年度の内容", 40)),
        3,
        (FieldColumn("activity.{n}", "取組事業内容", 60),),
        spare=2,
        least=3,
    ),
    SheetLayout(
        Part.KPI,
        "指標の実績値",
        "実績値は数値で入力し、確定か見込みかを選びます。値がないときは、値を空けて状態と理由を入力します。",
        frozenset({Ask.KPI_ACTUALS}),
        (_NUMBER, FixedColumn("指標", 26), FixedColumn("単位", 8), FixedColumn("参考", 24)),
        2,
        (
            FieldColumn("kpi.{n}.value", "実績値", 13),
            FieldColumn("kpi.{n}.certainty", "確定・見込みの別", 10),
            FieldColumn("kpi.{n}.state", "実績値の代わりの状態", 14),
            FieldColumn("kpi.{n}.reason", "実績値がない理由", 22),
            FieldColumn("kpi.{n}.note", "実績値の備考", 22),
            FieldColumn("kpi.{n}.source", "実績値の出典", 18),
            FieldColumn("kpi.{n}.evidence", "実績値の根拠資料（リンク）", 18),
            FieldColumn("kpi.{n}.evidence_public", "実績値の根拠資料を公開してよい", 11),
        ),
    ),
    SheetLayout(
        Part.ENTRY,
        "協働事業",
        "事業ごとに1行です。実施しなかった事業は消さずに、状態と理由を入力します。新しい事業は下の「新しい事業」の行に入力します。",
        ENTRY_ASKS,
        (_NUMBER, FixedColumn("昨年度の事業名", 18), _STATE),
        1,
        (
            FieldColumn("entry.title", "事業名", 20),
            FieldColumn("entry.form", "協働の形態", 13),
            FieldColumn("entry.name_holder", "後援の名義", 11),
            FieldColumn("entry.recurrence", "実施区分", 12),
            FieldColumn("entry.since_year", "開始年", 10),
            FieldColumn("entry.purpose", "目的", 24),
            FieldColumn("entry.effects", "効果・反響", 24),
            FieldColumn("entry.participants", "参加人数の合計", 11),
            FieldColumn("entry.state", "実施の代わりの状態", 12),
            FieldColumn("entry.reason", "実施しなかった理由", 18),
        ),
    ),
    SheetLayout(
        Part.OCCURRENCE,
        "実施日",
        "実施した日ごとに1行です。1日なら日付（例 {short}）、続く日や毎月は文（例 {days}、毎月第3木曜日）で入力します。",
        ENTRY_ASKS,
        (_NUMBER, _ENTRY, _PLACE),
        3,
        (
            FieldColumn("occurrence.{n}.dates", "実施年月日", 26),
            FieldColumn("occurrence.{n}.label", "実施内容", 30),
            FieldColumn("occurrence.{n}.participants", "参加人数", 12),
            FieldColumn("occurrence.{n}.cancelled", "中止", 8),
            FieldColumn("occurrence.{n}.note", "実施の備考", 30),
        ),
        spare=3,
        least=4,
    ),
    SheetLayout(
        Part.ORGANISATION,
        "団体",
        "協働した団体ごとに1行です。",
        ENTRY_ASKS,
        (_NUMBER, _ENTRY, _PLACE),
        3,
        (
            FieldColumn("organisation.{n}.name", "団体名", 40),
            FieldColumn("organisation.{n}.role", "団体の役割", 16),
        ),
        spare=2,
        least=3,
    ),
)
"""Every sheet there is, in the order of the workbook."""

NEW_ENTRIES = 3
"""So many rows for collaboration projects that last year's register does not have."""

LAYOUT_OF = {layout.part: layout for layout in SHEETS}
"""The sheet of each kind with all its columns."""

_WITHOUT_RATINGS = SheetLayout(
    Part.ITEM,
    "根拠資料",
    "施策ごとに、取組の根拠となる資料のリンクを入力します。なければ空けておきます。",
    frozenset({Ask.ACTIVITIES}),
    (_NUMBER, _TITLE, _STATE),
    2,
    _EVIDENCE,
)


def sheets_for(asked: Collection[Ask], dates: ExampleDates) -> tuple[SheetLayout, ...]:
    """The sheets and columns of a round that asks `asked`: only what there is something to fill in for.

    `dates` are the examples in the sentences.
    """
    several = (
        _WITHOUT_RATINGS if layout.part is Part.ITEM and Ask.RATINGS not in asked else layout
        for layout in SHEETS
        if layout.asks & set(asked)
    )
    return tuple(
        replace(one, sentence=one.sentence.format(short=dates.short, days=dates.days)) for one in several
    )


def choice_labels(rule: FieldRule) -> dict[str, str]:
    """What a list offers, label to stored word, in order; empty for a field without a list."""
    words = () if rule.words is None else tuple(rule.words)
    return {getattr(word, "label", None) or ROLE_LABELS[word.value]: word.value for word in words}


def list_of(rule: FieldRule) -> tuple[str, ...]:
    """The texts of the drop-down list of a column: labels, or the steps of a rating; () where there is none."""
    if rule.kind is FieldKind.WHOLE:
        return tuple(str(step) for step in range(11))
    return tuple(choice_labels(rule))
