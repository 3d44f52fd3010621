"""Editions of a fictional city, made by hand, that show every case a report has to print."""

from __future__ import annotations

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
from mitodoke.domain.indicator import Accumulation, Indicator, IndicatorLevel, IndicatorValue, ValueRole
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.quantity import MissingReason, Quantity, parse_quantity
from mitodoke.domain.rating import Rating, RatingState


def document(kind: DocumentKind, title: str, **changes: object) -> SourceDocument:
    """A source document of the fictional city."""
    facts: dict[str, object] = {
        "document": f"{kind}-999997-2025",
        "title": title,
        "kind": kind,
        "layout": "by_hand",
        "municipality_code": "999997",
        "municipality": "花咲市",
        "fiscal_year": 2025,
        "period_start": "2025-04-01",
        "period_end": "2026-03-31",
        "as_of": "2026-03-31",
        "published": "2026-06",
        "publisher": "企画部",
        "sha256": "0" * 64,
        "lines": 100,
        "lines_accounted": 100,
    }
    return SourceDocument(**(facts | changes))  # type: ignore[arg-type]


def pledges_edition() -> Edition:
    """Pledges: rated and unrated measures, every state, lost figures, titles, departments, 再掲, odd characters."""
    items = (
        PlanItem(item_id="01", parent_id=None, kind=ItemKind.VISION, code="01", title="子どもの声が響くまち", subtitle="未来への投資を先送りしない！！", place="L1", printed_progress=Decimal(55)),
        PlanItem(item_id="01-1", parent_id="01", kind=ItemKind.PLEDGE, code="01-1", title="安心して産み育てる支援", place="L2", printed_progress=Decimal("62.5")),
        PlanItem(item_id="01-1-1", parent_id="01-1", kind=ItemKind.MEASURE, code="01-1-1", title="産後ケアの自己負担の軽減", place="L3", departments=("こども家庭課",),
                 activities=(Activity(position=1, text="産後ケア事業の自己負担額を半額にしました。", repeat=Repeat.NONE, place="L4"),
                             Activity(position=2, text="髙﨑産院、𠮷田助産院と委託契約を結び、①宿泊型②日帰り型㈱はなさきの３つの形で、\n令和７年10月から始めました。", repeat=Repeat.NONE, place="L5"))),
        PlanItem(item_id="01-1-2", parent_id="01-1", kind=ItemKind.MEASURE, code="01-1-2", title="相談アプリの\n導入", place="L6", departments=("こども家庭課", "デジタル推進課"), repeat=Repeat.PARTIAL,
                 activities=(Activity(position=1, text="=SUM(A1:A3) という名の講座を開きました。", repeat=Repeat.PARTIAL, place="L7"),)),
        PlanItem(item_id="01-2", parent_id="01", kind=ItemKind.PLEDGE, code="01-2", title="学びの環境づくり", place="L8"),
        PlanItem(item_id="01-2-1", parent_id="01-2", kind=ItemKind.MEASURE, code="01-2-1", title="校舎の断熱改修", place="L9", departments=None, repeat=Repeat.FULL),
        PlanItem(item_id="01-2-2", parent_id="01-2", kind=ItemKind.MEASURE, code="01-2-2", title=None, place="L10", departments=(),
                 activities=(Activity(position=1, text="見出しのない施策の取組です。", repeat=Repeat.NONE, place="L11"),)),
        PlanItem(item_id="02", parent_id=None, kind=ItemKind.VISION, code="02", title="働く場とにぎわいのあるまち", place="L12"),
        PlanItem(item_id="02-1", parent_id="02", kind=ItemKind.PLEDGE, code="02-1", title="商店街の再生、起業の支援、関係人口の拡大など、地域の経済を支えるあらゆる取組の推進", place="L13", printed_progress=Decimal(0)),
        PlanItem(item_id="02-1-1", parent_id="02-1", kind=ItemKind.MEASURE, code="02-1-1", title="空き店舗の活用", place="L14", departments=("商工労働課",),
                 activities=tuple(Activity(position=n, text=f"空き店舗{n}の改修を支援し、新しい店の開業につなげました。" * 3, repeat=Repeat.NONE, place="L15") for n in range(1, 16))),
        PlanItem(item_id="02-1-2", parent_id="02-1", kind=ItemKind.MEASURE, code="02-1-2", title="駅前広場の再整備", place="L16", departments=("都市計画課",)),
        PlanItem(item_id="02-1-3", parent_id="02-1", kind=ItemKind.MEASURE, code="02-1-3", title="夜市の開催", place="L17", departments=("観光交流課",),
                 activities=(Activity(position=1, text="夜市を4回開き、延べ12,340人が訪れました。", repeat=Repeat.NONE, place="L18"),)),
    )  # fmt: skip
    ratings = (
        Rating(item_id="01-1-1", department="こども家庭課", fiscal_year=2025, state=RatingState.RATED, step=8),
        Rating(item_id="01-1-2", department="こども家庭課", fiscal_year=2025, state=RatingState.RATED, step=6),
        Rating(item_id="01-1-2", department="デジタル推進課", fiscal_year=2025, state=RatingState.RATED, step=3),
        Rating(item_id="02-1-1", department="商工労働課", fiscal_year=2025, state=RatingState.RATED, step=0),
        Rating(item_id="02-1-2", department="都市計画課", fiscal_year=2025, state=RatingState.NOT_DUE, reason="令和9年度から始めるため"),
        Rating(item_id="02-1-3", department="観光交流課", fiscal_year=2025, state=RatingState.RATED, step=10),
    )  # fmt: skip
    stated = (
        StatedFigure(
            subject="document", figure="progress.overall", printed="41.2", value=Decimal("41.2"), place="L19"
        ),
        StatedFigure(subject="02", figure="progress", printed=None, value=None, place=None),
    )
    figures = (
        Figure(subject="01", figure="progress", printed="55", calculated_exact="55", calculated="55", rule="mean-down", agrees=True, place="L1"),
        Figure(subject="02", figure="progress", printed=None, calculated_exact="40.5", calculated="40", rule="mean-down", agrees=None, place=None),
    )  # fmt: skip
    trials = (
        RuleTrial(rule="mean-down", label="ビジョン＝公約の単純平均（切り捨てて整数に）", reproduces=2, of=2, failures=()),
        RuleTrial(rule="mean-half-up", label="ビジョン＝公約の単純平均（四捨五入して整数に）", reproduces=1, of=2, failures=("02: 40 ≠ 41",)),
    )  # fmt: skip
    finding = Finding(check="lost_heading", severity=Severity.WARNING, subject="01-2-2", field="title", place="L10", printed="", expected="", message="見出しがありません。")  # fmt: skip
    content = DocumentContent(
        document=document(DocumentKind.MAYORAL_PLEDGES, "市長公約の取組状況"),
        items=items,
        ratings=ratings,
        stated=stated,
    )
    audit = Audit(figures=figures, trials=trials, findings=(finding,))
    return Edition(content=content, audit=audit, version=2, published_on="2026-07-01", fictional=True)


