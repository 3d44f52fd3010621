"""A strategy of 花咲市, a city that does not exist, made by hand: indicators of every awkward sort, a lost heading."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.domain.figure import Figure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import GlossaryTerm, ItemKind, RevisionFlag
from mitodoke.domain.quantity import parse_quantity
from publishing.edition_parts import document, item


def indicator(
    owner: str, number: int, name: str, printed: tuple[str | None, str | None, str | None], **other: object
) -> Indicator:
    """An indicator with baseline, actual and target as printed (None: no such value)."""
    values = tuple(
        IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(text), place="L120")
        for role, year, text in zip(ValueRole, (2018, 2021, 2024), printed, strict=True)
        if text is not None
    )
    units = [value.quantity.unit for value in values if value.quantity.unit]
    base = Indicator(
        indicator_id=f"{owner}-{number}",
        item_id=owner,
        level=IndicatorLevel.KPI,
        name=name,
        unit=units[0] if units else None,
        accumulation=None,
        desired_change=DesiredChange.INCREASE,
        values=values,
        place="L120",
    )
    return replace(base, **other)


def strategy_edition(year: int = 2021, version: int = 1) -> Edition:
    """A strategy of one goal: projects with and without heading, indicators of every awkward sort."""
    items = (
        item(
            ItemKind.BASIC_GOAL,
            "G1",
            None,
            "地元で働き続けられるまちをつくる",
            20,
            summary="若い世代が市外へ出ています。\n\n地元の企業を知る機会をふやします。",
        ),
        item(ItemKind.BASIC_DIRECTION, "1-1", "G1", "若者の仕事をふやす", 40),
        item(
            ItemKind.MEASURE,
            "S1",
            "1-1",
            "学生と企業の出会い",
            50,
            flags=(RevisionFlag.NEW_MEASURE,),
            summary="学生と企業が出会う場を設け、互いを知る機会をふやします。",
            audience=("市内の学生", "市内の企業"),
            outcomes=("地元で働く若者がふえる",),
        ),
        item(
            ItemKind.PROJECT,
            "S1-1",
            "S1",
            "合同説明会事業",
            70,
            departments=("商工課",),
            sdgs=(8, 9),
            flags=(RevisionFlag.KPI_CHANGED,),
            summary="市内企業が参加する合同説明会を開く。",
        ),
        item(
            ItemKind.PROJECT,
            "S1-2",
            "S1",
            None,
            90,
            departments=None,
            flags=None,
            sdgs=None,
            summary="職場見学のバスを走らせる。",
        ),
        item(ItemKind.BASIC_DIRECTION, "1-2", "G1", "創業をささえる", 110),
        item(ItemKind.MEASURE, "S2", "1-2", "創業の相談", 120),
        item(ItemKind.PROJECT, "S2-1", "S2", "創業相談窓口事業", 130, departments=("商工課", "企画課")),
    )
    indicators = (
        indicator(
            "G1",
            1,
            "新しい雇用の数",
            ("46人", "累計45人", "累計230人"),
            indicator_id="G1-N1",
            level=IndicatorLevel.NUMERICAL_TARGET,
            accumulation=Accumulation.CUMULATIVE,
            changed=True,
            note="※市の助成を受けた雇用の数",
        ),
        indicator("S1-1", 1, "参加企業数", ("63社", "427社", "450社")),
        indicator("S1-1", 2, "来場者数", ("1,234人", "1,000人", "1,500人")),
        indicator("S1-1", 3, "市の人口", ("20万人", "199.5 千人", "19万人"), desired_change=None),
        indicator("S1-2", 1, "参加者数", ("－", "約24人", "累計105人"), accumulation=Accumulation.CUMULATIVE),
        indicator("S1-2", 2, "満足度", ("80%", None, "80%"), desired_change=DesiredChange.MAINTAIN),
        indicator(
            "S2-1", 1, "待っている人の数", ("12人", "3人", "0人"), desired_change=DesiredChange.DECREASE
        ),
    )
    findings = (
        Finding(
            check="lost_heading",
            severity=Severity.NOTE,
            subject="S1-2",
            field="title",
            place="L90-L93",
            printed="",
            expected="",
            message="事業の見出しが原文から失われています。",
        ),
        Finding(
            check="target_below_baseline",
            severity=Severity.WARNING,
            subject="S1-1-3",
            field="target",
            place="L120",
            printed="19万人",
            expected="20万人より大きい値",
            message="目標値が基準値より小さくなっています。減らす指標かどうかを確かめてください。",
        ),
    )
    figures = (
        Figure(
            subject="document",
            figure="count.basic_goals",
            printed="1つ",
            calculated_exact="1",
            calculated="1",
            rule="count",
            agrees=True,
            place="L8",
        ),
    )
    content = DocumentContent(
        document=document(DocumentKind.COMPREHENSIVE_STRATEGY, year, "第2期花咲市総合戦略", published=None),
        items=items,
        indicators=indicators,
        glossary=(
            GlossaryTerm(
                number=1, term="関係人口", definition="地域と多様に関わる人のこと。", place="L300-L302"
            ),
        ),
    )
    return Edition(
        content=content,
        audit=Audit(figures=figures, findings=findings),
        version=version,
        published_on="2023-03-20",
        fictional=True,
    )
