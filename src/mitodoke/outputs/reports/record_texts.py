"""The fields of each record in words, for comparing two editions; every field of a record has its place here."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from mitodoke.domain.collaboration import CollaborationEntry, Occurrence
from mitodoke.domain.document import SourceDocument
from mitodoke.domain.edition import DocumentContent
from mitodoke.domain.figure import Figure, StatedFigure
from mitodoke.domain.indicator import Indicator, IndicatorValue
from mitodoke.domain.outline import Activity, GlossaryTerm, PlanItem
from mitodoke.domain.own_levels import OwnLevel
from mitodoke.domain.rating import Rating
from mitodoke.outputs.reports.rule_lines import band_lines, roll_up_lines
from mitodoke.outputs.reports.wording import LOST, coverage_in, number, percent, year_words

CONTENT_FIELDS = "全体"
"""The field of a correction that adds or takes away a whole record."""

Fields = dict[str, tuple[str, ...]]


def _text(value: object) -> str:
    """One value in words; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, Decimal | int):
        return number(value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return str(value)


def _one(value: object) -> tuple[str, ...]:
    return (_text(value),)


def _lost(value: object) -> tuple[str, ...]:
    """A value of which None means that the source lost it."""
    if value is None:
        return (LOST,)
    return tuple(map(_text, value)) if isinstance(value, tuple) else _one(value)


def document_texts(document: SourceDocument) -> Fields:
    """The facts of the document as a whole; hashes and line counts are none."""
    return {
        "表題": _one(document.title),
        "種類": _one(document.kind),
        "自治体": _one(document.municipality),
        "自治体コード": _one(document.municipality_code),
        "年度": _one(document.fiscal_year and year_words(document.fiscal_year)),
        "対象期間の始まり": _one(document.period_start),
        "対象期間の終わり": _one(document.period_end),
        "基準日": _one(document.as_of),
        "公表": _one(document.published),
        "発行": _one(document.publisher),
        "文章の省略": _one(document.abridged),
    }


def level_texts(levels: tuple[OwnLevel, ...]) -> Fields:
    """The names of the levels of a plan of a city's own; nothing for a document with a fixed outline."""
    return (
        {"階層": tuple(f"{one.name}{'（評価する）' if one.rated else ''}" for one in levels)}
        if levels
        else {}
    )


def rule_texts(content: DocumentContent) -> Fields:
    """By which rules the plan of a document is calculated; what it did not choose says nothing."""
    texts: Fields = {"複数の部署の評価のまとめ方": _one(content.combining)}
    if content.roll_up is not None:
        texts["評価の集計のしかた"] = roll_up_lines(content)
    if content.judgement is not None:
        rule = content.judgement.rule
        texts["指標の判定の規則"] = (content.judgement.label, *(() if rule is None else band_lines(rule)))
    return texts


def progress_text(figure: Figure) -> str:
    """A calculated percentage with what it covers: ``65.0%、8件中7件を評価（未着手1件）``."""
    told = "値なし" if figure.calculated is None else percent(Decimal(figure.calculated))
    return f"{told}、{coverage_in(figure.rule)}"


def item_texts(item: PlanItem) -> Fields:
    """The fields of an item of a plan."""
    return {
        "種類": _one(item.kind),
        "上位の項目": _one(item.parent_id),
        "番号": _one(item.code),
        "見出し": _lost(item.title),
        "副題": _one(item.subtitle),
        "担当部署": _lost(item.departments),
        "見直しの印": _lost(item.flags),
        "SDGs": _lost(item.sdgs),
        "進捗状況（％）": _one(item.printed_progress),
        "再掲": _one(item.repeat.value),
        "概要": _one(item.summary),
        "対象": item.audience,
        "目標・成果": item.outcomes,
        "取組事業内容": tuple(map(_activity, item.activities)),
    }


def _activity(activity: Activity) -> str:
    repeat = "" if activity.repeat.value == "none" else f"（再掲：{activity.repeat.value}）"
    return f"{_text(activity.text)}{repeat}"


def rating_texts(rating: Rating) -> Fields:
    """The fields of a rating."""
    return {"状態": _one(rating.state), "評価": _one(rating.step), "理由": _one(rating.reason)}


def indicator_texts(indicator: Indicator) -> Fields:
    """The fields of an indicator with its values, each kind of value with its year a field of its own."""
    fields: Fields = {
        "項目": _one(indicator.item_id),
        "区分": _one(indicator.level),
        "指標名": _one(indicator.name),
        "単位": _one(indicator.unit),
        "数え方": _one(indicator.accumulation),
        "増減の向き": _one(indicator.desired_change),
        "注": _one(indicator.note),
        "変更の印": _one(indicator.changed),
    }
    for value in indicator.values:
        year = year_words(value.fiscal_year, calendar_year=value.calendar_year)
        field = f"{value.role.label}（{year}）" if year else value.role.label
        fields[field] = (*fields.get(field, ()), _value(value))
    return fields


def _value(value: IndicatorValue) -> str:
    quantity = value.quantity
    marks = [word for word, holds in (("累計", quantity.cumulative), ("約", quantity.approximate)) if holds]
    known = (
        f"{_text(quantity.value)}{quantity.unit or ''}"
        if quantity.value is not None
        else _text(quantity.missing)
    )
    notes = [f"「{quantity.printed}」", *marks, *(note for note in (quantity.note, value.note) if note)]
    return f"{known}（{'、'.join(notes)}）"


def entry_texts(entry: CollaborationEntry) -> Fields:
    """The fields of an entry of the register."""
    return {
        "年度": _one(entry.fiscal_year and year_words(entry.fiscal_year)),
        "形態": _one(entry.form),
        "名義": _one(entry.name_holder),
        "番号": _one(entry.number),
        "事業の名称": _one(entry.title),
        "担当課": entry.departments,
        "実施区分": _one(entry.recurrence),
        "実施区分の記載": _one(entry.recurrence_printed),
        "開始年": (str(entry.since_year) if entry.since_year is not None else "",),
        "目的": _one(entry.purpose),
        "団体の記載": _one(entry.organisations_printed),
        "団体": tuple(f"{one.name}（{one.role.value}）" for one in entry.organisations),
        "団体の欄が文章": _one(entry.organisations_are_prose),
        "効果": _one(entry.effects),
        "参加人数の記載": _one(entry.participants_printed),
        "参加人数": _one(entry.participants),
        "実施年月日": tuple(map(_occurrence, entry.occurrences)),
        "実施年月日の記載": _one(entry.dates_printed),
    }


def _occurrence(occurrence: Occurrence) -> str:
    parts = [
        _text(occurrence.label),
        "～".join(day for day in (occurrence.start, occurrence.end) if day),
        f"「{occurrence.date_printed}」" if occurrence.date_printed else "",
        "" if occurrence.participants is None else f"{number(occurrence.participants)}人",
        "約" if occurrence.approximate else "",
        "延べ" if occurrence.cumulative else "",
        "中止" if occurrence.cancelled else "",
        _text(occurrence.note),
    ]
    return " ".join(part for part in parts if part)


def glossary_texts(term: GlossaryTerm) -> Fields:
    """The fields of a term."""
    return {"番号": _one(term.number), "用語": _one(term.term), "解説": _one(term.definition)}


def stated_texts(stated: StatedFigure) -> Fields:
    """The fields of a stated figure."""
    return {"公表値": _one(stated.printed if stated.printed is not None else stated.value)}