def value(role: ValueRole, year: int | None, printed: str, **changes: object) -> IndicatorValue:
    """A value of an indicator as printed."""
    return IndicatorValue(
        role=role, fiscal_year=year, quantity=parse_quantity(printed), place="L30", **changes
    )  # type: ignore[arg-type]


def strategy_edition() -> Edition:
    """A strategy: lost headings, flags, SDGs, several years, changed targets, notes, glossary, revision counts."""
    items = (
        PlanItem(item_id="G1", parent_id=None, kind=ItemKind.BASIC_GOAL, code="G1", title="若い世代が働き、\n戻ってくるまちをつくる", place="L1", summary="市外の大学へ進んだ若者の多くが戻っていません。\n働く場を増やします。"),
        PlanItem(item_id="1-1", parent_id="G1", kind=ItemKind.BASIC_DIRECTION, code="1-1", title="働く場づくり", place="L2"),
        PlanItem(item_id="S1", parent_id="1-1", kind=ItemKind.MEASURE, code="S1", title="創業と事業承継の支援", place="L3", summary="創業の準備から開業後までを支えます。", audience=("創業を考える人", "後継者を探す事業者"), outcomes=("新しい店や会社が生まれる",), flags=(RevisionFlag.NEW_MEASURE,)),
        PlanItem(item_id="S1-1", parent_id="S1", kind=ItemKind.PROJECT, code="S1-1", title="創業サポート事業", place="L4", departments=("商工労働課",), flags=(RevisionFlag.KPI_CHANGED, RevisionFlag.CONTENT_CHANGED), sdgs=(8, 9), summary="➢ 創業の相談と補助を行う。\n➢ 創業後の経営を支える。"),
        PlanItem(item_id="S1-2", parent_id="S1", kind=ItemKind.PROJECT, code="S1-2", title=None, place="L5", departments=None, flags=None, sdgs=None, summary="見出しの失われた事業の内容。"),
        PlanItem(item_id="S2", parent_id="1-1", kind=ItemKind.MEASURE, code="S2", title="研究と産業を結ぶ", place="L6"),
        PlanItem(item_id="1-2", parent_id="G1", kind=ItemKind.BASIC_DIRECTION, code="1-2", title="若者とまちをつなぐ", place="L7"),
        PlanItem(item_id="G2", parent_id=None, kind=ItemKind.BASIC_GOAL, code="G2", title="暮らしを支える", place="L8"),
        PlanItem(item_id="2-1", parent_id="G2", kind=ItemKind.BASIC_DIRECTION, code="2-1", title="移動を支える", place="L9"),
        PlanItem(item_id="S21", parent_id="2-1", kind=ItemKind.MEASURE, code="S21", title="地域の足を守る", place="L10"),
        PlanItem(item_id="S21-1", parent_id="S21", kind=ItemKind.PROJECT, code="S21-1", title="乗合タクシーの運行", place="L11", departments=("都市計画課", "高齢福祉課"), summary="乗合タクシーを運行する。"),
    )  # fmt: skip
    indicators = (
        Indicator(indicator_id="G1-1", item_id="G1", level=IndicatorLevel.NUMERICAL_TARGET, name="新規雇用創出数", unit="人", accumulation=Accumulation.CUMULATIVE, desired_change=None, place="L20", note="創業セミナーを受けた人を除く",
                  values=(value(ValueRole.BASELINE, 2019, "32人"), value(ValueRole.ACTUAL, 2023, "累計118人"), value(ValueRole.TARGET, 2026, "累計300人"))),
        Indicator(indicator_id="G1-2", item_id="G1", level=IndicatorLevel.NUMERICAL_TARGET, name="20代の転出超過数", unit="人", accumulation=None, desired_change=None, place="L21", changed=True,
                  values=(value(ValueRole.BASELINE, 2019, "－"), value(ValueRole.ACTUAL, 2023, "0人"), value(ValueRole.TARGET, 2026, "▲100人"))),
        Indicator(indicator_id="S1-1-1", item_id="S1-1", level=IndicatorLevel.KPI, name="新規創業件数", unit="件", accumulation=Accumulation.CUMULATIVE, desired_change=None, place="L22", changed=True,
                  values=(value(ValueRole.BASELINE, 2018, "7件"), value(ValueRole.ACTUAL, 2022, "累計19件"), value(ValueRole.ACTUAL, 2023, "累計26件", note="感染症の影響で一部を中止"), value(ValueRole.TARGET, 2026, "累計60件"))),
        Indicator(indicator_id="S1-1-2", item_id="S1-1", level=IndicatorLevel.KPI, name="観光入込客数", unit="人", accumulation=None, desired_change=None, place="L23",
                  values=(value(ValueRole.ACTUAL, 2022, "199.5万人", calendar_year=True),
                          IndicatorValue(role=ValueRole.TARGET, fiscal_year=2026, quantity=Quantity(printed="", missing=MissingReason.LOST), place="L23"))),
    )  # fmt: skip
    names = ("new_measure", "kpi_changed", "ended")
    stated = (
        StatedFigure(subject="document", figure="count.revisions.new_measure", printed="1項目", value=Decimal(1), place="L40"),
        StatedFigure(subject="document", figure="count.revisions.kpi_changed", printed="2項目", value=Decimal(2), place="L41"),
        StatedFigure(subject="document", figure="count.revisions.ended", printed=None, value=None, place="L42"),
    )  # fmt: skip
    figures = tuple(
        Figure(subject="document", figure=f"count.revisions.{name}", printed=one.printed, calculated_exact="1", calculated="1", rule="count", agrees=agrees, place=one.place)
        for name, one, agrees in zip(names, stated, (True, False, None), strict=True)
    )  # fmt: skip
    glossary = (
        GlossaryTerm(number=1, term="Uターン", definition="大都市に住む人が、生まれたまちに\n戻ること。", place="L50"),
        GlossaryTerm(number=None, term="RPA（Robotic Process Automation）", definition=None, place="L51"),
    )  # fmt: skip
    content = DocumentContent(
        document=document(DocumentKind.COMPREHENSIVE_STRATEGY, "第2期花咲市総合戦略"),
        items=items,
        indicators=indicators,
        glossary=glossary,
        stated=stated,
    )
    return Edition(content=content, audit=Audit(figures=figures))


