"""Pledges of 花咲市, a city that does not exist, made by hand: figures that disagree or are lost, repeats."""

from __future__ import annotations

from decimal import Decimal

from mitodoke.domain.document import DocumentKind
from mitodoke.domain.edition import Audit, DocumentContent, Edition
from mitodoke.domain.figure import Figure, RuleTrial, StatedFigure
from mitodoke.domain.finding import Finding, Severity
from mitodoke.domain.outline import ItemKind, Repeat
from mitodoke.domain.rating import Rating, RatingState
from publishing.edition_parts import activities, document, item


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
