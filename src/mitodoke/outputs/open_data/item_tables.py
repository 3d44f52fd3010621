"""The open data tables of a plan's items: the items and what belongs to each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mitodoke.domain.edition import Edition
from mitodoke.domain.outline import PlanItem
from mitodoke.outputs.open_data.fields import (
    ITEM_ID,
    PLACE,
    POSITION,
    Field,
    ForeignKey,
    count,
    flag,
    number,
    text,
)
from mitodoke.outputs.open_data.open_table import OpenTable, Rows, Value, from_table

TO_ITEM = ForeignKey(field="item_id", table="items", target="item_id")
"""What belongs to an item."""

_ITEM_FIELDS = (
    ITEM_ID,
    text("parent_id", "上位の項目ID", "parent id",
         "1つ上の階層の項目のID。最上位の項目では空欄。", "The item above; empty at the top."),
    text("kind", "階層", "kind",
         "項目の階層を示すコード。", "Code of the level of the item.", codes="item_kind", required=True),
    text("code", "番号", "code",
         "原典に印刷された番号。", "The number as printed."),
    text("title", "名称", "title",
         "項目の名称。原典の表記のまま。空欄は原典で失われていることを示します。",
         "The title as printed; empty where the source lost it."),
    number("printed_progress", "公表された進捗状況", "printed progress",
           "原典に印刷された進捗状況（％）。この値は計算していません。",
           "Progress in percent as printed, not calculated.", unit="%"),
    text("summary", "概要", "summary", "項目の説明文。", "The text that describes the item."),
    PLACE,
    text("subtitle", "副題", "subtitle", "名称に添えられた副題。", "What stands beside the title."),
    text("repeat", "再掲の区分", "repeat",
         "施策に付いた再掲の印を示すコード。", "Code of the mark of repetition on a measure.",
         codes="repeat", required=True),
)  # fmt: skip

_LEVEL_FIELDS = (
    text("kind", "階層", "kind",
         "項目の階層を示すコード。", "Code of the level of an item.", codes="item_kind", required=True),
    text("name", "階層の名前", "name",
         "この計画での階層の名前。", "What the plan calls the level.", required=True),
    flag("rated", "評価する階層", "rated",
         "担当部署が評価すると計画が定めた階層かどうか。一つもないときは最も下の階層を評価します。",
         "Whether the plan says that items of the level are rated; where none is, those of the lowest are."),
)  # fmt: skip

_ACTIVITY_FIELDS = (
    ITEM_ID,
    POSITION,
    text("text", "取組事業内容", "text",
         "取組の内容。文章を含まない版では空欄。", "What was done; empty in abridged editions."),
    text("repeat", "再掲の区分", "repeat",
         "再掲の印を示すコード。", "Code of the mark of repetition.", codes="repeat", required=True),
    PLACE,
)  # fmt: skip

_RATING_FIELDS = (
    ITEM_ID,
    text("department", "担当部署", "department", "評価した部署。", "Who rated."),
    count("fiscal_year", "年度", "fiscal year", "評価の年度（西暦）。", "The fiscal year rated.",
          unit="年度"),
    text("state", "評価の状態", "state", "評価の状態を示すコード。", "Code of the state.",
         codes="rating_state", required=True),
    count("step", "評価", "step", "10段階評価（0から10）。評価済みでなければ空欄。",
          "The step from 0 to 10; empty unless rated.", unit="段階"),
    text("reason", "理由", "reason", "評価がない理由。", "Why there is no step."),
    text("place", "原典の場所", "place in the source",
         "文書に書かれた評価の、原典の中の場所。担当部署の回答では空欄。",
         "Where the document prints the rating; empty for what departments answered."),
)  # fmt: skip


def _listed(name: str, values: Callable[[PlanItem], tuple[Value, ...] | None]) -> Rows:
    """One row for each of the values that an item lists under `name`."""

    def rows(edition: Edition) -> Iterator[tuple[Value, ...]]:
        for item in edition.content.items:
            for position, value in enumerate(values(item) or (), start=1):
                yield item.item_id, position, value

    rows.__doc__ = f"One row for each {name} of an item."
    return rows


def _list_table(
    name: str, title: str, title_en: str, field: Field, values: Callable[[PlanItem], tuple[Value, ...] | None]
) -> OpenTable:
    return OpenTable(
        name=name,
        title=title,
        title_en=title_en,
        description=f"項目と{field.title}の対応。1行に1つ。",
        description_en=f"Which {field.title_en} belongs to which item, one a row.",
        fields=(ITEM_ID, POSITION, field),
        source=_listed(field.name, values),
        key=("item_id", "position"),
        foreign_keys=(TO_ITEM,),
    )


def _unknown(edition: Edition) -> Iterator[tuple[Value, ...]]:
    for item in edition.content.items:
        for name in ("title", "departments", "flags", "sdgs"):
            if getattr(item, name) is None:
                yield item.item_id, name


LEVEL_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="levels", title="計画の階層", title_en="Levels of the plan",
        description="自治体が独自に定めた計画の階層の名前（総合計画だけにあります）。",
        description_en="What a plan calls its levels, from the top down; only for plans with levels of their own.",
        fields=_LEVEL_FIELDS, source=from_table("levels", _LEVEL_FIELDS), key=("kind",),
    ),
)  # fmt: skip

ITEM_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="items", title="計画の項目", title_en="Items of the plan",
        description="計画を構成する項目（ビジョン・公約・施策、基本目標・基本的方向・施策・事業、総合計画の各階層）。",
        description_en="Visions, pledges and measures, goals, directions, measures and projects, or a plan's own levels.",
        fields=_ITEM_FIELDS, source=from_table("items", _ITEM_FIELDS), key=("item_id",),
        foreign_keys=(ForeignKey(field="parent_id", table="items", target="item_id"),),
    ),
    _list_table(
        "item_departments", "項目の担当部署", "Departments of the items",
        text("department", "担当部署", "department",
             "担当部署の名称。原典の表記のまま。", "The responsible department as printed."),
        lambda item: item.departments,
    ),
    _list_table(
        "item_flags", "項目の見直し区分", "Review marks of the items",
        text("flag", "見直しの区分", "review mark",
             "見直しの区分を示すコード。", "Code of the mark of a review.", codes="revision_flag"),
        lambda item: None if item.flags is None else tuple(str(mark) for mark in item.flags),
    ),
    _list_table(
        "item_sdgs", "項目のSDGsゴール", "Sustainable Development Goals of the items",
        count("sdg", "SDGsのゴール", "Sustainable Development Goal",
              "SDGsのゴールの番号（1から17）。", "Number of the goal, 1 to 17.", codes="sdg"),
        lambda item: item.sdgs,
    ),
    _list_table(
        "item_audience", "施策の対象", "Audience of the measures",
        text("audience", "対象", "audience", "施策の対象。", "Whom the measure is for."),
        lambda item: item.audience,
    ),
    _list_table(
        "item_outcomes", "施策の目標・成果", "Outcomes of the measures",
        text("outcome", "目標・成果", "outcome", "施策の目標・成果。", "What the measure is to achieve."),
        lambda item: item.outcomes,
    ),
    OpenTable(
        name="item_unknown", title="原典で失われた欄", title_en="Fields lost in the source",
        description="原典で失われていて分からない欄。ここにない欄の空欄は「なし」を示します。",
        description_en="Fields whose value the source lost; other empty fields mean that there is none.",
        fields=(
            ITEM_ID,
            text("field", "失われた欄", "field", "失われた欄を示すコード。", "Code of the field.",
                 codes="item_field", required=True),
        ),
        source=_unknown, key=("item_id", "field"), foreign_keys=(TO_ITEM,),
    ),
    OpenTable(
        name="activities", title="取組事業内容", title_en="Activities",
        description="施策ごとの取組事業内容。", description_en="What was done for each measure.",
        fields=_ACTIVITY_FIELDS, source=from_table("activities", _ACTIVITY_FIELDS),
        key=("item_id", "position"), foreign_keys=(TO_ITEM,),
    ),
    OpenTable(
        name="ratings", title="10段階評価", title_en="Ratings",
        description="担当部署による10段階評価。", description_en="Ratings by the responsible departments.",
        fields=_RATING_FIELDS, source=from_table("ratings", _RATING_FIELDS), key=("item_id", "department", "fiscal_year"),
        foreign_keys=(TO_ITEM,),
    ),
)  # fmt: skip
"""In the order in which they refer to each other."""
