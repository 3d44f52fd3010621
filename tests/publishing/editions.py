"""Editions of 花咲市, a city that does not exist, made by hand: one of each kind, with every gap a source can have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from mitodoke.domain.collaboration import (
    CollaborationEntry,
    CollaborationForm,
    NameHolder,
    Occurrence,
    OrganisationMention,
    OrganisationRole,
    Recurrence,
)
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.domain.figure import Figure, RuleTrial, StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.place import line_place
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.rating import Rating, RatingState

CODE = "999997"
CITY = "花咲市"


@dataclass(frozen=True)
class Row:
    """An edition as the queries list it."""

    code: str
    kind: DocumentKind
    fiscal_year: int | None
    version: int
    published_on: str | None
    title: str
    edition_id: int
    sha256: str


@dataclass(frozen=True)
class CityRow:
    """A city as the queries list it."""

    code: str
    name: str
    fictional: bool


def row_of(edition: Edition, edition_id: int = 1) -> Row:
    """How the queries list `edition`."""
    document = edition.content.document
    return Row(
        code=document.municipality_code or "",
        kind=document.kind,
        fiscal_year=document.fiscal_year,
        version=edition.version,
        published_on=edition.published_on,
        title=document.title,
        edition_id=edition_id,
        sha256=f"{document.sha256[:56]}{edition_id:08}",
    )


def document(kind: DocumentKind, year: int | None, title: str, **other: object) -> SourceDocument:
    """A source document of 花咲市."""
    base = SourceDocument(
        document=f"{kind}-{CODE}-{year}",
        title=title,
        kind=kind,
        layout="by_hand",
        municipality_code=CODE,
        municipality=CITY,
        fiscal_year=year,
        period_start=f"{year}-04-01" if year else None,
        period_end=f"{year + 1}-03-31" if year else None,
        as_of=f"{year + 1}-03-31" if year else None,
        published=f"{year + 1}-05" if year else None,
        publisher="花咲市 企画部",
        sha256="0123456789abcdef" * 4,
        lines=400,
        lines_accounted=400,
    )
    return replace(base, **other)


def item(
    kind: ItemKind, code: str, parent: str | None, title: str | None, line: int, **other: object
) -> PlanItem:
    """An item whose id is its code."""
    base = PlanItem(
        item_id=code, parent_id=parent, kind=kind, code=code, title=title, place=line_place(line, line + 3)
    )
    return replace(base, **other)


def activities(*texts: str, line: int = 40) -> tuple[Activity, ...]:
    """Activities on lines of their own."""
    return tuple(
        Activity(position=n, text=text, repeat=Repeat.NONE, place=line_place(line + n))
        for n, text in enumerate(texts, start=1)
    )


def pledge_edition(*, rated: bool = False, year: int = 2025, version: int = 1) -> Edition:
    """Pledges: three visions of which the third lost its percentage; ratings of the measures only if `rated`."""
    vision, pledge, measure = ItemKind.VISION, ItemKind.PLEDGE, ItemKind.MEASURE
    items = (
        item(
            vision,
            "01",
            None,
            "こどもが真ん中のまち",
            10,
            subtitle="育つ力を応援します",
            printed_progress=Decimal(52),
        ),
        item(pledge, "01-1", "01", "遊び場をふやす", 20, printed_progress=Decimal(65)),
        item(
            measure,
            "01-1-1",
            "01-1",
            "雨の日も遊べる広場の整備",
            30,
            departments=("こども課", "公園緑地課"),
            activities=activities("候補地を3か所調べました。", "利用者との意見交換会を2回開きました。"),
        ),
        item(
            measure,
            "01-1-2",
            "01-1",
            "公園の遊具の更新",
            46,
            departments=("公園緑地課",),
            repeat=Repeat.PARTIAL,
            activities=activities("遊具12基を更新しました。", line=50),
        ),
        item(pledge, "01-2", "01", "子育ての相談を身近に", 60, printed_progress=Decimal(40)),
        item(
            measure,
            "01-2-1",
            "01-2",
            "相談窓口の一本化",
            66,
            departments=("こども課",),
            activities=activities("窓口の案内を一つにまとめました。", line=70),
        ),
        item(vision, "02", None, "歩いて楽しいまち", 90, printed_progress=Decimal(30)),
        item(pledge, "02-1", "02", "駅前通りの再生", 100, printed_progress=Decimal(30)),
        item(
            measure,
            "02-1-1",
            "02-1",
            "歩道の段差をなくす",
            110,
            departments=None,
            activities=activities("延長400メートルの工事を終えました。", line=114),
        ),
        item(vision, "03", None, "支え合うまち", 130),
        item(pledge, "03-1", "03", "見守りの輪をひろげる", 140, printed_progress=Decimal(0)),
        item(
            measure, "03-1-1", "03-1", "見守り協力店の登録", 150, departments=("福祉課",), repeat=Repeat.FULL
        ),
    )
    stated = (
        StatedFigure(
            subject="document", figure="progress.overall", printed="41.0", value=Decimal("41.0"), place="L210"
        ),
        StatedFigure(
            subject="document", figure="count.pledges", printed="4項目", value=Decimal(4), place="L5"
        ),
        StatedFigure(subject="03", figure="progress", printed=None, value=None, place="L200"),
    )
    mean = "mean_down"
    figures = (
        Figure(
            subject="01",
            figure="progress",
            printed="52",
            calculated_exact="52.5",
            calculated="52",
            rule=mean,
            agrees=True,
            place="L190",
        ),
        Figure(
            subject="02",
            figure="progress",
            printed="30",
            calculated_exact="30",
            calculated="30",
            rule=mean,
            agrees=True,
            place="L195",
        ),
        Figure(
            subject="03",
            figure="progress",
            printed=None,
            calculated_exact="0",
            calculated="0",
            rule=mean,
            agrees=None,
            place="L200",
        ),
        Figure(
            subject="document",
            figure="progress.overall",
            printed="41.0",
            calculated_exact="41",
            calculated="41.0",
            rule=mean,
            agrees=True,
            place="L210",
        ),
        Figure(
            subject="document",
            figure="count.pledges",
            printed="4項目",
            calculated_exact="4",
            calculated="4",
            rule="count",
            agrees=True,
            place="L5",
        ),
        Figure(
            subject="01-2",
            figure="progress.summary",
            printed="45",
            calculated_exact="40",
            calculated="40",
            rule="body",
            agrees=False,
            place="L186",
        ),
    )
    trials = (
        RuleTrial(rule=mean, label="公約の公表値の平均を小数点以下切り捨て", reproduces=3, of=3, failures=()),
        RuleTrial(
            rule="mean_half_up",
            label="公約の公表値の平均を四捨五入",
            reproduces=2,
            of=3,
            failures=("01: 52 ≠ 53",),
        ),
    )
    findings = (
        Finding(
            check="figure_disagrees",
            severity=Severity.ERROR,
            subject="01-2",
            field="printed_progress",
            place="L186",
            printed="45",
            expected="40",
            message="総括表の45％が本文の40％と違います。どちらが正しいかを確かめてください。",
        ),
        Finding(
            check="lost_figure",
            severity=Severity.NOTE,
            subject="03",
            field="printed_progress",
            place="L200",
            printed="",
            expected="",
            message="ビジョン03の進捗状況が原文から失われています。",
        ),
    )
    ratings = (
        Rating(item_id="01-1-1", department="こども課", fiscal_year=year, state=RatingState.RATED, step=7),
        Rating(
            item_id="01-1-2",
            department="公園緑地課",
            fiscal_year=year,
            state=RatingState.STOPPED,
            reason="国の補助が終わったため",
        ),
        Rating(item_id="01-2-1", department="こども課", fiscal_year=year, state=RatingState.RATED, step=4),
    )
    content = DocumentContent(
        document=document(DocumentKind.MAYORAL_PLEDGES, year, "市長公約の取組状況"),
        items=items,
        stated=stated,
        ratings=ratings if rated else (),
    )
    return Edition(
        content=content,
        audit=Audit(figures=figures, trials=trials, findings=findings),
        version=version,
        published_on=f"{year + 1}-06-0{version}",
        fictional=True,
    )


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


def occurrence(position: int, start: str | None, **other: object) -> Occurrence:
    """One date of an entry."""
    base = Occurrence(
        position=position,
        label=None,
        start=start,
        end=None,
        date_printed=None,
        participants=None,
        approximate=False,
        cumulative=False,
        cancelled=False,
        note=None,
        place=line_place(60 + position),
    )
    return replace(base, **other)


def entry(number: int, form: CollaborationForm, title: str, **other: object) -> CollaborationEntry:
    """One row of a register."""
    base = CollaborationEntry(
        entry_id=f"{form}-{number}",
        fiscal_year=2024,
        form=form,
        name_holder=None,
        number=str(number),
        title=title,
        departments=("市民協働課",),
        recurrence=Recurrence.ANNUAL,
        recurrence_printed="例年実施（平成16年頃から）",
        since_year=2004,
        purpose="まちの花を\nみんなで育てる。",
        organisations_printed="花の会",
        effects=None,
        organisations=(
            OrganisationMention(position=1, name="花の会", role=OrganisationRole.PARTNER, place="L50"),
        ),
        organisations_are_prose=False,
        participants_printed=None,
        participants=None,
        occurrences=(),
        dates_printed=None,
        place=line_place(50 + number, 52 + number),
    )
    return replace(base, **other)


def register_edition(year: int = 2024, version: int = 1, extra: int = 0) -> Edition:
    """A register with every sort of row, and `extra` plain patronages to make it long."""
    co_hosting, patronage = CollaborationForm.CO_HOSTING, CollaborationForm.PATRONAGE
    entries = (
        entry(
            1,
            co_hosting,
            "花いっぱい運動",
            participants=171,
            participants_printed="171",
            effects="「また来たい」という声が多くありました。",
            occurrences=(
                occurrence(1, f"{year}-05-11"),
                occurrence(2, f"{year}-08-28", end=f"{year}-09-01"),
                occurrence(3, f"{year}-10-05"),
                occurrence(4, f"{year + 1}-01-11"),
            ),
        ),
        entry(
            2,
            co_hosting,
            "夏のつどい",
            departments=("市民協働課", "観光課"),
            occurrences=(
                occurrence(1, f"{year}-07-20", participants=120, approximate=True, label="前夜祭"),
                occurrence(2, f"{year}-07-21", cancelled=True, note="荒天のため"),
                occurrence(3, f"{year}-07", date_printed="7月の毎週木曜日", participants=99, cumulative=True),
            ),
        ),
        entry(
            3,
            CollaborationForm.COMMITTEE,
            "花咲まつり実行委員会",
            recurrence=None,
            recurrence_printed=None,
            since_year=None,
            organisations=(),
            organisations_are_prose=True,
            organisations_printed="市内の団体のほか、\n有志が加わっています。",
            purpose=None,
        ),
        entry(
            1,
            patronage,
            "第5回花咲駅伝",
            entry_id="patronage-city-1",
            name_holder=NameHolder.CITY,
            organisations=(
                OrganisationMention(
                    position=1, name="花咲陸上協会", role=OrganisationRole.ORGANISER, place="L90"
                ),
            ),
            organisations_printed="花咲陸上協会",
        ),
        *(
            entry(
                n,
                patronage,
                f"後援行事その{n}",
                entry_id=f"patronage-board_of_education-{n}",
                name_holder=NameHolder.BOARD_OF_EDUCATION,
            )
            for n in range(1, extra + 1)
        ),
    )
    entries = tuple(replace(one, fiscal_year=year) for one in entries)
    figures = (
        Figure(
            subject="co_hosting",
            figure="count.entries",
            printed="2件",
            calculated_exact="2",
            calculated="2",
            rule="count",
            agrees=True,
            place="L10",
        ),
        Figure(
            subject="committee",
            figure="count.entries",
            printed="3件",
            calculated_exact="1",
            calculated="1",
            rule="count",
            agrees=False,
            place="L40",
        ),
    )
    findings = (
        Finding(
            check="reversed_date_range",
            severity=Severity.ERROR,
            subject="co_hosting-1",
            field="end",
            place="L62",
            printed="8月28日～9月1日",
            expected="",
            message="期間の終わりが始まりより前です。",
        ),
    )
    content = DocumentContent(
        document=document(
            DocumentKind.COLLABORATION_REGISTER, year, f"協働事業実施状況（令和{year - 2018}年度）"
        ),
        entries=entries,
    )
    return Edition(
        content=content,
        audit=Audit(figures=figures, findings=findings),
        version=version,
        published_on=f"{year + 1}-07-0{version}",
        fictional=True,
    )


def source_text(count: int = 400) -> tuple[str, ...]:
    """A source text of `count` lines."""
    return tuple(f"{n}行目の文" if n % 3 else "" for n in range(1, count + 1))
