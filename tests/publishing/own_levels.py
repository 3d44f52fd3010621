"""An edition of a plan with levels of a city's own, made by hand: 政策 > 施策 > 事務事業 of 花咲市."""

from __future__ import annotations

from dataclasses import replace

from mitodoke.audit.run import audit_content
from mitodoke.domain.document import DocumentKind, SourceDocument
from mitodoke.domain.edition import DocumentContent, Edition
from mitodoke.domain.indicator import (
    Accumulation,
    DesiredChange,
    Indicator,
    IndicatorLevel,
    IndicatorValue,
    ValueRole,
)
from mitodoke.domain.outline import Activity, GlossaryTerm, ItemKind, PlanItem, Repeat, RevisionFlag
from mitodoke.domain.own_levels import OwnLevel
from mitodoke.domain.quantity import parse_quantity
from mitodoke.domain.rating import Rating, RatingState

LEVELS = (
    OwnLevel(kind=ItemKind.LEVEL_1, name="政策"),
    OwnLevel(kind=ItemKind.LEVEL_2, name="施策"),
    OwnLevel(kind=ItemKind.LEVEL_3, name="事務事業"),
)
DOCUMENT = SourceDocument(
    document="comprehensive_plan-999997-2025",
    title="第2次花咲市総合計画",
    kind=DocumentKind.COMPREHENSIVE_PLAN,
    layout="desk",
    municipality_code="999997",
    municipality="花咲市",
    fiscal_year=2025,
    period_start="2025-04-01",
    period_end="2026-03-31",
    as_of="2026-03-31",
    published=None,
    publisher=None,
    sha256="c" * 64,
    lines=60,
    lines_accounted=60,
)


def _item(code: str, level: int, title: str | None, line: int, **more: object) -> PlanItem:
    parent = code.rpartition("-")[0] or None
    values = {"parent_id": parent, "kind": LEVELS[level].kind, "title": title, "place": f"L{line}"}
    return PlanItem(item_id=code, code=code, **(values | more))  # type: ignore[arg-type]


def _activity(text: str | None, line: int) -> tuple[Activity, ...]:
    return (Activity(position=1, text=text, repeat=Repeat.NONE, place=f"L{line}"),)


ITEMS = (
    _item("1", 0, "花のまちをつくる", 3, summary="市民と花を育てます。", sdgs=(11, 15)),
    _item("1-1", 1, "花壇をふやす", 5, departments=("花課",)),
    _item(
        "1-1-1",
        2,
        "苗を配る",
        7,
        departments=("花課", "みどり課"),
        activities=_activity("苗を配りました。", 8),
    ),
    _item("1-1-2", 2, "花の学校", 9, departments=("花課",), activities=_activity(None, 10)),
    _item("1-2", 1, "木を植える", 11, departments=None),
    _item("1-2-1", 2, None, 13, departments=("みどり課",), flags=None),
    _item(
        "1-2-2", 2, "<b>並木\u202e</b>", 15, departments=("みどり課",), audience=("市民",), outcomes=("日陰",)
    ),
    _item("2", 0, "水のまちをつくる", 17),
    _item("2-1", 1, "川を守る", 19),
    _item("2-1-1", 2, "川の掃除", 21, departments=("水課",), flags=(RevisionFlag.ENDED,)),
)
RATINGS = (
    Rating(item_id="1-1-1", department="花課", fiscal_year=2025, state=RatingState.RATED, step=8),
    Rating(item_id="1-1-1", department="みどり課", fiscal_year=2025, state=RatingState.RATED, step=5),
    Rating(
        item_id="1-1-2", department="花課", fiscal_year=2025, state=RatingState.STOPPED, reason="雨のため"
    ),
    Rating(item_id="1-2-1", department="みどり課", fiscal_year=2025, state=RatingState.RATED, step=0),
    Rating(item_id="1-2-1", department="みどり課", fiscal_year=2024, state=RatingState.RATED, step=10),
)


def _value(role: ValueRole, year: int, printed: str, line: int) -> IndicatorValue:
    return IndicatorValue(role=role, fiscal_year=year, quantity=parse_quantity(printed), place=f"L{line}")


INDICATORS = (
    Indicator(
        indicator_id="N1",
        item_id="1",
        level=IndicatorLevel.NUMERICAL_TARGET,
        name="花壇の数",
        unit="か所",
        accumulation=Accumulation.SNAPSHOT,
        desired_change=DesiredChange.INCREASE,
        values=(
            _value(ValueRole.BASELINE, 2020, "5か所", 31),
            _value(ValueRole.ACTUAL, 2024, "7か所", 32),
            _value(ValueRole.ACTUAL, 2025, "9か所", 33),
            _value(ValueRole.TARGET, 2029, "12か所", 34),
        ),
        place="L30",
        note=None,
        changed=None,
    ),
    Indicator(
        indicator_id="K1",
        item_id="1-1-2",
        level=IndicatorLevel.KPI,
        name="生徒数",
        unit="人",
        accumulation=None,
        desired_change=None,
        values=(_value(ValueRole.TARGET, 2029, "100人", 36),),
        place="L35",
        note="市立のみ",
        changed=None,
    ),
)
CONTENT = DocumentContent(
    document=DOCUMENT,
    items=ITEMS,
    indicators=INDICATORS,
    glossary=(GlossaryTerm(number=1, term="苗", definition="植物の若いもの", place="L40"),),
    ratings=RATINGS,
    levels=LEVELS,
)


def plan_edition(content: DocumentContent = CONTENT, *, version: int = 1) -> Edition:
    """The plan as it was audited and published."""
    return Edition(
        content=content,
        audit=audit_content(content),
        version=version,
        published_on="2026-06-01",
        fictional=True,
    )


def with_title(title: str) -> DocumentContent:
    """The content with another title of the first item."""
    return replace(CONTENT, items=(replace(ITEMS[0], title=title), *ITEMS[1:]))