def occurrence(position: int, **changes: object) -> Occurrence:
    """A date of an entry."""
    facts: dict[str, object] = {
        "position": position,
        "label": None,
        "start": None,
        "end": None,
        "date_printed": None,
        "participants": None,
        "approximate": False,
        "cumulative": False,
        "cancelled": False,
        "note": None,
        "place": "L60",
    }
    return Occurrence(**(facts | changes))  # type: ignore[arg-type]


def entry(entry_id: str, form: CollaborationForm, **changes: object) -> CollaborationEntry:
    """An entry of the register."""
    facts: dict[str, object] = {
        "entry_id": entry_id,
        "fiscal_year": 2025,
        "form": form,
        "name_holder": None,
        "number": "1",
        "title": f"{entry_id}の集い",
        "departments": ("生涯学習課",),
        "recurrence": None,
        "recurrence_printed": None,
        "since_year": None,
        "purpose": None,
        "organisations_printed": None,
        "organisations": (),
        "organisations_are_prose": False,
        "effects": None,
        "participants_printed": None,
        "participants": None,
        "occurrences": (),
        "dates_printed": None,
        "place": "L60",
    }
    return CollaborationEntry(**(facts | changes))  # type: ignore[arg-type]


def mention(
    position: int, name: str, role: OrganisationRole = OrganisationRole.PARTNER
) -> OrganisationMention:
    """An organisation of an entry."""
    return OrganisationMention(position=position, name=name, role=role, place="L61")


def register_edition() -> Edition:
    """A register: dates of every kind, cancelled and silent rows, prose, two name holders, a form stated wrongly."""
    long_purpose = "まちの歴史を市民が案内し、参加者と一緒に歩きます。" * 60
    entries = (
        entry("c1", CollaborationForm.CO_HOSTING, title="花咲まち歩き", recurrence=Recurrence.ANNUAL, recurrence_printed="例年実施\n（平成18年頃から継続実施）", since_year=2006, purpose="まちの歴史を市民が案内し、\n参加者と一緒に歩く。", organisations_printed="花咲まち案内の会、花咲商店街\n振興組合", organisations=(mention(1, "花咲まち案内の会"), mention(2, "花咲商店街振興組合")), effects="毎年の参加を楽しみにする声が多い。",
              dates_printed="令和 7年 5月11日（48人） 令和 7年10月19日、20日（約61人）",
              occurrences=(occurrence(1, start="2025-05-11", date_printed="令和 7年 5月11日", participants=48), occurrence(2, start="2025-10-19", end="2025-10-20", date_printed="令和 7年10月19日、20日", participants=61, approximate=True))),
        entry("c2", CollaborationForm.CO_HOSTING, number="2", title="間伐体験", departments=("農林水産課", "環境課"), recurrence=Recurrence.ONE_OFF, purpose=long_purpose, participants_printed="  -  ", dates_printed="令和7年11月8日",
              occurrences=(occurrence(1, start="2025-11-08", date_printed="令和7年11月8日", cancelled=True, note="台風のため中止"),)),
        entry("c3", CollaborationForm.CO_HOSTING, number="3", title="防災の夜学校", departments=(), organisations=(mention(1, "花咲市自主防災連絡会"),), participants_printed="1,171", participants=1171, since_year=2012, recurrence=Recurrence.ANNUAL,
              occurrences=(occurrence(1, label="講義", start="2025-09-05", end="2025-09-06"), occurrence(2, label="演習", start="2026-01"))),
        entry("c4", CollaborationForm.COMMITTEE, title="夜市実行委員会", dates_printed="15地区で開催 ※延べ309人", participants_printed="※延べ309人", participants=309, organisations_printed="38団体、3個人で登録", organisations_are_prose=True),
        entry("p1", CollaborationForm.PATRONAGE, name_holder=NameHolder.CITY, title="第12回花咲シティマラソン", organisations=(mention(1, "花咲市陸上競技協会", OrganisationRole.ORGANISER),)),
        entry("p2", CollaborationForm.PATRONAGE, name_holder=NameHolder.CITY, number="2", title="=1+1 の集い", organisations_printed="花咲商工会議所"),
        entry("p3", CollaborationForm.PATRONAGE, name_holder=NameHolder.BOARD_OF_EDUCATION, title="親子の理科実験教室", organisations_printed="花咲理科の会", departments=("学校教育課",)),
    )  # fmt: skip
    stated = (
        StatedFigure(
            subject="co_hosting", figure="count.entries", printed="3件", value=Decimal(3), place="L70"
        ),
        StatedFigure(
            subject="patronage", figure="count.entries", printed="5件", value=Decimal(5), place="L71"
        ),
        StatedFigure(
            subject="cooperation", figure="count.entries", printed="2件", value=Decimal(2), place="L72"
        ),
    )
    content = DocumentContent(
        document=document(DocumentKind.COLLABORATION_REGISTER, "協働事業実施状況（令和7年度）"),
        entries=entries,
        stated=stated,
    )
    return Edition(content=content, audit=Audit())
